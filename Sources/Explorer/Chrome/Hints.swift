import TerminalUI

/// One entry of the hint bar.
struct Hint: Sendable, Hashable {
  let key: String
  /// The key that a click on it presses.
  let press: Key
  let text: String

  /// Keys that are never cut off in a view: to the other views, to all keys, out.
  private static let fixed = ["views", "help", "leave", "back"]

  /// The hint bar's entries, those that are fixed last.
  static func all(for state: State) -> (free: [Hint], fixed: [Hint]) {
    let context = state.inputContext
    var ranked: [(rank: Int, hint: Hint)] = []
    var fixed: [String: Hint] = [:]
    for group in CommandTable.groups {
      for command in group.commands where command.contexts.contains(context) {
        guard let key = command.keys.first, let text = command.hint(state) else { continue }
        let hint = Hint(key: key.name, press: key, text: text)
        if context.view != nil, Self.fixed.contains(command.name) {
          fixed[command.name] = hint
        } else {
          ranked.append((rank(command, in: group, of: context.view), hint))
        }
      }
    }
    return (
      (0...2).flatMap { rank in ranked.filter { $0.rank == rank }.map(\.hint) },
      Self.fixed.compactMap { fixed[$0] }
    )
  }

  /// The view's own come first, what all views have last; but what is seen can be taken away.
  private static func rank(_ command: Command, in group: CommandGroup, of view: View?) -> Int {
    guard let view else { return 0 }
    if group.heading == view.heading { return 0 }
    return command.contexts.isSuperset(of: .views) && command.name != "export" ? 2 : 1
  }
}
