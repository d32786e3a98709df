import Inference
import SqueezeNet

/// A place where a channel answers strongly, and the part of the photo that it answers to.
public struct ChannelPatch: Sendable, Hashable {
  /// The cell of the layer's map.
  public let row: Int
  public let column: Int
  /// The channel's value there.
  public let value: Float
  /// The region that the cell sees, on the prepared image; `PhotoMapping` gives the place on the
  /// photo.
  public let region: PixelRectangle
}

extension Network {
  /// The patches that one channel answers to most, strongest first.
  ///
  /// Neighbouring cells see almost the same: a cell whose region shares more than half of its area
  /// with that of a stronger one is left out. So there may be fewer than asked for, in deep layers
  /// often one. Cells that are zero, and cells that see nothing of the image, are no answers; of
  /// equal values the upper, then the left one counts first.
  ///
  /// - Returns: empty for a layer or channel that does not exist, an activation of another shape,
  ///   and a channel that is zero everywhere.
  public func strongestPatches(
    of channel: Int, in activation: Activation, layer index: Int, count: Int
  ) -> [ChannelPatch] {
    guard let layer = layer(at: index), layer.outputShape == activation.shape else { return [] }
    let width = activation.shape.width
    let values = activation.map(channel: channel)
    let cells = values.indices
      .filter { values[$0].isFinite && values[$0] != 0 }
      .sorted { (-values[$0], $0) < (-values[$1], $1) }
    var patches: [ChannelPatch] = []
    for cell in cells where patches.count < count {
      let (row, column) = (cell / width, cell % width)
      guard let region = regionSeen(by: index, row: row, column: column, channel: channel),
        !patches.contains(where: { $0.region.intersection(region).area * 2 > region.area })
      else { continue }
      patches.append(
        ChannelPatch(row: row, column: column, value: values[cell], region: region))
    }
    return patches
  }
}
