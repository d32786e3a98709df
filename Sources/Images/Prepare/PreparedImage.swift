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
  /// height × width × channels, normalised, channels in the network's order.
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
    var file = try PhotoFile(
      path: path, for: preprocessing.decodingSize(for: size), strict: strict)
    return try file.prepared(size: size, preprocessing: preprocessing)
  }

  /// - Parameter size: Both sides at least 1.
  public init(
    _ photo: DecodedImage, path: Path, size: InputSize, preprocessing: Preprocessing
  ) {
    self.size = size
    pixels = photo.pixels(for: size, preprocessing)
    values = preprocessing.values(of: pixels)
    source = Source(
      path: path, name: path.name.description,
      format: photo.format, width: photo.fullWidth, height: photo.fullHeight,
      scaleDenominator: photo.scaleDenominator, damage: photo.damage)
  }
}

extension DecodedImage {
  /// The photo as the network sees it: height × width × 3, RGB8.
  ///
  /// Crops and sizes are of the photo at full scale, whatever the scale that it was decoded at.
  func pixels(for size: InputSize, _ preprocessing: Preprocessing) -> [UInt8] {
    let place = PhotoPlacement(
      photoWidth: fullWidth, photoHeight: fullHeight, input: size,
      resizing: preprocessing.resizing)
    let columns = Span(
      start: place.part.x + leftPadding, length: place.part.width, denominator: scaleDenominator,
      side: width, target: place.resized.width,
      shown: place.column..<place.column + size.width, preprocessing.filter)
    let rows = Span(
      start: place.part.y + topPadding, length: place.part.height, denominator: scaleDenominator,
      side: height, target: place.resized.height,
      shown: place.row..<place.row + size.height, preprocessing.filter)
    return Resize.pixels(
      pixels, width: width, left: columns.first, top: rows.first, rows: rows.count,
      x: columns.table, y: rows.table)
  }

  /// One side of the crop in decoded pixels: the whole pixels that it touches, and the weights
  /// over them.
  private struct Span {
    let first: Int
    let count: Int
    let table: ResampleTable

    init(
      start: Int, length: Int, denominator: Int, side: Int, target: Int, shown: Range<Int>,
      _ filter: Preprocessing.Filter
    ) {
      let lower = Double(start) / Double(denominator)
      let upper = Double(start + length) / Double(denominator)
      first = start / denominator
      count = min(side, Int(upper.rounded(.up))) - first
      table = ResampleTable(
        source: count, range: (lower - Double(first))...(upper - Double(first)), target: target,
        shown: shown, filter: filter)
    }
  }
}

extension Preprocessing {
  /// The input of which a photo is to be decoded with enough pixels; nil for all of them.
  public func decodingSize(for input: InputSize) -> InputSize? {
    // These filters take single pixels, which a smaller scale does not have.
    guard filter != .nearest else { return nil }
    switch resizing {
    case .shorterSide(let side): return InputSize(max(side, input.height, input.width))
    case .both(let size): return size
    case nil: return input
    }
  }

  /// Normalises RGB8 pixels in the network's channel order.
  public func values(of pixels: [UInt8]) -> [Float] {
    // One table a channel: there are only 256 levels.
    let tables = (0..<3).map(levels(ofChannel:))
    if order == .grey {
      return stride(from: 0, to: pixels.count - 2, by: 3).map {
        tables[0][Self.grey(pixels[$0], pixels[$0 + 1], pixels[$0 + 2])]
      }
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

  /// ITU-R 601's luma as Pillow rounds it.
  private static func grey(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Int {
    (Int(red) * 19595 + Int(green) * 38470 + Int(blue) * 7471 + 0x8000) >> 16
  }
}
