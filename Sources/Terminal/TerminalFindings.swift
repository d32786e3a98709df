import CTerminal
import TerminalUI

/// The facts that the explorer would find out about the terminal, and the source of each.
public struct TerminalFindings: Sendable {
  public let colors: TerminalDescription.Colors
  /// `COLORTERM=truecolor`, `TERM=xterm-256color`; so too below.
  public let colorsFrom: String
  public let background: TerminalDescription.Background
  /// Nil where nothing says and it is taken for dark.
  public let backgroundFrom: String?
  public let unicode: Bool
  /// Nil where no locale is set.
  public let unicodeFrom: String?

  /// From the environment and the terminfo entry; NO_COLOR not considered. Touches no terminal.
  public init() {
    (colors, colorsFrom) = Self.colors()
    let claim = Terminal.environment("COLORFGBG")
    let found = TerminalType.background(colorFGBG: claim)
    background = found ?? .dark
    backgroundFrom = found.flatMap { _ in claim.map { "COLORFGBG=\($0)" } }
    unicode = Terminal.chooseLocale(nil)
    unicodeFrom = ["LC_ALL", "LC_CTYPE", "LANG"].lazy
      .compactMap { name in Terminal.environment(name).map { (name, $0) } }
      .first { !$0.1.isEmpty }.map { "\($0.0)=\($0.1)" }
  }

  private static func colors() -> (TerminalDescription.Colors, String) {
    let type = Terminal.environment("TERM") ?? ""
    let reason = type.isEmpty ? "TERM is not set" : "TERM=\(type)"
    guard !type.isEmpty,
      TerminalType.candidates(for: type).contains(where: { ct_look_up($0) == CT_OPENED })
    else { return (.none, reason) }
    let count = Int(ct_entry_colors())
    let found = Terminal.colors(type, count, nil)
    if found == .direct, !ct_has_direct(), let claim = Terminal.environment("COLORTERM") {
      return (found, "COLORTERM=\(claim)")
    }
    return (found, reason)
  }
}
