import SqueezeNet
import TextFormats

/// The model without an image: what `sqz-tui layers` prints.
public struct ModelSummary: Report, Hashable {
  public let network: Network

  public init(_ network: Network) { self.network = network }

  /// The CSV's header. `receptive_field` and `field_stride` are in input pixels.
  public static let csvColumns = [
    "layer", "type", "kernel", "stride", "padding", "input_shape", "output_shape", "parameters",
    "macs", "activation_bytes", "receptive_field", "field_stride",
  ]

  /// A header, a record a layer, then `total`; a field that does not apply is empty.
  public var csv: String {
    var text = CSVText.record(Self.csvColumns)
    for layer in network.layers {
      text += CSVText.record([
        layer.name, layer.operation.typeName, layer.kernelName,
        layer.operation.stride.map(String.init) ?? "", layer.operation.padding?.display ?? "",
        "\(layer.inputShape)", "\(layer.outputShape)", String(layer.parameters),
        String(layer.macs), String(layer.activationBytes),
        layer.receptiveField.map { String($0.size) } ?? "",
        layer.receptiveField.map { String($0.stride) } ?? "",
      ])
    }
    return text
      + CSVText.record([
        "total", "", "", "", "", "", "", String(network.parameters), String(network.macs),
        String(network.activationBytes), "", "",
      ])
  }

  /// The CSV's columns as members; the padding as top, left, bottom, right.
  public var json: String {
    let layers = network.layers.map { layer -> JSONText in
      let padding = layer.operation.padding.map { padding in
        JSONText.array(
          [padding.top, padding.left, padding.bottom, padding.right].map { .integer($0) })
      }
      return .object([
        ("layer", .string(layer.name)), ("type", .string(layer.operation.typeName)),
        ("kernel", .optional(layer.operation.kernel)),
        ("stride", .optional(layer.operation.stride)), ("padding", padding ?? .null),
        ("input_shape", layer.inputShape.json), ("output_shape", layer.outputShape.json),
        ("parameters", .integer(layer.parameters)), ("macs", .integer(layer.macs)),
        ("activation_bytes", .integer(layer.activationBytes)),
        ("receptive_field", .optional(layer.receptiveField?.size)),
        ("field_stride", .optional(layer.receptiveField?.stride)),
      ])
    }
    let total: JSONText = .object([
      ("parameters", .integer(network.parameters)), ("macs", .integer(network.macs)),
      ("activation_bytes", .integer(network.activationBytes)),
    ])
    return JSONText.object(
      network.jsonMembers + [("layers", .array(layers)), ("total", total)]
    ).document
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
        "\(layer.outputShape)", NumberText.grouped(layer.parameters),
        NumberText.grouped(layer.macs), NumberText.grouped(layer.activationBytes),
        layer.receptiveField.map { String($0.size) } ?? "all",
      ])
    }
    table.add([
      "total", "", "", "", "", "", NumberText.grouped(network.parameters),
      NumberText.grouped(network.macs), NumberText.grouped(network.activationBytes),
    ])
    return network.title + "\n\n" + table.text
  }
}
