import Analysis
import Inference
import SqueezeNet
import TerminalUI

/// Commands of the what-if: each changes what is wanted; `sendAblation` carries it to the session.
extension CommandTable {
  static let whatIfCommands: CommandGroup = CommandGroup(
    "What if",
    [
      whatIf(
        "switch-channel", ["i"], "the selected channel off, or on again", hint: "channel off",
        isOffered: { $0.canAblateSelection }
      ) { $0.toggleChannel() },
      whatIf(
        "switch-strongest", ["!"], "the layer's channel that varies most off; again: the next",
        hint: "strongest off", isOffered: { $0.canAblateSelection }
      ) { $0.ablateStrongest() },
      whatIf(
        "switch-1x1-half", ["("], "the fire block's 1x1 half off, or on again", hint: "1x1 half",
        isOffered: { $0.selectedLayer?.fire != nil }
      ) { $0.toggleExpand(\.expand1x1Name) },
      whatIf("switch-3x3-half", [")"], "the fire block's 3x3 half off, or on again") {
        $0.toggleExpand(\.expand3x3Name)
      },
      whatIf("square", ["#"], "a square over the photo, or away again", hint: "square") {
        $0.toggleSquare()
      },
    ]
      + Motion.commands(
        "square", in: [.view(.whatIf)],
        [
          .up: "the square up", .down: "the square down", .left: "the square to the left",
          .right: "the square to the right",
        ]
      ) { state, motion in if state.canAblateNow() { state.moveSquare(motion) } } + [
        whatIf("larger-square", ["+", "="], "a larger square") { $0.resizeSquare(by: 1) },
        whatIf("smaller-square", ["-"], "a smaller square") { $0.resizeSquare(by: -1) },
        whatIf("undo", ["u"], "take the last step back", hint: "undo") { $0.step(back: true) },
        whatIf("redo", ["U"], "do it again") { $0.step(back: false) },
        whatIf("whole-network", ["z"], "everything on, the square away", hint: "all on") {
          $0.restoreAll()
        },
      ])

  /// A command that needs the whole pass.
  private static func whatIf(
    _ name: String, _ keys: [Key], _ help: String, hint: String? = nil,
    isOffered: @escaping @Sendable (State) -> Bool = { _ in true },
    change: @escaping @Sendable (inout State) -> Void
  ) -> Command {
    Command(
      name, in: [.view(.whatIf)], keys, help, hintIn: { isOffered($0) ? hint : nil },
      perform: { state, _ in
        if state.canAblateNow() { change(&state) }
        return []
      })
  }
}

extension State {
  fileprivate mutating func restoreAll() {
    record(Ablation())
    say("everything is on again: u takes that back")
  }

  var canAblateSelection: Bool {
    selectedLayer.map { network.canAblate(layer: $0.index) } ?? false
  }

  fileprivate mutating func canAblateNow() -> Bool {
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

  fileprivate mutating func step(back: Bool) {
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

  fileprivate mutating func toggleSquare() {
    var ablation = whatIf.ablation
    ablation.occlusion = ablation.occlusion == nil ? middleSquare : nil
    record(ablation)
    say(ablation.occlusion == nil ? "the square is away" : "arrows move the square, + - its size")
  }

  fileprivate mutating func moveSquare(_ motion: Motion) {
    guard var square = whatIf.ablation.occlusion else { return toggleSquare() }
    switch motion {
    case .up: square.row -= squareStep
    case .down: square.row += squareStep
    case .left: square.column -= squareStep
    case .right: square.column += squareStep
    default: return
    }
    place(square)
  }

  /// Tries a square alone, as another view found it.
  mutating func tryCovering(_ square: Occlusion) {
    var ablation = whatIf.ablation
    ablation.occlusion = square
    record(ablation)
    show(.whatIf)
  }

  /// The square with its middle there, as near as the photo's edge allows.
  mutating func cover(row: Int, column: Int) {
    guard canAblateNow() else { return }
    var square = whatIf.ablation.occlusion ?? middleSquare
    square.row = row - square.side / 2
    square.column = column - square.side / 2
    place(square)
  }

  fileprivate mutating func resizeSquare(by steps: Int) {
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
    guard canAblateSelection, let layer = selectedLayer else {
      say("nothing after \(lastBlockName) can be switched off: { } and digits choose a layer")
      return nil
    }
    return layer
  }

  fileprivate mutating func toggleChannel() {
    guard let layer = ablatableLayer() else { return }
    var ablation = whatIf.ablation
    ablation.toggle(map.channel, of: layer.index, in: network)
    record(ablation)
    let isAblated = ablation.isAblated(map.channel, of: layer.index, in: network)
    say("\(layer.name) channel \(map.channel) is \(isAblated ? "off" : "on")")
  }

  /// The strongest channel that is on; again: the next.
  fileprivate mutating func ablateStrongest() {
    guard let layer = ablatableLayer() else { return }
    guard !whatIf.asked.isWaiting, let held = selectedHeld else {
      return say("the layer's values are on their way")
    }
    var ablation = whatIf.ablation
    let strongest = held.channels(by: .variance).first {
      !ablation.isAblated($0, of: layer.index, in: network)
    }
    guard let strongest else { return say("all of \(layer.name) is off") }
    ablation.set([strongest], of: layer.index, off: true, in: network)
    map.channel = strongest
    map.reduction = .channel
    record(ablation)
    let count = ablation.ablatedChannels(of: layer.index, in: network).count
    say("\(layer.name) channel \(strongest) is off, \(count) in all: ! the next-strongest")
  }

  /// - Parameter name: Of expand1x1 or of expand3x3.
  fileprivate mutating func toggleExpand(_ name: KeyPath<FireBlock, String>) {
    guard let fire = selectedLayer?.fire, let half = network.layer(named: fire[keyPath: name])
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

  /// Takes the new figures of layers that ran again; their copies here are outdated.
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
    why.asked.forget()
    value.asked.forget()
    diagram.forget(from: 0)
  }
}
