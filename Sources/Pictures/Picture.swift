import Heatmaps

/// A picture in memory: height × width × 3, sRGB. What is drawn outside of it is dropped.
public struct Picture: Sendable, Hashable {
  /// About 200 MB; more is a mistake in the scale.
  public static let maximumPixels = 1 << 26

  public let width: Int
  public let height: Int
  /// Row-major, three bytes a pixel.
  public private(set) var pixels: [UInt8]

  /// - Throws: `PictureError.size` for no pixels at all or more than `maximumPixels`.
  public init(width: Int, height: Int, fill: RGB) throws(PictureError) {
    let count = try Self.pixelCount(width: width, height: height)
    self.width = width
    self.height = height
    pixels = [UInt8](unsafeUninitializedCapacity: count * 3) { target, filled in
      for start in stride(from: 0, to: count * 3, by: 3) {
        target[start] = fill.red
        target[start + 1] = fill.green
        target[start + 2] = fill.blue
      }
      filled = count * 3
    }
  }

  /// - Throws: `PictureError.size` for a picture that is not made.
  public static func pixelCount(width: Int, height: Int) throws(PictureError) -> Int {
    let (count, overflow) = width.multipliedReportingOverflow(by: height)
    guard width > 0, height > 0, !overflow, count <= maximumPixels else {
      throw .size(width: width, height: height)
    }
    return count
  }

  /// The colour of a pixel; nil outside.
  public subscript(x: Int, y: Int) -> RGB? {
    guard (0..<width).contains(x), (0..<height).contains(y) else { return nil }
    let start = (y * width + x) * 3
    return RGB(red: pixels[start], green: pixels[start + 1], blue: pixels[start + 2])
  }

  /// Fills a rectangle.
  mutating func fill(x: Int, y: Int, width: Int, height: Int, _ color: RGB) {
    let (left, right) = (max(0, x), min(self.width, x + width))
    let (top, bottom) = (max(0, y), min(self.height, y + height))
    guard left < right, top < bottom else { return }
    let side = self.width
    pixels.withUnsafeMutableBufferPointer { pixels in
      for row in top..<bottom {
        for start in stride(from: (row * side + left) * 3, to: (row * side + right) * 3, by: 3) {
          pixels[start] = color.red
          pixels[start + 1] = color.green
          pixels[start + 2] = color.blue
        }
      }
    }
  }
}

/// The reason why there is no picture.
public enum PictureError: Error, Hashable, CustomStringConvertible {
  case size(width: Int, height: Int)
  /// The photo's pixels are not as many as its size says.
  case photo
  /// The layer has no place on the photo.
  case noPlace(layer: String)
  /// libpng could not write it.
  case encoding(String)

  public var description: String {
    switch self {
    case .size(let width, let height) where width <= 0 || height <= 0: "there is nothing to draw"
    case .size(let width, let height):
      "\(width)x\(height) pixels are too many: take a smaller scale or input"
    case .photo: "the photo does not fit the network's input"
    case .noPlace(let layer): "\(layer) sees the whole photo, it has no map to lay over it"
    case .encoding(let reason): "the PNG cannot be written: \(reason)"
    }
  }
}
