/// The figures that one look at many values gives.
public struct ValueSummary {
  public var sum: Double
  public var minimum: Float
  public var maximum: Float
  public var zeros: Int
  /// False when any value is NaN or infinite; the other figures then mean nothing.
  public var isFinite: Bool

  public init(sum: Double, minimum: Float, maximum: Float, zeros: Int, isFinite: Bool) {
    self.sum = sum
    self.minimum = minimum
    self.maximum = maximum
    self.zeros = zeros
    self.isFinite = isFinite
  }
}
