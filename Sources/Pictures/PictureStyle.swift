import Heatmaps

/// The look of pictures, whatever they show.
public struct PictureStyle: Sendable, Hashable {
  /// Side of one value (in an overlay: of one pixel of the photo) in pixels; at least 1.
  public let scale: Int
  /// True where title, legend and numbers are written around the maps.
  public let hasLabels: Bool
  /// True where the paper is dark.
  public let isDark: Bool

  public init(scale: Int, hasLabels: Bool = true, isDark: Bool = false) {
    self.scale = max(1, scale)
    self.hasLabels = hasLabels
    self.isDark = isDark
  }

  var paper: RGB { isDark ? RGB(hex: 0x101010) : RGB(hex: 0xFFFFFF) }
  var line: RGB { isDark ? RGB(hex: 0x505050) : RGB(hex: 0xB0B0B0) }
  var ink: RGB { isDark ? RGB(hex: 0xE6E6E6) : RGB(hex: 0x1A1A1A) }
}
