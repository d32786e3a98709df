/// How the channels of a layer's output become one map.
public enum Reduction: String, Sendable, CaseIterable {
  /// One of them alone.
  case channel
  case mean, maximum
}
