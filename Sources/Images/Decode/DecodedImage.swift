import SqueezeNet

/// A photo as 8-bit RGB, upright.
public struct DecodedImage: Sendable {
  /// The background of transparent pixels, as sRGB: white. Composed on the 8-bit values as
  /// stored, without regard to gamma.
  public static let background: UInt8 = 255

  public let format: ImageFormat
  /// Of the upright photo at full scale, in pixels.
  public let fullWidth: Int
  public let fullHeight: Int
  /// The scale that it was decoded at: 2 stands for 1/2. JPEG 1, 2, 4 or 8; of a photo that is
  /// larger than the budget any whole number.
  public let scaleDenominator: Int
  /// Of `pixels`: the full size divided by `scaleDenominator`, rounded up.
  public let width: Int
  public let height: Int
  /// height × width × 3, RGB, sRGB values 0 … 255.
  public let pixels: [UInt8]
  /// Nil when the file was whole.
  public let damage: Damage?

  /// The pixels that `pixels` have more than the photo at the left and at the top, in full scale:
  /// the decoder pads at the right and bottom of the stored photo, which may stand elsewhere.
  let leftPadding: Int
  let topPadding: Int

  /// - Parameter pixels: Upright, of the stored size or with its sides swapped.
  init(
    format: ImageFormat, storedFullWidth: Int, storedFullHeight: Int, scaleDenominator: Int,
    storedWidth: Int, storedHeight: Int, pixels: [UInt8], orientation: Orientation,
    damage: Damage?
  ) {
    let swaps = orientation.swapsSides
    self.format = format
    fullWidth = swaps ? storedFullHeight : storedFullWidth
    fullHeight = swaps ? storedFullWidth : storedFullHeight
    self.scaleDenominator = scaleDenominator
    width = swaps ? storedHeight : storedWidth
    height = swaps ? storedWidth : storedHeight
    leftPadding = orientation.reversesX ? width * scaleDenominator - fullWidth : 0
    topPadding = orientation.reversesY ? height * scaleDenominator - fullHeight : 0
    self.pixels = pixels
    self.damage = damage
  }

  /// Whether it is what decoding for this input would give.
  func suits(_ size: InputSize?) -> Bool {
    (size.map { format.scale(ofWidth: fullWidth, height: fullHeight, for: $0) } ?? 1)
      == scaleDenominator
  }
}

extension ImageFormat {
  /// The smallest scale that leaves twice what the network takes. Of JPEG only: there it is quick.
  ///
  /// - Parameter width: Of the upright photo.
  func scale(ofWidth width: Int, height: Int, for size: InputSize) -> Int {
    guard self == .jpeg else { return 1 }
    return [8, 4, 2].first { width / 2 >= $0 * size.width && height / 2 >= $0 * size.height } ?? 1
  }
}
