import SqueezeNet
import TerminalUI
import Testing
import TextFormats

@testable import Explorer

@Suite("Views, menu and palette")
struct PaletteTests {
  private func entries(_ explored: Explored) throws -> [PickerEntry] {
    let picker = try #require(explored.state.picker)
    #expect(picker.context == .palette)
    return explored.state.entries(of: picker)
  }

  private struct SampleError: Error {}

  @Test func thePaletteListsEveryCommandOfTheViews() throws {
    var explored = try Explored.opened()
    explored.press(":")
    let entries = try entries(explored)
    let listed = Set(entries.map(\.lead))
    for command in CommandTable.all where !command.contexts.isDisjoint(with: .views) {
      let leadsOut = command.name == "back" || command.name == "leave"
      let isTargets = !command.targets.isEmpty
      #expect(listed.contains(command.name) || leadsOut || isTargets, "\(command.name)")
    }
    // Each digit by its own name.
    #expect(entries.contains { $0.lead == "go-fire4" && $0.note == "4" })
    // Those that the network has.
    var architecture = Architecture.v11
    architecture.fireBlocks.removeLast(2)
    let network = try Network(architecture: architecture, paddingConvention: .caffe)
    var short = try SampleState.opening(network: network)
    #expect(PaletteEntry.all(short).filter { $0.name.hasPrefix("go-fire") }.count == 6)
    #expect(update(&short, .key("8")).isEmpty)
    #expect(short.message?.text == "there is no fire8: fire2 to fire7 are the blocks")
  }

