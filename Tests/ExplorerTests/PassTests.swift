import Inference
import SqueezeNet
import Testing

@testable import Explorer

/// Layers of v1.0: conv1 0, maxpool1 1, fire2 2–5, fire3 6–9, fire4 10–13, maxpool4 14, fire5
/// 15–18, fire6 19–22, fire7 23–26, fire8 27–30, maxpool8 31, fire9 32–35, conv10 36,
/// avgpool10 37, softmax 38.
@Suite("The pass")
struct PassTests {
  @Test func openingRunsToTheEndAndFollows() throws {
    var explored = try Explored(images: ["a.jpg"])
    #expect(explored.log == [.loadImage(index: 0)])
    let commands = explored.send(.imageLoaded(index: 0, Explored.image))
    let generation = explored.state.pass.generation
    #expect(
      commands == [
        .useImage(index: 0, generation: generation),
        .session(.run(upTo: 39, pause: 0, generation: generation)),
      ])
    while explored.state.pass.running != 3 { explored.step() }
    #expect(explored.state.table.selection == .block(2))
    #expect(explored.state.pass.frontier == 3)
    #expect(explored.state.summary(of: .block(2)).status == .running)
    explored.settle()
    #expect(explored.state.pass.isComplete && !explored.state.pass.isRunning)
    #expect(explored.state.pass.top.first == Prediction(index: 504, probability: 0.75))
    #expect(explored.state.pass.top.count == 5)
    // At full speed the selection comes back, and its map is here.
    #expect(explored.state.table.selection == .input && explored.state.isSettled)
  }

  @Test func photosArePreparedAnotherWay() throws {
    var explored = try Explored.opened()
    #expect(explored.press("N").isEmpty, "no weights, no preprocessing")
    var state = try SampleState.opening(weights: SampleState.weights())
    let own = try #require(state.model.weights?.preprocessing)
    var seen: [Preprocessing] = []
    for _ in Preprocessing.named {
      let effects = update(&state, .key("N"))
      seen.append(try #require(state.model.weights?.preprocessing))
      let generation = state.pass.generation
      #expect(effects.contains(.useImage(index: 0, generation: generation)))
      #expect(state.message?.text.contains(seen.last?.name ?? "?") == true)
    }
    #expect(Set(seen) == Set(Preprocessing.all) && seen.last == own)
  }

  @Test func movingTheSelectionEndsFollowing() throws {
    var explored = try Explored()
    explored.send(.imageLoaded(index: 0, Explored.image))
    while explored.state.pass.running != 1 { explored.step() }
    explored.press(.home)
    explored.press("j", "j", "j")
    explored.settle()
    #expect(explored.state.table.selection == .block(2))
    #expect(explored.state.map.activation?.layer == 5)
  }

  @Test func stepsForwardAndBack() throws {
    var explored = try Explored.opened()
    explored.press("p")
    #expect(explored.state.pass.frontier == 38)
    #expect(explored.state.pass.top.isEmpty)
    #expect(explored.state.pass.results[38] == nil)
    #expect(explored.state.table.selection == .layer(37))
    explored.press("p", "p")
    explored.settle()
    #expect(explored.state.pass.frontier == 36)
    #expect(explored.state.table.selection == .block(9))
    explored.press("p")
    #expect(explored.state.pass.frontier == 35)
    explored.press("n")
    #expect(explored.state.table.unfolded == [9])
    #expect(explored.state.table.selection == .layer(35))
    #expect(explored.state.featureMap == nil)
    explored.settle()
    #expect(explored.state.pass.frontier == 36)
    #expect(explored.state.featureMap != nil)
    explored.press("n", "n", "n")
    explored.settle()
    #expect(explored.state.pass.isComplete && explored.state.pass.top.count == 5)
    // After the last layer comes the first again.
    explored.press("n")
    explored.settle()
    #expect(explored.state.pass.frontier == 1 && explored.state.table.selection == .layer(0))
    explored.press("r")
    explored.settle()
    explored.press("f", "f", "f")
    explored.settle()
    #expect(explored.state.pass.frontier == explored.network.stage(containing: 2).upperBound)
  }

  /// A held-down key queues its steps instead of starting one layer over and over.
  @Test func quickStepsQueue() throws {
    var explored = try Explored.opened()
    explored.press("F", "F", "F", "F")
    #expect(explored.state.pass.frontier == 32)
    let generation = explored.state.pass.generation
    let commands = explored.press("n", "n", "n")
    #expect(
      commands
        == [33, 34, 35].map { .session(.run(upTo: $0, pause: 0, generation: generation)) })
    explored.settle()
    #expect(explored.state.pass.frontier == 35)
  }

  @Test func fireBlocksForwardAndBack() throws {
    var explored = try Explored.opened()
    explored.press("r", .escape)
    #expect(explored.state.pass.frontier == 0)
    for (frontier, row) in [
      (1, TableRow.layer(0)), (2, .layer(1)), (6, .block(2)), (10, .block(3)), (14, .block(4)),
      (15, .layer(14)),
    ] {
      explored.press("f")
      explored.settle()
      #expect(explored.state.pass.frontier == frontier)
      #expect(explored.state.table.selection == row)
    }
    explored.press("n", "n")
    explored.settle()
    #expect(explored.state.pass.frontier == 17)
    for frontier in [15, 14, 10, 6, 2, 1, 0, 0] {
      explored.press("F")
      #expect(explored.state.pass.frontier == frontier)
    }
    #expect(explored.state.table.selection == .input)
  }

  @Test func jumpsRunOnlyAsFarAsNeeded() throws {
    var explored = try Explored.opened()
    #expect(!explored.press("5").contains { if case .session(.run) = $0 { true } else { false } })
    #expect(explored.state.table.selection == .block(5))
    explored.press("r", .escape, "4")
    #expect(explored.state.table.selection == .block(4))
    explored.settle()
    #expect(explored.state.pass.frontier == 14)
    explored.press("1")
    #expect(explored.state.table.selection == .layer(0))
    explored.press("0")
    explored.settle()
    #expect(explored.state.pass.frontier == 37)
    #expect(explored.state.selectedLayer?.name == "conv10")
    #expect(explored.state.pass.top.isEmpty)
  }

  @Test func spacePausesAndRuns() throws {
    var explored = try Explored.opened()
    explored.press("r")
    while explored.state.pass.frontier < 7 { explored.step() }
    let before = explored.state.pass.generation
    #expect(
      explored.press(" ").prefix(2) == [
        .session(.cancel), .session(.rewind(to: 7, generation: before + 1)),
      ])
    explored.settle()
    #expect(explored.state.pass.frontier == 7 && !explored.state.pass.isRunning)
    #expect(explored.state.pass.running == nil)
    explored.press(" ")
    explored.settle()
    #expect(explored.state.pass.isComplete)
    #expect(!explored.press(" ").contains { if case .session(.run) = $0 { true } else { false } })
  }

  @Test func restartForgetsWhatWas() throws {
    var explored = try Explored.opened()
    let commands = explored.press("r")
    let generation = explored.state.pass.generation
    #expect(
      commands == [
        .session(.rewind(to: 0, generation: generation)),
        .session(.run(upTo: 39, pause: 0, generation: generation)),
      ])
    #expect(explored.state.pass.results.allSatisfy { $0 == nil })
    #expect(explored.state.map.activation == nil && explored.state.featureMap == nil)
    explored.settle()
    #expect(explored.state.pass.isComplete)
  }

  @Test func slowMotionTakesEffectDuringARun() throws {
    var explored = try Explored.opened()
    explored.press("r")
    while explored.state.pass.frontier < 3 { explored.step() }
    let commands = explored.press("d")
    let generation = explored.state.pass.generation
    #expect(
      commands.prefix(3) == [
        .session(.cancel), .session(.rewind(to: 3, generation: generation)),
        .session(.run(upTo: 39, pause: 250, generation: generation)),
      ])
    #expect(explored.state.message?.text.hasPrefix("slow motion: 0.25 s a layer") == true)
    explored.settle()
    // In slow motion the selection stays where the class watched it arrive.
    #expect(explored.state.table.selection == .layer(38))
    var seen: [Int] = []
    for _ in 0..<3 {
      explored.press("d")
      seen.append(explored.state.slowMotion)
    }
    #expect(seen == [500, 1000, 0])
  }

  /// The newest finished part is on the screen, the block that runs unfolds and folds again.
  @Test func slowMotionShowsTheNewestPart() throws {
    var explored = try Explored.opened()
    explored.press("d", "r")
    while explored.state.pass.running != 0 { explored.step() }
    #expect(explored.state.table.selection == .input, "nothing is computed: the photo")
    for running in [4, 7] {
      while explored.state.pass.running != running { explored.step() }
      #expect(explored.state.table.selection == .layer(running - 1))
      let block = try #require(explored.network.layer(at: running)?.fire?.number)
      #expect(explored.state.table.unfolded == [block])
      #expect(explored.state.selectedResult != nil)
    }
    explored.settle()
    #expect(explored.state.pass.isComplete && explored.state.table.unfolded.isEmpty)
  }

  /// Below a billion multiply-accumulates a pass that nobody sees came first.
  @Test func theFirstPassOfALargeNetworkIsCalledSo() throws {
    var words: [String] = []
    for side in [227, 448] {
      var state = try SampleState.opening(
        network: Network(
          architecture: .v10, paddingConvention: .caffe,
          size: InputSize(height: side, width: side)))
      for pass in 1...2 {
        state.completedPasses = pass
        state.pass.frontier = state.network.layers.count
        words.append(HeaderView.word(state))
      }
    }
    #expect(words == ["done", "done", "first pass", "done"])
  }

  @Test func earlierGenerationsAreDropped() throws {
    var explored = try Explored.opened()
    explored.press("F", "F")
    let (generation, frontier) = (explored.state.pass.generation, explored.state.pass.frontier)
    explored.press("n")
    let result = LayerResult(
      layer: frontier, nanoseconds: 1, statistics: ActivationStatistics(of: [1]))
    for event in [
      SessionEvent.started(generation: generation - 1, layer: frontier),
      .finished(generation: generation - 1, result: result),
      .classified(generation: generation - 1, probabilities: [1]),
    ] {
      explored.send(.session(event))
    }
    #expect(explored.state.pass.frontier == frontier)
    #expect(explored.state.pass.running == nil && explored.state.pass.top.isEmpty)
    explored.send(.session(.started(generation: generation, layer: frontier)))
    #expect(explored.state.pass.running == frontier)
    explored.send(.session(.finished(generation: generation, result: result)))
    #expect(explored.state.pass.frontier == frontier + 1)
  }

  @Test func staleActivationsAreDropped() throws {
    var explored = try Explored.opened()
    explored.press(.end)
    let generation = explored.state.pass.generation
    #expect(explored.state.map.asked.waiting == 38)
    explored.press("r", .escape)
    let shape = explored.network.layers[38].outputShape
    let activation = try #require(Explored.activation(shape))
    explored.send(.session(.activations(generation: generation, outputs: [38: activation])))
    #expect(explored.state.map.activation == nil)
  }

  /// The same layer's output, of the photo before.
  @Test func activationsOfAnotherPhotoAreDropped() throws {
    var explored = try Explored.opened()
    explored.press(.end)
    let before = explored.state.pass.generation
    #expect(explored.state.map.asked.waiting == 38)
    explored.press(".")
    explored.send(.imageLoaded(index: 1, Explored.image))
    while explored.state.map.asked.waiting == nil, explored.step() {}
    #expect(explored.state.map.asked.waiting == 38 && explored.state.pass.generation > before)
    let activation = try #require(Explored.activation(explored.network.layers[38].outputShape))
    explored.send(.session(.activations(generation: before, outputs: [38: activation])))
    #expect(explored.state.map.activation == nil && explored.state.map.asked.waiting == 38)
    explored.settle()
    #expect(explored.state.map.activation?.layer == 38)
  }

  @Test func measuringCanBeStoppedAndKept() throws {
    var explored = try Explored.opened()
    let generation = explored.state.pass.generation
    #expect(explored.press("t") == [.session(.measure(runs: 20, generation: generation))])
    explored.send(.session(.measuring(generation: generation, done: 3, of: 20)))
    #expect(explored.state.measuring?.done == 3)
    // Nothing that would disturb it; looking around stays possible.
    #expect(explored.press("n").isEmpty)
    explored.press("j")
    #expect(explored.press(.escape) == [.session(.cancel)])
    explored.settle()
    #expect(explored.state.measuring == nil && explored.state.measurement == nil)
    explored.press("t")
    explored.settle()
    // NumPy: the median of 1 … 20 is 10.5, its 95th percentile 19.05.
    let total = try #require(explored.state.measurement?.total)
    #expect(total.median == 10.5e6 && abs(total.p95 - 19.05e6) < 1)
    #expect(explored.state.message?.text == "20 passes: median 10.50 ms, p95 19.05 ms")
    #expect(explored.state.pass.isComplete)
  }
}

