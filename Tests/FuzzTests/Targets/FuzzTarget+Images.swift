import SqueezeNet

@testable import Images

extension FuzzTarget {
  /// One target for all kinds would rarely get past the first bytes; so each kind has its own.
  /// Where libheif is not installed, the last does nothing.
  static let images: [FuzzTarget] =
    ["jpeg", "webp", "heif"].map { FuzzTarget(name: $0, run: isSound) } + [
      // Hardly any changed file has a right checksum, and libpng refuses headers with a wrong one.
      FuzzTarget(name: "png") { bytes in
        try isSound(bytes)
        try isSound(withChecksums(bytes))
      }
    ]

  @Sendable private static func isSound(_ bytes: [UInt8]) throws {
    for size in [nil, InputSize(64)] {
      guard
        let image = accepted({ () throws(ImageError) in try ImageFile.decode(bytes, for: size) })
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

  /// A PNG whose chunks have the checksums of what they hold.
  private static func withChecksums(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    var offset = 8
    while let length = bytes.number(at: offset, size: 4), length <= bytes.count - offset - 12 {
      let end = offset + 8 + length
      var sum = ~UInt32(0)
      for byte in bytes[(offset + 4)..<end] {
        sum ^= UInt32(byte)
        for _ in 0..<8 { sum = sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
      }
      for place in 0..<4 {
        bytes[end + place] = UInt8(truncatingIfNeeded: ~sum >> (24 - 8 * place))
      }
      offset = end + 4
    }
    return bytes
  }
}
