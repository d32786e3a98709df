import SqueezeNet

/// The cut of a convolution into Winograd tiles of 6×6 inputs, where there is one.
struct WinogradTiling {
  /// Output pixels a side of one tile: 4, or 3 for the phases.
  let side: Int
  /// A 7×7 kernel of stride 2 is read as a 4×4 kernel of stride 1 over pixels of 2×2×3 inputs.
  let isPolyphase: Bool
  let rows: Int
  let columns: Int
  /// Inputs that one product sums up.
  let depth: Int

  /// Nil where Winograd does not apply or would not pay: other kernels and strides, and outputs so
  /// small that what tiles compute beyond the border eats what they save.
  ///
  /// - Parameter readsImage: True for conv1, whose input's pixels are no whole vectors.
  init?(_ convolution: Convolution, output: Shape, readsImage: Bool) {
    switch (convolution.kernel, convolution.stride, convolution.inputChannels) {
    case (3, 1, _) where !readsImage:
      (side, isPolyphase, depth) = (4, false, convolution.inputChannels)
    case (7, 2, 3) where readsImage:
      (side, isPolyphase, depth) = (3, true, 12)
    default: return nil
    }
    rows = (output.height + side - 1) / side
    columns = (output.width + side - 1) / side
    // 36 multiplications an input of a tile; transforms cost about half as much again.
    let direct = output.height * output.width * convolution.kernel * convolution.kernel
    guard rows * columns * 36 * depth * 3 / 2 < direct * convolution.inputChannels else {
      return nil
    }
  }

  var tiles: Int { rows * columns }

  /// Floats of one transformed tile at one position: whole vectors.
  var depthStride: Int { isPolyphase ? 16 : depth }

  /// The border that the input needs: the convolution's own, as far as the last tile reaches.
  func border(_ padding: Padding, input: Shape, output: Shape) -> Padding {
    guard isPolyphase else {
      return Padding(
        top: padding.top, left: padding.left,
        bottom: padding.bottom + rows * side - output.height,
        right: padding.right + columns * side - output.width)
    }
    // The last tile begins at 2 · side · (n − 1) and sees 12 pixels.
    return Padding(
      top: padding.top, left: padding.left,
      bottom: max(0, 2 * side * (rows - 1) + 12 - padding.top - input.height),
      right: max(0, 2 * side * (columns - 1) + 12 - padding.left - input.width))
  }
}
