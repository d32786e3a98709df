import Inference

/// The latest of many passes, for a sparkline and figures that follow the machine.
public struct PassWindow: Sendable, Hashable {
  /// Oldest first, at most `capacity`.
  public private(set) var passes: [PassTime] = []
  public let capacity: Int
  /// All passes so far, those that have left the window included.
  public private(set) var count = 0

  /// - Parameter capacity: at least 1 is used.
  public init(capacity: Int = 200) { self.capacity = max(1, capacity) }

  public mutating func add(_ pass: PassTime) {
    if passes.count == capacity { passes.removeFirst() }
    passes.append(pass)
    count += 1
  }

  /// Times of the whole passes in nanoseconds, oldest first: the sparkline.
  public var totals: [UInt64] { passes.map(\.total) }

  /// Of the whole passes in the window; nil before the first.
  public var total: TimingSummary? { TimingSummary(nanoseconds: totals) }

  /// Of one layer in the window; nil before the first pass and for a layer that does not exist.
  public func timing(ofLayer index: Int) -> TimingSummary? {
    timing(ofLayers: index..<index + 1)
  }

  /// Of layers that follow each other, each pass's times added: percentiles of the single layers
  /// could not be added. Nil before the first pass, for no layers and where one does not exist.
  public func timing(ofLayers range: Range<Int>) -> TimingSummary? {
    guard !range.isEmpty else { return nil }
    return TimingSummary(
      nanoseconds: passes.compactMap { pass in
        guard pass.layers.indices.contains(range.lowerBound),
          range.upperBound <= pass.layers.count
        else { return nil }
        return pass.layers[range].reduce(0, +)
      })
  }
}
