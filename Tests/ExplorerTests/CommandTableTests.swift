import Testing

@testable import Explorer
@testable import TerminalUI

@Suite("Commands and their keys")
struct CommandTableTests {
  @Test(arguments: InputContext.allCases)
  func noKeyIsBoundTwice(_ context: InputContext) {
    let keys = CommandTable.all.filter { $0.contexts.contains(context) }.flatMap(\.keys)
    let doubled = Dictionary(grouping: keys) { $0 }.filter { $1.count > 1 }.keys
    #expect(doubled.isEmpty, "\(doubled.map(\.name))")
  }

  @Test(arguments: CommandTable.all.map(\.name))
  func everyCommandHasKeysThatReachIt(_ name: String) {
    let commands = CommandTable.all.filter { $0.name == name }
    #expect(!commands.isEmpty)
    for command in commands {
      #expect(!command.keys.isEmpty && !command.contexts.isEmpty)
      for (context, key) in command.contexts.flatMap({ context in
        command.keys.map { (context, $0) }
      }) {
        #expect(CommandTable.command(for: key, in: context)?.name == name, "\(key) in \(context)")
      }
    }
  }

  /// One meaning a key: views put a key to uses of their own only within its meaning, and any
  /// other key is the same command wherever it counts.
  @Test func aKeyMeansTheSameInEveryView() {
    var names: [Key: Set<String>] = [:]
    let views = Set.views
    for command in CommandTable.all where !command.contexts.isDisjoint(with: views) {
      for key in command.keys { names[key, default: []].insert(command.name) }
    }
    let motions = Motion.allCases.flatMap { motion in motion.keys.map { ($0, motion) } }
    for (key, names) in names {
      if let row = KeyMeaning.rows.first(where: { $0.keys.contains(key) }) {
        #expect(
          names.allSatisfy {
            ["stop", "leave"].contains($0) || $0 == row.name || $0.hasPrefix(row.name + "-")
          },
          "\(key.name): \(names)")
      } else if let motion = motions.first(where: { $0.0 == key })?.1 {
        #expect(names.allSatisfy { $0.hasSuffix("-\(motion.rawValue)") }, "\(key.name): \(names)")
      } else {
        #expect(names.count == 1, "\(key.name): \(names)")
      }
    }
    let keys = KeyMeaning.rows.flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
    let bound = Set(CommandTable.all.flatMap(\.keys))
    #expect(KeyMeaning.rows.allSatisfy { $0.keys.contains(where: bound.contains) })
  }

  @Test func helpIsOneShortLine() {
    #expect(CommandTable.all.allSatisfy { !$0.help.isEmpty && $0.help.count <= 66 })
    let headings = CommandTable.groups.map(\.heading)
    #expect(Set(headings).count == headings.count)
    #expect(View.allCases.allSatisfy { headings.contains($0.heading) })
  }

  @Test func helpAndMarkdownNameEveryKey() {
    let markdown = CommandTable.markdown()
    for command in CommandTable.all {
      #expect(
        HelpLine.all.contains {
          if case .binding(command.keysText, command.help, _) = $0 { true } else { false }
        })
      #expect(markdown.contains("| \(command.help) |"))
    }
    #expect(markdown.contains("| `n` | compute the next layer and select it |"))
    #expect(markdown.contains("| `PgDn` `Ctrl-F` | page down |"))
    let jump = CommandTable.all.first { $0.name == "jump" }
    #expect(jump?.keys == "1234567890".map { Key.character($0) })
  }

  /// At 80 columns the way out and the way to the other keys are there.
  @Test func hintsPutWhatMattersFirst() throws {
    var explored = try Explored()
    let hints = Hint.all(for: explored.state)
    #expect(hints.free.prefix(4).map(\.key) == ["n", "p", "f", "Space"])
    #expect(hints.fixed.map(\.key) == ["v", "?", "q"])
    explored.send(.imageLoaded(index: 0, Explored.image))
    #expect(Hint.all(for: explored.state).free.contains { $0.text == "pause" })
    explored.press("/")
    let search = Hint.all(for: explored.state)
    #expect(search.free.map(\.key) == ["Down", "Up", "Enter", "Esc"] && search.fixed.isEmpty)
  }

  @Test func controlLettersMayComeInEitherCase() {
    let page = CommandTable.command(for: .control("F"), in: .view(.layers))
    #expect(page?.name == "row-page-down")
    #expect(CommandTable.command(for: .control("c"), in: .search)?.name == "quit")
    #expect(CommandTable.command(for: "q", in: .search) == nil)
  }

  /// The ways of moving are the same keys in every list.
  @Test(arguments: Motion.allCases)
  func aWayOfMovingHasTheSameKeysEverywhere(_ motion: Motion) {
    let commands = CommandTable.all.filter { $0.name.hasSuffix("-\(motion.rawValue)") }
    let moves = commands.filter { $0.keys.first == motion.keys.first }
    #expect(!moves.isEmpty)
    #expect(moves.allSatisfy { $0.keys == motion.keys || $0.keys == motion.keysWhileTyping })
  }
}
