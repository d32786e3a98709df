/// One line of the help screen.
public enum HelpLine: Sendable, Hashable {
  case heading(String)
  case binding(keys: String, text: String)
  case empty
}

/// One entry of the hint bar.
public struct Hint: Sendable, Hashable {
  public let key: String
  public let text: String
}

extension KeyBindings {
  /// Contexts whose keys count in a context, the most specific first.
  static func contexts(in context: Binding.Context) -> [Binding.Context] {
    switch context {
    case .search, .export: [context, .editing, .everywhere]
    case .main, .help, .confirm, .editing, .everywhere: [context, .everywhere]
    }
  }

  private static let actions: [Binding.Context: [Key: Action]] = {
    var actions: [Binding.Context: [Key: Action]] = [:]
    for binding in table {
      for key in binding.keys { actions[binding.context, default: [:]][key] = binding.action }
    }
    return actions
  }()

  /// What a key does in a context, or nil where it does nothing (or types itself).
  public static func action(for key: Key, in context: Binding.Context) -> Action? {
    let key = key.normalized
    return contexts(in: context).lazy.compactMap { actions[$0]?[key] }.first
  }

  /// The help screen's text, made once.
  public static let helpLines: [HelpLine] = {
    var lines: [HelpLine] = []
    for section in Binding.Section.allCases {
      if !lines.isEmpty { lines.append(.empty) }
      lines.append(.heading(section.rawValue))
      for binding in table where binding.section == section {
        lines.append(.binding(keys: binding.keysText, text: binding.help))
      }
    }
    return lines
  }()

  /// The hint bar's entries in the order of their weight: a narrow screen drops the last ones.
  public static func hints(for state: State) -> [Hint] {
    let context = state.context
    let inPlace = table.filter { $0.context == context }
    let entries = inPlace.compactMap { binding in
      binding.hint.map { hint in
        Hint(key: binding.keys.first?.name ?? "", text: text(of: binding, hint, in: state))
      }
    }
    guard context == .main else { return entries }
    // The way out and the way to all other keys are never what is cut off.
    let first: [Action] = [.stepForward, .blockForward, .runOrPause, .help, .leave]
    func weight(_ index: Int) -> Int {
      let action = inPlace.filter { $0.hint != nil }[index].action
      return first.firstIndex(of: action) ?? first.count + index
    }
    return entries.indices.sorted { weight($0) < weight($1) }.map { entries[$0] }
  }

  /// Hints whose meaning depends on what goes on.
  private static func text(of binding: Binding, _ hint: String, in state: State) -> String {
    switch binding.action {
    case .runOrPause where state.pass.isRunning && !state.pass.isStepping: "pause"
    case .measure where state.measuring != nil: "stop"
    default: hint
    }
  }

  /// The README's table of keys.
  public static func markdownTable() -> String {
    var lines: [String] = []
    for section in Binding.Section.allCases {
      let bindings = table.filter { $0.section == section }
      if !lines.isEmpty { lines.append("") }
      lines += ["**\(section.rawValue)**", "", "| Keys | What they do |", "| --- | --- |"]
      for binding in bindings {
        let cell = binding.keyNames.map { "`\($0)`" }.joined(separator: " ")
        lines.append("| \(cell) | \(binding.help) |")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension State {
  /// Which keys count now.
  public var context: Binding.Context {
    switch overlay {
    case nil: .main
    case .help: .help
    case .search: .search
    case .export: .export
    case .confirmOverwrite: .confirm
    }
  }
}
