/// The characters beyond letters and digits, in Unicode or in ASCII.
struct Glyphs: Sendable {
  let unicode: Bool

  var times: String { unicode ? "×" : "x" }
  var arrow: String { unicode ? "→" : "->" }
  /// Where a text was cut.
  var cut: Character { unicode ? "…" : "~" }
  var range: String { unicode ? "…" : ".." }
  var pending: Character { unicode ? "·" : "." }
  var running: Character { unicode ? "▸" : ">" }
  /// Begun, and nothing of it runs now.
  var partial: Character { unicode ? "▹" : ":" }
  var folded: Character { "+" }
  var unfolded: Character { unicode ? "−" : "-" }
  var vertical: Character { unicode ? "│" : "|" }
  var horizontal: Character { unicode ? "─" : "-" }
  var topLeft: Character { unicode ? "┌" : "+" }
  var topRight: Character { unicode ? "┐" : "+" }
  var bottomLeft: Character { unicode ? "└" : "+" }
  var bottomRight: Character { unicode ? "┘" : "+" }
  /// There is more above or below.
  var above: Character { unicode ? "▲" : "^" }
  var below: Character { unicode ? "▼" : "v" }

  /// Text made of our own words, in what the terminal can show. Anything foreign becomes `?`.
  func show(_ text: String) -> String {
    if Text.isPrintableASCII(text) { return text }
    guard !unicode else { return String(text.map(Text.oneColumn)) }
    var result = ""
    for character in text {
      switch character {
      case "×": result += "x"
      case "→": result += "->"
      case "←": result += "<-"
      case "↑": result += "^"
      case "↓": result += "v"
      case "…": result += "..."
      case "−", "–", "—": result += "-"
      case "·": result += "."
      case "’", "‘": result += "'"
      default: result.append(character.isASCII ? Text.oneColumn(character) : "?")
      }
    }
    return result
  }

  /// A column that fills so many eighths (1 … 8) of a cell from below.
  func column(_ eighths: Int) -> Character {
    guard unicode else { return eighths < 4 ? "." : eighths < 7 ? ":" : "#" }
    let all: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    return all[max(1, min(eighths, 8)) - 1]
  }

  /// A horizontal bar of `share` (0 … 1) of `width` columns; eighths of a column in Unicode.
  /// Anything above nothing shows.
  func bar(_ share: Double, width: Int) -> String {
    guard width > 0, share > 0 else { return "" }
    let steps = unicode ? 8 : 1
    let length = Int((min(share, 1) * Double(width * steps)).rounded())
    guard unicode else { return String(repeating: "#", count: max(1, length)) }
    let eighths: [String] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    let whole = max(1, length)
    return String(repeating: "█", count: whole / 8) + eighths[whole % 8]
  }
}
