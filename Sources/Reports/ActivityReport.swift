import Analysis
import Inference
import SqueezeNet
import TextFormats

/// The report of `sqz-tui activity`: dead channels, zeros and distributions, a row a layer.
public struct ActivityReport: Report {
  public let model: ModelDescription
  public let image: String
  /// `truncated` or `corrupt`; nil when the file was whole.
  public let damage: String?
  /// In the order of `Network.layers`.
  public let surveys: [LayerSurvey]

  private var network: Network { model.network }
  /// In the logarithmic histogram: three a decade.
  private static let bins = 24

  /// - Throws: `MissingValues` unless there is one survey for every layer, in their order.
  public init(_ source: ReportSource) throws(MissingValues) {
    (model, image, damage) = (source.model, source.image, source.damage)
    surveys = source.surveys
    guard surveys.map(\.activity.layer) == Array(model.network.layers.indices) else {
      throw MissingValues("layers are pending")
    }
  }

  private var rows: [(layer: Layer, survey: LayerSurvey)] { Array(zip(network.layers, surveys)) }

  /// Share of zero weights of all layers, 0 … 1: counted, and after the paper's Table 1.
  private var zeroWeights: (counted: Double?, paper: Double?) {
    let shares = surveys.map(\.activity)
    return (
      weightZeroShare(of: network.layers) { shares[$0.index].weightZeroShare },
      weightZeroShare(of: network.layers) { shares[$0.index].paperZeroShare }
    )
  }

  /// The CSV's header. Percentages have three decimals, statistics six; `dead` lists channels.
  /// `paper_zero_weight_percent` is the paper's Table 1, all else is counted.
  private static let csvColumns = [
    "layer", "channels", "dead_channels", "zero_percent", "negative_percent",
    "zero_weight_percent", "paper_zero_weight_percent", "mean", "std", "min", "max", "dead",
  ]

  /// A header, a record a layer, then `total`; a field that does not apply is empty.
  public var csv: String {
    let total = [Field("layer", "total")] + totals
    return CSVText.record(Self.csvColumns)
      + (rows.map(Self.fields) + [total]).map { $0.record(Self.csvColumns) }.joined()
  }

  private static func fields(_ layer: Layer, _ survey: LayerSurvey) -> [Field] {
    let (activity, figures) = (survey.activity, survey.statistics)
    let dead = activity.deadChannels
    let negatives = Double(survey.negatives) / Double(max(1, figures.count)) * 100
    return [
      Field("layer", layer.name), Field("channels", activity.channels),
      Field("dead_channels", dead.count),
      Field("zero_percent", activity.zeroShare * 100, decimals: 3),
      Field("negative_percent", negatives, decimals: 3),
    ] + zeroWeights(activity.weightZeroShare, activity.paperZeroShare) + [
      Field("mean", figures.mean, decimals: 6),
      Field("std", figures.standardDeviation, decimals: 6),
      Field("min", Double(figures.minimum), decimals: 6),
      Field("max", Double(figures.maximum), decimals: 6),
      Field(
        "dead", text: ChannelList.text(dead, of: activity.channels),
        json: .array(dead.map { .integer($0) })),
    ]
  }

  private static func zeroWeights(_ counted: Double?, _ paper: Double?) -> [Field] {
    [
      Field("zero_weight_percent", counted.map { $0 * 100 }, decimals: 3),
      Field("paper_zero_weight_percent", paper.map { $0 * 100 }, decimals: 3),
    ]
  }

  private var totals: [Field] { Self.zeroWeights(zeroWeights.counted, zeroWeights.paper) }

  /// The CSV's columns as members in full precision, with the distribution: values above zero in
  /// 24 bins of equal ratio.
  public var json: String {
    let layers = rows.map { layer, survey -> JSONText in
      .object(
        Self.fields(layer, survey).members
          + [("distribution", Self.distribution(survey.logarithmic))])
    }
    return JSONText.object(
      network.jsonMembers + [
        ("weights", .string(model.weightsName)), ("trained", .bool(model.isTrained)),
        ("image", .string(image)), ("damage", .optional(damage)), ("layers", .array(layers)),
        ("total", totals.json),
      ]
    ).document
  }

  private static func distribution(_ histogram: ActivationHistogram) -> JSONText {
    .object([
      ("from", .number(histogram.lower)), ("to", .number(histogram.upper)),
      ("counts", .array((histogram.counts(inBins: bins) ?? []).map { .integer($0) })),
      ("above", .integer(histogram.above)),
    ])
  }

  /// A heading and the table, for reading. ASCII.
  public var text: String {
    var table = TextTable([
      ("layer", .left), ("dead", .right), ("of", .right), ("zeros %", .right),
      ("zero weights %", .right), ("paper %", .right), ("mean", .right), ("max", .right),
      ("0.0001 to 10000", .left),
    ])
    func share(_ value: Double?) -> String {
      value.map { Numbers.fixed($0 * 100, 1) } ?? ""
    }
    for (layer, survey) in rows {
      let activity = survey.activity
      table.add([
        layer.name, String(activity.deadChannels.count), String(activity.channels),
        share(activity.zeroShare), share(activity.weightZeroShare),
        share(activity.paperZeroShare), Numbers.value(survey.statistics.mean),
        Numbers.value(Double(survey.statistics.maximum)),
        DensityBars.text(survey.logarithmic.counts(inBins: Self.bins) ?? []),
      ])
    }
    let whole = zeroWeights
    table.add(["total", "", "", "", share(whole.counted), share(whole.paper)])
    let weights = model.isTrained ? model.weightsName : "untrained"
    return """
      \("\(network.title), \(weights), \(image.marked(damage))".shown)
      zero weights are counted in these weights; paper is Table 1 of arXiv 1602.07360 (v1.0 only)

      \(table.text)
      """
  }
}
