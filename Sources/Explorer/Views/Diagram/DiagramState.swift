import Analysis
import Heatmaps
import Inference
import SqueezeNet
import TerminalUI

/// The maps of several layers at once, for the diagram: of each layer its strongest channel.
struct DiagramState: Sendable {
  /// Of the present pass alone: what outdates it forgets them.
  var maps: [Int: StrongestMap] = [:]
  /// One layer at a time: its whole output comes, of which one channel stays.
  var asked = Asked<Int, Never>()
  /// First line of stages that is seen, where there are several.
  var scroll = 0

  /// Another photo, other channels off, or the pass goes back: what was asked for is old, too.
  mutating func forget(from layer: Int) {
    maps = maps.filter { $0.key < layer }
    asked.forget()
  }
}

/// The channel of a layer that varies most over the photo.
struct StrongestMap: Sendable {
  let channel: Int
  let map: FeatureMap
}

extension StrongestMap {
  /// Of one value a channel: all of them in a row.
  init(of output: Activation) {
    channel = ChannelStatistics(of: output).strongestChannel
    let row = FeatureMap(height: 1, width: output.values.count, values: output.values)
    map =
      (output.shape.isOnePixel ? row : nil)
      ?? FeatureMap(of: output, reduction: .channel, channel: channel)
  }
}

extension State {
  /// The layers that the selection's diagram draws.
  var selectedStage: Range<Int> {
    selectedLayer.map { network.stage(containing: $0.index) } ?? 0..<0
  }

  /// A layer's strongest map, if it is done and the map is here.
  func strongestMap(_ layer: Int) -> StrongestMap? {
    layer < pass.frontier ? diagram.maps[layer] : nil
  }

  /// The layer whose logits the selected layer of shares reads.
  private var logitsOfSelected: Range<Int> {
    guard let layer = selectedLayer, layer.isClassVector(in: network),
      layer.operation != .globalAveragePooling, case .layer(let input)? = layer.inputs.first
    else { return 0..<0 }
    return input..<input + 1
  }

  /// The first done layer that the diagram shows, and whose map is not here.
  private var missingMap: Int? {
    let shown: [Range<Int>]
    switch view {
    case .blocks: shown = [selectedStage] + (DiagramLayout(self).isWide ? network.stages : [])
    case .layers where selectedStage.count > 1: shown = [selectedStage]
    case .layers, .singleMap: shown = [logitsOfSelected]
    default: shown = []
    }
    return shown.joined().first { $0 < pass.frontier && diagram.maps[$0] == nil }
  }

  /// Asks for what the diagram lacks; nothing while a run at full speed makes it old at once.
  mutating func fetchMaps() -> [Effect] {
    let isQuick = pass.isRunning && !pass.isStepping && slowMotion == 0
    guard loadedImage != nil, !diagram.asked.isWaiting, !isQuick, measuring == nil,
      let layer = missingMap
    else { return [] }
    diagram.asked.ask(for: layer, number: pass.generation)
    return [.session(.fetchActivations(layers: [layer], generation: pass.generation))]
  }

  mutating func receiveStrongest(_ outputs: [Int?: Activation], _ generation: Int) {
    guard let layer = diagram.asked.waiting, let output = outputs[layer],
      diagram.asked.finish(number: generation) != nil
    else { return }
    diagram.maps[layer] = StrongestMap(of: output)
  }
}
