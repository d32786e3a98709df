import Analysis
import Exports
import Testing

@testable import Explorer
@testable import TerminalUI

@Suite("Exports")
struct ExportTests {
  private func prompt(_ explored: Explored) -> ExportPrompt? {
    if case .export(let prompt) = explored.state.overlay { prompt } else { nil }
  }

  private func kinds(_ explored: Explored) -> [ExportKind] {
    explored.state.exportOffers.map(\.kind)
  }

  /// The job of the last export that was asked for.
  private func job(_ commands: [Effect]) -> (job: ExportJob, overwrite: Bool, number: Int)? {
    for case .export(let job, let overwrite, let number) in commands.reversed() {
      return (job, overwrite, number)
    }
    return nil
  }

  /// One key in every view; its own content comes first, and the rest is the same everywhere.
  @Test(arguments: View.allCases)
  func everyViewHasItsMenu(_ view: View) throws {
    var explored = try Explored.opened(weights: try .glorot(architecture: .v10))
    explored.press("4", view.key)
    explored.settle()
    explored.press("e")
    let menu = try #require(explored.state.picker, "no menu in \(view)")
    #expect(menu.context == .exports)
    let offers = explored.state.exportOffers
    let own: [View: [ExportKind]] = [
      .layers: [.profile, .map, .overlay, .sheet], .blocks: [.block, .diagram],
      .sheet: [.sheet, .map, .overlay],
      .singleMap: [.map, .overlay, .sheet], .photo: [.overlay, .map, .sheet],
      .value: [.trace], .filters: [.kernels, .filters], .why: [.classMap, .why], .whatIf: [.whatIf],
      .compare: [.difference, .comparison], .time: [.profile], .activity: [.activity],
    ]
    #expect(offers.map(\.kind).starts(with: own[view] ?? []))
    #expect(Set(offers.map(\.kind)).isSuperset(of: [.activation, .pass, .profile, .screen]))
    #expect(Set(offers.map(\.kind.letter)).count == offers.count, "letters of their own")
    #expect(offers[menu.selected].problem == nil)
    for (place, offer) in offers.enumerated() {
      #expect((offer.content == nil) == (offer.problem != nil))
      #expect(!offer.title.isEmpty && (offer.problem?.isEmpty ?? false) == false)
      // The letter names it, or says why not and leaves the menu open.
      explored.press(.character(offer.kind.letter))
      if let content = offer.content {
        #expect(prompt(explored)?.content == content)
        explored.press(.escape, "e")
      } else {
        #expect(explored.state.message?.text.hasSuffix(offer.problem ?? "") == true)
        let open = try #require(explored.state.picker, "closed at \(offer.kind)")
        #expect(open.selected == place)
      }
    }
    explored.press("q")
    #expect(explored.state.overlay == nil && explored.state.view == view)
  }

  @Test func aNameIsSuggestedAndTheFileWritten() throws {
    var explored = try Explored.opened()
    explored.press("e", .enter)
    let name = "coffee-v1.0-caffe-profile.csv"
    #expect(prompt(explored)?.editor.text == name)
    explored.press(.control("u"))
    #expect(explored.press(.enter).isEmpty && prompt(explored) != nil)
    #expect(explored.state.message?.text == "a file name is needed, or Esc")
    explored.press(.escape, "e", .enter)
    let first = try #require(job(explored.press(.enter)))
    #expect(first.job.path == name && first.job.format == .csv && !first.overwrite)
    #expect(first.job.content == ExportKind.profile.content(explored.state))
    #expect(explored.state.export.job == first.job)
    #expect(explored.state.shownMessage?.text == "writing \(name), Esc stops it")
    #expect(!explored.state.isSettled)
    // Whoever does not wait is told so.
    explored.press("e", "w")
    #expect(explored.press(.enter).isEmpty)
    #expect(explored.state.message?.text == "\(name) is still being written")
    explored.press(.escape)
    explored.send(.exported(number: first.number - 1, .written))
    #expect(explored.state.export.job != nil, "an earlier answer is dropped")
    explored.send(.exported(number: first.number, .exists))
    #expect(explored.state.inputContext == .confirm && explored.press("x").isEmpty)
    explored.press("n")
    #expect(explored.state.message?.text == "\(name) is left as it is")
    #expect(explored.state.isSettled)

    explored.press("e", .enter)
    let second = try #require(job(explored.press(.enter)))
    explored.send(.exported(number: second.number, .exists))
    let third = try #require(job(explored.press("y")))
    #expect(third.overwrite && third.job.path == name && third.number > second.number)
    explored.send(.exported(number: third.number, .written))
    #expect(explored.state.message?.text == "wrote \(name)")
  }

