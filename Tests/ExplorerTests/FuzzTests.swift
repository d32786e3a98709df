import SqueezeNet
import Testing
import Weights

@testable import Explorer
@testable import Inference
@testable import TerminalUI

/// SplitMix64 with a fixed seed.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite("Fuzz")
struct FuzzTests {
  static let keys: [Key] =
    CommandTable.all.flatMap(\.keys) + "fire3/conv1 é!".map { Key.character($0) }
    // Out of the overlays that keys type into.
    + Array(repeating: .escape, count: 40)

  /// 20,000 events: keys, true answers of a session, and answers that nobody asked for.
  @Test func invariantsHold() throws {
    var random = SeededGenerator(state: 2016)
    var explored = try Explored(
      images: ["a.jpg", "b.jpg", "c.jpg"], weights: .glorot(architecture: .v10))
    var generation = 0
    var completed = 0
    for step in 0..<20_000 {
      switch Int.random(in: 0..<100, using: &random) {
      case 0..<45:
        let key = Self.keys.randomElement(using: &random) ?? .enter
        explored.press(key)
      case 45..<90:
        explored.step()
      case 90..<92: explored.settle()
      default: explored.send(Self.strayEvent(explored.state, &random))
      }
      try check(explored.state, step)
      #expect(explored.state.pass.generation >= generation)
      generation = explored.state.pass.generation
      if explored.state.pass.isComplete { completed += 1 }
    }
    // The walk really went through passes, and again and again.
    #expect(generation > 100 && completed > 100)
  }

  private func check(_ state: State, _ step: Int) throws {
    let rows = state.rows
    try #require(rows.contains(state.table.selection), "step \(step)")
    let height = state.terminal.tableHeight
    let selected = try #require(rows.firstIndex(of: state.table.selection))
    try #require((state.table.scroll..<state.table.scroll + height).contains(selected))
    try #require(state.visibleRows(height: height).contains(state.table.selection))
    try #require(state.images.indices.contains(state.imageIndex))
    if state.table.selection != .input {
      let layer = try #require(state.selectedLayer)
      try #require((0..<layer.outputShape.channels).contains(state.map.channel))
    } else {
      try #require(state.view == .layers)
    }
    let pass = state.pass
    try #require((0...pass.results.count).contains(pass.frontier))
    for (index, result) in pass.results.enumerated() {
      try #require((result != nil) == (index < pass.frontier), "step \(step)")
    }
    try #require(pass.isComplete || pass.top.isEmpty)
    if let target = pass.target {
      try #require(target > pass.frontier && target <= pass.results.count)
    }
    if let running = pass.running {
      try #require(running == pass.frontier && pass.isRunning)
    }
    if state.loadedImage == nil { try #require(pass.frontier == 0 && !state.isBusy) }
    if let held = state.map.activation?.layer { try #require(held < pass.frontier) }
    try #require(state.why.place >= 0 && state.why.evidence == nil || pass.isComplete)
    switch state.overlay {
    case .help(let help):
      let last = max(
        0, help.lines(width: state.terminal.helpWidth).count - state.terminal.helpHeight)
      try #require((0...last).contains(help.scroll))
    case .picker(let picker):
      try #require((0...picker.editor.text.count).contains(picker.editor.cursor))
      let entries = state.entries(of: picker)
      try #require(entries.isEmpty || entries.indices.contains(picker.selected))
    case .export(let prompt):
      try #require((0...prompt.editor.text.count).contains(prompt.editor.cursor))
    case nil, .confirmOverwrite: break
    }
    if let rank = state.map.rank, let layer = state.selectedLayer {
      try #require((0..<layer.outputShape.channels).contains(rank))
    }
  }

  static func strayEvent(_ state: State, _ random: inout SeededGenerator) -> Event {
    let generation = state.pass.generation - Int.random(in: 0...2, using: &random)
    let layer = Int.random(in: -1...40, using: &random)
    switch Int.random(in: 0..<18, using: &random) {
    case 0: return .session(.started(generation: generation, layer: layer))
    case 1:
      // Never in its place: a result that nobody computed would be taken for one.
      let result = LayerResult(
        layer: layer == state.pass.frontier ? -1 : layer, nanoseconds: .max,
        statistics: ActivationStatistics(of: [.nan]))
      return .session(.finished(generation: generation, result: result))
    case 2:
      return .session(.classified(generation: generation, probabilities: [0.1, .nan, 0.2]))
    case 3: return .session(.idle(generation: generation))
    case 4: return .session(.measuring(generation: generation, done: layer, of: layer))
    case 5: return .session(.measured(generation: generation, measurement: nil))
    case 6:
      let shape = Shape(height: 1, width: 1, channels: 1000)
      guard let activation = Activation(shape: shape, values: Array(repeating: .nan, count: 1000))
      else { return .session(.idle(generation: generation)) }
      return .session(.activations(generation: generation, outputs: [layer: activation]))
    case 7:
      return .resized(
        width: Int.random(in: 0...300, using: &random),
        height: Int.random(in: 0...100, using: &random))
    case 8: return .imageFailed(index: layer % 5, "bad")
    case 9, 10: return .imageLoaded(index: abs(layer) % 4, Explored.image)
    case 13: return .session(.peak(generation: generation, peak: [.nan, -1, 0][abs(layer) % 3]))
    case 14: return .session(.probing(generation: generation, done: layer, of: layer))
    case 15:
      let pass = PassTime(layers: [1, 2], total: .max)
      return .session(.timed(generation: generation, passes: [pass]))
    case 16:
      let number = state.ablationLosses.asked.number + layer % 2
      return .session(.ablating(generation: number, done: layer, of: layer))
    case 17:
      let logits = [Float](repeating: .nan, count: abs(layer) % 3 * 500)
      let ablationLosses = AblationLosses(
        layer: layer, logits: logits, without: Array(repeating: logits, count: abs(layer)))
      let number = state.ablationLosses.asked.number + layer % 2
      return .session(
        .ablationLosses(generation: number, ablationLosses: layer < 4 ? nil : ablationLosses))
    case 11: return .exported(number: state.export.asked.number, .exists)
    default: return .exported(number: state.export.asked.number, .failed("no space"))
    }
  }
}
