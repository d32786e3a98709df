import SqueezeNet

/// A rectangle on the original photo, in its pixels, (0, 0) the photo's upper left corner.
public struct PhotoRectangle: Sendable, Hashable {
  public let x: Double
  public let y: Double
  public let width: Double
  public let height: Double

  /// The smallest rectangle of whole pixels around it.
  public var pixels: PixelRectangle {
    PixelRectangle(
      rows: Int(y.rounded(.down))..<Int((y + height).rounded(.up)),
      columns: Int(x.rounded(.down))..<Int((x + width).rounded(.up)))
  }
}

/// The place of the prepared image on the original photo: preparation takes the largest centred
/// rectangle of the input's aspect and resizes it to the input.
///
/// The mapping is of areas: a prepared pixel stands for the area that it covers. The resize's
/// filter mixes in a little of the neighbouring pixels, which is not counted.
public struct PhotoMapping: Sendable, Hashable {
  public let crop: CentredCrop
  public let size: InputSize

  /// - Parameters:
  ///   - photoWidth, photoHeight: of the upright photo at full scale, in pixels.
  public init(photoWidth: Int, photoHeight: Int, size: InputSize) {
    crop = CentredCrop(photoWidth: photoWidth, photoHeight: photoHeight, input: size)
    self.size = size
  }

  /// The part of the photo behind a rectangle of the prepared image.
  public func photoRectangle(of region: PixelRectangle) -> PhotoRectangle {
    let across = Double(crop.width) / Double(size.width)
    let down = Double(crop.height) / Double(size.height)
    return PhotoRectangle(
      x: Double(crop.x) + Double(region.columns.lowerBound) * across,
      y: Double(crop.y) + Double(region.rows.lowerBound) * down,
      width: Double(region.columns.count) * across, height: Double(region.rows.count) * down)
  }
}