  @Test func reasonsAreSeenWhateverThePath() throws {
    var explored = try Explored.opened()
    explored.press("e", "w")
    explored.press(.control("u"))
    explored.type(String(repeating: "folder/", count: 30) + "x.npz")
    let number = try #require(job(explored.press(.enter))?.number)
    explored.send(.exported(number: number, .failed("Permission denied")))
    let message = try #require(explored.state.message)
    #expect(message.kind == .error && message.text.count == 62)
    #expect(message.text.hasSuffix("/x.npz: Permission denied") && message.text.first == "…")
    explored.send(.resized(width: 40, height: 12))
    explored.press("e", "e")
    let next = try #require(job(explored.press(.enter))?.number)
    explored.send(.exported(number: next, .failed("No such file or directory")))
    #expect(explored.state.message?.text == "No such file or directory")
  }

  @Test func theExtensionChoosesTheFormat() throws {
    var explored = try Explored.opened()
    explored.press("e", "p", .tab)
    #expect(prompt(explored)?.editor.text == "coffee-v1.0-caffe-profile.json")
    explored.press(.tab, .tab)
    #expect(prompt(explored)?.editor.text == "coffee-v1.0-caffe-profile.csv")
    for (name, format) in [("a.b/c.JSON", ExportFormat.json), ("x.txt ", .txt), ("~/x.csv", .csv)] {
      explored.press(.escape, "e", "p", .control("u"))
      explored.type(name)
      let asked = try #require(job(explored.press(.enter)))
      #expect(asked.job.format == format)
      explored.send(.exported(number: asked.number, .written))
    }
    for name in ["x", "x.png", "x.", ".d/csv", "csv", "x.csv/"] {
      explored.press("e", "p", .control("u"))
      explored.type(name)
      #expect(explored.press(.enter).isEmpty, "\(name)")
      #expect(explored.state.message?.text == "end the name in .csv, .json or .txt")
      #expect(prompt(explored)?.editor.text == name, "it is there to be corrected")
      explored.press(.escape)
    }
    // An unknown extension is part of the name.
    explored.press("e", "e", .control("u"))
    explored.type("screen.1")
    explored.press(.tab)
    #expect(prompt(explored)?.editor.text == "screen.1.svg")
  }

  @Test func picturesHaveAScale() throws {
    var explored = try Explored.opened()
    explored.press("4", "M")
    explored.settle()
    // fire4 has as many values here that 28 pixels for each come nearest to 448.
    explored.press("e")
    #expect(explored.state.exportOffers.first?.scale == 28)
    explored.press("+")
    #expect(explored.state.exportOffers.first?.scale == 32)
    explored.press("-", "-", "-")
    #expect(explored.state.exportOffers.first?.scale == 12)
    explored.press("t", .enter)
    let asked = try #require(job(explored.press(.enter)))
    #expect(asked.job.scale == 12 && !asked.job.hasLabels)
    #expect(asked.job.path == "coffee-fire4-ch0.png")
    explored.send(.exported(number: asked.number, .written))
    // Remembered, each kind its own.
    explored.press("e")
    let offers = explored.state.exportOffers
    #expect(offers[0].scale == 12 && offers[1].kind == .overlay && offers[1].scale == 6)
    for _ in 0..<20 { explored.press("-") }
    #expect(explored.state.exportOffers[0].scale == 1)
    for _ in 0..<20 { explored.press("+") }
    #expect(explored.state.exportOffers[0].scale == 64)
    explored.press(.up, "+")
    #expect(explored.state.message?.text == "only pictures of maps have a scale")
  }

