enum PixelConversion {
  /// Ink to light without a colour profile: each channel is (255 − ink) scaled by (255 − black).
  ///
  /// - Parameter isInverted: 255 stands for no ink, as Adobe's programs store it.
  static func rgb(cmyk source: UnsafePointer<UInt8>, count: Int, isInverted: Bool) -> [UInt8] {
    // With the bits of `flip` exchanged each sample is 255 − ink.
    let flip: UInt8 = isInverted ? 0 : 255
    return [UInt8](unsafeUninitializedCapacity: count * 3) { target, filled in
      for pixel in 0..<count {
        let light = Int32(source[pixel * 4 + 3] ^ flip)
        for channel in 0..<3 {
          let ink = 255 - Int32(source[pixel * 4 + channel] ^ flip)
          target[pixel * 3 + channel] = UInt8(light - divide255(ink * light))
        }
      }
      filled = count * 3
    }
  }

  /// Composes over an opaque grey on the values as they are.
  static func rgb(rgba source: UnsafePointer<UInt8>, count: Int, background: UInt8) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count * 3) { target, filled in
      for pixel in 0..<count {
        let alpha = Int32(source[pixel * 4 + 3])
        let behind = (255 - alpha) * Int32(background)
        for channel in 0..<3 {
          let value = Int32(source[pixel * 4 + channel])
          target[pixel * 3 + channel] = UInt8(divide255(value * alpha + behind))
        }
      }
      filled = count * 3
    }
  }

  /// Rounded division for 0 … 255².
  private static func divide255(_ value: Int32) -> Int32 { (value + 127) / 255 }
}
