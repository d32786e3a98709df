import TerminalUI

/// The list of all commands, filtered as one types.
public struct CommandPalette: Sendable, Hashable {
  public var editor: LineEditor
  /// Commands that fit the text, best first.
  public private(set) var matches: [PaletteCommand]
  /// Position in `matches`.
  public private(set) var selected: Int
  /// Where the palette was opened.
  let view: View

  init(in view: View) {
    editor = LineEditor()
    self.view = view
    matches = KeyBindings.commands(in: view)
    selected = 0
  }

  public var selection: PaletteCommand? {
    matches.indices.contains(selected) ? matches[selected] : nil
  }

  mutating func move(by offset: Int) {
    selected = max(0, min(selected + offset, matches.count - 1))
  }

  /// Finds the commands that fit the text and selects the first.
  mutating func filter() {
    let text = Self.plain(editor.text)
    let ranked = KeyBindings.commands(in: view).enumerated().compactMap { index, command in
      command.rank(of: text).map { (rank: $0, index: index, command: command) }
    }
    matches = ranked.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.map(\.command)
    selected = 0
  }

  static func plain(_ text: String) -> String {
    let text = text.lowercased().replacing("-", with: " ")
    return text.split(separator: " ").joined(separator: " ")
  }
}

/// One entry of the palette.
public struct PaletteCommand: Sendable, Hashable {
  public let action: Action
  /// What is pressed for it; of several keys the first.
  let key: Key
  public let name: String
  public let help: String
  /// All its keys in words.
  public let keys: String
  /// The view that it works in; nil where it works in the one that is shown.
  public let elsewhere: View?
  /// What is exported, where that is chosen with the command.
  var export: ExportKind?

  /// How well a text fits, 0 best: the name's start, a word's start, anywhere in the name, in the
  /// help, or as letters of the name in their order. Nil where it doesn't.
  func rank(of text: String) -> Int? {
    let name = CommandPalette.plain(name)
    if name.hasPrefix(text) { return 0 }
    if name.contains(" " + text) { return 1 }
    if name.contains(text) { return 2 }
    if help.lowercased().contains(text) { return 3 }
    var letters = name.makeIterator()
    let isSubsequence = text.allSatisfy { letter in
      while let next = letters.next() { if next == letter { return true } }
      return false
    }
    return isSubsequence ? 4 : nil
  }
}

extension KeyBindings {
  /// Every command of the views, those of one view first.
  static func commands(in view: View) -> [PaletteCommand] {
    let inViews = table.filter { !$0.places.isDisjoint(with: .views) }
    let here = inViews.filter { $0.places.contains(.view(view)) }
    let known = Set(here.map(\.action))
    var elsewhere: [PaletteCommand] = []
    for other in View.allCases where other != view {
      let bindings = inViews.filter {
        $0.places.contains(.view(other)) && !known.contains($0.action)
          && $0.action.worksElsewhere
      }
      elsewhere += bindings.flatMap { entries($0, elsewhere: other) }
    }
    var actions: Set<Action> = []
    let unique = here.filter { $0.action == .show || actions.insert($0.action).inserted }
    let exports = exports(in: view)
    return unique.flatMap { entries($0, elsewhere: nil) }
      + exports.filter { $0.elsewhere == nil } + elsewhere
      + exports.filter { $0.elsewhere != nil }
  }

  private static func entries(_ binding: Binding, elsewhere: View?) -> [PaletteCommand] {
    if binding.action == .jump {
      return binding.keys.map { key in
        PaletteCommand(
          action: .jump, key: key, name: "go-\(jumpTarget(key))",
          help: "go to \(jumpTarget(key)); run there first", keys: key.name, elsewhere: elsewhere)
      }
    }
    return binding.keys.prefix(1).map { key in
      PaletteCommand(
        action: binding.action, key: key, name: binding.name, help: binding.help,
        keys: binding.keysText, elsewhere: elsewhere)
    }
  }

  /// An entry for each export; those that the view lacks in the first view that has them.
  private static func exports(in view: View) -> [PaletteCommand] {
    let binding = table.first { $0.action == .export }
    guard let key = binding?.keys.first else { return [] }
    let here = ExportKind.offered(in: view)
    return ExportKind.all.map { kind in
      let others = View.allCases.filter { ExportKind.offered(in: $0).contains(kind) }
      return PaletteCommand(
        action: .export, key: key, name: "export-\(kind.name)", help: kind.help,
        keys: "\(key.name) \(kind.letter)", elsewhere: here.contains(kind) ? nil : others.first,
        export: kind)
    }
  }

  private static func jumpTarget(_ key: Key) -> String {
    switch key {
    case .character("1"): "conv1"
    case .character("0"): "conv10"
    default: "fire\(key.name)"
    }
  }
}

extension Action {
  /// Not what only leads out of a view.
  fileprivate var worksElsewhere: Bool { self != .back && self != .leave }
}