  @Test func namesAreOfWhatIsShown() throws {
    var explored = try Explored.opened(weights: try .glorot(architecture: .v10))
    func name(_ keys: Key...) -> String? {
      for key in keys { explored.press(key) }
      explored.settle()
      explored.press("e", .enter)
      defer { explored.press(.escape) }
      return prompt(explored)?.editor.text
    }
    #expect(name("5", "S", "o") == "coffee-fire5-sheet-by-mean.png")
    #expect(name("M", "]", "]") == "coffee-fire5-ch2.png")
    #expect(name("m") == "coffee-fire5-mean.png")
    #expect(name("m", "m", "P") == "coffee-fire5-ch2-on-photo.png")
    #expect(name("K") == "v1.0-fire5-expand1x1-ch2-kernels.png")
    #expect(name("1", "K") == "v1.0-conv1-kernels.png")
    #expect(name("m") == "v1.0-conv1-ch0-kernels.png")
    #expect(name("Y") == "coffee-class2-great-white-shark-on-photo.png")
    #expect(name("A") == "coffee-v1.0-caffe-activity.csv")
    #expect(name("W", "i") == "coffee-what-if.csv")
    #expect(name("M") == "coffee-conv1-ch0-what-if.png", "other values, another name")
    explored.press("D")
    explored.settle()
    // The other pass is never computed here: what needs it cannot be chosen, the rest can.
    #expect(name() == "coffee-conv1-what-if.npy")
  }

  @Test func escapeStopsWhatIsWritten() throws {
    var explored = try Explored.opened()
    explored.press("S", "e", "w")
    let asked = try #require(job(explored.press(.enter)))
    #expect(explored.press(.escape) == [.stopExport])
    #expect(explored.state.view == .sheet && explored.state.export.isStopping)
    #expect(explored.state.shownMessage?.text == "stopping \(asked.job.path)")
    explored.send(.exported(number: asked.number, .stopped))
    #expect(explored.state.message?.text == "stopped: \(asked.job.path) is not written")
    explored.press(.escape)
    #expect(explored.state.view == .layers)
    // q is no Esc: it leads back and lets the file be.
    explored.press("S", "e", "w", .enter)
    #expect(explored.press("q").isEmpty && explored.state.view == .layers)
    #expect(explored.state.export.job != nil)
  }

  @Test func theScreenIsThatBeforeTheMenu() throws {
    var explored = try Explored.opened()
    explored.press("S")
    explored.settle()
    explored.press("o")
    let message = explored.state.message
    explored.press("e", .down, "e")
    let asked = try #require(job(explored.press(.enter)))
    let shown = asked.job.screen.state
    #expect(asked.job.content == .screen("sheet") && asked.job.format == .svg)
    #expect(shown.overlay == nil && shown.view == .sheet && shown.sheet.order == .mean)
    #expect(shown.message == message && asked.job.path == "coffee-sheet-screen.svg")
    #expect(shown.terminal == explored.state.terminal)
  }

  @Test func theMouseChooses() throws {
    var explored = try Explored.opened()
    explored.press("e")
    explored.send(.mouse(Mouse(.scrollDown, x: 9, y: 9), at: nil))
    try explored.click("s  contact sheet")
    #expect(prompt(explored)?.editor.text == "coffee-conv1-sheet.png")
    explored.press(.escape, "e")
    explored.click(x: 0, y: 3)
    #expect(explored.state.overlay == nil, "beside the menu is out of it")
  }

  @Test func pendingLayersSaySo() throws {
    var explored = try Explored.opened()
    explored.press("p", "g", "j")
    explored.settle()
    explored.press("e")
    let problems = explored.state.exportOffers.filter { $0.problem != nil }
    #expect(problems.map(\.kind) == [.profile, .pass])
    #expect(problems.allSatisfy { $0.problem == "1 layer is pending" })
    explored.press("p")
    #expect(explored.state.message?.text.hasSuffix("1 layer is pending") == true)
    explored.press(.escape, "r", .escape, "e")
    #expect(explored.state.exportOffers.first { $0.kind == .activation }?.problem != nil)
    let empty = try Explored(images: [])
    #expect(empty.state.exportOffers.filter { $0.problem == nil }.map(\.kind) == [.screen])
  }

  @Test func thePaletteHasEveryExport() throws {
    var explored = try Explored.opened(weights: try .glorot(architecture: .v10))
    explored.press(":")
    explored.type("export")
    let palette = try #require(explored.state.picker)
    let names = explored.state.entries(of: palette).map(\.lead)
    for kind in ExportKind.all { #expect(names.contains("export-\(kind.name)")) }
    #expect(names.contains("export"))
    #expect(ExportKind.all.allSatisfy { $0.help.count <= 66 })
    #expect(Set(ExportKind.all.map(\.letter)) == Set(ExportKind.letters))
    #expect(
      ExportKind.letters == ["m", "s", "o", "c", "k", "d", "b", "g", "n", "f", "p", "a", "w", "e"])
    explored.type("-kernels")
    explored.press(.enter)
    #expect(explored.state.view == .filters)
    #expect(prompt(explored)?.editor.text == "v1.0-conv1-kernels.png")
  }
}
