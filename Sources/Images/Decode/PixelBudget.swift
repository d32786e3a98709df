/// The pixels and bytes that a file may ask for, so that a few bytes cannot take gigabytes or
/// minutes: together less than 512 MB.
enum PixelBudget {
  /// The largest sensors have 200 megapixels.
  private static let mostPixels = 1 << 28
  /// Always allowed: what is cut off after the header is still shown.
  private static let fewestPixels = 1 << 24
  /// Of pixels in memory; a larger photo is made smaller while it is decoded. 33 megapixels of RGB.
  static let pixelBytes = 96 << 20
  /// Of what the decoder holds besides. Coefficients of 100 megapixels, progressive at 4:2:0.
  private static let memory = 320 << 20
  /// To be unpacked; this takes a few seconds.
  private static let work = 1 << 30

  /// The reason to refuse a header's claim; nil when it is fine.
  static func refusal(
    width: Int, height: Int, memory: UInt64, work: UInt64, format: ImageFormat, fileSize: Int
  ) -> ImageError? {
    let most = min(mostPixels, max(fewestPixels, fileSize * format.pixelsPerByte))
    // Sides are 32 bits wide.
    if width.multipliedReportingOverflow(by: height).overflow || width * height > most {
      return .tooManyPixels(width: width, height: height, fileSize: fileSize)
    }
    if memory > Self.memory || work > Self.work {
      return .tooMuchMemory(width: width, height: height, bytes: Int(clamping: max(memory, work)))
    }
    return nil
  }
}

extension ImageFormat {
  /// Pixels that one byte can stand for at most.
  fileprivate var pixelsPerByte: Int {
    switch self {
    // A block of 64 takes at least a bit, 512 a byte; twice that for arithmetic coding.
    case .jpeg: 1024
    // Deflate packs 1032 to 1, and a byte may hold eight pixels.
    case .png: 1032 * 8
    // One colour takes no bits at all.
    case .webp, .heic, .avif: 1 << 28
    }
  }
}
