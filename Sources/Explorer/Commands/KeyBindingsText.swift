import TerminalUI

/// One line of the help screen.
public enum HelpLine: Sendable, Hashable {
  case heading(String)
  case binding(keys: String, text: String)
  case empty
}

/// One entry of the hint bar.
public struct Hint: Sendable, Hashable {
  public let key: String
  /// What a click on it presses.
  public let press: Key
  public let text: String
}

extension KeyBindings {
  private static let actions: [Place: [Key: Action]] = {
    var actions: [Place: [Key: Action]] = [:]
    for binding in table {
      for place in binding.places {
        for key in binding.keys { actions[place, default: [:]][key] = binding.action }
      }
    }
    return actions
  }()

  /// What a key does in a place, or nil where it does nothing (or types itself).
  public static func action(for key: Key, in place: Place) -> Action? {
    actions[place]?[key.normalized]
  }

  /// The first key of an action in a place, as help writes it: for sentences that name keys.
  public static func keyName(for action: Action, in place: Place) -> String {
    table.first { $0.action == action && $0.places.contains(place) }?.keys.first?.name ?? ""
  }

  /// The help's lines for one view, its own keys first.
  public static func helpLines(of view: View) -> [HelpLine] {
    let all = Binding.Section.allCases
    let sections = [view.section] + all.filter { $0 != view.section }
    return helpLines(sections, table.filter { $0.places.contains(.view(view)) })
  }

  /// The help's lines for everything, made once.
  public static let helpLines = helpLines(Binding.Section.allCases, table)

  private static func helpLines(
    _ sections: [Binding.Section], _ bindings: [Binding]
  ) -> [HelpLine] {
    var lines: [HelpLine] = []
    for section in sections {
      let members = bindings.filter { $0.section == section }
      guard !members.isEmpty else { continue }
      if !lines.isEmpty { lines.append(.empty) }
      lines.append(.heading(section.rawValue))
      lines += members.map { .binding(keys: $0.keysText, text: $0.help) }
    }
    return lines
  }

  /// Keys that are never cut off in a view: to the other views, to all keys, out.
  public static let fixedHints: [Action] = [.menu, .help, .leave, .back]

  /// The hint bar's entries, those that are fixed last.
  public static func hints(for state: State) -> (free: [Hint], fixed: [Hint]) {
    let place = state.place
    let inPlace = table.filter {
      $0.places.contains(place) && $0.hint != nil && isOfUse($0.action, in: state)
    }
    func hint(_ binding: Binding) -> Hint? {
      binding.keys.first.map {
        Hint(key: $0.name, press: $0, text: text(of: binding, binding.hint ?? "", in: state))
      }
    }
    guard let view = place.view else { return (inPlace.compactMap(hint), []) }
    let fixed = fixedHints.compactMap { action in inPlace.first { $0.action == action } }
    let free = inPlace.filter { !fixedHints.contains($0.action) }
    // The view's own come first, what all views have last; but what is seen can be taken away.
    func rank(_ binding: Binding) -> Int {
      if binding.section == view.section { return 0 }
      return binding.places.isSuperset(of: .views) && binding.action != .export ? 2 : 1
    }
    let sorted = (0...2).flatMap { place in free.filter { rank($0) == place } }
    return (sorted.compactMap(hint), fixed.compactMap(hint))
  }

  /// What there is one format of needs no key for the next.
  private static func isOfUse(_ action: Action, in state: State) -> Bool {
    guard action == .nextFormat, case .export(let prompt) = state.overlay else { return true }
    return prompt.content.formats.count > 1
  }

  /// Hints whose meaning depends on what goes on.
  private static func text(of binding: Binding, _ hint: String, in state: State) -> String {
    switch binding.action {
    case .runOrPause where state.pass.isRunning && !state.pass.isStepping: "pause"
    case .measure where state.measuring != nil: "stop"
    case .live where state.measuring != nil: "stop"
    case .machine where state.time.probing != nil: "stop"
    case .moreHelp where state.showsAllKeys: "this view's"
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
