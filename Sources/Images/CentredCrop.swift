import SqueezeNet

/// The largest centred rectangle of a photo that has the aspect of the network's input.
struct CentredCrop: Hashable {
  let x: Int
  let y: Int
  let width: Int
  let height: Int

  /// For a square input the side is the photo's shorter one; for others the longer side of the
  /// crop is cut to ⌊side · aspect⌋, at least 1. Offsets are ⌊(side − crop) / 2⌋.
  init(photoWidth: Int, photoHeight: Int, input: InputSize) {
    let isTooWide = photoWidth * input.height > photoHeight * input.width
    width = isTooWide ? max(1, photoHeight * input.width / input.height) : photoWidth
    height = isTooWide ? photoHeight : max(1, photoWidth * input.height / input.width)
    x = (photoWidth - width) / 2
    y = (photoHeight - height) / 2
  }
}
