import Analysis
import Inference
import SqueezeNet
import TerminalUI

/// The view of dead and busy channels, but for the layer and the channel that all views share.
struct ActivityState: Sendable {
  /// By layer; may be of an earlier output: `State.survey` tells only what holds.
  var surveys: [Int: LayerSurvey] = [:]
  /// Statistics of the outputs that surveys were asked for, by layer.
  var asked: [Int: ActivationStatistics] = [:]
  var scale: ActivationHistogram.Scale = .logarithmic
  /// True where the large histogram is the selected channel's; else the layer's.
  var showsChannel = false
}

/// One row of the view. What is not computed yet is nil.
struct ActivityRow: Sendable {
  let name: String
  /// The layer whose output the row shows: a block's is its concatenation.
  let layer: Layer
  let statistics: ActivationStatistics?
  let survey: LayerSurvey?
  /// Share of zero weights, 0 … 1, counted in the weights that run; a block's of all its kernels.
  let weightZeroShare: Double?
  /// The same after the paper's Table 1.
  let paperZeroShare: Double?
}

extension State {
  /// A layer's survey, if it is of the output that the pass has now.
  public func survey(_ layer: Int) -> LayerSurvey? {
    guard let survey = activity.surveys[layer],
      survey.statistics == pass.result(layer)?.statistics
    else { return nil }
    return survey
  }

  /// Of the layers that have been looked at, in their order.
  public var surveys: [LayerSurvey] { network.layers.compactMap { survey($0.index) } }

  func activityRow(_ row: TableRow) -> ActivityRow? {
    guard let index = network.layerIndex(of: row), let layer = network.layer(at: index) else {
      return nil
    }
    let covered: [Layer]
    switch row {
    case .block: covered = network.layers(of: row).compactMap { network.layer(at: $0) }
    case .layer: covered = [layer]
    case .input: return nil
    }
    return ActivityRow(
      name: network.shortName(of: row), layer: layer, statistics: pass.result(index)?.statistics,
      survey: survey(index), weightZeroShare: countedZeroWeights(of: covered),
      paperZeroShare: paperZeroWeights(of: covered))
  }

  /// Share of zero weights of all layers, 0 … 1: counted, and after the paper.
  public var zeroWeights: (counted: Double?, paper: Double?) {
    (countedZeroWeights(of: network.layers), paperZeroWeights(of: network.layers))
  }

  /// The weights stay, so any survey tells them.
  private func countedZeroWeights(of layers: [Layer]) -> Double? {
    Analysis.weightZeroShare(of: layers) { activity.surveys[$0.index]?.activity.weightZeroShare }
  }

  private func paperZeroWeights(of layers: [Layer]) -> Double? {
    Analysis.weightZeroShare(of: layers) {
      PaperSparsity.keptShare(of: $0, in: network.architecture).map { 1 - $0 }
    }
  }

  /// The large histogram: of the selected layer or channel; nil while its values are not here.
  var activityHistogram: ActivationHistogram? {
    guard activity.showsChannel else {
      return selectedLayer.flatMap { survey($0.index) }?.histogram(activity.scale)
    }
    return selectedHeld?.histogram(ofChannel: map.channel, activity.scale)
  }

  /// True while surveys are on their way.
  var isSurveying: Bool { view == .activity && !pass.isRunning && !awaited.isEmpty }

  /// Done layers without a survey that holds.
  private var unsurveyed: [LayerResult] {
    pass.results.prefix(pass.frontier).compactMap(\.self).filter { survey($0.layer) == nil }
  }

  private var awaited: [LayerResult] {
    unsurveyed.filter { activity.asked[$0.layer] == $0.statistics }
  }

  /// Asks for what the view lacks: all at once, and only while nothing runs.
  mutating func fetchSurveys() -> [Effect] {
    guard view == .activity, loadedImage != nil, !pass.isRunning, measuring == nil else {
      return []
    }
    let missing = unsurveyed
    guard !missing.isEmpty, awaited.isEmpty else { return [] }
    let new = missing.filter { activity.asked[$0.layer] != $0.statistics }
    guard !new.isEmpty else { return [] }
    for result in new { activity.asked[result.layer] = result.statistics }
    return [.survey(layers: new.map(\.layer))]
  }

  /// - Parameter survey: nil when the layer was not done any more.
  mutating func surveyed(_ layer: Int, _ survey: LayerSurvey?) {
    if let survey {
      activity.surveys[layer] = survey
    } else {
      activity.asked[layer] = nil
    }
  }
}
