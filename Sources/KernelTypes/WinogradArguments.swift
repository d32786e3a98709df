/// A 3×3 convolution of stride 1 by Winograd's F(4×4, 3×3), for one layer.
///
/// The output is cut into tiles of 4×4 pixels; each is computed from the 6×6 inputs that it sees:
///
///     input tile ─ Bᵀ d B ─▶ 36 values ─ × 36 matrices of weights ─▶ 36 sums ─ Aᵀ m A ─▶ 4×4
///
/// so that 36 multiplications do the work of 144. `transformed` holds [36][tiles][inputChannels],
/// `weights` [panel][36][inputChannels][panel width], a worker's `scratch` [36][tile block][panel
/// width]. Strides are in floats. Lavin and Gray, arXiv 1509.09308; the points are 0, ±√½, ±√2, ∞,
/// which lose less precision than 0, ±1, ±2 (Barabasz et al., arXiv 1803.10986).
public struct WinogradArguments {
  /// The first input that tile (0, 0) sees, inside the border. The border reaches as far as the
  /// last tile does.
  public var input: UnsafePointer<Float>
  public var inputRowStride: Int
  public var inputPixelStride: Int
  /// A multiple of the vector width.
  public var inputChannels: Int
  /// Tiles a row and a column.
  public var tileColumns: Int
  public var tileRows: Int
  public var transformed: UnsafeMutablePointer<Float>
  public var weights: UnsafePointer<Float>
  public var bias: UnsafePointer<Float>
  public var output: UnsafeMutablePointer<Float>
  public var outputRowStride: Int
  public var outputPixelStride: Int
  public var outputHeight: Int
  public var outputWidth: Int
  /// Output channels, a multiple of the vector width.
  public var channels: Int
  public var relu: Bool

  public init(
    input: UnsafePointer<Float>, inputRowStride: Int, inputPixelStride: Int, inputChannels: Int,
    tileColumns: Int, tileRows: Int, transformed: UnsafeMutablePointer<Float>,
    weights: UnsafePointer<Float>, bias: UnsafePointer<Float>,
    output: UnsafeMutablePointer<Float>, outputRowStride: Int, outputPixelStride: Int,
    outputHeight: Int, outputWidth: Int, channels: Int, relu: Bool
  ) {
    self.input = input
    self.inputRowStride = inputRowStride
    self.inputPixelStride = inputPixelStride
    self.inputChannels = inputChannels
    self.tileColumns = tileColumns
    self.tileRows = tileRows
    self.transformed = transformed
    self.weights = weights
    self.bias = bias
    self.output = output
    self.outputRowStride = outputRowStride
    self.outputPixelStride = outputPixelStride
    self.outputHeight = outputHeight
    self.outputWidth = outputWidth
    self.channels = channels
    self.relu = relu
  }
}
