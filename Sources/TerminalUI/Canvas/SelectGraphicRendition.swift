/// The parameters of ECMA-48's `CSI … m`.
public enum SelectGraphicRendition {
  public static func codes(_ attributes: Style.Attributes) -> [String] {
    let all: [(Style.Attributes, String)] = [
      (.bold, "1"), (.dim, "2"), (.underline, "4"), (.reverse, "7"),
    ]
    return all.filter { attributes.contains($0.0) }.map(\.1)
  }

  /// Eight colours by their own codes, the palette and true colour by ISO 8613-6's, with the
  /// semicolons that every terminal takes.
  public static func code(_ color: Color, isBackground: Bool) -> String {
    let base = isBackground ? 40 : 30
    return switch color {
    case .terminal: "\(base + 9)"
    case .indexed(let index) where index < 8: "\(base + Int(index))"
    case .indexed(let index): "\(base + 8);5;\(index)"
    case .rgb(let color): "\(base + 8);2;\(color.red);\(color.green);\(color.blue)"
    }
  }
}
