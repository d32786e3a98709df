import Analysis
import Inference
import SqueezeNet
import TextFormats

extension Profile {
  /// The CSV's header.
  private static let csvColumns = [
    "layer", "type", "kernel", "stride", "input_shape", "output_shape", "parameters", "macs",
    "activation_bytes", "time_ms_min", "time_ms_median", "time_ms_p95", "share_percent",
    "gmac_per_s", "mean", "std", "min", "max", "zero_percent",
    "algorithm", "peak_percent", "minimum_bytes", "mac_per_byte",
  ]

  /// A header, a record a layer, then `total`, whose times are of whole passes; shares are of the
  /// sum of the layers' medians. A field that does not apply is empty. Times have
  /// four decimals, rates and percentages three, statistics six.
  public var csv: String {
    let whole = [Field("layer", "total"), Field("share_percent", 100, decimals: 3)] + totals
    return CSVText.record(Self.csvColumns)
      + (rows.map(Self.fields) + [whole]).map { $0.record(Self.csvColumns) }.joined()
  }

  private static func fields(_ row: Row) -> [Field] {
    let (layer, statistics) = (row.layer, row.statistics)
    return layer.operationFields + layer.sizeFields + fields(row.timing) + [
      Field("share_percent", row.sharePercent, decimals: 3),
      Field("gmac_per_s", row.gmacPerSecond, decimals: 3),
      Field("mean", statistics.mean, decimals: 6),
      Field("std", statistics.standardDeviation, decimals: 6),
      Field("min", Double(statistics.minimum), decimals: 6),
      Field("max", Double(statistics.maximum), decimals: 6),
      Field("zero_percent", statistics.zeroShare * 100, decimals: 3),
      Field("algorithm", layer.algorithm?.name),
      Field("peak_percent", row.peakPercent, decimals: 3),
      Field("minimum_bytes", layer.minimumBytes),
      Field("mac_per_byte", layer.arithmeticIntensity, decimals: 3),
    ]
  }

  private static func fields(_ timing: TimingSummary) -> [Field] {
    [
      Field("time_ms_min", timing.minimum / 1e6, decimals: 4),
      Field("time_ms_median", timing.median / 1e6, decimals: 4),
      Field("time_ms_p95", timing.p95 / 1e6, decimals: 4),
    ]
  }

  private var totals: [Field] {
    network.sizeFields + Self.fields(total) + [
      Field("sum_of_medians_ms", times.sum / 1e6, decimals: 4),
      Field("gmac_per_s", gmacPerSecond, decimals: 3),
      Field("peak_percent", peakPercent, decimals: 3),
      Field("minimum_bytes", network.minimumBytes),
      Field("mac_per_byte", network.arithmeticIntensity, decimals: 3),
    ]
  }

  /// Of the whole pass.
  private var peakPercent: Double? {
    gmacPerSecond.flatMap { rate in peak.map { rate / $0 * 100 } }
  }

  /// The CSV's columns as members, in full precision, under what describes the run.
  public var json: String {
    JSONText.object(
      [("image", .string(image)), ("damage", .optional(damage))] + network.jsonMembers + [
        ("weights", .string(weightsName)), ("trained", .bool(isTrained)),
        ("threads", .integer(threads)), ("kernels", .string(kernels)),
        ("peak_gmac_per_s", .optional(peak)), ("runs", .integer(total.runs)),
        ("layers", .array(rows.map { Self.fields($0).json })), ("total", totals.json),
      ]
    ).document
  }

  /// A heading and the table, for reading. ASCII.
  public var text: String {
    var table = TextTable([
      ("layer", .left), ("kernel", .left), ("output", .right), ("parameters", .right),
      ("MACs", .right), ("min ms", .right), ("median", .right), ("p95", .right), ("%", .right),
      ("GMAC/s", .right), ("peak %", .right), ("MAC/B", .right), ("zero %", .right),
      ("algorithm", .left),
    ])
    for row in rows {
      table.add(
        [
          row.layer.name, row.layer.operation.asciiWindow, "\(row.layer.outputShape)",
          Numbers.count(row.layer.parameters), Numbers.count(row.layer.macs),
        ] + Self.cells(row.timing) + [
          Numbers.fixed(row.sharePercent, 1),
          row.gmacPerSecond.map { Numbers.fixed($0, 1) } ?? "",
          row.peakPercent.map { Numbers.fixed($0, 0) } ?? "",
          row.layer.arithmeticIntensity.map { Numbers.fixed($0, 1) } ?? "",
          Numbers.fixed(row.statistics.zeroShare * 100, 1),
          row.layer.algorithm?.name ?? "",
        ])
    }
    table.add(
      [
        "total", "", "", Numbers.count(network.parameters), Numbers.count(network.macs),
      ] + Self.cells(total) + [
        Numbers.fixed(100, 1),
        gmacPerSecond.map { Numbers.fixed($0, 1) } ?? "",
        peakPercent.map { Numbers.fixed($0, 0) } ?? "",
        network.arithmeticIntensity.map { Numbers.fixed($0, 1) } ?? "",
      ])
    let runs = total.runs == 1 ? "1 pass" : "\(total.runs) passes"
    let threadText = threads == 1 ? "1 thread" : "\(threads) threads"
    let peakText =
      peak.map { ", peak \(Numbers.fixed($0, 1)) GMAC/s, which Winograd and padding may pass" }
      ?? ""
    let sum = Numbers.fixed(times.sum / 1e6, 3)
    let trained = isTrained ? "trained" : "untrained"
    return "\(image.marked(damage).shown): \(network.title), \(trained) (\(weightsName.shown)), "
      + "\(threadText), \(kernels)\(peakText), \(runs)\n"
      + "% is of the sum of the layers' medians, \(sum) ms; total is timed around whole passes\n\n"
      + table.text
  }

  private static func cells(_ timing: TimingSummary) -> [String] {
    [timing.minimum, timing.median, timing.p95].map { Numbers.fixed($0 / 1e6, 3) }
  }
}
