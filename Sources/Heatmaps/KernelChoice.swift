/// Kernels of one convolution, and how they are coloured.
public struct KernelChoice: Sendable, Hashable {
  public enum Order: String, Sendable, CaseIterable { case strength, number }
  /// The kernels that the colours of signed kernels span.
  public enum Ends: String, Sendable, CaseIterable {
    /// All kernels of the shown output channel.
    case channel
    /// Each kernel its own values.
    case kernel
    /// All kernels of the layer.
    case layer
  }
  public var layer: Int
  /// Those that compute this output channel, a signed map for each channel that it reads; nil: those
  /// of all output channels as pictures, for a convolution that reads the photo.
  public var channel: Int?
  public var order: Order
  /// The span of the colours; pictures know the layer and each its own.
  public var ends: Ends

  public init(
    layer: Int, channel: Int?, order: Order = .strength,
    ends: Ends = .channel
  ) {
    self.layer = layer
    self.channel = channel
    self.order = order
    self.ends = ends
  }
}
