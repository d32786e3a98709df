import KernelTypes
import SqueezeNet
import Weights

extension Plan {
  /// With more input × output channels for each tile than this the tiles share their transformed
  /// input and are cut by output channels: the weights, which grow as the maps shrink, are then read
  /// once a pass. Measured: 84 (fire5 of v1.1) is faster by tiles, 188 (fire6 of v1.0) by channels.
  private static let manyWeightsPerTile = 128

  static func winograd(
    _ convolution: Convolution, _ weights: ConvolutionWeights, _ tiling: WinogradTiling,
    source: Tensor, target: Tensor, kernels: KernelFunctions, threads: Int
  ) -> [Step] {
    let byChannels =
      tiling.depth * convolution.outputChannels > manyWeightsPerTile * tiling.tiles
    let vectors = convolution.outputChannels / kernels.vectorWidth
    var panelVectors = kernels.panelVectors(channels: convolution.outputChannels)
    if byChannels {
      // As many panels for each thread.
      panelVectors =
        (1...panelVectors).last {
          vectors % $0 == 0 && $0 * 2 > panelVectors && vectors / $0 % threads == 0
        } ?? panelVectors
    }
    let panels = (vectors + panelVectors - 1) / panelVectors
    let panelWidth = panelVectors * kernels.vectorWidth
    let blocks = balanced(
      units: (tiling.tiles + WinogradBlockStep.tileBlock - 1) / WinogradBlockStep.tileBlock,
      threads: threads)
    let blockTiles = byChannels ? tiling.tiles : (tiling.tiles + blocks - 1) / blocks
    let packed = WinogradWeights(weights, convolution, tiling, panelWidth: panelWidth)
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
    arguments.fetchesAhead = byChannels
    let owned: [AnyObject] = [packed, source.buffer, target.buffer]
    guard byChannels else {
      return [
        WinogradBlockStep(
          arguments, blockTiles: blockTiles, panels: panels, kernels: kernels,
          scratch: (0..<threads).map { _ in
            WinogradScratch(
              blockTiles: blockTiles, depthStride: tiling.depthStride, panelWidth: panelWidth)
          }, owned: owned)
      ]
    }
    let scratch = WinogradScratch.self
    let transformed = scratch.positions(tiling.tiles, tileStride: tiling.depthStride)
    return [
      WinogradTransformStep(arguments, kernels: kernels, transformed: transformed),
      WinogradPanelStep(
        arguments, panels: panels, kernels: kernels, transformed: transformed,
        sums: (0..<threads).map { _ in scratch.positions(tiling.tiles, tileStride: panelWidth) },
        owned: owned),
    ]
  }
}
