import SqueezeNet

/// The way from a weight to the brightness of a colour: grey is zero.
public enum KernelTone {
  /// 0 … 255, zero in the middle, `reach` and more at the ends.
  public static func level(_ weight: Float, reach: Float) -> UInt8 {
    guard reach > 0, weight.isFinite else { return 128 }
    return UInt8(min(max(127.5 + 127.5 * weight / reach, 0), 255).rounded())
  }
}

extension Preprocessing {
  /// Which of the network's input channels is which colour.
  public var planes: (red: Int, green: Int, blue: Int) { order == .rgb ? (0, 1, 2) : (2, 1, 0) }
}
