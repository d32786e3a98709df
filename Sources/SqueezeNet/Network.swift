/// A SqueezeNet at a fixed geometry and input size: its layers in the order of execution, with
/// all shapes inferred.
public struct Network: Sendable, Hashable {
  public let architecture: Architecture
  public let paddingConvention: PaddingConvention
  public let size: InputSize
  /// Shape of the prepared image, size × 3.
  public let inputShape: Shape
  /// conv1, maxpool1, fire2/squeeze1x1, …, conv10, avgpool10, softmax.
  public let layers: [Layer]

  /// - Parameter size: nil for the geometry's own.
  /// - Throws: `NetworkError` when some layer would have no pixel left, or the input is too large.
  public init(
    architecture: Architecture, paddingConvention: PaddingConvention, size: InputSize? = nil
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
    self.inputShape = Shape(height: size.height, width: size.width, channels: 3)
    self.layers = layers
  }

  /// Total parameters: 1,248,424 for v1.0, 1,235,496 for v1.1.
  public var parameters: Int { layers.reduce(0) { $0 + $1.parameters } }

  /// Total multiply-accumulates of one pass.
  public var macs: Int { layers.reduce(0) { $0 + $1.macs } }

  /// Sum of all layers' outputs in bytes. A concatenation is its two halves and counts once.
  public var activationBytes: Int {
    layers.reduce(0) { $0 + ($1.isFireOutput ? 0 : $1.activationBytes) }
  }

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
