/// A border around an input, in pixels. Zeros for convolutions; ignored by max pooling.
public struct Padding: Sendable, Hashable {
  public let top: Int
  public let left: Int
  public let bottom: Int
  public let right: Int

  public init(top: Int, left: Int, bottom: Int, right: Int) {
    self.top = top
    self.left = left
    self.bottom = bottom
    self.right = right
  }

  public init(_ all: Int) { self.init(top: all, left: all, bottom: all, right: all) }

  public static let none = Padding(0)
  public var isEmpty: Bool { self == .none }

  /// `0`, `1`, or `2,2,3,3` (top, left, bottom, right).
  public var display: String {
    top == left && left == bottom && bottom == right
      ? "\(top)" : "\(top),\(left),\(bottom),\(right)"
  }
}

/// A square 2-D convolution with bias; weights are OIHW.
public struct Convolution: Sendable, Hashable {
  public let kernel: Int
  public let stride: Int
  public let padding: Padding
  public let inputChannels: Int
  public let outputChannels: Int
  /// True where negative outputs become zero.
  public let relu: Bool

  /// The same over other numbers of channels.
  public func with(inputChannels: Int, outputChannels: Int) -> Convolution {
    Convolution(
      kernel: kernel, stride: stride, padding: padding, inputChannels: inputChannels,
      outputChannels: outputChannels, relu: relu)
  }

  /// Number of kernel values, out × in × k × k.
  public var kernelCount: Int { outputChannels * inputChannels * kernel * kernel }
  /// Kernel values and biases.
  public var parameters: Int { kernelCount + outputChannels }
}

/// Maximum over a square window; pixels outside the input never win.
public struct Pooling: Sendable, Hashable {
  public let kernel: Int
  public let stride: Int
  public let padding: Padding
}

/// The computation of a layer.
public enum LayerOperation: Sendable, Hashable {
  case convolution(Convolution)
  case maxPooling(Pooling)
  /// Both expands of a fire block along channels, 1×1 first.
  case concatenation
  /// Sum of two inputs of one shape, value by value: the bypass around a fire block.
  case addition
  /// Mean over all pixels, channel by channel.
  case globalAveragePooling
  case softmax
  /// 1 / (1 + e^−z) of the one logit z, and before it the probability of the other answer: what a
  /// softmax of 0 and z gives.
  case sigmoid

  /// The word of the profile's `type` column.
  public var typeName: String {
    switch self {
    case .convolution: "convolution"
    case .maxPooling: "max_pooling"
    case .concatenation: "concatenation"
    case .addition: "addition"
    case .globalAveragePooling: "average_pooling"
    case .softmax: "softmax"
    case .sigmoid: "sigmoid"
    }
  }

  /// Kernel side in pixels, where there is one.
  public var kernel: Int? {
    switch self {
    case .convolution(let convolution): convolution.kernel
    case .maxPooling(let pooling): pooling.kernel
    case .concatenation, .addition, .globalAveragePooling, .softmax, .sigmoid: nil
    }
  }

  /// Stride in pixels, where there is one.
  public var stride: Int? {
    switch self {
    case .convolution(let convolution): convolution.stride
    case .maxPooling(let pooling): pooling.stride
    case .concatenation, .addition, .globalAveragePooling, .softmax, .sigmoid: nil
    }
  }

  /// Border in pixels, where there is one.
  public var padding: Padding? {
    switch self {
    case .convolution(let convolution): convolution.padding
    case .maxPooling(let pooling): pooling.padding
    case .concatenation, .addition, .globalAveragePooling, .softmax, .sigmoid: nil
    }
  }
}
