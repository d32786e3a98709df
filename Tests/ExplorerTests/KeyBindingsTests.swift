import Testing

@testable import Explorer

@Suite("Key bindings")
struct KeyBindingsTests {
  @Test func noKeyIsBoundTwice() {
    for context in Binding.Context.allCases {
      let keys = KeyBindings.table.filter {
        KeyBindings.contexts(in: context).contains($0.context)
      }.flatMap(\.keys)
      let doubled = Dictionary(grouping: keys) { $0 }.filter { $1.count > 1 }.keys
      #expect(doubled.isEmpty, "\(context): \(doubled.map(\.name))")
    }
  }

  @Test(arguments: Action.allCases)
  func everyActionHasOneBinding(_ action: Action) throws {
    let bindings = KeyBindings.table.filter { $0.action == action }
    #expect(bindings.count == 1)
    let binding = try #require(bindings.first)
    #expect(!binding.keys.isEmpty)
    for key in binding.keys {
      #expect(KeyBindings.action(for: key, in: binding.context) == action, "\(key)")
    }
  }

  @Test func namesAreDifferent() {
    let names = KeyBindings.table.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(KeyBindings.table.allSatisfy { !$0.help.isEmpty && $0.help.count <= 66 })
  }

  @Test func helpAndMarkdownNameEveryKey() {
    let markdown = KeyBindings.markdownTable()
    for binding in KeyBindings.table {
      #expect(
        KeyBindings.helpLines.contains(.binding(keys: binding.keysText, text: binding.help)))
      #expect(markdown.contains("| \(binding.help) |"))
    }
    #expect(markdown.contains("| `n` | compute the next layer and select it |"))
    #expect(markdown.contains("| `PgDn` `Ctrl-F` | page down |"))
    let jump = KeyBindings.table.first { $0.action == .jump }
    #expect(jump?.keys == "1234567890".map { Key.character($0) })
  }

  /// At 80 columns the way out and the way to the other keys are there.
  @Test func hintsPutWhatMattersFirst() throws {
    var explored = try Explored()
    let hints = KeyBindings.hints(for: explored.state)
    #expect(hints.prefix(5).map(\.key) == ["n", "f", "Space", "?", "q"])
    explored.send(.imageLoaded(index: 0, Explored.image))
    #expect(KeyBindings.hints(for: explored.state).contains { $0.text == "pause" })
    explored.press("/")
    #expect(KeyBindings.hints(for: explored.state).map(\.key) == ["Down", "Up", "Enter", "Esc"])
  }

  @Test func controlLettersMayComeInEitherCase() {
    #expect(KeyBindings.action(for: .control("F"), in: .main) == .pageDown)
    #expect(KeyBindings.action(for: .control("c"), in: .search) == .quit)
    #expect(KeyBindings.action(for: "q", in: .search) == nil)
  }
}
