import Explorer

/// What the environment says about the terminal.
enum TerminalType {
  /// Terminfo names to try, best first. Hosts that one reaches over ssh often lack the entry of a
  /// newer terminal (`xterm-kitty`); its family's entry fits.
  static func candidates(for type: String) -> [String] {
    guard let dash = type.firstIndex(of: "-"), dash != type.startIndex else { return [type] }
    let family = String(type[..<dash])
    var names = [type]
    for name in [family + "-256color", family] where !names.contains(name) { names.append(name) }
    return names
  }

  /// NO_COLOR counts when it is set to anything but nothing (no-color.org).
  static func wantsColors(noColor: String?) -> Bool { (noColor ?? "").isEmpty }

  static func colors(count: Int) -> TerminalDescription.Colors {
    switch count {
    case 256...: .many
    case 16...: .sixteen
    case 8...: .eight
    default: .none
    }
  }

  /// Whether the locale that the environment names claims UTF-8. The first that is set wins, as in
  /// setlocale(3).
  static func claimsUTF8(all: String?, characters: String?, language: String?) -> Bool {
    let name = [all, characters, language].lazy.compactMap { $0 }.first { !$0.isEmpty } ?? ""
    let codeset = name.lowercased()
    return codeset.contains("utf-8") || codeset.contains("utf8")
  }
}
