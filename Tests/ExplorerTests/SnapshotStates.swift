import Analysis
import Exports
import Inference
import SqueezeNet

@testable import Explorer
@testable import Heatmaps
@testable import TerminalUI

extension SampleState {
  /// 80×24, no colours, ASCII: everything that is on the screen can be read in the test.
  static let ascii = TerminalDescription(width: 80, height: 24, colors: .none, unicode: false)

  /// The main states at 80×24, by name.
  static func named(_ name: String) throws -> State {
    let network = try network()
    let last = network.layers.count
    switch name {
    case "opening":
      return try opening()
    case "half-way":
      var state = select("fire4/expand3x3", in: pass(try opening(), to: 12))
      state.pass.running = 12
      state.pass.target = last
      state.map.channel = 16
      return state
    case "running":
      var state = select("fire4/expand1x1", in: pass(try opening(terminal: ascii), to: 12))
      state.pass.running = 12
      state.pass.target = last
      state.slowMotion = 500
      return state
    case "paused":
      return select("fire2", in: pass(try opening(), to: 11))
    case "done":
      var state = select("conv10", in: pass(try opening(terminal: ascii), to: last))
      state.map.channel = 967
      return state
    case "measured":
      var state = select("fire4/expand3x3", in: pass(try opening(terminal: ascii), to: last))
      state.measurement = measurement(network)
      state.map.reduction = .mean
      return state
    case "untrained":
      return select(
        "softmax", in: pass(try opening(terminal: ascii, trained: false), to: last))
    case "failed":
      var state = try opening(images: ["photos/notes.jpg", "photos/coffee.jpg"])
      state.images[0].status = .failed("a text file, not a JPEG or PNG image")
      return state
    case "help":
      var state = try opening()
      state.overlay = .help(Help(of: .layers, scroll: 6))
      return state
    case "export":
      var state = select("fire9", in: pass(try opening(), to: last))
      state.nameExport(of: .profile, "coffee.csv")
      return state
    case "exports":
      var state = try named("one map")
      state.terminal = many
      state.map.glyphs = .ascii
      state.openExports()
      return state
    case "small exports":
      var state = try named("half-way")
      state.terminal = TerminalDescription(width: 40, height: 12, colors: .none, unicode: false)
      state.openExports()
      return state
    case "overwrite":
      var state = select("fire9", in: pass(try opening(), to: last))
      state.overlay = .confirmOverwrite(state.exportJob(of: .profile, "coffee.csv"))
      return state
    case "sheet":
      var state = select("fire9", in: pass(try opening(terminal: ascii), to: last))
      state.view = .sheet
      state.sheet.order = .mean
      state.map.channel = 7
      return state
    case "small sheet":
      var state = try named("sheet")
      state.terminal = TerminalDescription(width: 40, height: 12, colors: .none, unicode: false)
      state.sheet.size = 0
      return state
    case "pending sheet":
      var state = select("fire9", in: pass(try opening(terminal: ascii), to: 5))
      state.view = .sheet
      return state
    case "one map":
      var state = select("fire9", in: pass(try opening(terminal: ascii), to: last))
      state.view = .singleMap
      state.map.channel = 4
      (state.singleMap.row, state.singleMap.column) = (6, 9)
      return state
    case "numbers":
      var state = try named("one map")
      state.singleMap.zoom = 4
      (state.singleMap.top, state.singleMap.left) = (5, 6)
      return state
    case "small map":
      var state = try named("one map")
      state.terminal = TerminalDescription(width: 40, height: 12, colors: .none, unicode: false)
      return state
    case "on the photo":
      var state = select("fire4", in: pass(try opening(terminal: ascii), to: last))
      state.view = .photo
      state.map.channel = 200
      (state.singleMap.row, state.singleMap.column) = (10, 30)
      return state
    case "patches":
      var state = try named("on the photo")
      state.onPhoto.showsPatches = true
      state.map.channel = 7
      return state
    case "small photo":
      var state = try named("on the photo")
      state.terminal = TerminalDescription(width: 40, height: 12, colors: .none, unicode: false)
      return state
    case "value":
      return try explained("fire4/expand3x3", row: 0, column: 9, channel: 5)
    case "pixel":
      var state = try explained("conv1", row: 20, column: 30, channel: 4)
      guard let last = state.valueTrace?.leading.flatMap({ state.valueTrace?.parts[$0].source })
      else { throw UnknownState(name: name) }
      state.value.trail.append(ValueState.Stop(place: last))
      state.value.asked = .answered(last, try trace(last, network))
      return state
    case "small value", "small pixel":
      var state = try named(String(name.dropFirst(6)))
      state.terminal = TerminalDescription(width: 40, height: 12, colors: .none, unicode: false)
      return state
    case "filters":
      var state = select(
        "fire4/expand3x3", in: try opening(terminal: ascii, weights: try weights()))
      state.view = .filters
      state.map.channel = 2
      state.filters.place = 1
      return state
    case "small filters":
      var state = try named("filters")
      state.terminal = TerminalDescription(width: 40, height: 12, colors: .none, unicode: false)
      return state
    case "planes":
      var state = select("conv1", in: try opening(terminal: ascii, weights: try weights()))
      state.view = .filters
      state.map.channel = 4
      state.filters.place = 1
      return state
    case "weights":
      var state = select("fire5", in: try opening(terminal: ascii, weights: try weights()))
      state.view = .filters
      state.map.channel = 130
      return state
    case "squeeze weights":
      var state = select(
        "fire5/squeeze1x1", in: try opening(terminal: ascii, weights: try weights()))
      state.view = .filters
      state.map.channel = 7
      state.filters.place = 3
      return state
    case "what if":
      var state = select("fire4", in: pass(try opening(terminal: ascii), to: last))
      state.view = .whatIf
      state.map.channel = 3
      var ablation = Ablation()
      if let layer = network.layer(named: "fire4") {
        ablation.set(0..<140, of: layer.index, off: true, in: network)
      }
      ablation.occlusion = Occlusion(row: 60, column: 96, side: 64)
      state.whatIf.history.record(ablation)
      var after = state.pass.probabilities
      (after[967], after[968], after[849]) = (0.118, 0.512, 0.2)
      state.pass.answer(after)
      return state
    case "small what if":
      var state = try named("what if")
      state.terminal = TerminalDescription(width: 40, height: 12, colors: .none, unicode: false)
      return state
    case "why":
      var state = pass(try opening(terminal: ascii), to: last)
      state.view = .why
      state.why.asked = .answered([], try evidence)
      state.why.place = 1
      return state
    case "small why":
      var state = try named("why")
      state.terminal = TerminalDescription(width: 40, height: 12, colors: .none, unicode: false)
      return state
    case "against":
      var state = try named("why")
      (state.why.chosen, state.why.rival) = (967, 504)
      return state
    case "places", "measuring places":
      var state = pass(try opening(terminal: ascii), to: last)
      state.view = .effects
      state.effects.place = 36
      state.measurePlaces(name == "places" ? 196 : 61)
      return state
    case "small places":
      var state = try named("places")
      state.terminal = TerminalDescription(width: 40, height: 12, colors: .none, unicode: false)
      return state
    case "channels":
      var state = select("fire4/squeeze1x1", in: pass(try opening(terminal: ascii), to: last))
      state.view = .effects
      state.effects.section = .channels
      _ = state.fetchLosses()
      state.receive(
        .ablationLosses(
          generation: state.ablationLosses.asked.number, ablationLosses: losses(of: state)))
      state.map.channel = 5
      return state
    case "small channels":
      var state = try named("channels")
      state.terminal = TerminalDescription(width: 40, height: 12, colors: .none, unicode: false)
      return state
    case "pending why":
      var state = pass(try opening(terminal: ascii), to: 12)
      state.view = .why
      return state
    case "classes":
      var state = try named("small why")
      state.openPicker(.classes(state), "cup", selected: 1)
      return state
    case "time":
      return timed(
        select("fire4/expand3x3", in: try untimed()), passes: 250)
    case "once":
      return try untimed()
    case "kinds", "passes", "threads", "roofline":
      var state = try named("time")
      state.time.machine = machine
      state.time.section = TimeState.Section(rawValue: name) ?? .layers
      return state
    case "small time":
      var state = try named("time")
      state.terminal = TerminalDescription(width: 40, height: 12, colors: .none, unicode: false)
      return state
    case "small roofline":
      var state = try named("roofline")
      state.terminal = TerminalDescription(width: 40, height: 12, colors: .none, unicode: false)
      return state
    case "activity":
      var state = surveyed(
        select("fire9", in: pass(try opening(terminal: ascii), to: last)))
      state.view = .activity
      return state
    case "small activity":
      var state = try named("activity")
      state.terminal = TerminalDescription(width: 40, height: 12, colors: .none, unicode: false)
      return state
    case "matrix":
      var state = pass(try opening(terminal: ascii), to: last)
      state.view = .matrix
      // Of so many photos of a class so many are taken for another one.
      let counts = [(967, 967, 7), (967, 504, 2), (504, 504, 6), (504, 968, 3), (968, 967, 12)]
      let answers = counts.flatMap { truth, answer, count in
        Array(repeating: (truth, answer), count: count)
      }.enumerated().compactMap { place, pair -> Evaluation.Answer? in
        var probabilities = [Float](repeating: 0, count: 1000)
        (probabilities[pair.0], probabilities[pair.1]) = (0.1, 0.8)
        return Evaluation.Answer(
          picture: "\(place).jpg", truth: pair.0, probabilities: probabilities)
      }
      state.matrix.evaluation = Evaluation(answers: answers, classes: network.classes)
      state.matrix.photos = Array(answers.indices)
      state.matrix.asked.ask(for: nil)
      state.matrix.asked.cancel()
      (state.matrix.truth, state.matrix.answer) = (504, 968)
      return state
    case "small matrix":
      var state = try named("matrix")
      state.terminal = TerminalDescription(width: 40, height: 12, colors: .none, unicode: false)
      return state
    case "blocks":
      var state = select("fire2", in: pass(try opening(terminal: ascii), to: 5))
      state.view = .blocks
      return mapped(state)
    case "small blocks":
      var state = select("fire2/expand3x3", in: pass(try opening(terminal: ascii), to: last))
      state.view = .blocks
      state.terminal = TerminalDescription(width: 40, height: 12, colors: .none, unicode: false)
      return state
    case "large blocks":
      var state = select("fire4/squeeze1x1", in: pass(try opening(), to: last))
      state.view = .blocks
      state.terminal = TerminalDescription(width: 200, height: 60, colors: .none, unicode: true)
      state.map.glyphs = .ascii
      return mapped(state)
    case "bypass":
      let network = try Self.network(.v10.with(.complex))
      var state = pass(try opening(network: network), to: network.layers.count)
      state = select("fire2/bypass1x1", in: state)
      state.view = .blocks
      state.terminal = TerminalDescription(width: 100, height: 30, colors: .none, unicode: true)
      state.map.glyphs = .ascii
      return mapped(state)
    case "menu":
      var state = try named("paused")
      state.openPicker(.views(state), selected: 1)
      return state
    case "palette":
      var state = try named("paused")
      state.openPicker(.palette(state), "chan", selected: 1)
      return state
    case "small":
      var state = try named("measured")
      state.terminal = TerminalDescription(width: 40, height: 12, colors: .many, unicode: true)
      return state
    case "too small":
      var state = try named("done")
      state.terminal = TerminalDescription(width: 30, height: 8, colors: .many, unicode: true)
      return state
    case "lesson":
      return try lesson(size: (80, 24))
    case "small lesson":
      return try lesson(size: (40, 12))
    default:
      throw UnknownState(name: name)
    }
  }

