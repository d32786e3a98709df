/// Colours from a map's lowest value to its highest, in true colour. All can be told apart by the
/// usual kinds of colour blindness.
public enum ColorRamp: Sendable, Hashable {
  /// From dark to light: lightness rises all the way, so that order survives in greyscale.
  case sequential(Colormap)
  /// From blue over zero to orange, for signed values; lightness changes evenly on both sides.
  /// Zero is near white, or near black for a dark background, so that it recedes into the paper.
  case diverging(onDark: Bool)

  /// The colour at a share of the way, 0 … 1; beyond that the end's.
  public func color(_ share: Double) -> RGB {
    let anchors = anchors
    let place = min(max(share, 0), 1) * Double(anchors.count - 1)
    let index = min(Int(place), anchors.count - 2)
    return RGB(hex: anchors[index])
      .mixed(with: RGB(hex: anchors[index + 1]), share: place - Double(index))
  }

  /// `count` colours at even distances, both ends among them.
  public func colors(_ count: Int) -> [RGB] {
    (0..<count).map { color(count > 1 ? Double($0) / Double(count - 1) : 0.5) }
  }

  /// The colour of a value that is not a number: far from every colour of the ramp.
  public var notFinite: RGB {
    switch self {
    case .sequential: RGB(hex: 0x00D7FF)
    case .diverging: RGB(hex: 0xFF00FF)
    }
  }

  private var anchors: [UInt32] {
    switch self {
    case .sequential(.magma): Self.magma
    case .sequential(.viridis): Self.viridis
    case .sequential(.cividis): Self.cividis
    case .sequential(.grey): Self.grey
    case .diverging(onDark: true): Self.blueBlackOrange
    case .diverging(onDark: false): Self.blueWhiteOrange
    }
  }

  // Seventeen colours at even distances of maps that matplotlib made known (CC0).
  private static let magma: [UInt32] = [
    0x000004, 0x0A0822, 0x1D1147, 0x36106B, 0x51127C, 0x6A1C81, 0x832681, 0x9C2E7F, 0xB73779,
    0xCF4070, 0xE55064, 0xF4695C, 0xFB8761, 0xFEA571, 0xFEC287, 0xFDE0A1, 0xFCFDBF,
  ]
  private static let viridis: [UInt32] = [
    0x440154, 0x48186A, 0x472D7B, 0x424086, 0x3B528B, 0x33638D, 0x2C728E, 0x26828E, 0x21918C,
    0x1F9F88, 0x27AD81, 0x3DBC74, 0x5CC863, 0x81D34D, 0xAADC32, 0xD5E21A, 0xFDE725,
  ]
  private static let cividis: [UInt32] = [
    0x00224E, 0x002E6A, 0x1A386F, 0x32436D, 0x434E6C, 0x535A6D, 0x61656F, 0x6F7073, 0x7D7C78,
    0x8B8778, 0x9A9376, 0xAAA073, 0xBBAD6D, 0xCCBA64, 0xDDC858, 0xEFD748, 0xFEE838,
  ]
  private static let grey: [UInt32] = [0x080808, 0xF4F4F4]
  // Even steps of Oklab's lightness at hues 255° and 55° (65° on black).
  private static let blueWhiteOrange: [UInt32] = [
    0x003B7B, 0x00509E, 0x1566BE, 0x3C7ECF, 0x5F97DD, 0x83AFE7, 0xA9C7EF, 0xCFDFF4, 0xF7F7F7,
    0xEEDBCE, 0xE4BFA7, 0xD8A481, 0xCA8A5D, 0xBA7039, 0xA7570E, 0x8C4600, 0x6F3600,
  ]
  private static let blueBlackOrange: [UInt32] = [
    0xA9D7FF, 0x6DBDFE, 0x2BA1F3, 0x1B86CD, 0x146BA6, 0x14527D, 0x153A56, 0x132330, 0x0D0D0D,
    0x2C1E0F, 0x4D2F0C, 0x704101, 0x925601, 0xB56C03, 0xD98203, 0xFC9B1D, 0xFFC48A,
  ]
}
