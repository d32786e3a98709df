/// A convolution of stride 1 by Winograd's minimal filtering with 6×6 inputs a tile, for one layer:
/// F(4×4, 3×3), or F(3×3, 4×4) for the four phases of a 7×7 convolution of stride 2.
///
/// The output is cut into tiles; each is computed from the 6×6 inputs that it sees:
///
///     input tile ─ Bᵀ d B ─▶ 36 values ─ × 36 matrices of weights ─▶ 36 sums ─ Aᵀ m A ─▶ output tile
///
/// so that 36 multiplications do the work of 144. Tiles are worked on in blocks: `transformed` holds
/// [36][block][depthStride], `weights` [panel][36][depth][panel width], `sums` [36][block][panel
/// width]; in `transformed` and `sums` a gap follows each of the 36 (`positionStride`). Strides are
/// in floats. Lavin and Gray, arXiv 1509.09308; the points are 0, ±√½, ±√2, ∞, which lose less
/// precision than 0, ±1, ±2 (Barabasz et al., arXiv 1803.10986).
public struct WinogradArguments {
  /// The first input that tile (0, 0) sees, inside the border. The border reaches as far as the
  /// last tile does.
  public var input: UnsafePointer<Float>
  public var inputRowStride: Int
  public var inputPixelStride: Int
  /// From one half of a pixel's channels to the other: 8 channels each of two rows of the image
  /// when it is read as four phases. 0 when the channels follow each other.
  public var inputPhaseStride: Int
  /// Output pixels a side of one tile, 3 or 4.
  public var tileSide: Int
  /// Tiles a row and a column.
  public var tileColumns: Int
  public var tileRows: Int
  /// Inputs that one product sums up.
  public var depth: Int
  /// Floats from one transformed tile to the next, a multiple of the widest vector.
  public var depthStride: Int
  public var weights: UnsafePointer<Float>
  public var bias: UnsafePointer<Float>
  public var output: UnsafeMutablePointer<Float>
  public var outputRowStride: Int
  public var outputPixelStride: Int
  public var outputHeight: Int
  public var outputWidth: Int
  /// Output channels, a multiple of the vector width.
  public var channels: Int
  /// Vectors of channels in one panel.
  public var panelVectors: Int
  public var relu: Bool
  /// True to ask for the weights of a later of the 36 positions while one is multiplied: where
  /// tiles are few, the weights come from the outermost cache and are used at once.
  public var fetchesAhead = false

  public init(
    input: UnsafePointer<Float>, inputRowStride: Int, inputPixelStride: Int,
    inputPhaseStride: Int, tileSide: Int, tileColumns: Int, tileRows: Int, depth: Int,
    depthStride: Int, weights: UnsafePointer<Float>, bias: UnsafePointer<Float>,
    output: UnsafeMutablePointer<Float>, outputRowStride: Int, outputPixelStride: Int,
    outputHeight: Int, outputWidth: Int, channels: Int, panelVectors: Int, relu: Bool
  ) {
    self.input = input
    self.inputRowStride = inputRowStride
    self.inputPixelStride = inputPixelStride
    self.inputPhaseStride = inputPhaseStride
    self.tileSide = tileSide
    self.tileColumns = tileColumns
    self.tileRows = tileRows
    self.depth = depth
    self.depthStride = depthStride
    self.weights = weights
    self.bias = bias
    self.output = output
    self.outputRowStride = outputRowStride
    self.outputPixelStride = outputPixelStride
    self.outputHeight = outputHeight
    self.outputWidth = outputWidth
    self.channels = channels
    self.panelVectors = panelVectors
    self.relu = relu
  }

  /// Floats from one of the 36 positions of a block to the next. One cache line more than the block
  /// takes: blocks are multiples of 2 KiB, which would put all positions of a tile into the same few
  /// sets of the first-level cache.
  public static func positionStride(blockTiles: Int, tileStride: Int) -> Int {
    blockTiles * tileStride + 16
  }
}
