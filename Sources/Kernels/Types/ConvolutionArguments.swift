/// A convolution as a segmented matrix product, for one layer.
///
/// Activations are height × width × channels, so what a kernel row covers is contiguous. An output
/// pixel is the sum over `segments` kernel rows of the dot product of `segmentLength` contiguous
/// inputs with as many weights:
///
///     input + inputOffsets[pixel] ─▶ |◀ segmentLength ▶|     kernel row 0
///                  + segmentStride ─▶ |◀ segmentLength ▶|    kernel row 1 …
///
/// A 1×1 convolution has one segment, conv1 of v1.0 seven of 21 floats. The input holds its own
/// border of zeros. Weights are packed by panels of output channels, each panel as
/// [segments · segmentLength][panel width]. Offsets, strides and lengths are in floats.
public struct ConvolutionArguments {
  public var input: UnsafePointer<Float>
  /// The place at which each output pixel begins to read: no division and no test for borders in
  /// the kernel.
  public var inputOffsets: UnsafePointer<Int>
  public var segments: Int
  public var segmentLength: Int
  public var segmentStride: Int
  public var weights: UnsafePointer<Float>
  /// One value a channel, zero beyond the last.
  public var bias: UnsafePointer<Float>
  public var output: UnsafeMutablePointer<Float>
  public var outputOffsets: UnsafePointer<Int>
  /// Output channels rounded up to a multiple of the vector width; so many are written.
  public var channels: Int
  /// Vectors of channels in one panel, at most `widestPanel()` of the kernel set.
  public var panelVectors: Int
  public var relu: Bool
  /// The distance ahead of their use at which a kernel asks for inputs, in floats, where pixels
  /// follow each other without a gap; 0: not at all. The processor's own prefetching does not
  /// follow several pixels that are read side by side.
  public var inputAhead = 0
  /// Floats of the next panel of weights that are asked for with each input of this one, into the
  /// second-level cache; 0: none. So many that all have come when the last pixels are computed.
  public var nextPanelStep = 0

  public init(
    input: UnsafePointer<Float>, inputOffsets: UnsafePointer<Int>, segments: Int,
    segmentLength: Int, segmentStride: Int, weights: UnsafePointer<Float>,
    bias: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>,
    outputOffsets: UnsafePointer<Int>, channels: Int,
    panelVectors: Int, relu: Bool
  ) {
    self.input = input
    self.inputOffsets = inputOffsets
    self.segments = segments
    self.segmentLength = segmentLength
    self.segmentStride = segmentStride
    self.weights = weights
    self.bias = bias
    self.output = output
    self.outputOffsets = outputOffsets
    self.channels = channels
    self.panelVectors = panelVectors
    self.relu = relu
  }
}
