import SqueezeNet

/// How large exported pictures are, unless somebody says it.
extension ExportContent {
  /// Side of a value in pixels (over the photo: of one of the photo's pixels) that suits a screen
  /// and a page; nil for what is no picture of maps.
  public func usualScale(in network: Network) -> Int? {
    func side(_ shape: Shape?) -> Int { max(shape?.height ?? 1, shape?.width ?? 1) }
    func shape(_ layer: Int?) -> Shape? {
      guard let layer else { return network.inputShape }
      return network.layer(at: layer)?.outputShape
    }
    switch self {
    case .map(let choice), .difference(let choice, _):
      return Self.scale(side: side(shape(choice.layer)), pixels: 448)
    case .sheet(let choice, _): return Self.scale(side: side(shape(choice.layer)), pixels: 56)
    case .overlay, .classMap:
      return Self.scale(side: max(network.size.height, network.size.width), pixels: 448)
    case .kernels(let choice):
      let side = network.layer(at: choice.layer)?.convolution?.kernel ?? 1
      return Self.scale(side: side, pixels: side == 1 ? 24 : 56)
    default: return nil
    }
  }

  /// The scale at which a side of so many values gets about so many pixels.
  static func scale(side: Int, pixels: Int) -> Int {
    let side = max(1, side)
    return max(1, (pixels + side / 2) / side)
  }

  /// Scales that the menu offers; others can be given to the commands.
  private static let steps = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64]

  /// The next scale up or down.
  static func scale(after scale: Int, up: Bool) -> Int {
    up
      ? steps.first { $0 > scale } ?? scale
      : steps.last { $0 < scale } ?? scale
  }
}
