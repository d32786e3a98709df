import Inference
import SqueezeNet
import Weights

extension ExportContent {
  /// One layer's output; nil is the prepared image.
  public static func activation(layer: Int?) -> ExportContent {
    ExportContent(
      identity: ["activation", layer], formats: [.npy], layers: { _ in [layer] },
      name: { [NamePart.layer(layer, $0)] }, isOfPass: true,
      fileBytes: { network, _ in network.copiedBytes([layer]) },
      write: { exporter, _ in
        NPYFile.encode(
          shape: exporter.shape(of: layer), values: try exporter.activation(layer).values)
      })
  }

  private static let passLayers: @Sendable (Network) -> [Int?] = {
    [nil] + $0.layers.indices.map(Optional.some)
  }

  /// The prepared image and every layer's output.
  public static let pass = ExportContent(
    identity: ["pass"], formats: [.npz], layers: passLayers,
    name: { [NamePart.model($0), "pass"] }, isOfPass: true,
    fileBytes: { network, _ in
      network.copiedBytes(passLayers(network)) + 2 * network.largestOutputBytes
    },
    write: { exporter, _ in try exporter.pass() })
}

/// Arrays for NumPy.
extension Exporter {
  /// Height × width × channels, or channels alone where each has one value.
  fileprivate func shape(of layer: Int?) -> [Int] {
    let layer = layer.flatMap { source.model.network.layer(at: $0) }
    let shape = layer?.outputShape ?? source.model.network.inputShape
    return layer?.isVector == true
      ? [shape.channels] : [shape.height, shape.width, shape.channels]
  }

  /// Every layer under its own name; the prepared image is `input`.
  fileprivate func pass() throws -> [UInt8] {
    var arrays: [NPZFile.Array] = []
    for layer in ExportContent.pass.layers(source.model.network) {
      try goOn()
      let values = try activation(layer).values
      let array = NPZFile.Array(name: name(of: layer), shape: shape(of: layer), values: values)
      guard let array else { throw ExportError.impossible("\(name(of: layer)) is not whole") }
      arrays.append(array)
    }
    return try NPZFile.encode(arrays)
  }
}
