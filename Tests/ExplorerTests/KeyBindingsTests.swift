import Testing

@testable import Explorer
@testable import TerminalUI

@Suite("Key bindings")
struct KeyBindingsTests {
  @Test(arguments: Place.allCases)
  func noKeyIsBoundTwice(_ place: Place) {
    let keys = KeyBindings.table.filter { $0.places.contains(place) }.flatMap(\.keys)
    let doubled = Dictionary(grouping: keys) { $0 }.filter { $1.count > 1 }.keys
    #expect(doubled.isEmpty, "\(doubled.map(\.name))")
  }

  @Test(arguments: Action.allCases)
  func everyActionHasKeys(_ action: Action) {
    let bindings = KeyBindings.table.filter { $0.action == action }
    #expect(!bindings.isEmpty)
    for binding in bindings {
      #expect(!binding.keys.isEmpty)
      for (place, key) in binding.places.flatMap({ place in binding.keys.map { (place, $0) } }) {
        #expect(KeyBindings.action(for: key, in: place) == action, "\(key) in \(place)")
      }
    }
  }

  /// The same name is the same command.
  @Test func namesAreDifferent() {
    for (name, bindings) in Dictionary(grouping: KeyBindings.table, by: \.name) {
      #expect(Set(bindings.map(\.action)).count == 1, "\(name)")
    }
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
    #expect(hints.free.prefix(4).map(\.key) == ["n", "p", "f", "Space"])
    #expect(hints.fixed.map(\.key) == ["v", "?", "q"])
    explored.send(.imageLoaded(index: 0, Explored.image))
    #expect(KeyBindings.hints(for: explored.state).free.contains { $0.text == "pause" })
    explored.press("/")
    let search = KeyBindings.hints(for: explored.state)
    #expect(search.free.map(\.key) == ["Down", "Up", "Enter", "Esc"] && search.fixed.isEmpty)
  }

  @Test func controlLettersMayComeInEitherCase() {
    #expect(KeyBindings.action(for: .control("F"), in: .view(.layers)) == .pageDown)
    #expect(KeyBindings.action(for: .control("c"), in: .search) == .quit)
    #expect(KeyBindings.action(for: "q", in: .search) == nil)
  }
}
