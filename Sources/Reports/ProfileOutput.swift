import Analysis
import Inference
import SqueezeNet
import TextFormats

extension Profile {
  /// The CSV's header.
  public static let csvColumns = [
    "layer", "type", "kernel", "stride", "input_shape", "output_shape", "parameters", "macs",
    "activation_bytes", "time_ms_min", "time_ms_median", "time_ms_p95", "share_percent",
    "gmac_per_s", "mean", "std", "min", "max", "zero_percent",
    "algorithm", "peak_percent", "minimum_bytes", "mac_per_byte",
  ]

  /// A header, a record a layer, then `total`; a field that does not apply is empty. Times have
  /// four decimals, rates and percentages three, statistics six.
  public var csv: String {
    var text = CSVText.record(Self.csvColumns)
    for row in rows {
      let layer = row.layer
      let statistics = row.statistics
      text += CSVText.record(
        [
          layer.name, layer.operation.typeName, layer.kernelName,
          layer.operation.stride.map(String.init) ?? "", "\(layer.inputShape)",
          "\(layer.outputShape)", String(layer.parameters), String(layer.macs),
          String(layer.activationBytes),
        ] + Self.fields(row.timing) + [
          NumberText.fixed(row.sharePercent, decimals: 3), Self.field(row.gmacPerSecond),
          NumberText.fixed(statistics.mean, decimals: 6),
          NumberText.fixed(statistics.standardDeviation, decimals: 6),
          NumberText.fixed(Double(statistics.minimum), decimals: 6),
          NumberText.fixed(Double(statistics.maximum), decimals: 6),
          NumberText.fixed(statistics.zeroShare * 100, decimals: 3), layer.algorithm?.name ?? "",
          Self.field(row.peakPercent), String(layer.minimumBytes),
          Self.field(layer.arithmeticIntensity),
        ])
    }
    text += CSVText.record(
      [
        "total", "", "", "", "", "", String(network.parameters), String(network.macs),
        String(network.activationBytes),
      ] + Self.fields(total) + [
        NumberText.fixed(100, decimals: 3), Self.field(gmacPerSecond), "", "", "", "", "", "",
        Self.field(peakPercent), String(network.minimumBytes),
        Self.field(network.arithmeticIntensity),
      ])
    return text
  }

  private static func fields(_ timing: TimingSummary) -> [String] {
    [timing.minimum, timing.median, timing.p95].map { NumberText.fixed($0 / 1e6, decimals: 4) }
  }

  /// Of the whole pass.
  private var peakPercent: Double? {
    gmacPerSecond.flatMap { rate in peak.map { rate / $0 * 100 } }
  }

  private static func field(_ rate: Double?) -> String {
    rate.map { NumberText.fixed($0, decimals: 3) } ?? ""
  }

  /// The CSV's columns as members, in full precision, under what describes the run.
  public var json: String {
    let layers = rows.map { row -> JSONText in
      let layer = row.layer
      let statistics = row.statistics
      return .object(
        [
          ("layer", .string(layer.name)), ("type", .string(layer.operation.typeName)),
          ("kernel", .optional(layer.operation.kernel)),
          ("stride", .optional(layer.operation.stride)),
          ("input_shape", layer.inputShape.json), ("output_shape", layer.outputShape.json),
          ("parameters", .integer(layer.parameters)), ("macs", .integer(layer.macs)),
          ("activation_bytes", .integer(layer.activationBytes)),
        ] + Self.members(row.timing) + [
          ("share_percent", .number(row.sharePercent)),
          ("gmac_per_s", .optional(row.gmacPerSecond)), ("mean", .number(statistics.mean)),
          ("std", .number(statistics.standardDeviation)),
          ("min", .number(Double(statistics.minimum))),
          ("max", .number(Double(statistics.maximum))),
          ("zero_percent", .number(statistics.zeroShare * 100)),
          ("algorithm", layer.algorithm.map { .string($0.name) } ?? .null),
          ("peak_percent", .optional(row.peakPercent)),
          ("minimum_bytes", .integer(layer.minimumBytes)),
          ("mac_per_byte", .optional(layer.arithmeticIntensity)),
        ])
    }
    let sums: [(String, JSONText)] = [
      ("parameters", .integer(network.parameters)), ("macs", .integer(network.macs)),
      ("activation_bytes", .integer(network.activationBytes)),
    ]
    let rate: [(String, JSONText)] = [
      ("gmac_per_s", .optional(gmacPerSecond)), ("peak_percent", .optional(peakPercent)),
      ("minimum_bytes", .integer(network.minimumBytes)),
      ("mac_per_byte", .optional(network.arithmeticIntensity)),
    ]
    return JSONText.object(
      [("image", .string(image))] + network.jsonMembers + [
        ("weights", .string(weightsName)), ("trained", .bool(isTrained)),
        ("threads", .integer(threads)), ("kernels", .string(kernels)),
        ("peak_gmac_per_s", .optional(peak)), ("runs", .integer(total.runs)),
        ("layers", .array(layers)),
        ("total", .object(sums + Self.members(total) + rate)),
      ]
    ).document
  }

  private static func members(_ timing: TimingSummary) -> [(String, JSONText)] {
    [
      ("time_ms_min", .number(timing.minimum / 1e6)),
      ("time_ms_median", .number(timing.median / 1e6)),
      ("time_ms_p95", .number(timing.p95 / 1e6)),
    ]
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
          NumberText.grouped(row.layer.parameters), NumberText.grouped(row.layer.macs),
        ] + Self.cells(row.timing) + [
          NumberText.fixed(row.sharePercent, decimals: 1),
          row.gmacPerSecond.map { NumberText.fixed($0, decimals: 1) } ?? "",
          row.peakPercent.map { NumberText.fixed($0, decimals: 0) } ?? "",
          row.layer.arithmeticIntensity.map { NumberText.fixed($0, decimals: 1) } ?? "",
          NumberText.fixed(row.statistics.zeroShare * 100, decimals: 1),
          row.layer.algorithm?.name ?? "",
        ])
    }
    table.add(
      [
        "total", "", "", NumberText.grouped(network.parameters), NumberText.grouped(network.macs),
      ] + Self.cells(total) + [
        NumberText.fixed(100, decimals: 1),
        gmacPerSecond.map { NumberText.fixed($0, decimals: 1) } ?? "",
        peakPercent.map { NumberText.fixed($0, decimals: 0) } ?? "",
        network.arithmeticIntensity.map { NumberText.fixed($0, decimals: 1) } ?? "",
      ])
    let runs = total.runs == 1 ? "1 pass" : "\(total.runs) passes"
    let threadText = threads == 1 ? "1 thread" : "\(threads) threads"
    let peakText = peak.map { ", peak \(NumberText.fixed($0, decimals: 1)) GMAC/s" } ?? ""
    return "\(image): \(network.title), \(isTrained ? "trained" : "untrained") (\(weightsName)), "
      + "\(threadText), \(kernels)\(peakText), \(runs)\n\n" + table.text
  }

  private static func cells(_ timing: TimingSummary) -> [String] {
    [timing.minimum, timing.median, timing.p95].map { NumberText.fixed($0 / 1e6, decimals: 3) }
  }
}
