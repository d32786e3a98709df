import TerminalUI

/// The environment's facts about the terminal.
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

  /// True where the terminal shows any colour.
  ///
  /// The terminfo entry decides. Few have an entry of their own, so COLORTERM counts too, but only
  /// on top of 256 colours: it may be left over from the terminal that something else runs in.
  /// GNU screen is such a thing, and it does not pass true colour on; tmux turns it into what the
  /// terminal has.
  static func isDirect(
    entryHasIt: Bool, colorTerm: String?, type: String, count: Int, inTmux: Bool
  ) -> Bool {
    if entryHasIt { return true }
    guard ["truecolor", "24bit"].contains(colorTerm ?? ""), count >= 256 else { return false }
    return inTmux || !type.hasPrefix("screen")
  }

  /// Background by COLORFGBG, as rxvt, Konsole and others set it: the last number is one of the
  /// sixteen colours. Nil when it is not set or says nothing.
  ///
  /// The terminal itself could be asked (OSC 11), but over ssh its answer may come when the program
  /// has ended, and then the shell takes it for keys.
  static func background(colorFGBG: String?) -> TerminalDescription.Background? {
    guard let last = (colorFGBG ?? "").split(separator: ";").last, let color = Int(last),
      (0...15).contains(color)
    else { return nil }
    return color == 7 || color > 8 ? .light : .dark
  }

  static func colors(count: Int) -> TerminalDescription.Colors {
    switch count {
    case 256...: .many
    case 16...: .sixteen
    case 8...: .eight
    default: .none
    }
  }

  /// True where the locale that the environment names claims UTF-8. The first that is set wins, as
  /// in setlocale(3).
  static func claimsUTF8(all: String?, characters: String?, language: String?) -> Bool {
    let name = [all, characters, language].lazy.compactMap { $0 }.first { !$0.isEmpty } ?? ""
    let codeset = name.lowercased()
    return codeset.contains("utf-8") || codeset.contains("utf8")
  }
}
