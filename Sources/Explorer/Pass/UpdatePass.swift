import Analysis
import SqueezeNet
import TerminalUI

/// The keys that move the frontier.
extension State {
  /// Goes to the layer or block of a digit and runs there if it is pending.
  mutating func jump(to key: Key) -> [Effect] {
    guard let row = jumpTarget(of: key) else {
      let blocks = network.architecture.fireBlocks.map(\.name)
      return refuse(
        "there is no fire\(key.name): \(blocks.first ?? "") to \(blocks.last ?? "") are the blocks")
    }
    stopFollowing()
    table.selection = row
    // What is done already is shown, whatever else goes on.
    if let layer = network.layerIndex(of: row), layer < pass.frontier { return [] }
    return isReady() ? runToSelection() : []
  }

  /// Returns true where the frontier may move now; else reports why not.
  mutating func isReady() -> Bool {
    if let measuring {
      let count = measuring.of.map { " of \($0)" } ?? ""
      say("measuring pass \(measuring.done + 1)\(count): t stops it")
      return false
    }
    if time.asked.isWaiting {
      say("measuring the machine: \(view == .time ? "H" : "T, H") stops it")
      return false
    }
    switch currentImage?.status {
    case .loaded: return true
    case .failed(let reason): complain("\(currentImage?.path ?? ""): \(reason)")
    case .loading, .pending: say("the image is still being loaded")
    case nil: say("no image is open")
    }
    return false
  }

  mutating func stepForward() -> [Effect] {
    let interruption = interruptToStep()
    let next = pass.target ?? pass.frontier
    guard let layer = network.layer(at: next) else { return interruption }
    stopFollowing()
    if let fire = layer.fire { table.unfolded.insert(fire.number) }
    table.selection = .layer(next)
    return interruption + run(upTo: next + 1, pause: 0, stepping: true)
  }

  /// After the last layer comes the first again.
  private mutating func interruptToStep() -> [Effect] {
    guard pass.isComplete else { return pass.isStepping ? [] : interrupt() }
    let commands = moveFrontier(back: 0)
    say("the first layer again: Space computes all")
    return commands
  }

  mutating func blockForward() -> [Effect] {
    let interruption = interruptToStep()
    let next = pass.target ?? pass.frontier
    guard let layer = network.layer(at: next) else { return interruption }
    stopFollowing()
    table.selection = layer.fire.map { .block($0.number) } ?? .layer(next)
    return interruption
      + run(
        upTo: network.stage(containing: next).upperBound, pause: slowMotion,
        stepping: slowMotion == 0)
  }

  /// Rewinds, and selects the last layer that is still done.
  mutating func stepBack(to frontier: Int) -> [Effect] {
    guard pass.frontier > 0 else {
      let interruption = interrupt()
      say("at the start: nothing is computed yet")
      return interruption
    }
    let commands = moveFrontier(back: frontier)
    stopFollowing()
    table.selection = row(showing: pass.frontier - 1)
    if let layer = network.layer(at: pass.frontier) {
      say("\(network.fullName(of: .layer(layer.index))) taken back: n computes it again")
    }
    return commands
  }

  /// Returns the row in which a layer is seen as the table is folded; a finished block as a whole.
  func row(showing index: Int) -> TableRow {
    guard let layer = network.layer(at: index) else { return rows.first ?? .layer(0) }
    guard let fire = layer.fire, !table.unfolded.contains(fire.number) else { return .layer(index) }
    return .block(fire.number)
  }

  mutating func runOrPause() -> [Effect] {
    if pass.isRunning, !pass.isStepping { return stop() }
    guard !pass.isComplete else {
      return refuse("the pass is complete: r runs it again, n layer by layer")
    }
    return runToEnd()
  }

  /// Runs everything that is left; the selection goes along.
  mutating func runToEnd() -> [Effect] {
    follow()
    return run(upTo: network.layers.count, pause: slowMotion, stepping: false)
  }

  mutating func restart() -> [Effect] {
    let commands = pass.frontier > 0 || pass.isRunning ? moveFrontier(back: 0) : []
    return commands + runToEnd()
  }

  /// The row of a digit; nil where the network has no such block.
  func jumpTarget(of key: Key) -> TableRow? {
    switch key {
    case .character("0"): network.layer(named: "conv10").map { .layer($0.index) }
    case .character("1"): network.layer(named: "conv1").map { .layer($0.index) }
    case .character(let digit):
      network.architecture.fireBlocks.first { $0.number == digit.wholeNumberValue }
        .map { .block($0.number) }
    default: nil
    }
  }

  private mutating func runToSelection() -> [Effect] {
    guard let layer = selectedLayer, layer.index >= (pass.target ?? pass.frontier) else {
      return []
    }
    return run(upTo: layer.index + 1, pause: slowMotion, stepping: slowMotion == 0)
  }

  mutating func cycleSlowMotion() -> [Effect] {
    let steps = [0, 250, 500, 1000]
    slowMotion = steps.first { $0 > slowMotion } ?? 0
    let texts = [0: "off", 250: "0.25 s a layer", 500: "0.5 s a layer", 1000: "1 s a layer"]
    let start = slowMotion == 0 || pass.isRunning ? "" : ": r starts"
    say("slow motion: \(texts[slowMotion] ?? "\(slowMotion) ms a layer")\(start)")
    guard let target = pass.target, !pass.isStepping else { return [] }
    let (follows, returnsTo) = (table.follows, table.returnsTo)
    let commands = interrupt() + run(upTo: target, pause: slowMotion, stepping: false)
    (table.follows, table.returnsTo) = (follows, returnsTo)
    return commands
  }

  mutating func toggleMeasuring() -> [Effect] {
    if measuring != nil { return stop() }
    guard isReady(), isWhole() else { return [] }
    let interruption = interrupt()
    measuring = (done: 0, of: measurementRuns)
    time.window = PassWindow()
    say("measuring \(measurementRuns) passes: t stops it")
    return interruption
      + [.session(.measure(runs: measurementRuns, generation: pass.generation))]
  }

  /// Stops a measurement or pauses a run; nothing when nothing goes on.
  mutating func stop() -> [Effect] {
    if measuring != nil || time.asked.isWaiting {
      say("stopping after this pass's layer")
      return [.session(.cancel)]
    }
    guard pass.isRunning else { return [] }
    let commands = interrupt()
    say("paused: \(pass.frontier) of \(network.layers.count) layers are done")
    return commands
  }
}
