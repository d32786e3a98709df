import KernelTypes
import SqueezeNet

/// First half of a Winograd convolution: transforms the input, cut by rows of tiles.
final class WinogradTransformStep: Step {
  private let arguments: WinogradArguments
  private let kernel: @Sendable (WinogradArguments, Range<Int>) -> Void

  init(_ arguments: WinogradArguments, kernels: KernelFunctions) {
    self.arguments = arguments
    kernel = kernels.winogradTransform
    super.init(units: arguments.tileRows)
  }

  override func run(unit: Int, worker: Int) { kernel(arguments, unit..<unit + 1) }
}

/// Second half: multiplies, transforms back, adds the bias, cut by panels of output channels and
/// blocks of tiles. A block's sums never leave the second-level cache.
final class WinogradOutputStep: Step {
  private let arguments: WinogradArguments
  private let kernels: KernelFunctions
  private let tiles: Int
  private let tilesPerUnit: Int
  private let panels: Int
  /// [36][tilesPerUnit][panelWidth] for each worker.
  private let scratch: [AlignedBuffer]
  private let owned: [AnyObject]

  /// 36 × 32 tiles × 32 channels are 147 kB of sums.
  private static let tileBlock = 32

  init(
    _ arguments: WinogradArguments, kernels: KernelFunctions, threads: Int, owned: [AnyObject]
  ) {
    self.arguments = arguments
    self.kernels = kernels
    self.owned = owned
    tiles = arguments.tileRows * arguments.tileColumns
    // Blocks of about the same size, whole inner tiles each.
    let blocks = (tiles + Self.tileBlock - 1) / Self.tileBlock
    let share = (tiles + blocks - 1) / blocks
    let tilesPerUnit = (share + kernels.tileRows - 1) / kernels.tileRows * kernels.tileRows
    self.tilesPerUnit = tilesPerUnit
    panels = (arguments.channels + kernels.panelWidth - 1) / kernels.panelWidth
    scratch = (0..<threads).map { _ in
      AlignedBuffer(count: 36 * tilesPerUnit * kernels.panelWidth)
    }
    super.init(units: panels * ((tiles + tilesPerUnit - 1) / tilesPerUnit))
  }

  override func run(unit: Int, worker: Int) {
    // Panel by panel, so that its weights are still near for the next block of tiles.
    let blocks = units / panels
    let channel = unit / blocks * kernels.panelWidth
    let lanes = min(kernels.panelWidth, arguments.channels - channel)
    let first = unit % blocks * tilesPerUnit
    let range = first..<min(first + tilesPerUnit, tiles)
    let sums = scratch[worker].pointer
    kernels.winogradProduct(arguments, range, channel, lanes, sums, tilesPerUnit)
    kernels.winogradOutput(
      arguments, range, channel, lanes, UnsafePointer(sums), tilesPerUnit)
  }
}

/// Whether and how a convolution is cut into Winograd tiles.
struct WinogradTiling {
  static let side = 4
  let rows: Int
  let columns: Int

  /// Nil where Winograd does not apply or would not pay: other kernels and strides, and outputs so
  /// small that what tiles compute beyond the border eats what they save.
  init?(_ convolution: Convolution, output: Shape) {
    guard convolution.kernel == 3, convolution.stride == 1 else { return nil }
    rows = (output.height + Self.side - 1) / Self.side
    columns = (output.width + Self.side - 1) / Self.side
    // 36 multiplications a tile against 9 an output; transforms cost about half as much again.
    guard rows * columns * 36 * 3 / 2 < output.height * output.width * 9 else { return nil }
  }

  /// The border that the input needs: the convolution's own, as far as the last tile reaches.
  func border(_ padding: Padding, output: Shape) -> Padding {
    Padding(
      top: padding.top, left: padding.left,
      bottom: padding.bottom + rows * Self.side - output.height,
      right: padding.right + columns * Self.side - output.width)
  }
}
