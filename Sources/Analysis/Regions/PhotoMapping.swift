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

/// The place of the prepared image on the original photo.
///
/// The mapping is of areas: a prepared pixel stands for the area that it covers. The resize's
/// filter mixes in a little of the neighbouring pixels, which is not counted.
public struct PhotoMapping: Sendable, Hashable {
  public let place: PhotoPlacement

  /// - Parameters:
  ///   - photoWidth, photoHeight: of the upright photo at full scale, in pixels.
  public init(
    photoWidth: Int, photoHeight: Int, size: InputSize, resizing: Preprocessing.Resizing? = nil
  ) {
    place = PhotoPlacement(
      photoWidth: photoWidth, photoHeight: photoHeight, input: size, resizing: resizing)
  }

  /// The part of the photo behind a rectangle of the prepared image.
  public func photoRectangle(of region: PixelRectangle) -> PhotoRectangle {
    let across = Double(place.part.width) / Double(place.resized.width)
    let down = Double(place.part.height) / Double(place.resized.height)
    return PhotoRectangle(
      x: Double(place.part.x) + Double(place.column + region.columns.lowerBound) * across,
      y: Double(place.part.y) + Double(place.row + region.rows.lowerBound) * down,
      width: Double(region.columns.count) * across, height: Double(region.rows.count) * down)
  }
}
