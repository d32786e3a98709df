import SqueezeNet

/// A copy of one layer's output (or of the prepared image), height × width × channels, row-major
/// with channels last.
public struct Activation: Sendable, Hashable {
  public let shape: Shape
  public let values: [Float]

  /// Nil unless there is exactly one value for every place of the shape.
  public init?(shape: Shape, values: [Float]) {
    guard values.count == shape.count else { return nil }
    self.shape = shape
    self.values = values
  }

  /// The value at a place, or nil outside the shape.
  public func value(row: Int, column: Int, channel: Int) -> Float? {
    guard (0..<shape.height).contains(row), (0..<shape.width).contains(column),
      (0..<shape.channels).contains(channel)
    else { return nil }
    return values[(row * shape.width + column) * shape.channels + channel]
  }

  /// One channel's map, height × width, row-major; empty for a channel that does not exist.
  public func map(channel: Int) -> [Float] {
    guard (0..<shape.channels).contains(channel) else { return [] }
    return stride(from: channel, to: values.count, by: shape.channels).map { values[$0] }
  }
}
