import SqueezeNet

@testable import Images

extension FuzzTarget {
  /// One target for all kinds would rarely get past the first bytes; so each kind has its own.
  static let images: [FuzzTarget] = ["jpeg", "png", "webp"].map { kind in
    FuzzTarget(name: kind) { bytes in
      for size in [nil, InputSize(64)] {
        guard
          let image = accepted({ () throws(ImageError) in
            try ImageFile.decode(bytes, for: size)
          })
        else { continue }
        try promise(
          image.width > 0 && image.height > 0
            && image.pixels.count == image.width * image.height * 3,
          "\(image.width)×\(image.height) with \(image.pixels.count) values")
        try promise(
          image.width <= image.fullWidth && image.height <= image.fullHeight,
          "decoded larger than the photo is")
      }
    }
  }
}
