import Pictures

/// The look of exported pictures.
public struct PictureOptions: Sendable, Hashable {
  /// Side of one value (in overlays: of one of the photo's pixels) in pixels; nil for a size that
  /// suits the content.
  public var scale: Int?
  /// True writes title, legend and numbers around the maps.
  public var hasLabels: Bool
  /// True for dark paper.
  public var isDark: Bool
  /// Columns of a contact sheet; nil for about four thirds as many as rows.
  public var columns: Int?
  /// Share of a map's colour over the photo, 0 … 1.
  public var opacity: Double

  public init(
    scale: Int? = nil, hasLabels: Bool = true, isDark: Bool = false, columns: Int? = nil,
    opacity: Double = 0.6
  ) {
    self.scale = scale
    self.hasLabels = hasLabels
    self.isDark = isDark
    self.columns = columns
    self.opacity = opacity
  }

  func style(_ usualScale: Int) -> PictureStyle {
    PictureStyle(scale: scale ?? usualScale, hasLabels: hasLabels, isDark: isDark)
  }
}
