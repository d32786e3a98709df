import Heatmaps
import SqueezeNet

/// The photo as the network sees it: cropped, resized, before the means are taken off.
public struct Photo: Sendable {
  public let size: InputSize
  /// height × width × 3, RGB8.
  let pixels: [UInt8]

  public init(size: InputSize, pixels: [UInt8]) throws(PictureError) {
    guard pixels.count == size.height * size.width * 3 else { throw .photo }
    self.size = size
    self.pixels = pixels
  }

  func color(row: Int, column: Int) -> RGB {
    let start = (row * size.width + column) * 3
    return RGB(red: pixels[start], green: pixels[start + 1], blue: pixels[start + 2])
  }

  /// Rec. 601, 0 … 255.
  func luma(row: Int, column: Int) -> UInt8 {
    let color = color(row: row, column: column)
    let luma =
      0.299 * Double(color.red) + 0.587 * Double(color.green) + 0.114 * Double(color.blue)
    return UInt8(clamping: Int(luma.rounded()))
  }
}
