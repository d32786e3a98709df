import Analysis
import Inference
import SqueezeNet

/// The keys of the what-if: each changes what is wanted; `sendAblation` carries it to the session.
extension State {
  mutating func whatIfAction(_ action: Action) {
    guard canAblateNow() else { return }
    switch action {
    case .squareUp: moveSquare(down: -1, right: 0)
    case .squareDown: moveSquare(down: 1, right: 0)
    case .squareLeft: moveSquare(down: 0, right: -1)
    case .squareRight: moveSquare(down: 0, right: 1)
    case .squareLarger: resizeSquare(by: 1)
    case .squareSmaller: resizeSquare(by: -1)
    case .square: toggleSquare()
    case .channelOff: toggleChannel()
    case .strongestOff: ablateStrongest()
    case .narrowHalf: toggleHalf(isNarrow: true)
    case .wideHalf: toggleHalf(isNarrow: false)
    case .allOn:
      record(Ablation())
      say("everything is on again: u takes that back")
    case .undo: step(back: true)
    case .redo: step(back: false)
    default: break
    }
  }

  private mutating func canAblateNow() -> Bool {
    guard pass.isComplete, whatIf.before != nil else {
      say("a what-if begins with the whole pass: Space")
      return false
    }
    return true
  }

  private mutating func record(_ ablation: Ablation) {
    whatIf.history.record(ablation)
    whatIf.isMoving = false
  }

  private mutating func step(back: Bool) {
    whatIf.isMoving = false
    guard back ? whatIf.history.undo() : whatIf.history.redo() else {
      return say(back ? "there is nothing to take back" : "there is nothing to do again")
    }
  }

  // MARK: The square

  /// Pixels of one step: about a cell of the screen.
  private var squareStep: Int { max(1, min(network.size.height, network.size.width) / 28) }

  private var middleSquare: Occlusion {
    let size = network.size
    let side = max(1, min(size.height, size.width) / 4)
    return Occlusion(row: (size.height - side) / 2, column: (size.width - side) / 2, side: side)
  }

  private mutating func toggleSquare() {
    var ablation = whatIf.ablation
    ablation.occlusion = ablation.occlusion == nil ? middleSquare : nil
    record(ablation)
    say(ablation.occlusion == nil ? "the square is away" : "arrows move the square, + - its size")
  }

  private mutating func moveSquare(down: Int, right: Int) {
    guard var square = whatIf.ablation.occlusion else { return toggleSquare() }
    square.row += down * squareStep
    square.column += right * squareStep
    place(square)
  }

  /// The square with its middle there, as near as the photo's edge allows.
  mutating func cover(row: Int, column: Int) {
    guard canAblateNow() else { return }
    var square = whatIf.ablation.occlusion ?? middleSquare
    square.row = row - square.side / 2
    square.column = column - square.side / 2
    place(square)
  }

  private mutating func resizeSquare(by steps: Int) {
    guard var square = whatIf.ablation.occlusion else { return toggleSquare() }
    let side = square.side
    let longest = min(network.size.height, network.size.width)
    square.side = max(min(squareStep, longest), min(side + 2 * steps * squareStep, longest))
    square.row -= (square.side - side) / 2
    square.column -= (square.side - side) / 2
    place(square)
  }

  /// Keeps the square on the photo. Moves that follow each other are taken back together.
  private mutating func place(_ square: Occlusion) {
    var (square, ablation) = (square, whatIf.ablation)
    square.row = max(0, min(square.row, network.size.height - square.side))
    square.column = max(0, min(square.column, network.size.width - square.side))
    ablation.occlusion = square
    guard ablation != whatIf.ablation else { return }
    if whatIf.isMoving { whatIf.history.replace(ablation) } else { whatIf.history.record(ablation) }
    whatIf.isMoving = true
  }

  // MARK: Channels

  /// The selected layer, if channels of it can be switched off; says why where they can't.
  private mutating func ablatableLayer() -> Layer? {
    guard let layer = selectedLayer, network.canAblate(layer: layer.index) else {
      say("nothing after fire9 can be switched off: { } and digits choose a layer")
      return nil
    }
    return layer
  }

  private mutating func toggleChannel() {
    guard let layer = ablatableLayer() else { return }
    var ablation = whatIf.ablation
    ablation.toggle(map.channel, of: layer.index, in: network)
    record(ablation)
    let isAblated = ablation.isAblated(map.channel, of: layer.index, in: network)
    say("\(layer.name) channel \(map.channel + 1) is \(isAblated ? "off" : "on")")
  }

  /// The strongest channel (by its mean) that is on; again: the next.
  private mutating func ablateStrongest() {
    guard let layer = ablatableLayer() else { return }
    guard !whatIf.asked.isWaiting, let held = selectedHeld else {
      return say("the layer's values are on their way")
    }
    var ablation = whatIf.ablation
    let strongest = held.channels(by: .mean).first {
      !ablation.isAblated($0, of: layer.index, in: network)
    }
    guard let strongest else { return say("all of \(layer.name) is off") }
    ablation.set([strongest], of: layer.index, off: true, in: network)
    map.channel = strongest
    map.reduction = .channel
    record(ablation)
    let count = ablation.ablatedChannels(of: layer.index, in: network).count
    say("\(layer.name) channel \(strongest + 1) is off, \(count) in all: s the next-strongest")
  }

  private mutating func toggleHalf(isNarrow: Bool) {
    guard let fire = selectedLayer?.fire,
      let half = network.layer(named: isNarrow ? fire.expand1x1Name : fire.expand3x3Name)
    else { return say("only fire blocks have halves: 2 to 9 choose one") }
    var ablation = whatIf.ablation
    let channels = 0..<half.outputShape.channels
    let isAblated = ablation.ablatedChannels(of: half.index, in: network).count == channels.count
    ablation.set(channels, of: half.index, off: !isAblated, in: network)
    record(ablation)
    say("\(half.name) is \(isAblated ? "on" : "off"), \(channels.count) channels")
  }
}

/// Between the what-if and the session.
extension State {
  /// Asks for what is wanted, where the session works with something else.
  mutating func sendAblation() -> [Effect] {
    // Passes that repeat for ever would keep them waiting for ever.
    if isLive, whatIf.sent != whatIf.ablation { return [.session(.cancel)] }
    guard loadedImage != nil, pass.isComplete, measuring == nil, whatIf.before != nil,
      whatIf.sent != whatIf.ablation
    else { return [] }
    let generation = whatIf.asked.ask(for: whatIf.ablation)
    return [.session(.ablate(whatIf.ablation, generation: generation))]
  }

  /// What ran again has other figures; its copies here are outdated.
  mutating func receiveAblated(_ outcome: AblationOutcome, _ number: Int) {
    guard whatIf.asked.receive(outcome, number: number) != nil else { return }
    for (layer, statistics) in outcome.statistics {
      guard let old = pass.result(layer) else { continue }
      pass.results[layer] = LayerResult(
        layer: layer, nanoseconds: old.nanoseconds, statistics: statistics)
    }
    if let probabilities = outcome.probabilities, pass.isComplete { pass.answer(probabilities) }
    if let held = map.activation?.layer, outcome.statistics[held] != nil { map.activation = nil }
    map.asked.cancel()
    why.dropEvidence()
  }
}
