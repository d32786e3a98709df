/// The sequential colour maps. Their palettes are in `Screen`.
public enum Colormap: String, Sendable, CaseIterable {
  case magma, viridis, cividis, grey

  /// The next in turn.
  public var next: Colormap {
    let all = Self.allCases
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }
}
