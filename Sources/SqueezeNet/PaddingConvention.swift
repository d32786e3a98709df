/// An ecosystem's treatment of borders. The same weights run in any of them; every size, border and
/// the activation after conv10 follow from the geometry.
///
/// | | input | conv1 and pooling | conv10 |
/// | --- | --- | --- | --- |
/// | `keras` | 224 | `same`; the odd pixel of padding goes bottom and right | no ReLU |
/// | `paper` | 227 | no padding; pooling rounds up, last window clipped | ReLU |
/// | `caffe` | 227 | as `paper` | ReLU; v1.0 pads by 1 |
/// | `torchvision` | 224 | as `paper` | ReLU |
public enum PaddingConvention: String, CaseIterable, Sendable, Hashable {
  case keras, paper, caffe, torchvision

  /// The input that this ecosystem uses when nothing else is asked for.
  public var defaultSize: InputSize {
    switch self {
    case .keras, .torchvision: InputSize(224)
    case .paper, .caffe: InputSize(227)
    }
  }

  /// True where conv10 is followed by a ReLU.
  public var conv10HasReLU: Bool { self != .keras }

  /// Border of zeros around conv10's input on every side, in pixels.
  public func conv10Padding(_ architecture: Architecture) -> Int {
    self == .caffe && architecture == .v10 ? 1 : 0
  }

  /// Output length and border of a stride-2 convolution along one axis, or nil when nothing is left.
  func convolution(length: Int, kernel: Int, stride: Int) -> (output: Int, before: Int, after: Int)?
  {
    switch self {
    case .keras:
      return Self.same(length: length, kernel: kernel, stride: stride)
    case .paper, .caffe, .torchvision:
      guard length >= kernel else { return nil }
      return ((length - kernel) / stride + 1, 0, 0)
    }
  }

  /// Output length and border of a pooling along one axis, or nil when nothing is left.
  func pooling(length: Int, kernel: Int, stride: Int) -> (output: Int, before: Int, after: Int)? {
    switch self {
    case .keras:
      return Self.same(length: length, kernel: kernel, stride: stride)
    case .paper, .caffe, .torchvision:
      // Rounded up: ⌈(n − k) / s⌉ + 1, which is 1 for n = k − 1 and nothing for less.
      let steps = length - kernel + stride - 1
      guard length > 0, steps >= 0 else { return nil }
      let output = steps / stride + 1
      return (output, 0, max(0, (output - 1) * stride + kernel - length))
    }
  }

  /// TensorFlow's `same`: ⌈n / s⌉ outputs, the larger half of the border after.
  private static func same(length: Int, kernel: Int, stride: Int) -> (
    output: Int, before: Int, after: Int
  )? {
    guard length > 0 else { return nil }
    let output = (length + stride - 1) / stride
    let total = max(0, (output - 1) * stride + kernel - length)
    return (output, total / 2, total - total / 2)
  }
}
