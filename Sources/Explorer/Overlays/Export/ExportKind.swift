import Exports

/// A row of the menu of exports and of the list of commands: something that can be taken away from
/// the explorer. Its exact content, of which layer and class, follows from what is shown. The rows
/// of numbers stand beside their views.
struct ExportKind: Sendable {
  let name: String
  /// Chooses it in the menu. Of the numbers that belong to one view there are never two in a menu.
  let letter: Character
  /// One line for the list of commands.
  let help: String
  /// Its subject in words.
  let title: @Sendable (State) -> String
  /// The reason why there is nothing to write, in a few words: they stand in the menu.
  var problem: @Sendable (State) -> String? = { _ in nil }
  let content: @Sendable (State) -> ExportContent?

  static let all: [ExportKind] = unique(
    [.map, .sheet, .overlay, .classMap, .kernels, .difference]
      + View.allCases.flatMap(\.exports).filter { !everywhere.contains($0) } + [.profile]
      + everywhere)

  static let letters = unique(all.map(\.letter))

  private static let everywhere: [ExportKind] = [.activation, .pass, .profile, .screen]

  /// Returns the exports that a view offers: its own first, then those that every view has.
  static func offered(in view: View) -> [ExportKind] { unique(view.exports + everywhere) }

  private static func unique<Element: Equatable>(_ all: [Element]) -> [Element] {
    all.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

extension ExportKind: Hashable {
  static func == (a: ExportKind, b: ExportKind) -> Bool { a.name == b.name }
  func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
