/// The number of pixels that a header may claim, so that a few bytes cannot ask for gigabytes.
enum PixelLimit {
  /// The largest sensors have 200 megapixels.
  static let most = 1 << 28
  /// Always allowed: what is cut off after the header is still shown.
  static let least = 1 << 24

  /// - Parameter perByte: Pixels that one byte of the format can stand for at most. In JPEG a
  ///   block of 64 takes at least a bit, 512 a byte; twice that for arithmetic coding.
  static func pixels(fileSize: Int, perByte: Int) -> Int {
    min(most, max(least, fileSize * perByte))
  }
}
