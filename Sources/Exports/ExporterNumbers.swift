import Analysis
import Explorer
import Inference
import Reports

/// Numbers as text: the same that the commands print.
extension Exporter {
  func numbers(_ content: ExportContent, _ format: ExportFormat) throws(ExportError) -> String {
    switch content {
    case .profile:
      guard let profile = source.profile else { throw .missing("layers are pending") }
      return try text(format, csv: profile.csv, json: profile.json, text: profile.text)
    case .why(let index):
      let report = WhyReport(
        model: source.model, image: source.image, damage: source.damage,
        explanation: try explanation(of: index))
      return try text(format, csv: report.csv, json: report.json, text: report.text)
    case .filters(let layer, let channels):
      let report = try filters(layer, channels)
      return try text(format, csv: report.csv, json: report.json, text: report.text)
    case .whatIf:
      guard !source.changes.isEmpty else { throw .missing("the pass is not complete") }
      let report = WhatIfReport(
        model: source.model, image: source.image, damage: source.damage, ablation: source.ablation,
        changes: source.changes)
      return try text(format, csv: report.csv, json: report.json, text: report.text)
    case .comparison:
      guard let pair = source.pair else { throw .missing("the comparison is not here") }
      let report = CompareReport(pair.first, pair.second, pair.comparison)
      return try text(format, csv: report.csv, json: report.json, text: report.text)
    case .activity:
      let report = ActivityReport(
        model: source.model, image: source.image, surveys: source.surveys)
      guard let report else { throw .missing("layers are pending") }
      return try text(format, csv: report.csv, json: report.json, text: report.text)
    default: throw .impossible("this cannot be written as \(format.rawValue)")
    }
  }

  private func text(
    _ format: ExportFormat, csv: @autoclosure () -> String, json: @autoclosure () -> String,
    text: @autoclosure () -> String
  ) throws(ExportError) -> String {
    switch format {
    case .csv: return csv()
    case .json: return json()
    case .txt: return text()
    default: throw .impossible("numbers cannot be written as \(format.rawValue)")
    }
  }

  private func filters(_ layer: Int, _ channels: Range<Int>) throws(ExportError) -> FiltersReport {
    guard let found = source.model.network.layer(at: layer), let convolution = found.convolution,
      let report = FiltersReport(
        model: source.model, layer: found, channels: Array(channels),
        top: convolution.inputChannels)
    else { throw .missing("there are no such weights") }
    return report
  }

  /// - Throws: `ExportError` for a class that does not exist, and where outputs are missing.
  func explanation(of index: Int) throws(ExportError) -> ClassExplanation {
    guard let weights = source.model.weights else { throw .missing("there are no weights") }
    let explanation = ClassExplanation(
      class: index, network: source.model.network, weights: weights,
      activation: { source.activations[$0] })
    guard let explanation else {
      throw .missing("there is no class \(index), or its layers are pending")
    }
    return explanation
  }
}
