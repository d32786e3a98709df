import Analysis
import Inference
import SqueezeNet
import TextFormats

/// The report of `sqz-tui activity`: dead channels, zeros and distributions, a row a layer.
public struct ActivityReport: Report {
  public let model: ModelDescription
  public let image: String
  /// In the order of `Network.layers`.
  public let surveys: [LayerSurvey]

  private var network: Network { model.network }
  /// In the logarithmic histogram: three a decade.
  private static let bins = 24

  /// - Throws: `MissingValues` unless there is one survey for every layer, in their order.
  public init(_ source: ReportSource) throws(MissingValues) {
    (model, image, surveys) = (source.model, source.image, source.surveys)
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

  /// The CSV's header. Percentages have three decimals, statistics six; `dead` lists channels
  /// counted from 1. `paper_zero_weight_percent` is the paper's Table 1, all else is counted.
  public static let csvColumns = [
    "layer", "channels", "dead_channels", "zero_percent", "negative_percent",
    "zero_weight_percent", "paper_zero_weight_percent", "mean", "std", "min", "max", "dead",
  ]

  /// A header, a record a layer, then `total`; a field that does not apply is empty.
  public var csv: String {
    var text = CSVText.record(Self.csvColumns)
    for (layer, survey) in rows {
      let activity = survey.activity
      let figures = survey.statistics
      text += CSVText.record(
        [
          layer.name, String(activity.channels), String(activity.deadChannels.count),
          NumberText.fixed(activity.zeroShare * 100, decimals: 3),
          NumberText.fixed(Self.percent(survey.negatives, figures), decimals: 3),
          Self.field(activity.weightZeroShare), Self.field(activity.paperZeroShare),
        ]
          + [
            figures.mean, figures.standardDeviation, Double(figures.minimum),
            Double(figures.maximum),
          ].map { NumberText.fixed($0, decimals: 6) }
          + [ChannelList.text(activity.deadChannels, of: activity.channels)])
    }
    let whole = zeroWeights
    return text
      + CSVText.record(
        ["total", "", "", "", "", Self.field(whole.counted), Self.field(whole.paper)]
          + Array(repeating: "", count: 5))
  }

  private static func field(_ share: Double?) -> String {
    share.map { NumberText.fixed($0 * 100, decimals: 3) } ?? ""
  }

  private static func percent(_ count: Int, _ figures: ActivationStatistics) -> Double {
    figures.count == 0 ? 0 : Double(count) / Double(figures.count) * 100
  }

  /// The CSV's columns as members in full precision, with the distribution: values above zero in
  /// 24 bins of equal ratio.
  public var json: String {
    func percent(_ share: Double?) -> JSONText { .optional(share.map { $0 * 100 }) }
    let layers = rows.map { layer, survey -> JSONText in
      let activity = survey.activity
      let figures = survey.statistics
      return .object([
        ("layer", .string(layer.name)), ("channels", .integer(activity.channels)),
        ("dead_channels", .integer(activity.deadChannels.count)),
        ("zero_percent", .number(activity.zeroShare * 100)),
        ("negative_percent", .number(Self.percent(survey.negatives, figures))),
        ("zero_weight_percent", percent(activity.weightZeroShare)),
        ("paper_zero_weight_percent", percent(activity.paperZeroShare)),
        ("mean", .number(figures.mean)), ("std", .number(figures.standardDeviation)),
        ("min", .number(Double(figures.minimum))), ("max", .number(Double(figures.maximum))),
        ("dead", .array(activity.deadChannels.map { .integer($0 + 1) })),
        ("distribution", Self.distribution(survey.logarithmic)),
      ])
    }
    let whole = zeroWeights
    let total: JSONText = .object([
      ("zero_weight_percent", percent(whole.counted)),
      ("paper_zero_weight_percent", percent(whole.paper)),
    ])
    return JSONText.object(
      network.jsonMembers + [
        ("weights", .string(model.weightsName)), ("trained", .bool(model.isTrained)),
        ("image", .string(image)), ("layers", .array(layers)), ("total", total),
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
      value.map { NumberText.fixed($0 * 100, decimals: 1) } ?? ""
    }
    for (layer, survey) in rows {
      let activity = survey.activity
      table.add([
        layer.name, String(activity.deadChannels.count), String(activity.channels),
        share(activity.zeroShare), share(activity.weightZeroShare),
        share(activity.paperZeroShare), NumberText.value(survey.statistics.mean),
        NumberText.value(Double(survey.statistics.maximum)),
        DensityBars.text(survey.logarithmic.counts(inBins: Self.bins) ?? []),
      ])
    }
    let whole = zeroWeights
    table.add(["total", "", "", "", share(whole.counted), share(whole.paper)])
    let weights = model.isTrained ? model.weightsName : "untrained"
    return """
      \(network.title), \(weights), \(image)
      zero weights are counted in these weights; paper is Table 1 of arXiv 1602.07360 (v1.0 only)

      \(table.text)
      """
  }
}
