import CPhotos

/// A decoder's samples as RGB.
enum PixelConversion {
  /// - Parameters:
  ///   - samples: `SQZ_RGB` and so on; as many pixels as `target` has room for.
  ///   - background: A grey that shows through where pixels are transparent.
  static func convert(
    _ source: UnsafePointer<UInt8>, _ samples: Int, to target: UnsafeMutableBufferPointer<UInt8>,
    background: UInt8
  ) {
    switch samples {
    case SQZ_RGBA: compose(source, to: target, background: background)
    case SQZ_CMYK: convert(cmyk: source, to: target, flip: 255)
    case SQZ_INVERTED_CMYK: convert(cmyk: source, to: target, flip: 0)
    default: target.baseAddress?.update(from: source, count: target.count)
    }
  }

  /// Ink to light without a colour profile: each channel is (255 − ink) scaled by (255 − black).
  ///
  /// - Parameter flip: With these bits exchanged each sample is 255 − ink.
  private static func convert(
    cmyk source: UnsafePointer<UInt8>, to target: UnsafeMutableBufferPointer<UInt8>, flip: UInt8
  ) {
    for pixel in 0..<(target.count / 3) {
      let light = Int32(source[pixel * 4 + 3] ^ flip)
      for channel in 0..<3 {
        let ink = 255 - Int32(source[pixel * 4 + channel] ^ flip)
        target[pixel * 3 + channel] = UInt8(light - divide255(ink * light))
      }
    }
  }

  /// Composes RGBA over an opaque grey on the values as they are.
  private static func compose(
    _ source: UnsafePointer<UInt8>, to target: UnsafeMutableBufferPointer<UInt8>, background: UInt8
  ) {
    for pixel in 0..<(target.count / 3) {
      let alpha = Int32(source[pixel * 4 + 3])
      let behind = (255 - alpha) * Int32(background)
      for channel in 0..<3 {
        let value = Int32(source[pixel * 4 + channel])
        target[pixel * 3 + channel] = UInt8(divide255(value * alpha + behind))
      }
    }
  }

  /// Rounded division for 0 … 255².
  private static func divide255(_ value: Int32) -> Int32 { (value + 127) / 255 }
}
