import KernelTypes
import SqueezeNet

/// A Winograd convolution cut into blocks of tiles: transform, product and inverse follow each other
/// in a worker's own memory, so nothing but the output leaves its cache.
final class WinogradBlockStep: Step {
  private let arguments: WinogradArguments
  private let kernels: KernelFunctions
  private let tiles: Int
  private let blockTiles: Int
  private let panels: Int
  private let scratch: [WinogradScratch]
  private let owned: [AnyObject]

  /// Tiles of one block: enough to use the weights well that each block reads from the
  /// second-level cache, few enough that the block stays there, too.
  static let tileBlock = 24

  init(
    _ arguments: WinogradArguments, blockTiles: Int, panels: Int, kernels: KernelFunctions,
    scratch: [WinogradScratch], owned: [AnyObject]
  ) {
    self.arguments = arguments
    self.kernels = kernels
    self.blockTiles = blockTiles
    self.panels = panels
    self.scratch = scratch
    self.owned = owned
    tiles = arguments.tileRows * arguments.tileColumns
    super.init(units: (tiles + blockTiles - 1) / blockTiles)
  }

  override func run(unit: Int, worker: Int) {
    run(tiles: unit * blockTiles..<min((unit + 1) * blockTiles, tiles), arguments, worker)
  }

  private func run(tiles: Range<Int>, _ arguments: WinogradArguments, _ worker: Int) {
    let transformed = scratch[worker].transformed.pointer
    let sums = scratch[worker].sums.pointer
    kernels.winogradTransform(arguments, tiles, blockTiles, transformed)
    for panel in 0..<panels {
      kernels.winogradProduct(
        arguments, tiles.count, blockTiles, panel, UnsafePointer(transformed), sums)
      kernels.winogradOutput(arguments, tiles, blockTiles, panel, UnsafePointer(sums))
    }
  }
}

extension WinogradBlockStep: RowProducer {
  var rowsTogether: Int { arguments.tileSide }

  func produce(rows: Range<Int>, output: UnsafeMutablePointer<Float>, worker: Int) {
    var arguments = arguments
    arguments.output = output
    let side = arguments.tileSide
    let end = (rows.upperBound + side - 1) / side * arguments.tileColumns
    var tile = rows.lowerBound / side * arguments.tileColumns
    // Blocks of about the same size: a row of 37 tiles is 19 and 18, not 24 and 13.
    var blocks = (end - tile + blockTiles - 1) / blockTiles
    while blocks > 0 {
      let next = tile + (end - tile + blocks - 1) / blocks
      run(tiles: tile..<next, arguments, worker)
      tile = next
      blocks -= 1
    }
  }
}

/// One worker's memory for one block.
final class WinogradScratch {
  let transformed: AlignedBuffer
  let sums: AlignedBuffer

  init(transformed: Int, sums: Int) throws(EngineError) {
    self.transformed = try AlignedBuffer(count: transformed)
    self.sums = try AlignedBuffer(count: sums)
  }

  /// The room that all 36 positions of so many tiles take.
  static func floats(_ tiles: Int, tileStride: Int) -> Int {
    36 * WinogradArguments.positionStride(blockTiles: tiles, tileStride: tileStride)
  }
}

/// The memory that the Winograd layers of a network work in, one layer after the other.
struct WinogradMemory {
  /// One a worker.
  let scratch: [WinogradScratch]
  /// All tiles of a layer that is cut by output channels.
  let transformed: AlignedBuffer
}

/// First half of a Winograd convolution that is cut by output channels: transforms all tiles.
final class WinogradTransformStep: Step {
  private let arguments: WinogradArguments
  private let kernels: KernelFunctions
  private let transformed: AlignedBuffer

  init(_ arguments: WinogradArguments, kernels: KernelFunctions, transformed: AlignedBuffer) {
    self.arguments = arguments
    self.kernels = kernels
    self.transformed = transformed
    super.init(units: arguments.tileRows)
  }

  override func run(unit: Int, worker: Int) {
    let first = unit * arguments.tileColumns
    kernels.winogradTransform(
      arguments, first..<first + arguments.tileColumns, arguments.tileRows * arguments.tileColumns,
      transformed.pointer + first * arguments.depthStride)
  }
}

/// Second half: multiplies and transforms back, panel by panel of output channels. Each weight is
/// read by one worker only, which matters where weights outweigh the tiles.
final class WinogradPanelStep: Step {
  private let arguments: WinogradArguments
  private let kernels: KernelFunctions
  private let transformed: AlignedBuffer
  private let scratch: [WinogradScratch]
  private let owned: [AnyObject]

  init(
    _ arguments: WinogradArguments, panels: Int, kernels: KernelFunctions,
    transformed: AlignedBuffer, scratch: [WinogradScratch], owned: [AnyObject]
  ) {
    self.arguments = arguments
    self.kernels = kernels
    self.transformed = transformed
    self.scratch = scratch
    self.owned = owned
    super.init(units: panels)
  }

  override func run(unit: Int, worker: Int) {
    let tiles = arguments.tileRows * arguments.tileColumns
    let sums = scratch[worker].sums.pointer
    kernels.winogradProduct(
      arguments, tiles, tiles, unit, UnsafePointer(transformed.pointer), sums)
    kernels.winogradOutput(arguments, 0..<tiles, tiles, unit, UnsafePointer(sums))
  }
}
