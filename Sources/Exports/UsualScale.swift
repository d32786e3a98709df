import SqueezeNet

/// The size of exported pictures, unless the user gives one.
enum UsualScale {
  /// For a picture that is as large as the photo.
  static func photo(_ network: Network) -> Int {
    scale(side: max(network.size.height, network.size.width), pixels: 448)
  }

  /// For maps of a layer; nil is the prepared image.
  static func map(_ layer: Int?, _ network: Network, pixels: Int = 448) -> Int {
    let shape = layer.map { network.layer(at: $0)?.outputShape } ?? network.inputShape
    return scale(side: max(shape?.height ?? 1, shape?.width ?? 1), pixels: pixels)
  }

  /// The scale at which a side of so many values gets about so many pixels.
  static func scale(side: Int, pixels: Int) -> Int {
    let side = max(1, side)
    return max(1, (pixels + side / 2) / side)
  }
}
