import Testing

@testable import Explorer

@Suite("Views, menu and palette")
struct PaletteTests {
  private func palette(_ explored: Explored) throws -> CommandPalette {
    guard case .palette(let palette) = explored.state.overlay else {
      throw SampleError()
    }
    return palette
  }

  private struct SampleError: Error {}

  @Test func thePaletteListsEveryCommandOfTheViews() throws {
    var explored = try Explored.opened()
    explored.press(":")
    let palette = try palette(explored)
    let listed = Set(palette.matches.map(\.action))
    for binding in KeyBindings.table where !binding.places.isDisjoint(with: .views) {
      let leadsOut = binding.action == .back || binding.action == .leave
      #expect(listed.contains(binding.action) || leadsOut, "\(binding.name)")
    }
    // Each digit by its own name.
    #expect(palette.matches.contains { $0.name == "go-fire4" && $0.keys == "4" })
  }

  @Test func typingFilters() throws {
    var explored = try Explored.opened()
    explored.press(":")
    explored.type("colorm")
    #expect(try palette(explored).matches.map(\.name) == ["colormap"])
    explored.press(.control("u"))
    // A name's start before a word in it, that before the help, that before scattered letters.
    explored.type("step")
    let names = try palette(explored).matches.map(\.name)
    #expect(names.prefix(2) == ["step-forward", "step-back"])
    explored.press(.control("u"))
    explored.type("fb")
    #expect(try palette(explored).matches.contains { $0.name == "step-forward" } == false)
    explored.press(.control("u"))
    explored.type("zzzz")
    #expect(try palette(explored).matches.isEmpty)
    #expect(explored.press(.enter).isEmpty)
    #expect(explored.state.message?.text.contains("zzzz") == true)
    explored.press(.escape)
    #expect(explored.state.overlay == nil)
  }

  @Test func enterRunsTheCommand() throws {
    var explored = try Explored.opened()
    explored.press(":")
    explored.type("go-fire4")
    explored.press(.enter)
    #expect(explored.state.overlay == nil && explored.state.table.selection == .block(4))
    explored.press(":")
    explored.type("quit")
    // Both quits are there; the arrows choose.
    explored.press(.down, .down, .down, .up, .up, .up)
    #expect(explored.press(.enter) == [.display(.quit)])
  }

  @Test func theMenuOpensViews() throws {
    var explored = try Explored.opened()
    for view in View.allCases {
      explored.press("v", .character(view.letter))
      #expect(explored.state.view == view && explored.state.overlay == nil)
      explored.press("v")
      explored.press(view.key)
      #expect(explored.state.view == view && explored.state.overlay == nil)
    }
    for _ in View.allCases.indices {
      let before = explored.state.view
      explored.press("v", .down, .enter)
      #expect(explored.state.view != before || View.allCases.count == 1)
    }
    explored.press("v", .up, .down, .escape)
    #expect(explored.state.overlay == nil)
  }

  @Test func helpShowsTheViewsKeysThenAll() throws {
    var explored = try Explored.opened()
    explored.press("?")
    guard case .help(let own) = explored.state.overlay else { throw SampleError() }
    explored.press("?")
    guard case .help(let all) = explored.state.overlay else { throw SampleError() }
    #expect(own.view == .layers && all.view == nil && own.lines.count < all.lines.count)
    #expect(all.lines == KeyBindings.helpLines)
    #expect(!own.lines.contains(.heading("While searching")))
    explored.press("?", "q")
    #expect(explored.state.overlay == nil)
  }

  /// In a terminal that shows nothing, q quits whatever lies over the view.
  @Test(arguments: [":", "?", "v", "/"])
  func aTinyTerminalCanBeLeftFromEverywhere(_ key: Character) throws {
    var explored = try Explored.opened()
    explored.press(.character(key))
    explored.send(.resized(width: 39, height: 12))
    explored.press("x", .enter)
    #expect(explored.press("q") == [.display(.quit)])
    explored.send(.resized(width: 40, height: 12))
    #expect(explored.state.overlay != nil)
  }

  @Test func viewsHaveLettersOfTheirOwn() {
    #expect(Set(View.allCases.map(\.letter)).count == View.allCases.count)
    #expect(View.allCases.allSatisfy { $0.summary.count <= 56 })
    // The narrowest screen has 22 columns beside the way out.
    let introductions = View.allCases.map(\.introductions)
    #expect(introductions.allSatisfy { $0.long.count <= 58 && $0.short.count <= 22 })
  }
}
