import Inference
import Reports
import SqueezeNet
import Testing
import Weights

@testable import Explorer
@testable import Reports
@testable import TerminalUI
@testable import TextFormats

@Suite struct CompareViewTests {
  private static func pass(_ network: Network, seed: UInt64) throws -> ComparedPass? {
    let input = SyntheticInput.values(shape: network.inputShape, seed: seed)
    return try Snapshot.ofPass(
      network: network, weights: .glorot(architecture: network.architecture), input: input,
      threads: 2
    ).map {
      ComparedPass(snapshot: $0, weightsName: "w", isTrained: false, image: "a.jpg")
    }
  }

  private func state(
    _ width: Int, _ height: Int, other: Architecture = .v10,
    colors: TerminalDescription.Colors = .many
  ) throws -> State {
    let size = InputSize(height: 64, width: 72)
    let network = try Network(architecture: .v10, paddingConvention: .caffe, size: size)
    let terminal = TerminalDescription(
      width: width, height: height, colors: colors, unicode: colors > .none)
    let opening = try SampleState.opening(
      terminal: terminal, network: network, images: ["a.jpg", "b.jpg"])
    var state = SampleState.select(
      "fire4", in: SampleState.pass(opening, to: network.layers.count))
    state.view = .compare
    _ = state.fetchComparison()
    let first = try #require(try Self.pass(network, seed: 2))
    let second = try #require(
      try Self.pass(Network(architecture: other, paddingConvention: .keras, size: size), seed: 1))
    state.compare.asked.receive(
      PassPair(first, second, areRelated: other == .v10), number: state.compare.asked.number)
    return state
  }

  @Test(arguments: [(40, 12), (60, 20), (80, 24), (200, 60)])
  func bothSidesAndTheDifference(_ width: Int, _ height: Int) throws {
    let state = try state(width, height)
    let screen = ExplorerView.draw(state).text
    #expect(screen[1].contains("A a.jpg") && screen[2].contains("cosine"))
    let title = try #require(screen.dropFirst(2).first { $0.contains("B − A") })
    #expect(title.contains("nearest") == (width >= 60) && !title.contains("…"), "\(title)")
    let selected = try #require(state.selectedLayer)
    let values = try #require(state.comparison?.layer(selected.name)?.values)
    let cosine = Numbers.fixed(try #require(values.cosine), 4)
    #expect(screen.contains { $0.contains("fire4") && $0.contains(cosine) })
    #expect(ExplorerView.draw(try self.state(1, 1)).text == ["q"])
    guard width >= 80 else { return }
    #expect(screen[1].contains("first difference: input"))
    for word in ["A, channel 0", "B, channel 0", "layer ", "mean ", "zeros", "max |B − A|"] {
      #expect(screen.contains { $0.contains(word) }, "\(word)")
    }
  }

  @Test func withoutColoursSignsStandBeforeTheDifference() throws {
    let screen = ExplorerView.draw(try state(80, 24, colors: .none)).text
    #expect(
      screen.contains {
        $0.contains("B - A, channel 0 (nearest)") || $0.contains("B - A, 0 (nearest")
      })
    #expect(screen.allSatisfy { $0.allSatisfy(\.isASCII) })
  }

  @Test func theClassesOfBoth() throws {
    var state = try state(80, 24)
    state.table.selection = .layer(state.network.layers.count - 1)
    let screen = ExplorerView.draw(state).text
    #expect(screen.contains { $0.contains("A %    B %") })
  }

  @Test func layersAndChannelsThatOneHasNot() throws {
    var state = try state(80, 24, other: .v11)
    state.table.selection = .layer(0)
    let screen = ExplorerView.draw(state).text
    #expect(screen.contains { $0.contains("maxpool8") && $0.contains("only A") })
    // Maps stand each on its own, and it is said why.
    state.compare.picture = .all
    let maps = ExplorerView.draw(state).text
    #expect(maps.contains { $0.contains("A, channel 0") } && maps.contains { $0.contains("apart") })
    state.compare.picture = .difference
    #expect(state.comparePicture == .models)
  }

  @Test(arguments: [(40, 12), (80, 24), (200, 60)])
  func twoModelsSideBySide(_ width: Int, _ height: Int) throws {
    let screen = ExplorerView.draw(try state(width, height, other: .v11)).text
    guard width >= 80 else { return }
    let row = { (name: String) in screen.first { $0.contains(name) } ?? "" }
    #expect(row("parameters").contains("1,248,424") && row("parameters").contains("1,235,496"))
    #expect(row("as float32").contains("5.0 MB") && row("as float32").contains("4.9 MB"))
    #expect(row("MACs").contains(" M"))
    #expect(row("only here").contains("maxpool") && row("answer 1").contains("%"))
    #expect(!screen.contains { $0.contains("a pass") }, "nothing was timed")
  }

  @Test func whatIsMissingIsSaid() throws {
    var state = try state(80, 24)
    let request = try #require(state.compare.asked.request)
    state.compare.asked.fail(
      "b.jpg: no such file", number: state.compare.asked.ask(for: request))
    #expect(ExplorerView.draw(state).text.contains { $0.contains("no such file") })
    state.compare.asked = .waiting(request, done: 12, of: 39)
    #expect(ExplorerView.draw(state).text.contains { $0.contains("layer 12 of 39; Esc") })
    state.compare.asked.cancel()
    state.pass.frontier = 3
    #expect(ExplorerView.draw(state).text.contains { $0.contains("Space computes the rest") })
  }
}
