import Inference

/// Two values and what lies between them.
public struct ValueRange: Sendable, Hashable {
  public let minimum: Float
  public let maximum: Float

  public init(minimum: Float, maximum: Float) {
    self.minimum = min(minimum, maximum)
    self.maximum = max(minimum, maximum)
  }

  /// Of a map's finite values.
  public init(of map: FeatureMap) { self.init(minimum: map.minimum, maximum: map.maximum) }

  /// Of all finite values of a layer; 0 … 0 where there are none.
  public init(of activation: Activation) {
    var minimum = Float.infinity
    var maximum = -Float.infinity
    activation.values.withUnsafeBufferPointer { values in
      for value in values where value.isFinite {
        if value < minimum { minimum = value }
        if value > maximum { maximum = value }
      }
    }
    self.init(minimum: minimum.isFinite ? minimum : 0, maximum: maximum.isFinite ? maximum : 0)
  }

  /// As wide as it needs to be to have zero in its middle.
  public var centred: ValueRange {
    let reach = max(abs(minimum), abs(maximum))
    return ValueRange(minimum: -reach, maximum: reach)
  }
}
