import SqueezeNet
import TextFormats

extension Network {
  /// `SqueezeNet v1.0 caffe 227`.
  public var title: String {
    "SqueezeNet \(architecture.name) \(paddingConvention.name) \(size)"
  }

  /// The members that identify the network in JSON.
  var jsonMembers: [(String, JSONText)] {
    [
      ("model", .string(architecture.name)), ("geometry", .string(paddingConvention.name)),
      ("input_shape", inputShape.json),
    ]
  }
}

extension Network {
  /// One line that says what ran: `SqueezeNet v1.0, caffe 227, weights squeezenet.net`.
  public func headline(weightsName: String, isTrained: Bool) -> String {
    "SqueezeNet \(architecture.name), \(paddingConvention.name) \(size), "
      + (isTrained ? "weights \(weightsName)" : "untrained: predictions mean nothing")
  }
}

extension ModelDescription {
  var headline: String { network.headline(weightsName: weightsName, isTrained: isTrained) }

  /// Returns the first members of a report of one image's answer.
  func jsonMembers(image: String, damage: String?) -> [(String, JSONText)] {
    [
      ("model", .string(network.architecture.name)),
      ("geometry", .string(network.paddingConvention.name)),
      ("size", .string("\(network.size)")),
      ("weights", .string(weightsName)), ("trained", .bool(isTrained)), ("image", .string(image)),
      ("damage", .optional(damage)), ("assumed", .strings(weights?.assumed ?? [])),
    ]
  }
}

extension String {
  /// A photo's name with what is wrong with its file: `cat.jpg, truncated`.
  public func marked(_ damage: String?) -> String { damage.map { "\(self), \($0)" } ?? self }
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
