import SqueezeNet
import TextFormats

extension Field {
  /// `[height, width, channels]` in JSON.
  init(_ name: String, _ shape: Shape) { self.init(name, text: "\(shape)", json: shape.json) }
}

extension Layer {
  /// The layer in a report: its name and what it does.
  var operationFields: [Field] {
    [
      Field("layer", name), Field("type", operation.typeName),
      Field("kernel", text: kernelName, json: .optional(operation.kernel)),
      Field("stride", operation.stride),
    ]
  }

  var sizeFields: [Field] {
    [
      Field("input_shape", inputShape), Field("output_shape", outputShape),
      Field("parameters", parameters), Field("macs", macs),
      Field("activation_bytes", activationBytes),
    ]
  }
}

extension Network {
  /// The sums of all layers.
  var sizeFields: [Field] {
    [
      Field("parameters", parameters), Field("macs", macs),
      Field("activation_bytes", activationBytes),
    ]
  }
}
