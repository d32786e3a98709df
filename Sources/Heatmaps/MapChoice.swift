/// One map, and how it is coloured.
public struct MapChoice: Sendable, Hashable {
  /// Nil is the prepared image.
  public var layer: Int?
  public var reduction: Reduction
  public var channel: Int
  public var scaling: MapScaling
  public var colormap: Colormap

  public init(
    layer: Int?, reduction: Reduction = .channel, channel: Int = 0,
    scaling: MapScaling = MapScaling(), colormap: Colormap = .magma
  ) {
    self.layer = layer
    self.reduction = reduction
    self.channel = channel
    self.scaling = scaling
    self.colormap = colormap
  }
}
