/// The way from the channels of a layer's output to one map.
public enum Reduction: String, Sendable, CaseIterable {
  /// One of them alone.
  case channel
  case mean, maximum
}
