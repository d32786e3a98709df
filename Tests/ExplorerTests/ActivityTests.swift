import Inference
import SqueezeNet
import Testing

@testable import Analysis
@testable import Explorer
@testable import TextFormats

@Suite("Dead and busy")
struct ActivityTests {
  @Test func surveysComeOnceForEveryLayerThatIsDone() throws {
    var explored = try Explored.opened()
    #expect(!explored.log.contains { if case .survey = $0 { true } else { false } })
    let commands = explored.press("A")
    #expect(commands.contains(.survey(layers: Array(0..<explored.count))))
    #expect(!explored.state.isSettled)
    #expect(explored.press("j").isEmpty == true || explored.state.isSurveying)
    explored.settle()
    #expect(explored.state.isSettled)
    #expect(explored.network.layers.allSatisfy { explored.state.survey($0.index) != nil })
    explored.press("q", "A", "s", "m")
    let surveys = explored.log.filter { if case .survey = $0 { true } else { false } }
    #expect(surveys.count == 1)
  }

  /// Another photo, a pass that goes back: what is shown is of the outputs that are there.
  @Test func surveysOfOtherOutputsAreNotShown() throws {
    var explored = try Explored.opened()
    explored.press("A")
    explored.settle()
    explored.press("p")
    #expect(explored.state.survey(explored.count - 1) == nil)
    #expect(explored.state.survey(explored.count - 2) != nil)
    explored.press("n")
    explored.settle()
    #expect(explored.state.survey(explored.count - 1) != nil)
    // A survey of another output, as it comes from before.
    let output = try #require(
      Activation(shape: Shape(height: 1, width: 1, channels: 1), values: [7]))
    let activity = try #require(explored.state.survey(3)?.activity)
    explored.send(.surveyed(layer: 3, LayerSurvey(activity: activity, output: output)))
    #expect(explored.state.survey(3) == nil)
  }

  /// The session had gone back when it was asked: asked again when the layer is there.
  @Test func whatCouldNotBeSurveyedIsAskedForAgain() throws {
    var explored = try Explored.opened()
    explored.send(.key("A"))
    explored.press("r")
    explored.settle()
    #expect(explored.network.layers.allSatisfy { explored.state.survey($0.index) != nil })
  }

  @Test func blocksPutTheirKernelsTogether() throws {
    var explored = try Explored.opened()
    explored.press("A")
    explored.settle()
    let row = try #require(explored.state.activityRow(.block(8)))
    #expect(row.name == "fire8" && row.layer.name == "fire8")
    #expect(row.weightZeroShare == 0.25)
    // The paper keeps 0.5 of expand1x1, 0.3 of expand3x3, all of squeeze1x1.
    let kernels: [Double] = [384 * 64, 64 * 256, 64 * 256 * 9]
    let zeros = 0.5 * kernels[1] + 0.7 * kernels[2]
    let share = try #require(row.paperZeroShare)
    #expect(abs(share - zeros / kernels.reduce(0, +)) < 1e-12)
    #expect(explored.state.activityRow(.layer(1))?.weightZeroShare == nil)
    #expect(explored.state.zeroWeights.counted == 0.25)
    let all = try #require(explored.state.zeroWeights.paper)
    // 421,098 parameters stay, biases among them; the table rounds.
    let biases = explored.network.layers.reduce(0) { $0 + ($1.convolution?.outputChannels ?? 0) }
    let kernel = explored.network.parameters - biases
    #expect(abs((1 - all) * Double(kernel) - Double(421_098 - biases)) < 10)
  }

  @Test func keysChooseLayersScaleAndChannel() throws {
    var explored = try Explored.opened()
    explored.press("A")
    explored.settle()
    explored.press("G")
    #expect(explored.state.selectedLayer?.name == "softmax")
    explored.press("g", .down, "j", "z")
    #expect(explored.state.table.unfolded.count == 8)
    explored.settle()
    #expect(explored.state.activityHistogram?.scale == .logarithmic)
    explored.press("s")
    #expect(explored.state.activityHistogram?.scale == .linear)
    explored.press("m", "l")
    let channel = try #require(explored.state.activityHistogram)
    // The fake's channel 1 is 2 everywhere.
    #expect(explored.state.map.channel == 1 && channel.lower == 2 && channel.zeros == 0)
    explored.press(.enter)
    #expect(explored.state.view == .sheet && explored.state.sheet.order == .zeros)
    explored.press(.escape)
    #expect(explored.state.view == .activity && explored.state.activity.scale == .linear)
  }

  @Test func binsPutTogetherKeepEveryValue() throws {
    let values = (0..<1000).map { Float($0 % 37) * 0.7 }
    let output = try #require(
      Activation(shape: Shape(height: 1000, width: 1, channels: 1), values: values))
    let histogram = LayerSurvey.histogram(of: output, channel: nil, scale: .logarithmic)
    for bins in [96, 48, 32, 24, 16, 12, 8, 1] {
      let counts = try #require(histogram.counts(inBins: bins))
      #expect(counts.count == bins)
      #expect(counts.reduce(0, +) == values.count { $0 > 0 })
      // Counted again by the bins' own ends.
      let each = 96 / bins
      let first = try #require(counts.firstIndex { $0 > 0 })
      let ends = histogram.edge(first * each)...histogram.edge((first + 1) * each)
      #expect(ends.contains(0.7))
    }
    #expect(histogram.counts(inBins: 7) == nil && histogram.counts(inBins: 0) == nil)
  }

  @Test func densityShowsWhateverIsThere() {
    #expect(DensityBars.text([0, 1, 500, 1000]) == " .+@")
    #expect(DensityBars.text([0, 0]) == "  " && DensityBars.text([]) == "")
  }
}
