import Analysis
import Inference
import SqueezeNet
import Testing

@Suite("What if: history, changes, lists")
struct EditsValueTests {
  @Test func historyGoesBackAndForth() {
    var history = History(0)
    #expect(!history.undo() && !history.redo() && history.present == 0)
    for value in 1...3 { history.record(value) }
    history.record(3)
    #expect(history.undo() && history.undo() && history.present == 1)
    #expect(history.redo() && history.present == 2)
    var ahead = history
    #expect(ahead.redo() && ahead.present == 3)
    history.record(9)
    #expect(!history.redo() && history.present == 9)
    // A value that is replaced leaves no step of its own.
    history.replace(10)
    history.replace(11)
    #expect(history.undo() && history.present == 2)
    var fresh = History("a")
    fresh.replace("b")
    #expect(fresh.undo() && fresh.present == "a" && !fresh.canUndo)
    var long = History(0)
    for value in 1...2000 { long.record(value) }
    var steps = 0
    while long.undo() { steps += 1 }
    #expect(steps == History<Int>.limit)
  }

  @Test func changesOfTheTop() {
    let before: [Float] = [0.1, 0.5, 0.3, 0.06, 0.04]
    let after: [Float] = [0.2, 0.05, 0.3, 0.05, 0.4]
    let changes = PredictionChange.top(2, before: before, after: after)
    #expect(changes.map(\.classIndex) == [4, 2, 1])
    #expect(changes.map(\.rankBefore) == [5, 2, 1])
    #expect(changes.map(\.rankAfter) == [1, 2, 4])
    #expect(changes.map(\.change) == [0.4 - 0.04, 0, 0.05 - 0.5])
    #expect(PredictionChange.top(2, before: before, after: [1]).isEmpty)
    #expect(PredictionChange.top(-1, before: before, after: after).isEmpty)
  }

  @Test func channelLists() throws {
    #expect(try ChannelList.channels("0-2,6,1", of: 8) == [0, 1, 2, 6])
    #expect(try ChannelList.channels("all", of: 3) == [0, 1, 2])
    for bad in ["", "1,", "a", "3-1", "-1", "1-2-3", "+1", "1 ,2", "99999999999999999999"] {
      #expect(throws: ChannelList.Problem.notAList(bad)) {
        try ChannelList.channels(bad, of: 8)
      }
    }
    for bad in ["8", "5-8"] {
      #expect(throws: ChannelList.Problem.outOfRange(bad, count: 8)) {
        try ChannelList.channels(bad, of: 8)
      }
    }
    #expect(ChannelList.text([6, 0, 1, 2], of: 8) == "0-2,6")
    #expect(ChannelList.text(0..<8, of: 8) == "all")
    #expect(ChannelList.text([], of: 8) == "")
  }

  @Test func linesSayWhatIsOff() throws {
    let network = try Network(architecture: .v10, paddingConvention: .caffe)
    var ablation = Ablation()
    ablation.set(60..<70, of: 5, off: true, in: network)
    ablation.set([0, 4, 5], of: 0, off: true, in: network)
    ablation.occlusion = Occlusion(row: 60, column: 80, side: 64)
    #expect(
      ablation.lines(in: network) == [
        "conv1:0,4-5", "fire2/expand1x1:60-63", "fire2/expand3x3:0-5", "square 80,60,64",
      ])
    #expect(ablation.lines(in: network, times: "x").last == "64x64 px square at x 80, y 60")
    #expect(ablation.channelCount == 13)
    // What is told in words is what is covered.
    for (square, words) in [
      ((200, 190, 64), "37x27 px at x 190, y 200"), ((-10, 60, 64), "64x54 px at x 60, y 0"),
      ((180, 180, 64), "47x47 px square at x 180, y 180"),
      ((-9, -9, 999), "227x227 px square at x 0, y 0"),
    ] {
      ablation.occlusion = Occlusion(row: square.0, column: square.1, side: square.2)
      #expect(ablation.lines(in: network, times: "x").last == words)
    }
  }
}