/// Read twice (a photo was asked for again before it was there), and the second time in vain: what
/// the session works on stays.
@Test func aPhotoThatIsThereStays() throws {
  var explored = try Explored.opened()
  explored.send(.imageFailed(index: 0, "no such file"))
  #expect(explored.state.loadedImage != nil && explored.state.pass.isComplete)
  #expect(explored.state.message?.text.contains("no such file") != true)
  explored.send(.imageFailed(index: 1, "no such file"))
  #expect(explored.press(".") == [.loadImage(index: 1)])
  explored.send(.imageFailed(index: 1, "no such file"))
  #expect(explored.state.loadedImage == nil)
  #expect(explored.state.message?.text == "cat.png: no such file")
}

/// A folder may have thousands of photos: those far away are given up, and loaded again.
@Test func farPhotosAreForgotten() throws {
  let count = ImageEntry.mostLoaded + 3
  var explored = try Explored.opened(images: (0..<count).map { "\($0).png" })
  for index in 1..<count {
    explored.press(".")
    explored.send(.imageLoaded(index: index, Explored.image))
    explored.settle()
  }
  let loaded = explored.state.images.indices.filter { explored.state.images[$0].loaded != nil }
  #expect(loaded == Array(3..<count))
  explored.state.imageIndex = 3
  #expect(explored.press(",").contains { if case .loadImage(2) = $0 { true } else { false } })
}