  /// With the maps of the layers that are done.
  static func mapped(_ state: State) -> State {
    var state = state
    for layer in state.network.layers.prefix(state.pass.frontier) {
      let (shape, channel) = (layer.outputShape, layer.index % 7)
      let plane = Shape(height: shape.height, width: shape.width, channels: 1)
      guard let output = activation(plane) else { continue }
      let map = FeatureMap(of: output, reduction: .channel, channel: 0)
      state.diagram.maps[layer.index] = StrongestMap(channel: channel, map: map)
    }
    return state
  }

  /// The view of times after one pass.
  private static func untimed() throws -> State {
    var state = pass(try opening(terminal: ascii), to: try network().layers.count)
    state.view = .time
    return state
  }

  /// The view of one value of a pass in which every layer is a disc.
  private static func explained(
    _ layer: String, row: Int, column: Int, channel: Int
  ) throws -> State {
    let network = try network()
    var state = select(
      layer,
      in: pass(try opening(terminal: ascii, weights: try weights()), to: network.layers.count))
    state.view = .value
    let place = ValuePlace(
      layer: state.selectedLayer?.index, row: row, column: column, channel: channel)
    state.value.trail = [ValueState.Stop(place: place)]
    state.value.asked = .answered(place, try trace(place, network))
    return state
  }

