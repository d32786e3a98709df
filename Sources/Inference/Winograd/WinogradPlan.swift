import KernelTypes
import SqueezeNet
import Weights

extension Plan {
  /// With more input × output channels for each tile than this the tiles share their transformed
  /// input and are cut by output channels: the weights, which grow as the maps shrink, are then read
  /// once a pass. Measured: 84 (fire5 of v1.1) is faster by tiles, 188 (fire6 of v1.0) by channels.
  private static let manyWeightsPerTile = 128

  /// The cut of a Winograd convolution into units.
  struct WinogradCut {
    let byChannels: Bool
    let panelVectors: Int
    let panels: Int
    let panelWidth: Int
    let blocks: Int
    /// Tiles of one block: all of them where it is cut by output channels.
    let blockTiles: Int

    init(
      _ convolution: Convolution, _ tiling: WinogradTiling, _ kernels: KernelFunctions,
      _ threads: Int
    ) {
      byChannels = tiling.depth * convolution.outputChannels > manyWeightsPerTile * tiling.tiles
      let vectors = convolution.outputChannels / kernels.vectorWidth
      let widest = kernels.panelVectors(channels: convolution.outputChannels)
      // As many panels for each thread.
      let even = (1...widest).last {
        vectors % $0 == 0 && $0 * 2 > widest && vectors / $0 % threads == 0
      }
      panelVectors = byChannels ? even ?? widest : widest
      panels = (vectors + panelVectors - 1) / panelVectors
      panelWidth = panelVectors * kernels.vectorWidth
      blocks = balanced(
        units: (tiling.tiles + WinogradBlockStep.tileBlock - 1) / WinogradBlockStep.tileBlock,
        threads: threads)
      blockTiles = byChannels ? tiling.tiles : (tiling.tiles + blocks - 1) / blocks
    }
  }

  /// Working memory that all Winograd layers of a network take in turn, so that it stays in the
  /// caches: for each worker one block, and for layers cut by channels their transformed input.
  static func winogradMemory(_ network: Network, _ kernels: KernelFunctions, threads: Int)
    throws(EngineError) -> WinogradMemory
  {
    let floats = winogradFloats(network, kernels, threads: threads)
    return WinogradMemory(
      scratch: try (0..<threads).map { _ throws(EngineError) in
        try WinogradScratch(transformed: floats.transformed, sums: floats.sums)
      },
      transformed: try AlignedBuffer(count: floats.shared))
  }

  /// The floats of that memory: of each worker's two parts, and what is shared.
  static func winogradFloats(_ network: Network, _ kernels: KernelFunctions, threads: Int)
    -> (transformed: Int, sums: Int, shared: Int)
  {
    var transformed = 0
    var shared = 0
    var sums = 0
    for layer in network.layers {
      guard let convolution = network.storedConvolution(of: layer),
        let tiling = network.tiling(of: layer)
      else { continue }
      let cut = WinogradCut(convolution, tiling, kernels, threads)
      let input = WinogradScratch.floats(cut.blockTiles, tileStride: tiling.depthStride)
      if cut.byChannels {
        shared = max(shared, input)
      } else {
        transformed = max(transformed, input)
      }
      sums = max(sums, WinogradScratch.floats(cut.blockTiles, tileStride: cut.panelWidth))
    }
    return (transformed, sums, shared)
  }

  static func winograd(
    _ convolution: Convolution, _ weights: ConvolutionWeights, _ tiling: WinogradTiling,
    source: Tensor, target: Tensor, kernels: KernelFunctions, threads: Int,
    memory: WinogradMemory
  ) throws(EngineError) -> [Step] {
    let cut = WinogradCut(convolution, tiling, kernels, threads)
    let byChannels = cut.byChannels
    let (panels, panelVectors, panelWidth) = (cut.panels, cut.panelVectors, cut.panelWidth)
    let blockTiles = cut.blockTiles
    let packed = try WinogradWeights(weights, convolution, tiling, panelWidth: panelWidth)
    let padding = convolution.padding
    let first = source.offset(row: -padding.top, column: -padding.left)
    let scale = tiling.isPolyphase ? 2 : 1
    var arguments = WinogradArguments(
      input: source.pointer + first, inputRowStride: scale * source.rowStride,
      inputPixelStride: scale * source.pixelStride,
      inputPhaseStride: tiling.isPolyphase ? source.rowStride : 0, tileSide: tiling.side,
      tileColumns: tiling.columns, tileRows: tiling.rows, depth: tiling.depth,
      depthStride: tiling.depthStride, weights: UnsafePointer(packed.weights.pointer),
      bias: UnsafePointer(packed.bias.pointer), output: target.pointer,
      outputRowStride: target.rowStride, outputPixelStride: target.pixelStride,
      outputHeight: target.shape.height, outputWidth: target.shape.width,
      channels: convolution.outputChannels, panelVectors: panelVectors, relu: convolution.relu)
    // Where one or few blocks of tiles use a weight, it comes from the outermost cache.
    arguments.fetchesAhead = byChannels || (tiling.tiles <= 64 && tiling.depth >= 32)
    let owned: [AnyObject] = [packed, source.buffer, target.buffer]
    guard byChannels else {
      return [
        WinogradBlockStep(
          arguments, blockTiles: blockTiles, panels: panels, kernels: kernels,
          scratch: memory.scratch, owned: owned)
      ]
    }
    return [
      WinogradTransformStep(arguments, kernels: kernels, transformed: memory.transformed),
      WinogradPanelStep(
        arguments, panels: panels, kernels: kernels, transformed: memory.transformed,
        scratch: memory.scratch, owned: owned),
    ]
  }
}
