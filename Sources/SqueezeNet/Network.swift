/// A SqueezeNet at a fixed geometry and input size: its layers in the order of execution, with
/// all shapes inferred.
public struct Network: Sendable, Hashable {
  public let architecture: Architecture
  public let paddingConvention: PaddingConvention
  public let size: InputSize
  public let classes: ClassNames
  /// Shape of the prepared image, size × 3, or × 1 where it is grey.
  public let inputShape: Shape
  /// conv1, maxpool1, fire2/squeeze1x1, …, conv10, avgpool10, softmax (or sigmoid).
  public let layers: [Layer]

  /// - Parameters:
  ///   - size: nil for the geometry's own.
  ///   - classes: nil for ImageNet's names where there are a thousand, and numbers elsewhere.
  /// - Throws: `NetworkError` when some layer would have no pixel left, or the input is too large.
  public init(
    architecture: Architecture, paddingConvention: PaddingConvention, size: InputSize? = nil,
    classes: ClassNames? = nil
  )
    throws(NetworkError)
  {
    let size = size ?? paddingConvention.defaultSize
    guard max(size.height, size.width) <= InputSize.maximumSide else {
      throw .tooLarge(size: size)
    }
    guard
      let layers = Builder.layers(
        architecture: architecture, paddingConvention: paddingConvention, size: size)
    else {
      throw .tooSmall(
        size: size,
        smallest: Self.smallestSide(
          architecture: architecture, paddingConvention: paddingConvention))
    }
    self.architecture = architecture
    self.paddingConvention = paddingConvention
    self.size = size
    self.classes = classes ?? ClassNames(of: architecture)
    self.inputShape = Shape(
      height: size.height, width: size.width, channels: architecture.inputChannels)
    self.layers = layers
  }

  /// Total parameters: 1,248,424 for v1.0, 1,235,496 for v1.1.
  public var parameters: Int { layers.reduce(0) { $0 + $1.parameters } }

  /// Total multiply-accumulates of one pass.
  public var macs: Int { layers.reduce(0) { $0 + $1.macs } }

  /// Sum of all layers' outputs in bytes. A concatenation is its two halves and counts once.
  public var activationBytes: Int {
    layers.reduce(0) { $0 + ($1.isConcatenation ? 0 : $1.activationBytes) }
  }

  /// The last convolution: its maps, averaged, are the logits.
  public var conv10: Layer? { layers.last { $0.name == "conv10" } }
  /// The layer that conv10 reads: the output of the last fire block.
  public var lastFeatures: Layer? {
    guard case .layer(let index)? = conv10?.inputs.first else { return nil }
    return layer(at: index)
  }
  /// The global average of conv10: the logits, one a class.
  public var logits: Layer? { layers.last { $0.operation == .globalAveragePooling } }
  /// The layer whose output is the answer, one probability a class: softmax, or sigmoid.
  public var answer: Layer? { layers.last }

  public func layer(named name: String) -> Layer? { layers.first { $0.name == name } }

  /// Index of a layer that may not exist.
  public func layer(at index: Int) -> Layer? {
    layers.indices.contains(index) ? layers[index] : nil
  }

  /// Smallest square input that leaves at least one pixel everywhere.
  public static func smallestSide(architecture: Architecture, paddingConvention: PaddingConvention)
    -> Int
  {
    (1...InputSize.maximumSide).first {
      Builder.layers(
        architecture: architecture, paddingConvention: paddingConvention, size: InputSize($0))
        != nil
    } ?? InputSize.maximumSide
  }
}

/// The reason why there is no network of the size that was asked for.
public enum NetworkError: Error, Hashable, CustomStringConvertible {
  case tooSmall(size: InputSize, smallest: Int)
  case tooLarge(size: InputSize)

  public var description: String {
    switch self {
    case .tooSmall(let size, let smallest):
      "input size \(size) is too small: the smallest here is \(smallest)"
    case .tooLarge(let size):
      "input size \(size) is too large: the largest side is \(InputSize.maximumSide)"
    }
  }
}
