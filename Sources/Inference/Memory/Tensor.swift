import SqueezeNet

/// One activation in the engine's memory: height × width × channels inside a border of zeros.
///
///     rowStride
///     |◀──────────────────────────────▶|
///     0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0    top
///     0 [pixel: channels, padding][…]  0
///     left                         right
///
/// A pixel takes `pixelStride` floats: its channels rounded up to whole vectors, or, for one half
/// of a concatenation, the channels of both halves.
struct Tensor {
  let shape: Shape
  let pixelStride: Int
  let rowStride: Int
  /// Floats from the buffer's start to the first value.
  let origin: Int
  let buffer: AlignedBuffer

  /// Channels are rounded up to this many floats, the widest vector of any kernel set.
  static let channelMultiple = 16

  /// - Parameters:
  ///   - packed: pixels follow each other without padding, as conv1's input needs it.
  ///   - buffer: memory for `floats(shape:border:packed:)`.
  init(shape: Shape, border: Padding, packed: Bool = false, buffer: AlignedBuffer) {
    let channels = packed ? shape.channels : Self.rounded(shape.channels)
    self.shape = shape
    pixelStride = channels
    rowStride = (shape.width + border.left + border.right) * channels
    origin = border.top * rowStride + border.left * channels
    self.buffer = buffer
  }

  /// Memory of a tensor, border and padding included.
  static func floats(shape: Shape, border: Padding, packed: Bool = false) -> Int {
    (shape.height + border.top + border.bottom) * (shape.width + border.left + border.right)
      * (packed ? shape.channels : rounded(shape.channels))
  }

  private init(
    shape: Shape, pixelStride: Int, rowStride: Int, origin: Int, buffer: AlignedBuffer
  ) {
    self.shape = shape
    self.pixelStride = pixelStride
    self.rowStride = rowStride
    self.origin = origin
    self.buffer = buffer
  }

  static func rounded(_ channels: Int) -> Int {
    (channels + channelMultiple - 1) / channelMultiple * channelMultiple
  }

  var pointer: UnsafeMutablePointer<Float> { buffer.pointer + origin }

  /// A view of some of the channels, as an expand writes its half of a concatenation.
  func channels(_ range: Range<Int>) -> Tensor {
    Tensor(
      shape: Shape(height: shape.height, width: shape.width, channels: range.count),
      pixelStride: pixelStride, rowStride: rowStride, origin: origin + range.lowerBound,
      buffer: buffer)
  }

  /// Offset of a pixel from `pointer`.
  func offset(row: Int, column: Int) -> Int { row * rowStride + column * pixelStride }

  /// Copies the values out, without borders and padding.
  func values() -> [Float] {
    Array(unsafeUninitializedCapacity: shape.count) { target, count in
      guard var next = target.baseAddress else { return }
      for row in 0..<shape.height {
        for column in 0..<shape.width {
          next.initialize(
            from: pointer + offset(row: row, column: column), count: shape.channels)
          next += shape.channels
        }
      }
      count = shape.count
    }
  }

  /// Copies values in; the count must be the shape's.
  func assign(_ values: [Float]) {
    values.withUnsafeBufferPointer { source in
      guard source.count == shape.count, var next = source.baseAddress else { return }
      for row in 0..<shape.height {
        for column in 0..<shape.width {
          (pointer + offset(row: row, column: column)).update(from: next, count: shape.channels)
          next += shape.channels
        }
      }
    }
  }
}
