import Analysis
import Explorer
import Inference
import Reports
import SqueezeNet

/// The reports of a pass: commands print them, exports write them.
extension ExportSource {
  /// - Parameter content: Numbers.
  public func report(_ content: ExportContent) throws(ExportError) -> any Report {
    switch content {
    case .profile:
      guard let profile else { throw .missing("layers are pending") }
      return profile
    case .why(let index): return try why(index)
    case .filters(let layer, let channels):
      let all = model.network.layer(at: layer)?.convolution?.inputChannels ?? 0
      return try filters(layer: layer, channels: Array(channels), top: all)
    case .whatIf:
      guard !changes.isEmpty else { throw .missing("the pass is not complete") }
      return WhatIfReport(
        model: model, image: image, damage: damage, ablation: ablation, changes: changes)
    case .comparison:
      guard let pair else { throw .missing("the comparison is not here") }
      return CompareReport(pair.first, pair.second, pair.comparison)
    case .activity:
      guard let report = ActivityReport(model: model, image: image, surveys: surveys) else {
        throw .missing("layers are pending")
      }
      return report
    default: throw .impossible("this has no numbers")
    }
  }

  /// - Parameters:
  ///   - index: The class.
  ///   - top: Channels that the text names.
  public func why(_ index: Int, top: Int = 10) throws(ExportError) -> WhyReport {
    WhyReport(
      model: model, image: image, damage: damage, explanation: try explanation(of: index), top: top)
  }

  /// - Parameters:
  ///   - channels: Output channels of the convolution.
  ///   - top: How many incoming channels of each.
  public func filters(layer: Int, channels: [Int], top: Int) throws(ExportError) -> FiltersReport {
    guard let found = model.network.layer(at: layer),
      let report = FiltersReport(model: model, layer: found, channels: channels, top: top)
    else { throw .missing("there are no such weights") }
    return report
  }

  /// - Throws: `ExportError` for a class that does not exist, and where outputs are missing.
  func explanation(of index: Int) throws(ExportError) -> ClassExplanation {
    guard let weights = model.weights else { throw .missing("there are no weights") }
    let explanation = ClassExplanation(
      class: index, network: model.network, weights: weights, activation: { activations[$0] })
    guard let explanation else {
      throw .missing("there is no class \(index), or its layers are pending")
    }
    return explanation
  }
}

extension Exporter {
  func numbers(_ content: ExportContent, _ format: ExportFormat) throws(ExportError) -> String {
    let report = try source.report(content)
    switch format {
    case .csv: return report.csv
    case .json: return report.json
    case .txt: return report.text
    default: throw .impossible("numbers cannot be written as \(format.rawValue)")
    }
  }
}
