import SqueezeNet
import TextFormats

/// The model without an image: what `sqz-tui layers` prints.
public struct ModelSummary: Report, Hashable {
  public let network: Network

  public init(_ network: Network) { self.network = network }

  /// The CSV's header. `receptive_field` and `field_stride` are in input pixels.
  private static let csvColumns = [
    "layer", "type", "kernel", "stride", "padding", "input_shape", "output_shape", "parameters",
    "macs", "activation_bytes", "receptive_field", "field_stride",
  ]

  /// A header, a record a layer, then `total`; a field that does not apply is empty.
  public var csv: String {
    let total = [Field("layer", "total")] + network.sizeFields
    return CSVText.record(Self.csvColumns)
      + (network.layers.map(fields) + [total]).map { $0.record(Self.csvColumns) }.joined()
  }

  /// The CSV's columns as members; the padding as top, left, bottom, right.
  public var json: String {
    let layers = network.layers.map { fields($0).json }
    return JSONText.object(
      network.jsonMembers + [("layers", .array(layers)), ("total", network.sizeFields.json)]
    ).document
  }

  private func fields(_ layer: Layer) -> [Field] {
    let padding = layer.operation.padding
    let sides = padding.map { [$0.top, $0.left, $0.bottom, $0.right] }
    let json = sides.map { JSONText.array($0.map { .integer($0) }) } ?? .null
    return layer.operationFields
      + [Field("padding", text: padding?.display ?? "", json: json)] + layer.sizeFields
      + [
        Field("receptive_field", layer.receptiveField?.size),
        Field("field_stride", layer.receptiveField?.stride),
      ]
  }

  /// A heading and the table, for reading. ASCII.
  public var text: String {
    var table = TextTable([
      ("layer", .left), ("type", .left), ("kernel", .left), ("pad", .left), ("input", .right),
      ("output", .right), ("parameters", .right), ("MACs", .right), ("bytes", .right),
      ("field", .right),
    ])
    for layer in network.layers {
      table.add([
        layer.name, layer.operation.typeName, layer.operation.asciiWindow,
        layer.operation.padding.map { $0.isEmpty ? "" : $0.display } ?? "", "\(layer.inputShape)",
        "\(layer.outputShape)", Numbers.count(layer.parameters),
        Numbers.count(layer.macs), Numbers.count(layer.activationBytes),
        layer.receptiveField.map { String($0.size) } ?? "all",
      ])
    }
    table.add([
      "total", "", "", "", "", "", Numbers.count(network.parameters),
      Numbers.count(network.macs), Numbers.count(network.activationBytes),
    ])
    return network.title + "\n\n" + table.text
  }
}
