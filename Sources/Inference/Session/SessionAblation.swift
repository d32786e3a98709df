import SqueezeNet

extension SessionWorker {
  func ablate(_ new: Ablation, _ generation: Int) {
    let end = frontier
    let outcome = engine.ablate(new.ablatedChannels)
    var (outdated, changed) = (outcome.outdated, outcome.changed)
    if new.occlusion != ablation.occlusion, hasInput {
      let size = engine.network.size
      // Never throws: the input was taken before, and covering keeps its count.
      try? engine.setInput(new.occlusion?.applied(to: input, size: size) ?? input)
      outdated = Array(engine.network.layers.indices)
      changed = outdated
    }
    ablation = new
    var layers: [Int] = []
    var nanoseconds: UInt64 = 0
    for layer in outdated where layer < end {
      frontier = layer
      if mailbox.shouldStop { break }
      makeCopies()
      nanoseconds += engine.run(layer: layer)
      layers.append(layer)
    }
    if layers.count == outdated.count(where: { $0 < end }) { frontier = end }
    var statistics: [Int: ActivationStatistics] = [:]
    for layer in changed where layer < frontier {
      statistics[layer] = engine.activation(layer: layer).map {
        ActivationStatistics(of: $0.values)
      }
    }
    deliver(
      .ablated(
        generation: generation,
        outcome: AblationOutcome(
          ablation: new, layers: layers, nanoseconds: nanoseconds, statistics: statistics,
          frontier: frontier, logits: values(of: engine.network.logits),
          probabilities: values(of: engine.network.answer))
      ))
  }

  func measureAblationLosses(ofLayer layer: Int, _ generation: Int) -> AblationLosses? {
    guard frontier == engine.network.layers.count else { return nil }
    let channels = engine.network.layer(at: layer)?.outputShape.channels ?? 0
    return engine.ablationLosses(ofLayer: layer) { done, restore in
      if mailbox.hasCopies(frontier: frontier) {
        restore()
        makeCopies()
      }
      deliver(.ablating(generation: generation, done: done, of: channels))
      return !mailbox.shouldStop
    }
  }

  /// With the square that is covered already staying where it is.
  func measureOcclusionEffects(side: Int?, _ generation: Int) -> OcclusionEffects? {
    guard hasInput, frontier == engine.network.layers.count else { return nil }
    let size = engine.network.size
    var pace = Pace()
    return try? engine.occlusionEffects(
      of: ablation.occlusion?.applied(to: input, size: size) ?? input,
      on: OcclusionGrid(side: side, size: size)
    ) { effects, restore in
      if mailbox.hasCopies(frontier: frontier) {
        restore()
        makeCopies()
      }
      if pace.isDue() {
        deliver(.occlusionEffects(generation: generation, effects: effects, isOver: false))
      }
      return !mailbox.shouldStop
    }
  }

  /// A copy of all that the pass holds; nil without an image.
  var snapshot: Snapshot? {
    hasInput ? engine.snapshot(upTo: frontier, ablation: ablation) : nil
  }

  /// A layer's output; nil beyond the frontier.
  private func values(of layer: Layer?) -> [Float]? {
    guard let layer, layer.index < frontier else { return nil }
    return engine.activation(layer: layer.index)?.values
  }
}
