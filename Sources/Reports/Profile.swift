import Analysis
import Inference
import SqueezeNet

/// The cost of one image's pass, layer by layer: a complete pass only.
public struct Profile: Report, Hashable {
  /// One layer's numbers.
  public struct Row: Sendable, Hashable {
    public let layer: Layer
    public let timing: TimingSummary
    public let statistics: ActivationStatistics
    /// Of the sum of all rows' medians (`LayerTimes`), 0 … 100.
    public let sharePercent: Double
    /// By the median; nil for layers without multiply-accumulates.
    public let gmacPerSecond: Double?
    /// `gmacPerSecond` of what the threads multiply in registers alone, 0 … 100; more for Winograd,
    /// which needs fewer multiplications than the definition counts. Nil where the peak was not
    /// measured.
    public let peakPercent: Double?
  }

  public let network: Network
  public let rows: [Row]
  /// What the rows' shares are of.
  let times: LayerTimes
  /// The whole pass; of a single pass the sum of its layers.
  public let total: TimingSummary
  /// Of the whole pass, by the median.
  public let gmacPerSecond: Double?
  /// The image's path, as the person gave it.
  public let image: String
  /// `truncated` or `corrupt`; nil when the file was whole.
  public let damage: String?
  public let isTrained: Bool
  public let weightsName: String
  public let threads: Int
  public let kernels: String
  /// Multiply-adds that the threads reach in registers alone, in 10⁹ a second; nil when it was not
  /// measured.
  public let peak: Double?

  /// - Parameters:
  ///   - results: one complete pass, in the order of `Network.layers`.
  ///   - measurement: repeated passes; without it every time is the single pass's.
  /// - Returns: nil unless there is exactly one result, and one timing, for every layer.
  public init?(
    model: ModelDescription, image: String, damage: String? = nil, results: [LayerResult],
    measurement: Measurement? = nil
  ) {
    let layers = model.network.layers
    guard results.map(\.layer) == Array(layers.indices),
      measurement == nil || measurement?.layers.count == layers.count
    else { return nil }
    let single = results.compactMap { TimingSummary(nanoseconds: CollectionOfOne($0.nanoseconds)) }
    let sum = results.reduce(UInt64(0)) { $0 &+ $1.nanoseconds }
    let timings = measurement?.layers ?? single
    guard timings.count == layers.count,
      let total = measurement?.total ?? TimingSummary(nanoseconds: CollectionOfOne(sum))
    else { return nil }
    func rate(_ macs: Int, _ median: Double) -> Double? {
      macs > 0 && median > 0 ? Double(macs) / median : nil
    }
    let times = LayerTimes(medians: timings.map(\.median))
    self.times = times
    rows = layers.indices.map { index in
      let timing = timings[index]
      let rate = rate(layers[index].macs, timing.median)
      return Row(
        layer: layers[index], timing: timing, statistics: results[index].statistics,
        sharePercent: times.share(of: timing.median) * 100,
        gmacPerSecond: rate,
        peakPercent: rate.flatMap { rate in measurement.map { rate / $0.peak * 100 } })
    }
    network = model.network
    self.total = total
    gmacPerSecond = rate(model.network.macs, total.median)
    (self.image, self.damage) = (image, damage)
    isTrained = model.isTrained
    weightsName = model.weightsName
    threads = model.threads
    kernels = model.kernels
    peak = measurement?.peak
  }

  /// - Throws: `MissingValues` while layers are pending.
  public init(_ source: ReportSource) throws(MissingValues) {
    guard let profile = source.profile else { throw MissingValues("layers are pending") }
    self = profile
  }
}
