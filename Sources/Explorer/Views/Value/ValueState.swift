import Analysis
import Inference
import SqueezeNet
import TerminalUI

/// The view of one value: the trail to it, and how it came about.
struct ValueState: Sendable {
  /// A value of the trail, and the part of it that is marked; nil: the leading one.
  struct Stop: Sendable, Hashable {
    let place: ValuePlace
    var part: Int?
  }
  /// From the value that was asked about to the one that is shown. The pixels at its end are of no
  /// layer: the selection stays at the layer before.
  var trail: [Stop] = []
  /// First part that is seen.
  var scroll = 0
  /// The value whose layers the session was asked for, and what follows from them.
  var asked = Asked<ValuePlace, ValueTrace>()
}

/// The division of the view of one value, in lines: moving goes by it, and the screen is laid out
/// by it.
struct ValueLayout: Sendable, Hashable {
  /// Title, what is read, and the trail where there is room.
  let heads: Int
  /// Patch and kernel, a line of labels above; 0 without.
  let picture: Int
  /// Parts, a line of heads above where there is room.
  let list: Int
  let hasListHeads: Bool
  /// From the parts to the value; one line where there is little room.
  let sums: Int

  /// - Parameters:
  ///   - picture: Lines that the picture would like.
  ///   - sums: Lines of the sums.
  init(height: Int, picture wanted: Int, parts: Int, sums count: Int) {
    let isTall = height >= 14
    heads = isTall ? 3 : 2
    hasListHeads = isTall
    sums = isTall ? count : 1
    let room = max(1, height - heads - sums - (isTall ? 2 : 0))
    let most = room - min(max(1, parts), isTall ? 4 : 2)
    picture = wanted > 0 && most > 2 ? min(wanted + 1, most) : 0
    list = max(1, min(room - picture, parts))
  }
}

extension State {
  var shownPlace: ValuePlace? { value.trail.last?.place }

  /// How the shown value came about; nil while its layers are pending or on their way.
  var valueTrace: ValueTrace? { value.asked.answer(to: shownPlace) }

  /// Of the shown value's parts.
  var markedPart: Int {
    let count = valueTrace?.parts.count ?? 1
    return max(0, min(value.trail.last?.part ?? valueTrace?.leading ?? 0, count - 1))
  }

  var valueLayout: ValueLayout {
    let trace = valueTrace
    let side =
      switch trace?.operation {
      case .convolution, .maxPooling, .globalAveragePooling: trace?.window.rows.count ?? 0
      default: 0
      }
    return ValueLayout(
      height: terminal.bodyHeight, picture: side, parts: trace?.parts.count ?? 1,
      sums: trace.map { model.sums(of: $0).count } ?? 1)
  }

  var firstValuePart: Int {
    value.scroll.scrolled(
      toShow: markedPart, length: valueLayout.list, of: valueTrace?.parts.count ?? 1)
  }

  /// The value that the selection and the cursor of the one map stand for.
  private var selectedPlace: ValuePlace? {
    selectedLayer.map {
      ValuePlace(
        layer: $0.index, row: singleMap.row, column: singleMap.column, channel: map.channel)
    }
  }

  /// Begins with the value that the present view shows: at the cursor, the score of the class, else
  /// the strongest of the channel.
  mutating func beginTrace() {
    if view == .why, let logits = network.logits,
      let logit = shownClass.flatMap({ network.logit(ofClass: $0) })
    {
      go(to: ValuePlace(layer: logits.index, row: 0, column: 0, channel: logit.channel))
    } else if let held = selectedHeld, let layer = held.layer {
      let channel = map.reduction == .channel ? map.channel : nil
      let strongest = ValuePlace(strongestOf: held.activation, layer: layer, channel: channel)
      let hasCursor = Set.cursors.contains(.view(view))
      // Of a mean or a maximum over channels the channel that is largest there.
      let values =
        hasCursor && channel == nil
        ? (0..<held.activation.shape.channels).map {
          Double(
            held.activation.value(row: singleMap.row, column: singleMap.column, channel: $0) ?? .nan
          )
        } : []
      let largest = values.indices.max { values[$0] < values[$1] }
      let here = ValuePlace(
        layer: layer, row: singleMap.row, column: singleMap.column,
        channel: largest ?? map.channel)
      go(to: hasCursor ? here : strongest ?? here)
    }
    value.trail = selectedPlace.map { [ValueState.Stop(place: $0)] } ?? []
    value.scroll = 0
  }

  /// Selects a value's layer and channel, and puts the cursor on it.
  private mutating func go(to place: ValuePlace) {
    guard let layer = place.layer.flatMap({ network.layer(at: $0) }) else { return }
    stopFollowing()
    show(layer: layer, channel: place.channel, view: nil)
    map.rank = nil
    (singleMap.height, singleMap.width) = (layer.outputShape.height, layer.outputShape.width)
    (singleMap.row, singleMap.column) = (place.row, place.column)
  }

  /// Goes on to where the largest term of the marked part came from.
  mutating func followPart() {
    guard let trace = valueTrace, trace.parts.indices.contains(markedPart) else { return }
    guard let source = trace.parts[markedPart].source else {
      return say(
        trace.operation == nil
          ? "these are the photo's pixels: nothing comes before them"
          : "this part reads padding alone: nothing comes before it")
    }
    value.trail[value.trail.count - 1].part = markedPart
    value.trail.append(ValueState.Stop(place: source))
    value.scroll = 0
    go(to: source)
  }

  /// - Returns: False where the trail begins here.
  mutating func walkBack() -> Bool {
    guard value.trail.count > 1 else { return false }
    value.trail.removeLast()
    value.scroll = 0
    if let place = shownPlace { go(to: place) }
    return true
  }

  /// Another selection begins another trail; the mark is on a part that is there.
  mutating func keepValueInRange() {
    guard view == .value else { return }
    let last = value.trail.last { $0.place.layer != nil }?.place
    if let selected = selectedPlace, selected != last {
      value.trail = [ValueState.Stop(place: selected)]
    }
    if valueTrace != nil, value.trail.last?.part != nil {
      value.trail[value.trail.count - 1].part = markedPart
    }
    value.scroll = firstValuePart
  }

  /// Asks for the layers that the shown value needs.
  mutating func fetchValue() -> [Effect] {
    guard view == .value, loadedImage != nil, model.weights != nil, let place = shownPlace,
      (place.layer ?? -1) < pass.frontier, value.asked.request != place
    else { return [] }
    let generation = value.asked.ask(for: place, number: pass.generation)
    let layers = ValueTrace.layers(from: place.layer, in: network)
    return [.session(.fetchActivations(layers: layers, generation: generation))]
  }

  mutating func receiveForValue(_ outputs: [Int?: Activation], _ generation: Int) {
    guard let place = value.asked.waiting, generation == value.asked.number,
      let weights = model.weights,
      ValueTrace.layers(from: place.layer, in: network).allSatisfy({ outputs[$0] != nil })
    else { return }
    let trace = ValueTrace(
      of: place, network: network, weights: weights, ablation: whatIf.sent,
      activation: { outputs[$0] })
    guard let trace else { return value.asked.cancel() }
    value.asked.receive(trace, number: generation)
  }
}
