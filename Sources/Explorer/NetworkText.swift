import SqueezeNet

extension Network {
  /// `SqueezeNet v1.0 caffe 227`.
  public var title: String { "SqueezeNet \(architecture.rawValue) \(geometry.rawValue) \(size)" }

  /// What identifies the network in JSON.
  var jsonMembers: [(String, JSONText)] {
    [
      ("model", .string(architecture.rawValue)), ("geometry", .string(geometry.rawValue)),
      ("input_shape", inputShape.json),
    ]
  }
}

extension LayerOperation {
  /// `7x7/2`, `3x3`, or empty.
  var asciiWindow: String {
    guard let kernel, let stride else { return "" }
    return stride == 1 ? "\(kernel)x\(kernel)" : "\(kernel)x\(kernel)/\(stride)"
  }
}

extension Shape {
  /// `[height, width, channels]`.
  var json: JSONText { .array([.integer(height), .integer(width), .integer(channels)]) }
}
