/// A global average, for one layer. Activations are height × width × channels; strides in floats.
public struct AveragingArguments {
  public var input: UnsafePointer<Float>
  public var height: Int
  public var width: Int
  public var rowStride: Int
  public var pixelStride: Int
  public var output: UnsafeMutablePointer<Float>
  /// A multiple of the vector width.
  public var channels: Int

  public init(
    input: UnsafePointer<Float>, height: Int, width: Int, rowStride: Int, pixelStride: Int,
    output: UnsafeMutablePointer<Float>, channels: Int
  ) {
    self.input = input
    self.height = height
    self.width = width
    self.rowStride = rowStride
    self.pixelStride = pixelStride
    self.output = output
    self.channels = channels
  }
}
