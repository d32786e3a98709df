/// The largest centred rectangle of a photo that has the aspect of the network's input.
public struct CentredCrop: Sendable, Hashable {
  /// Left and top edge in the upright photo at full scale, in pixels.
  public let x: Int
  public let y: Int
  /// In pixels of the photo.
  public let width: Int
  public let height: Int

  /// For a square input the side is the photo's shorter one; for others the longer side of the
  /// crop is cut to ⌊side · aspect⌋, at least 1. Offsets are ⌊(side − crop) / 2⌋.
  public init(photoWidth: Int, photoHeight: Int, input: InputSize) {
    let isTooWide = photoWidth * input.height > photoHeight * input.width
    width = isTooWide ? max(1, photoHeight * input.width / input.height) : photoWidth
    height = isTooWide ? photoHeight : max(1, photoWidth * input.height / input.width)
    x = (photoWidth - width) / 2
    y = (photoHeight - height) / 2
  }
}
