/// Wall-clock times of one pass, in nanoseconds.
public struct PassTime: Sendable, Hashable {
  /// In the order of `Network.layers`.
  public let layers: [UInt64]
  /// Around the whole pass.
  public let total: UInt64

  public init(layers: [UInt64], total: UInt64) {
    self.layers = layers
    self.total = total
  }
}
