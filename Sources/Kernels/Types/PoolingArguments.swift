/// A max pooling, for one layer. Activations are height × width × channels; strides in floats.
public struct PoolingArguments {
  public var input: UnsafePointer<Float>
  public var inputHeight: Int
  public var inputWidth: Int
  public var inputRowStride: Int
  public var inputPixelStride: Int
  public var kernel: Int
  public var stride: Int
  /// Border before the first row and column; what lies in a border never wins.
  public var top: Int
  public var left: Int
  public var output: UnsafeMutablePointer<Float>
  public var outputWidth: Int
  public var outputRowStride: Int
  public var outputPixelStride: Int
  /// A multiple of the vector width.
  public var channels: Int

  public init(
    input: UnsafePointer<Float>, inputHeight: Int, inputWidth: Int, inputRowStride: Int,
    inputPixelStride: Int, kernel: Int, stride: Int, top: Int, left: Int,
    output: UnsafeMutablePointer<Float>, outputWidth: Int, outputRowStride: Int,
    outputPixelStride: Int, channels: Int
  ) {
    self.input = input
    self.inputHeight = inputHeight
    self.inputWidth = inputWidth
    self.inputRowStride = inputRowStride
    self.inputPixelStride = inputPixelStride
    self.kernel = kernel
    self.stride = stride
    self.top = top
    self.left = left
    self.output = output
    self.outputWidth = outputWidth
    self.outputRowStride = outputRowStride
    self.outputPixelStride = outputPixelStride
    self.channels = channels
  }
}
