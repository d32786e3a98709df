import KernelTypes

/// Multiplies a block of transformed tiles with one panel of weights, at all 36 positions.
///
/// - Parameters:
///   - tiles: how many tiles of the block are there.
///   - blockTiles: how many it has room for.
///   - transformed: [36][blockTiles][depthStride].
///   - sums: [36][blockTiles][panel width].
public func winogradProduct(
  _ layer: WinogradArguments, tiles: Int, blockTiles: Int, panel: Int,
  transformed: UnsafePointer<Float>, sums: UnsafeMutablePointer<Float>
) {
  let width = layer.panelVectors * vectorWidth()
  let channel = panel * width
  let lanes = min(width, layer.channels - channel)
  let depth = layer.segments * layer.segmentLength
  var product = ConvolutionArguments(
    input: transformed, inputOffsets: layer.transformedOffsets, segments: layer.segments,
    segmentLength: layer.segmentLength, segmentStride: layer.segmentStride,
    weights: layer.weights + 36 * channel * depth, bias: layer.zeros, output: sums,
    outputOffsets: layer.sumOffsets, channels: lanes, panelVectors: layer.panelVectors,
    relu: false)
  if layer.fetchesAhead {
    product.inputAhead = blockTiles * layer.depthStride
    product.weightsAhead = depth * lanes
  }
  var position = 0
  while position < 36 {
    convolve(product, pixels: 0..<tiles, panels: 0..<1)
    product.input += blockTiles * layer.depthStride
    product.weights += depth * lanes
    product.output += blockTiles * width
    position += 1
  }
}
