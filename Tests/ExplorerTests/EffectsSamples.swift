import SqueezeNet

@testable import Explorer
@testable import Inference

extension State {
  /// The measurement of a square, so many places of it: the nearer to row 3, column 5 the more
  /// espresso loses, and there it is taken for cup.
  mutating func measurePlaces(_ count: Int) {
    for effect in fetchEffects() {
      guard case .session(.measureOcclusionEffects(let side, let number)) = effect else { continue }
      let effects = SampleState.places(OcclusionGrid(side: side, size: network.size), count)
      receive(
        .occlusionEffects(
          generation: number, effects: effects, isOver: count == effects.grid.count))
    }
  }
}

extension SampleState {
  static func places(_ grid: OcclusionGrid, _ count: Int) -> OcclusionEffects {
    func answer(_ loss: Float) -> OcclusionEffects.Answer {
      var logits = [Float](repeating: 0, count: Architecture.v10.classCount)
      var probabilities = [Float](repeating: 1e-5, count: logits.count)
      (logits[967], probabilities[967]) = (12 - 8 * loss, 0.902 - 0.8 * loss)
      (logits[968], probabilities[968]) = (6 + 4 * loss, 0.0613 + 0.5 * loss)
      return OcclusionEffects.Answer(logits: logits, probabilities: probabilities)
    }
    let covered = (0..<count).map { place in
      let (row, column) = (place / grid.columns.count - 3, place % grid.columns.count - 5)
      return answer(1 / Float(1 + row * row + column * column) - 0.05)
    }
    return OcclusionEffects(grid: grid, whole: answer(0), covered: covered)
  }

  /// Without channel c espresso loses (7c mod 11 - 3) / 4 of its logit.
  static func losses(of state: State) -> AblationLosses? {
    guard let layer = state.selectedLayer else { return nil }
    var logits = [Float](repeating: 0, count: Architecture.v10.classCount)
    logits[967] = 12
    let without = (0..<layer.outputShape.channels).map { channel in
      var logits = logits
      logits[967] -= Float(channel * 7 % 11 - 3) / 4
      return logits
    }
    return AblationLosses(layer: layer.index, logits: logits, without: without)
  }
}
