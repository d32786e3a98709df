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
  /// Which of the network's input channels is which colour; nil for grey.
  public var planes: (red: Int, green: Int, blue: Int)? {
    switch order {
    case .rgb: (0, 1, 2)
    case .bgr: (2, 1, 0)
    case .grey: nil
    }
  }

  /// `red`, `green` or `blue`: the colour of an input channel; `grey`.
  public func colour(ofPlane plane: Int) -> String {
    planes.map { plane == $0.red ? "red" : plane == $0.blue ? "blue" : "green" } ?? "grey"
  }
}
