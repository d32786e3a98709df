/// The roofline model (Williams, Waterman, Patterson 2009): a layer is as fast as the processor
/// multiplies or as memory delivers, whichever is slower.
///
/// Multiply-accumulates are those of the definition. Winograd's algorithm multiplies up to four
/// times less, so a 3×3 layer may pass the bound.
public struct Roofline: Sendable, Hashable {
  /// Multiply-adds of the processor at most, in 10⁹ a second.
  public let peak: Double
  /// Bytes that memory delivers, in 10⁹ a second.
  public let bandwidth: Double

  public enum Limit: String, Sendable {
    case arithmetic, memory
  }

  /// - Returns: nil unless both are above zero and finite.
  public init?(peak: Double, bandwidth: Double) {
    guard peak > 0, bandwidth > 0, peak.isFinite, bandwidth.isFinite else { return nil }
    self.peak = peak
    self.bandwidth = bandwidth
  }

  /// The intensity in MAC per byte above which arithmetic limits.
  public var ridge: Double { peak / bandwidth }

  /// Returns the rate that is possible at an arithmetic intensity, in 10⁹ MAC a second.
  public func bound(intensity: Double) -> Double { min(peak, intensity * bandwidth) }

  /// Returns the limit at an arithmetic intensity.
  public func limit(intensity: Double) -> Limit { intensity >= ridge ? .arithmetic : .memory }
}
