import Analysis
import Heatmaps
import SqueezeNet
import TextFormats

/// The report of `sqz-tui filters`: the incoming channels that output channels of a convolution
/// take most from.
public struct FiltersReport: Report {
  public let model: ModelDescription
  public let layer: Layer
  /// Of incoming channels, a row each.
  private let rows: [Row]

  private struct Row: Sendable {
    let channel: Int
    let rank: Int
    let input: Int
    let origin: ChannelOrigin
    let norm: Double
    let share: Double
    let sum: Double
    let zeros: Int
  }

  /// - Parameters:
  ///   - layer: By index.
  ///   - channels: Output channels, by index.
  ///   - top: The number of incoming channels of each.
  /// - Throws: `MissingValues` without weights, for a layer that has none, and for channels that do
  ///   not exist.
  public init(
    _ source: ReportSource, layer: Int, channels: [Int], top: Int = .max
  ) throws(MissingValues) {
    let missing = MissingValues("there are no such weights")
    model = source.model
    guard let weights = model.weights, let layer = model.network.layer(at: layer) else {
      throw missing
    }
    self.layer = layer
    var rows: [Row] = []
    for channel in channels {
      guard let incoming = weights.incoming(of: layer, channel: channel) else { throw missing }
      for (place, input) in incoming.strongest.prefix(max(0, top)).enumerated() {
        guard let origin = model.network.origin(ofInput: input, of: layer.index) else {
          throw missing
        }
        rows.append(
          Row(
            channel: channel, rank: place + 1, input: input, origin: origin,
            norm: incoming.norms[input], share: incoming.share(input), sum: incoming.sums[input],
            zeros: incoming.zeroCounts[input]))
      }
    }
    self.rows = rows
  }

  /// The CSV's header. `input` is the incoming channel's number in
  /// what the layer reads, `from` and `from_channel` say what computes it (a convolution's channel,
  /// or red, green or blue of the photo). `norm` is the L2 norm of its weights, `share_percent` its
  /// part of the squares of all the channel's weights, `sum` the sum of its weights.
  private static let csvColumns = [
    "layer", "channel", "rank", "input", "from", "from_channel", "norm", "share_percent", "sum",
    "zero_weights",
  ]

  public var csv: String {
    rows.reduce(into: CSVText.record(Self.csvColumns)) { text, row in
      let place = [Field("layer", layer.name), Field("channel", row.channel)]
      text += (place + fields(row)).record(Self.csvColumns)
    }
  }

  private func fields(_ row: Row) -> [Field] {
    let from = from(row)
    return [
      Field("rank", row.rank), Field("input", row.input), Field("from", from.name),
      Field("from_channel", from.channel), Field("norm", row.norm, decimals: 6),
      Field("share_percent", row.share * 100, decimals: 3), Field("sum", row.sum, decimals: 6),
      Field("zero_weights", row.zeros),
    ]
  }

  /// The CSV's columns as members in full precision, by output channel.
  public var json: String {
    var channels: [JSONText] = []
    var start = 0
    while start < rows.count {
      let channel = rows[start].channel
      let end = rows[start...].firstIndex { $0.channel != channel } ?? rows.count
      let inputs = rows[start..<end].map { fields($0).json }
      channels.append(
        .object([("channel", .integer(channel)), ("inputs", .array(inputs))]))
      start = end
    }
    return JSONText.object(
      model.network.jsonMembers + [
        ("weights", .string(model.weightsName)), ("trained", .bool(model.isTrained)),
        ("layer", .string(layer.name)),
        ("kernel", .optional(layer.convolution.map(\.kernel))), ("channels", .array(channels)),
      ]
    ).document
  }

  /// A heading and the table, for reading. ASCII.
  public var text: String {
    var table = TextTable([
      ("channel", .right), ("", .right), ("takes from", .left), ("norm", .right),
      ("share %", .right), ("sum", .right), ("zeros", .right),
    ])
    for row in rows {
      let from = from(row)
      table.add([
        row.rank == 1 ? String(row.channel) : "", String(row.rank),
        from.words, Numbers.value(row.norm),
        Numbers.fixed(row.share * 100, 1), Numbers.fixed(row.sum, 4),
        String(row.zeros),
      ])
    }
    let weights = model.isTrained ? model.weightsName : "untrained"
    let side = layer.convolution?.kernel ?? 1
    return """
      \(model.network.title), \(weights): \(layer.name), kernels of \(side)x\(side)
      norm and sum are of a kernel's weights, share is of the squares of all the channel's weights

      \(table.text)
      """
  }

  private func from(_ row: Row) -> (name: String, channel: Int?, words: String) {
    switch row.origin {
    case .convolution(let layer, let channel):
      let layer = model.network.layer(at: layer)
      return (layer?.name ?? "", channel, layer?.named(channel) ?? "")
    case .plane(let plane):
      let name = model.weights?.preprocessing.colour(ofPlane: plane) ?? ""
      return (name, nil, name)
    }
  }
}
