import Files
import SqueezeNet

/// A photo as the network takes it.
public struct PreparedImage: Sendable {
  /// Its origin, for headers and reports.
  public struct Source: Sendable, Hashable {
    public let path: Path
    /// The last component of `path`.
    public let name: String
    public let format: ImageFormat
    /// Of the upright photo at full scale, in pixels.
    public let width: Int
    public let height: Int
    /// The photo was decoded at this part of its size, so 2 is half.
    public let scaleDenominator: Int
    /// Nil when the file was whole.
    public let damage: Damage?
  }

  public let size: InputSize
  /// height × width × 3, normalised, channels in the network's order.
  public let values: [Float]
  /// height × width × 3, RGB8: what the network sees, for showing.
  public let pixels: [UInt8]
  public let source: Source

  /// Decodes, turns upright, crops, resizes and normalises.
  ///
  /// - Parameter strict: Refuse a truncated or corrupt file instead of using what is there.
  public static func load(
    path: Path, size: InputSize, preprocessing: Preprocessing, strict: Bool = false
  ) throws(ImageError) -> PreparedImage {
    var file = try PhotoFile(path: path, for: size, strict: strict)
    return try file.prepared(size: size, preprocessing: preprocessing)
  }

  /// - Parameter size: Both sides at least 1.
  public init(
    _ photo: DecodedImage, path: Path, size: InputSize, preprocessing: Preprocessing
  ) {
    self.size = size
    pixels = photo.cropped(to: size)
    values = preprocessing.values(of: pixels)
    source = Source(
      path: path, name: path.name.description,
      format: photo.format, width: photo.fullWidth, height: photo.fullHeight,
      scaleDenominator: photo.scaleDenominator, damage: photo.damage)
  }
}

extension DecodedImage {
  /// The centred crop of the input's aspect, resized to it: height × width × 3, RGB8.
  ///
  /// The crop is that of the photo at full scale, whatever the scale that it was decoded at.
  func cropped(to size: InputSize) -> [UInt8] {
    let crop = CentredCrop(photoWidth: fullWidth, photoHeight: fullHeight, input: size)
    let columns = Span(
      start: crop.x + leftPadding, length: crop.width, denominator: scaleDenominator, side: width,
      target: size.width)
    let rows = Span(
      start: crop.y + topPadding, length: crop.height, denominator: scaleDenominator,
      side: height, target: size.height)
    return Resize.bilinear(
      pixels, width: width, left: columns.first, top: rows.first, rows: rows.count,
      x: columns.table, y: rows.table)
  }

  /// One side of the crop in decoded pixels: the whole pixels that it touches, and the weights
  /// over them.
  private struct Span {
    let first: Int
    let count: Int
    let table: ResampleTable

    init(start: Int, length: Int, denominator: Int, side: Int, target: Int) {
      let lower = Double(start) / Double(denominator)
      let upper = Double(start + length) / Double(denominator)
      first = start / denominator
      count = min(side, Int(upper.rounded(.up))) - first
      table = ResampleTable(
        source: count, range: (lower - Double(first))...(upper - Double(first)), target: target)
    }
  }
}

extension Preprocessing {
  /// Normalises RGB8 pixels, `(pixel · scale − mean) / deviation` in the network's channel order.
  public func values(of pixels: [UInt8]) -> [Float] {
    // One table a channel: there are only 256 levels.
    let tables = (0..<3).map { channel in
      (0..<256).map { (Float($0) * scale - mean[channel]) / deviation[channel] }
    }
    let (first, last) = order == .rgb ? (0, 2) : (2, 0)
    return [Float](unsafeUninitializedCapacity: pixels.count) { target, filled in
      pixels.withUnsafeBufferPointer { source in
        for offset in stride(from: 0, to: source.count - 2, by: 3) {
          target[offset] = tables[0][Int(source[offset + first])]
          target[offset + 1] = tables[1][Int(source[offset + 1])]
          target[offset + 2] = tables[2][Int(source[offset + last])]
        }
      }
      filled = pixels.count
    }
  }
}
