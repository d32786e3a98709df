import Inference
import SqueezeNet
import TextFormats

extension State {
  /// Takes in what the session tells; what belongs to another generation, or does not fit the
  /// frontier, is dropped.
  mutating func receive(_ event: SessionEvent) {
    switch event {
    case .started(let generation, let layer):
      guard generation == pass.generation, layer == pass.frontier, let target = pass.target,
        layer < target
      else { return }
      pass.running = layer
      followRunning(layer)
    case .finished(let generation, let result):
      guard generation == pass.generation else { return }
      finished(result)
    case .classified(let generation, let probabilities):
      guard generation == pass.generation, pass.isComplete else { return }
      pass.answer(probabilities)
      if whatIf.sent.isEmpty { whatIf.before = probabilities }
    case .idle(let generation):
      guard generation == pass.generation else { return }
      // Whatever was asked for has been answered or forgotten by now.
      map.asked.cancel()
      why.asked.cancel()
      if value.asked.isWaiting { value.asked.forget() }
      diagram.asked.cancel()
    case .measuring(let generation, let done, let runs):
      guard generation == pass.generation, measuring?.of != nil, runs > 0 else { return }
      measuring = (done: max(0, min(done, runs)), of: runs)
    case .timed(let generation, let passes):
      if generation == pass.generation { receive(passes) }
    case .peak(let generation, let peak):
      if generation == pass.generation { time.take(peak: peak) }
    case .probing(let generation, let done, let steps):
      time.asked.report(done: done, of: steps, number: generation)
    case .machine(let generation, let figures):
      receive(figures, generation)
    case .measured(let generation, let result):
      guard generation == pass.generation, let asked = measuring else { return }
      measured(result, of: asked.of)
    case .activations(let generation, let outputs):
      guard outputs.allSatisfy({ isHere($0, $1.shape) }) else { return }
      receiveSelection(outputs, generation)
      receiveEvidence(outputs, generation)
      receiveForValue(outputs, generation)
      receiveStrongest(outputs, generation)
    case .ablated(let number, let outcome): receiveAblated(outcome, number)
    case .ablating(let number, let done, let count):
      ablationLosses.asked.report(done: done, of: count, number: number)
    case .ablationLosses(let number, let ablationLosses):
      self.ablationLosses.receive(ablationLosses, number)
    case .occlusionEffects(let number, let effects, let isOver):
      self.effects.receive(effects, number, isOver: isOver)
    }
  }

  private mutating func followRunning(_ layer: Int) {
    if table.follows, slowMotion > 0 { return showNewest(before: layer) }
    if table.follows { table.selection = row(showing: layer) }
  }

  /// In slow motion the newest finished layer is shown, and the block that runs is unfolded.
  private mutating func showNewest(before layer: Int) {
    let block = network.layer(at: layer)?.fire?.number
    if let old = table.unfoldedByRun, old != block {
      table.unfolded.remove(old)
      table.unfoldedByRun = nil
    }
    if let block, table.unfolded.insert(block).inserted { table.unfoldedByRun = block }
    selectNewest(layer - 1)
  }

  /// Selects a layer; before the first one the photo, in the view that has its row.
  private mutating func selectNewest(_ index: Int) {
    if index >= 0 || view == .layers { table.selection = row(showing: index) }
  }

  private mutating func finished(_ result: LayerResult) {
    guard let target = pass.target, result.layer == pass.frontier, result.layer < target,
      pass.results.indices.contains(result.layer)
    else { return }
    pass.results[result.layer] = result
    if whatIf.sent.isEmpty {
      pass.ablatedLayers.remove(result.layer)
    } else {
      pass.ablatedLayers.insert(result.layer)
    }
    pass.frontier += 1
    pass.running = nil
    if table.follows, slowMotion > 0 { selectNewest(result.layer) }
    guard pass.frontier == target else { return }
    pass.target = nil
    pass.isStepping = false
    if pass.isComplete { completedPasses += 1 }
    if let block = table.unfoldedByRun, pass.isComplete {
      table.unfolded.remove(block)
      table.unfoldedByRun = nil
      if case .layer(let index) = table.selection { selectNewest(index) }
    }
    if table.follows, slowMotion == 0, let home = table.returnsTo { table.selection = home }
    stopFollowing()
  }

  private mutating func measured(_ result: Measurement?, of runs: Int?) {
    measuring = nil
    map.asked.cancel()
    guard let runs else { return liveEnded() }
    guard let result, result.layers.count == network.layers.count else {
      say("stopped before the first pass was over")
      return
    }
    measurement = result
    time.take(peak: result.peak)
    let count = result.total.runs
    let passes = count == 1 ? "1 pass" : "\(count) passes"
    let median = Numbers.fixed(result.total.median / 1e6, 2)
    let p95 = Numbers.fixed(result.total.p95 / 1e6, 2)
    say("\(passes)\(count < runs ? " of \(runs)" : ""): median \(median) ms, p95 \(p95) ms")
  }

  /// True for a shape of a layer that is done, or of the image for nil.
  private func isHere(_ layer: Int?, _ shape: Shape) -> Bool {
    guard let layer else { return shape == network.inputShape }
    return layer < pass.frontier && shape == network.layer(at: layer)?.outputShape
  }

  private mutating func receiveSelection(_ outputs: [Int?: Activation], _ generation: Int) {
    guard let layer = map.asked.waiting, let output = outputs[layer],
      map.asked.finish(number: generation) != nil, layer == selectedLayer?.index
    else { return }
    map.activation = HeldActivation(layer: layer, activation: output)
  }
}
