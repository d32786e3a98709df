/// A treatment of borders. The same weights run with any of them; every size, border and the
/// activation after conv10 follow from it. Four ecosystems have one of their own:
///
/// | | input | conv1 and pooling | conv10 |
/// | --- | --- | --- | --- |
/// | `keras` | 224 | `same`; the odd pixel of padding goes bottom and right | no ReLU |
/// | `paper` | 227 | no padding; pooling rounds up, last window clipped | ReLU |
/// | `caffe` | 227 | as `paper` | ReLU; pads by 1 where conv1 is 7×7 |
/// | `torchvision` | 224 | as `paper` | ReLU |
public struct PaddingConvention: Sendable, Hashable {
  /// The border of zeros around conv1's input.
  public enum ConvolutionBorder: Sendable, Hashable {
    /// TensorFlow's: ⌈n / stride⌉ outputs.
    case same
    /// So many pixels on every side.
    case zeros(Int)
  }

  /// The rounding of a pooling's output.
  public enum PoolingBorder: String, Sendable, Hashable {
    case same
    /// The last window is clipped.
    case roundedUp = "up"
    /// What fills no window is left out.
    case roundedDown = "down"
  }

  public let name: String
  /// The input that this ecosystem uses when nothing else is asked for.
  public let defaultSize: InputSize
  public let conv1: ConvolutionBorder
  public let pooling: PoolingBorder
  /// True where conv10 is followed by a ReLU.
  public let conv10HasReLU: Bool
  /// The border of zeros around conv10's input; nil for `caffe`, where conv1 decides.
  public let conv10Border: Int?

  public static let keras = PaddingConvention(
    "keras", 224, conv1: .same, pooling: .same, conv10HasReLU: false)
  public static let paper = PaddingConvention("paper", 227)
  public static let caffe = PaddingConvention("caffe", 227, conv10Border: nil)
  public static let torchvision = PaddingConvention("torchvision", 224)

  /// Those that have a name.
  public static let named: [PaddingConvention] = [.keras, .paper, .caffe, .torchvision]

  /// - Returns: nil for a name that none has.
  public init?(named name: String) {
    guard let found = Self.named.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  private init(
    _ name: String, _ side: Int, conv1: ConvolutionBorder = .zeros(0),
    pooling: PoolingBorder = .roundedUp, conv10HasReLU: Bool = true, conv10Border: Int? = 0
  ) {
    self.init(
      name: name, size: InputSize(side), conv1: conv1, pooling: pooling,
      conv10HasReLU: conv10HasReLU, conv10Border: conv10Border)
  }

  private init(
    name: String, size: InputSize, conv1: ConvolutionBorder, pooling: PoolingBorder,
    conv10HasReLU: Bool, conv10Border: Int?
  ) {
    self.name = name
    self.defaultSize = size
    self.conv1 = conv1
    self.pooling = pooling
    self.conv10HasReLU = conv10HasReLU
    self.conv10Border = conv10Border
  }

  /// The convention that a weights file shows by itself, named `file`, or one that has a name where
  /// it is the same.
  ///
  /// - Parameter architecture: nil where it is not known yet.
  public static func file(
    size: InputSize, conv1: ConvolutionBorder, pooling: PoolingBorder, conv10HasReLU: Bool,
    conv10Border: Int = 0, of architecture: Architecture? = nil
  ) -> PaddingConvention {
    let file = PaddingConvention(
      name: "file", size: size, conv1: conv1, pooling: pooling, conv10HasReLU: conv10HasReLU,
      conv10Border: conv10Border)
    return [torchvision, caffe, paper, keras].first { known in
      guard let border = known.conv10Border ?? architecture.map(known.conv10Padding) else {
        return false
      }
      return known.defaultSize == size && known.conv1 == conv1 && known.pooling == pooling
        && known.conv10HasReLU == conv10HasReLU && border == conv10Border
    } ?? file
  }

  /// Border of zeros around conv10's input on every side, in pixels.
  public func conv10Padding(_ architecture: Architecture) -> Int {
    conv10Border ?? (architecture.conv1Kernel == 7 ? 1 : 0)
  }

  /// Output length and border of conv1 along one axis, or nil when nothing is left.
  public func convolution(length: Int, kernel: Int, stride: Int) -> (
    output: Int, before: Int, after: Int
  )? {
    switch conv1 {
    case .same: return Self.same(length: length, kernel: kernel, stride: stride)
    case .zeros(let border):
      guard length + 2 * border >= kernel else { return nil }
      return ((length + 2 * border - kernel) / stride + 1, border, border)
    }
  }

  /// Output length and border of a pooling along one axis, or nil when nothing is left.
  public func pooling(length: Int, kernel: Int, stride: Int) -> (
    output: Int, before: Int, after: Int
  )? {
    switch pooling {
    case .same: return Self.same(length: length, kernel: kernel, stride: stride)
    case .roundedUp:
      // ⌈(n − k) / s⌉ + 1, which is 1 for n = k − 1 and nothing for less.
      let steps = length - kernel + stride - 1
      guard length > 0, steps >= 0 else { return nil }
      let output = steps / stride + 1
      return (output, 0, max(0, (output - 1) * stride + kernel - length))
    case .roundedDown:
      return length >= kernel ? ((length - kernel) / stride + 1, 0, 0) : nil
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