  /// Beyond an end a menu goes on at the other; a long list stops.
  @Test func marksMoveToTheEndsAndOn() throws {
    var explored = try Explored.opened()
    for (key, wraps) in [("v", true), (":", false)] as [(Key, Bool)] {
      explored.press(key)
      let last = explored.state.entries(of: try #require(explored.state.picker)).count - 1
      #expect(last > 2)
      func marked() -> Int? { explored.state.picker?.selected }
      while let place = marked(), place > 0 { explored.press(.up) }
      explored.press(.up)
      #expect(marked() == (wraps ? last : 0))
      while let place = marked(), place < last { explored.press(.pageDown) }
      #expect(marked() == last)
      explored.press(.down)
      #expect(marked() == (wraps ? 0 : last))
      explored.press(.escape)
    }
  }

  @Test func typingFilters() throws {
    var explored = try Explored.opened()
    explored.press(":")
    explored.type("colorm")
    #expect(try entries(explored).map(\.lead) == ["colormap"])
    explored.press(.control("u"))
    // A name's start before a word in it, that before the help, that before scattered letters.
    explored.type("step")
    let names = try entries(explored).map(\.lead)
    #expect(names.prefix(2) == ["step-forward", "step-back"])
    explored.press(.control("u"))
    explored.type("fb")
    #expect(try entries(explored).contains { $0.lead == "step-forward" } == false)
    explored.press(.control("u"))
    explored.type("zzzz")
    #expect(try entries(explored).isEmpty)
    #expect(explored.press(.enter).isEmpty)
    #expect(explored.state.message?.text.contains("zzzz") == true)
    explored.press(.escape)
    #expect(explored.state.overlay == nil)
  }

  /// The names are whole, and what Enter does not find is said beside what was typed.
  @Test func namesAndMessagesAreShown() throws {
    var explored = try Explored.opened()
    explored.press(":")
    explored.type("contribution-page")
    let text = ExplorerView.draw(explored.state).text
    #expect(text.contains { $0.contains("contribution-page-down ") })
    explored.type("zz")
    explored.press(.enter)
    #expect(ExplorerView.draw(explored.state).text.contains { $0.contains("no command has") })
    explored.press(.escape, "v")
    #expect(ExplorerView.draw(explored.state).text.last?.contains("/ find") == true)
    explored.press("/")
    explored.type("z")
    #expect(explored.state.pressed(x: 0, y: 20)?.overlay == nil, "beside the filtered menu")
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

  /// In a menu typing filters after `/`; titles and names come before what the summary says.
  @Test func menusAreFiltered() throws {
    var explored = try Explored.opened()
    func leads() throws -> [String] {
      explored.state.entries(of: try #require(explored.state.picker)).map(\.lead)
    }
    explored.press("v", "/")
    explored.type("ti")
    #expect(try leads().first == "T")
    explored.press(.control("u"))
    explored.type("activ")
    #expect(try leads().first == "A")
    explored.press(.control("u"))
    explored.type("zz")
    #expect(try leads().isEmpty)
    #expect(ExplorerView.draw(explored.state).text.contains { $0.contains(" none ") })
    #expect(explored.press(.enter).isEmpty && explored.state.picker != nil)
    explored.press(.escape, "e", "/")
    explored.type("npz")
    #expect(try leads() == ["w"])
  }

  @Test func helpShowsTheViewsKeysThenAll() throws {
    var explored = try Explored.opened()
    explored.press("?")
    guard case .help(let own) = explored.state.overlay else { throw SampleError() }
    explored.press("?")
    guard case .help(let all) = explored.state.overlay else { throw SampleError() }
    #expect(own.view == .layers && all.view == nil && own.lines.count < all.lines.count)
    #expect(all.lines == HelpLine.all)
    #expect(!own.lines.contains(.heading("While searching")))
    explored.press("?", .escape)
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

@Suite("The command line of a screen")
struct CommandLineTests {
  @Test func everyViewSaysItsCommand() throws {
    var explored = try Explored.opened(images: ["my photo's.jpg"])
    for (view, line) in [
      ("L", "sqz-tui profile 'my photo'\\''s.jpg'"),
      ("S", "sqz-tui export sheet 'my photo'\\''s.jpg' --layer conv1 -o sheet.png"),
      ("K", "sqz-tui filters conv1 --channels 0"),
      ("B", "sqz-tui export diagram 'my photo'\\''s.jpg' --layer conv1 -o blocks.svg"),
      ("V", "sqz-tui trace 'my photo'\\''s.jpg' conv1 --at 0,0,0"),
      ("Y", "sqz-tui why 'my photo'\\''s.jpg'"),
      ("W", "sqz-tui whatif 'my photo'\\''s.jpg' --off conv1:0"),
    ] as [(Key, String)] {
      explored.press(view)
      if view == "W" {
        // The command refuses to change nothing.
        #expect(explored.press("$").isEmpty)
        explored.press("i")
        explored.settle()
      }
      let effects = explored.press("$")
      #expect(explored.state.message?.text == line)
      #expect(effects.contains(.display(.copy(base64: Base64.text(line.utf8)))))
    }
  }

  /// A message that its line has no room for stands whole over the view.
  @Test(arguments: [(40, 12), (80, 24), (80, 30), (200, 60)])
  func aLongLineIsWhole(_ size: (Int, Int)) throws {
    let name = "photos of a \(String(repeating: "long ", count: 30))walk.jpg"
    var explored = try Explored.opened(images: [name])
    explored.send(.resized(width: size.0, height: size.1))
    explored.press("L", "$")
    let text = ExplorerView.draw(explored.state).text
    let words = text.flatMap { $0.split(separator: " ") }.joined(separator: " ")
    #expect(words.contains("sqz-tui profile '\(name)'"), "\(words)")
    #expect(text.last?.contains("? keys") == true)
    explored.press("j")
    #expect(!ExplorerView.draw(explored.state).text.contains { $0.contains("sqz-tui") })
  }

  /// What a command can't give has none.
  @Test func placesWithASquareOfTheirOwn() throws {
    var explored = try Explored.opened(images: ["a.jpg"])
    explored.press("E", "+", "$")
    #expect(explored.state.message?.text == "sqz-tui sensitivity a.jpg --square 11")
    explored.press(.tab, "$")
    #expect(explored.state.message?.text.hasPrefix("no command") == true)
  }

  /// By Python's base64.
  @Test func base64() {
    #expect(Base64.text("".utf8).isEmpty)
    #expect(Base64.text("f".utf8) == "Zg==")
    #expect(Base64.text("fo".utf8) == "Zm8=")
    #expect(Base64.text([0, 255, 254, 253]) == "AP/+/Q==")
  }
}
