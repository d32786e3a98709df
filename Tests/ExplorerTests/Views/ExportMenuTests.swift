import Testing

@testable import Explorer
@testable import TerminalUI

@Suite struct ExportMenuTests {
  private func menu(_ view: View, _ width: Int, _ height: Int, unicode: Bool = true) throws
    -> State
  {
    var state = SampleState.select(
      "fire4/expand3x3",
      in: SampleState.pass(
        try SampleState.opening(weights: try SampleState.weights()),
        to: try SampleState.network().layers.count))
    state.terminal = TerminalDescription(
      width: width, height: height, colors: .none, unicode: unicode)
    state.view = view
    state.openExports()
    return state
  }

  /// Every entry has its letter and its formats, or what is in the way of it; nothing is cut but
  /// titles.
  @Test(arguments: [(80, 24), (40, 12), (200, 60)], View.allCases)
  func everyEntryIsSeen(_ size: (Int, Int), _ view: View) throws {
    let state = try menu(view, size.0, size.1)
    let lines = ExplorerView.draw(state).text
    #expect(lines.allSatisfy { $0.count <= size.0 } && lines.count == size.1)
    for offer in state.exportOffers {
      let note =
        offer.content.map { $0.formats.map { "." + $0.rawValue }.joined(separator: " ") }
        ?? offer.problem ?? ""
      let words = offer.title.prefix(7)
      #expect(
        lines.contains { $0.contains("\(offer.kind.letter)  \(words)") && $0.contains(note) },
        "\(offer.kind) in \(view) at \(size)")
    }
    #expect(lines.last?.contains("Enter name it") == true)
  }

  @Test func aTinyTerminalShowsTheWayOut() throws {
    let canvas = ExplorerView.draw(try menu(.sheet, 1, 1))
    #expect(canvas.text == ["q"])
  }

  @Test func asciiIsEnough() throws {
    let lines = ExplorerView.draw(try menu(.compare, 80, 24, unicode: false)).text
    #expect(lines.allSatisfy { $0.allSatisfy(\.isASCII) })
  }

  @Test func aClickChoosesAnEntry() throws {
    let state = try menu(.singleMap, 80, 24)
    let lines = ExplorerView.draw(state).text
    for (place, offer) in state.exportOffers.enumerated() {
      let y = try #require(lines.firstIndex { $0.contains("\(offer.kind.letter)  \(offer.title)") })
      let pressed = try #require(state.pressed(x: 30, y: y))
      guard case .export(let prompt) = pressed.overlay else {
        // What cannot be written says why and leaves the menu open.
        #expect(offer.content == nil && pressed.picker != nil, "\(place)")
        continue
      }
      #expect(prompt.content == offer.content)
    }
    #expect(state.pressed(x: 0, y: 5)?.overlay == nil)
  }

  /// The name, its keys, and what is wrong with it.
  @Test(arguments: [(80, 24), (40, 12), (200, 60)])
  func theNameIsAsked(_ width: Int, _ height: Int) throws {
    var state = try menu(.layers, width, height)
    state.overlay = nil
    state.nameExport(of: .profile, "x.csv")
    #expect(ExplorerView.draw(state).text.joined().contains("export to: x.csv"))
    state.nameExport(of: .profile, "x.pdf")
    state.say("end the name in .csv, .json or .txt")
    #expect(
      ExplorerView.draw(state).text.joined().contains("end the name in .csv, .json or .txt"))
  }

  /// On the narrowest screen, too, one sees what the answers are.
  @Test func theQuestionHasItsKeys() throws {
    for (width, height) in [(40, 12), (80, 24), (200, 60)] {
      var state = try menu(.layers, width, height)
      state.overlay = .confirmOverwrite(state.exportJob(of: .map, "a/long/path/to/some/file.png"))
      let lines = ExplorerView.draw(state).text
      #expect(lines.contains { $0.contains("le.png exists") || $0.contains("g exists") })
      #expect(lines.last?.contains("y overwrite  n leave it") == true, "\(width)")
    }
  }

  @Test func whatIsWrittenIsSaidUntilItIs() throws {
    var state = try menu(.layers, 80, 24)
    state.overlay = nil
    state.export.asked.ask(for: state.exportJob(of: .pass, "pass.npz"))
    var last = try #require(ExplorerView.draw(state).text.last)
    #expect(last.contains("writing pass.npz, Esc stops it") && last.contains("q quit"))
    state.export.isStopping = true
    last = try #require(ExplorerView.draw(state).text.last)
    #expect(last.contains("stopping pass.npz"))
  }
}
