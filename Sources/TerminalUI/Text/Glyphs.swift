import TextFormats

/// The characters beyond letters and digits, in Unicode or in ASCII.
public struct Glyphs: Sendable {
  let unicode: Bool

  public var times: String { unicode ? "×" : "x" }
  /// The mark of a text that was cut.
  public var cut: Character { unicode ? "…" : "~" }
  public var pending: Character { unicode ? "·" : "." }
  public var running: Character { unicode ? "▸" : ">" }
  /// Begun, and nothing of it runs now.
  public var partial: Character { unicode ? "▹" : ":" }
  public var folded: Character { "+" }
  public var unfolded: Character { unicode ? "−" : "-" }
  public var vertical: Character { unicode ? "│" : "|" }
  public var horizontal: Character { unicode ? "─" : "-" }
  public var topLeft: Character { unicode ? "┌" : "+" }
  public var topRight: Character { unicode ? "┐" : "+" }
  public var bottomLeft: Character { unicode ? "└" : "+" }
  public var bottomRight: Character { unicode ? "┘" : "+" }
  /// There is more above or below.
  public var above: Character { unicode ? "▲" : "^" }
  public var below: Character { unicode ? "▼" : "v" }

  /// Text in what the terminal can show. In ASCII our own words are spelled, anything foreign becomes
  /// `?`.
  public func show(_ text: String) -> String {
    if unicode || text.isPrintableASCII { return text.shown }
    var result = ""
    for cell in text.shownCells {
      switch cell.character {
      case "×": result += "x"
      case "→": result += "->"
      case "←": result += "<-"
      case "↑": result += "^"
      case "↓": result += "v"
      case "…": result += "..."
      case "−", "–", "—": result += "-"
      case "·": result += "*"
      case "’", "‘": result += "'"
      default: result.append(cell.character.isASCII ? cell.character : "?")
      }
    }
    return result
  }

  /// Text in what the terminal can show, cut to `width` columns.
  public func fit(_ text: String, _ width: Int) -> String {
    Text.fit(show(text), width, mark: cut)
  }

  /// Of several wordings, the longest first, one that the terminal has room for; else the last one,
  /// cut.
  public func fit(_ choices: [String], _ width: Int) -> String {
    let shown = choices.map(show)
    return shown.first { $0.columns <= width } ?? fit(shown.last ?? "", width)
  }

  /// A column that fills so many eighths (1 … 8) of a cell from below.
  public func column(_ eighths: Int) -> Character {
    guard unicode else { return eighths < 4 ? "." : eighths < 7 ? ":" : "#" }
    let all: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    return all[max(1, min(eighths, 8)) - 1]
  }

  /// A horizontal bar of `share` (0 … 1) of `width` columns; eighths of a column in Unicode.
  /// Anything above nothing shows.
  public func bar(_ share: Double, width: Int) -> String {
    guard width > 0, share > 0 else { return "" }
    let steps = unicode ? 8 : 1
    let length = Int((min(share, 1) * Double(width * steps)).rounded())
    guard unicode else { return String(repeating: "#", count: max(1, length)) }
    let eighths: [String] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    let whole = max(1, length)
    return String(repeating: "█", count: whole / 8) + eighths[whole % 8]
  }
}