  /// The value is what its parts give.
  static func trace(_ place: ValuePlace, _ network: Network) throws -> ValueTrace {
    func trace(_ value: Float?) throws -> ValueTrace? {
      ValueTrace(of: place, network: network, weights: try weights()) { layer in
        let shape = layer.flatMap { network.layer(at: $0)?.outputShape } ?? network.inputShape
        guard layer != nil, layer == place.layer, let value else { return activation(shape) }
        return Activation(shape: shape, values: [Float](repeating: value, count: shape.count))
      }
    }
    guard let first = try trace(nil), let trace = try trace(Float(first.result)) else {
      throw UnknownState(name: "\(place)")
    }
    return trace
  }

  struct UnknownState: Error {
    let name: String
  }
}

extension SampleState {
  /// The second step of a lesson on one map.
  private static func lesson(size: (width: Int, height: Int)) throws -> State {
    let text = """
      # Maps

      One.

      A map has a value for each place: large ones are bright. The arrows move
      the cursor, and the line below the map says its value.
      > go fire9
      > channel 4
      > place 6,9
      > view map

      Three.
      """
    var state = select(
      "fire9", in: pass(try opening(terminal: ascii), to: try network().layers.count))
    state.terminal = TerminalDescription(
      width: size.width, height: size.height, colors: .none, unicode: false)
    _ = state.open(try Lesson(Array(text.utf8)))
    _ = update(&state, .key(";"))
    return state
  }
}

extension State {
  /// Opens a list in which something is typed and marked.
  mutating func openPicker(
    _ list: PickerList, _ text: String = "", cursor: Int? = nil, selected: Int = 0
  ) {
    var picker = Picker(list, entries: list.entries(self, ""))
    picker.editor = LineEditor(text)
    picker.editor.cursor = cursor ?? text.count
    picker.selected = max(0, min(selected, entries(of: picker).count - 1))
    overlay = .picker(picker)
  }

  /// Asks for the name of a file.
  mutating func nameExport(of kind: ExportKind, _ name: String, cursor: Int? = nil) {
    openExports(kind)
    guard case .export(var prompt) = overlay else { return }
    prompt.editor = LineEditor(name)
    prompt.editor.cursor = cursor ?? name.count
    overlay = .export(prompt)
  }

  func exportJob(of kind: ExportKind, _ path: String) -> ExportJob {
    ExportJob(
      content: .screen(view.rawValue), format: .txt, path: path, scale: nil, hasLabels: true,
      screen: FrozenScreen(self))
  }
}
