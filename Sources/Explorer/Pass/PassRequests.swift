/// Requests to the session, and the generation that keeps its answers apart.
extension State {
  mutating func run(upTo target: Int, pause: Int, stepping: Bool) -> [Effect] {
    pass.target = target
    pass.isStepping = stepping
    return [.session(.run(upTo: target, pause: pause, generation: pass.generation))]
  }

  /// Stops a run where it is. The session may finish the layer that it is at; rewinding brings it
  /// back to what the table shows.
  mutating func interrupt() -> [Effect] {
    pass.isRunning ? moveFrontier(back: pass.frontier) : []
  }

  /// Makes `frontier` layers done and the rest pending, in a new generation.
  mutating func moveFrontier(back frontier: Int) -> [Effect] {
    let frontier = max(0, min(frontier, pass.frontier))
    let cancellation: [Effect] = pass.isRunning ? [.session(.cancel)] : []
    if frontier < pass.results.count { pass.answer([]) }
    for layer in frontier..<pass.results.count { pass.results[layer] = nil }
    pass.frontier = frontier
    newGeneration()
    if let held = map.activation?.layer, held >= frontier { dropActivation() }
    diagram.forget(from: frontier)
    return cancellation + [.session(.rewind(to: frontier, generation: pass.generation))]
  }

  /// Forgets the pass: another image comes.
  mutating func resetPass() {
    let generation = pass.generation
    pass = Pass(generation: generation, layers: network.layers.count)
    newGeneration()
    dropActivation()
    diagram.forget(from: 0)
    map.forgetOpened()
    whatIf.forgetPass()
    time.forgetPasses()
    measuring = nil
    measurement = nil
    stopFollowing()
  }

  private mutating func newGeneration() {
    pass.generation += 1
    pass.target = nil
    pass.running = nil
    pass.isStepping = false
    map.asked.cancel()
    why.asked.forget()
    value.asked.forget()
    stopFollowing()
  }

  private mutating func dropActivation() {
    map.activation = nil
    map.rank = nil
  }

  /// Asks for the selected layer's output if it is done and not here: one request at a time, and
  /// none while the selection runs along at full speed.
  mutating func fetchSelection() -> [Effect] {
    guard loadedImage != nil, !map.asked.isWaiting, let layer = selectedLayer?.index,
      layer < pass.frontier, map.activation?.layer != layer,
      !(table.follows && slowMotion == 0)
    else { return [] }
    let generation = map.asked.ask(for: layer, number: pass.generation)
    return [.session(.fetchActivations(layers: [layer], generation: generation))]
  }

  /// Lets the selection go with the running layer. A run at full speed gives it back at the end,
  /// where the last layers' maps of one pixel would say nothing.
  mutating func follow() {
    if !table.follows { table.returnsTo = table.selection }
    table.follows = true
  }

  mutating func stopFollowing() {
    table.follows = false
    table.returnsTo = nil
  }
}
