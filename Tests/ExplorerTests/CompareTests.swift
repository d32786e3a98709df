import Inference
import Reports
import SqueezeNet
import Testing
import Weights

@testable import Analysis
@testable import Explorer
@testable import Reports

@Suite("Compare")
struct CompareTests {
  private func asked(_ commands: [Effect]) -> ComparePartner? {
    commands.compactMap { if case .compare(let partner, _) = $0 { partner } else { nil } }.last
  }

  private func pass(_ network: Network, seed: UInt64, _ ablation: Ablation = Ablation()) throws
    -> ComparedPass
  {
    let input = SyntheticInput.values(shape: network.inputShape, seed: seed)
    let snapshot = try Snapshot.ofPass(
      network: network, weights: .glorot(architecture: network.architecture), input: input,
      ablation: ablation, threads: 2)
    return ComparedPass(
      snapshot: try #require(snapshot), weightsName: "w", isTrained: false, image: "a.jpg")
  }

  @Test func itAsksOnceAndForWhatIsChosen() throws {
    var explored = try Explored.opened()
    #expect(asked(explored.press("D")) == .image(1))
    #expect(!explored.state.isSettled)
    #expect(asked(explored.press("j", "]", "m", .tab)) == nil)
    #expect(asked(explored.press("w")) == .paddingConvention(.keras))
    explored.press("w", "w")
    #expect(asked(explored.press("w")) == .architecture(.v11))
    explored.settle()
    explored.send(.compareFailed(number: explored.state.compare.asked.number, "no such file"))
    #expect(explored.state.compareFailure == "no such file" && explored.state.isSettled)
    #expect(explored.state.comparePicture == .difference)
    // Another photo: its partner is the first one now.
    explored.press("w", ".")
    explored.send(.imageLoaded(index: 1, Explored.image))
    explored.settle()
    #expect(asked(explored.log) == .image(0))
  }

  @Test func leavingTheViewStopsIt() throws {
    var explored = try Explored.opened()
    explored.press("D")
    let number = explored.state.compare.asked.number
    #expect(explored.press(.escape).contains(.stopComparing))
    explored.send(.compareFailed(number: number, "late"))
    #expect(explored.state.compare.asked.failure(to: nil) == nil)
    #expect(asked(explored.press("D")) == .image(1))
  }

  /// What is switched off is compared with the same pass before.
  @Test func aWhatIfIsComparedWithItsBefore() throws {
    var explored = try Explored.opened()
    explored.press("W", "i")
    explored.settle()
    #expect(asked(explored.press("D")) == .intact)
    #expect(explored.state.compareNames.first == "nothing off")
    // As `compare a.jpg b.jpg --off` has it: what is off is off in the second pass.
    explored.press("w")
    #expect(asked(explored.log) == .image(1))
    #expect(explored.state.compareNames.first == "cat.png")
    explored.press("W", "u")
    explored.settle()
    #expect(asked(explored.press("D")) == .image(1))
    #expect(explored.state.compareNames.second == "cat.png")
  }

  /// `compare a.jpg b.jpg`: the pass that is shown is the first.
  @Test func theOrderIsThatOfTheCommand() {
    var off = Ablation()
    off.occlusion = Occlusion(row: 0, column: 0, side: 4)
    #expect(PassPair.order(shown: "a", other: "b", off: Ablation()) == ("a", "b"))
    #expect(PassPair.order(shown: "a", other: "b", off: off) == ("b", "a"))
  }

  @Test func whatIsOfAnotherPassIsNotShown() throws {
    var explored = try Explored.opened()
    explored.press("D")
    let one = try pass(explored.network, seed: 1)
    let two = try pass(explored.network, seed: 2)
    explored.send(.comparing(number: explored.state.compare.asked.number, done: 3, of: 39))
    #expect(explored.state.compare.asked.progress?.done == 3)
    explored.send(.compared(number: explored.state.compare.asked.number, PassPair(one, two)))
    #expect(explored.state.comparison != nil && explored.state.isSettled)
    explored.press("p")
    #expect(explored.state.comparison == nil)
  }

  /// Pixel by pixel, from the activations themselves.
  @Test func mapsAndTheirDifference() throws {
    let network = try Explored().network
    let pair = PassPair(try pass(network, seed: 1), try pass(network, seed: 2))
    let fire = try #require(network.layer(named: "fire3"))
    let layer = try #require(pair.layer(fire.name))
    let a = try #require(pair.first.snapshot.activation(layer: fire.index))
    let b = try #require(pair.second.snapshot.activation(layer: fire.index))
    let channels = a.shape.channels
    let maps = pair.maps(of: layer, .channel, channel: 5)
    let difference = try #require(maps.difference)
    for pixel in 0..<a.shape.height * a.shape.width {
      let place = pixel * channels + 5
      #expect(maps.first?.values[pixel] == a.values[place])
      #expect(maps.second?.values[pixel] == b.values[place])
      #expect(difference.values[pixel] == b.values[place] - a.values[place])
    }
    let mean = try #require(pair.maps(of: layer, .mean, channel: 5).difference)
    let first = zip(a.values, b.values).prefix(channels).reduce(0.0) {
      $0 + abs(Double($1.1 - $1.0))
    }
    #expect(abs(Double(mean.values[0]) - first / Double(channels)) < 1e-5)
    #expect(pair.maps(of: layer, .channel, channel: 999).first == nil)
    #expect(pair.changes(5).count >= 5)
  }
}
