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
  /// The places of its channels; nil for the image, whose pixels follow each other without padding
  /// as conv1 needs them.
  let parts: ChannelParts?
  let pixelStride: Int
  let rowStride: Int
  /// Floats from the buffer's start to the first value.
  let origin: Int
  let buffer: AlignedBuffer

  /// Channels are rounded up to this many floats, the widest vector of any kernel set.
  static let channelMultiple = 16

  /// - Parameters:
  ///   - shape: Its channels do not count where there are parts, which may be those of the
  ///     concatenation that this is a half of.
  ///   - buffer: memory for `floats(shape:parts:border:)`.
  init(shape: Shape, parts: ChannelParts? = nil, border: Padding, buffer: AlignedBuffer) {
    let channels = parts?.stored ?? shape.channels
    self.shape = Shape(
      height: shape.height, width: shape.width, channels: parts?.channels ?? shape.channels)
    self.parts = parts
    pixelStride = channels
    rowStride = (shape.width + border.left + border.right) * channels
    origin = border.top * rowStride + border.left * channels
    self.buffer = buffer
  }

  /// Memory of a tensor, border and padding included.
  static func floats(shape: Shape, parts: ChannelParts? = nil, border: Padding) -> Int {
    (shape.height + border.top + border.bottom) * (shape.width + border.left + border.right)
      * (parts?.stored ?? shape.channels)
  }

  private init(
    shape: Shape, parts: ChannelParts, pixelStride: Int, rowStride: Int, origin: Int,
    buffer: AlignedBuffer
  ) {
    self.shape = shape
    self.parts = parts
    self.pixelStride = pixelStride
    self.rowStride = rowStride
    self.origin = origin
    self.buffer = buffer
  }

  static func rounded(_ channels: Int) -> Int {
    (channels + channelMultiple - 1) / channelMultiple * channelMultiple
  }

  var pointer: UnsafeMutablePointer<Float> { buffer.pointer + origin }

  /// Floats of a pixel that are computed, the padding of its channels included.
  var storedChannels: Int { parts?.stored ?? shape.channels }

  /// The channels that follow each other, and the place of the first within a pixel.
  var runs: [(channels: Range<Int>, place: Int)] { parts?.runs ?? [(0..<shape.channels, 0)] }

  /// A view of some of the channels, as an expand writes its half of a concatenation. They are of
  /// one part.
  func channels(_ range: Range<Int>) -> Tensor {
    Tensor(
      shape: Shape(height: shape.height, width: shape.width, channels: range.count),
      parts: ChannelParts([range.count]), pixelStride: pixelStride, rowStride: rowStride,
      origin: origin + (parts?.place(of: range.lowerBound) ?? range.lowerBound), buffer: buffer)
  }

  /// Offset of a pixel from `pointer`.
  func offset(row: Int, column: Int) -> Int { row * rowStride + column * pixelStride }

  /// Copies the values out, without borders and padding.
  func values() -> [Float] {
    Array(unsafeUninitializedCapacity: shape.count) { target, count in
      guard var next = target.baseAddress else { return }
      let runs = runs
      for row in 0..<shape.height {
        for column in 0..<shape.width {
          let pixel = pointer + offset(row: row, column: column)
          for run in runs {
            next.initialize(from: pixel + run.place, count: run.channels.count)
            next += run.channels.count
          }
        }
      }
      count = shape.count
    }
  }

  /// Copies values in; the count must be the shape's.
  func assign(_ values: [Float]) {
    values.withUnsafeBufferPointer { source in
      guard source.count == shape.count, var next = source.baseAddress else { return }
      let runs = runs
      for row in 0..<shape.height {
        for column in 0..<shape.width {
          let pixel = pointer + offset(row: row, column: column)
          for run in runs {
            (pixel + run.place).update(from: next, count: run.channels.count)
            next += run.channels.count
          }
        }
      }
    }
  }
}
