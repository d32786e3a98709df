/// The sequential colour maps. Their palettes are in `Screen`.
public enum Colormap: String, Sendable, CaseIterable {
  case magma, viridis, cividis, grey
}
