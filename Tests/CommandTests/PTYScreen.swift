/// The screen that a terminal would show, from the bytes that a program sent: what ncurses uses of
/// xterm, the Linux console and the vt100, and nothing more.
struct PTYScreen {
  private(set) var width: Int
  private(set) var height: Int
  private(set) var isAlternate = false
  /// How often the alternate screen was left.
  private(set) var timesLeft = 0
  private(set) var showsCursor = true
  /// Graphic renditions that were set, as parameters (`38;5;167`).
  private(set) var renditions: Set<String> = []
  /// Sequences that are not understood: a test that sees one needs a better screen.
  private(set) var unknown: [String] = []

  private var cells: [[Character]]
  private var x = 0
  private var y = 0
  private var saved = (x: 0, y: 0)
  private var top = 0
  private var bottom: Int
  private var wraps = false
  private var last: Character = " "
  private var pending: [UInt8] = []

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    cells = Self.blank(width, height)
    bottom = height - 1
  }

  /// The lines without trailing spaces.
  var lines: [String] {
    cells.map { row in
      var line = String(row.filter { $0 != "\0" })
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  var text: String { lines.joined(separator: "\n") }

  /// Without the blocks of maps and photos: which of `▀`, `▄`, `█` and a space stands for two colours depends on what
  /// was sent before.
  var textWithoutMaps: String {
    lines.map { line in
      var line = line.map { "▀▄█▌▐▚▞▘▝▖▗▙▛▜▟".contains($0) ? " " : $0 }
      while line.last == " " { line.removeLast() }
      return String(line)
    }.joined(separator: "\n")
  }

  mutating func resize(width: Int, height: Int) {
    cells = (0..<height).map { y in
      (0..<width).map { x in y < self.height && x < self.width ? cells[y][x] : " " }
    }
    (self.width, self.height, top, bottom) = (width, height, 0, height - 1)
    (x, y, wraps) = (min(x, width - 1), min(y, height - 1), false)
  }

  mutating func feed(_ bytes: some Sequence<UInt8>) {
    pending += bytes
    var position = 0
    while position < pending.count, let length = consume(pending[position...]) {
      position += length
    }
    pending.removeFirst(position)
  }

  /// Handles what the bytes begin with; nil when it is not complete.
  private mutating func consume(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = bytes.first else { return nil }
    switch first {
    case 0x1B: return escape(bytes)
    case 0x08: (x, wraps) = (max(0, x - 1), false)
    case 0x09: x = min(width - 1, (x / 8 + 1) * 8)
    case 0x0A: lineFeed()
    case 0x0D: (x, wraps) = (0, false)
    case 0x00..<0x20, 0x7F: break
    default:
      let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      guard bytes.count >= length else { return nil }
      for character in String(decoding: bytes.prefix(length), as: UTF8.self) { put(character) }
      return length
    }
    return 1
  }

  private mutating func escape(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let second = bytes.dropFirst().first else { return nil }
    switch Unicode.Scalar(second) {
    case "[":
      let body = bytes.dropFirst(2)
      guard let end = body.firstIndex(where: { (0x40...0x7E).contains($0) }) else { return nil }
      let parameters = String(decoding: body[..<end], as: UTF8.self)
      control(parameters, Unicode.Scalar(body[end]))
      return bytes.distance(from: bytes.startIndex, to: end) + 1
    case "]":
      guard let end = bytes.firstIndex(of: 0x07) else { return nil }
      return bytes.distance(from: bytes.startIndex, to: end) + 1
    case "(", ")": return bytes.count < 3 ? nil : 3
    case "7": saved = (x, y)
    case "8": (x, y, wraps) = (saved.x, saved.y, false)
    case "M": if y == top { scroll(by: -1) } else { y = max(0, y - 1) }
    case "D": lineFeed()
    case "E":
      (x, wraps) = (0, false)
      lineFeed()
    case "=", ">", "H": break
    case "c": self = PTYScreen(width: width, height: height)
    default: unknown.append("ESC \(Unicode.Scalar(second))")
    }
    return 2
  }

  private mutating func control(_ text: String, _ final: Unicode.Scalar) {
    let isPrivate = text.first.map { "?>=".contains($0) } ?? false
    let numbers = text.drop { "?>=".contains($0) }
      .split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    func number(_ index: Int, _ standard: Int = 1) -> Int {
      numbers.indices.contains(index)
        ? max(numbers[index] ?? standard, standard == 0 ? 0 : 1) : standard
    }
    wraps = wraps && final == "m"
    switch final {
    case "H", "f": (y, x) = (clampY(number(0) - 1), clampX(number(1) - 1))
    case "A": y = clampY(y - number(0))
    case "B": y = clampY(y + number(0))
    case "C": x = clampX(x + number(0))
    case "D": x = clampX(x - number(0))
    case "G": x = clampX(number(0) - 1)
    case "d": y = clampY(number(0) - 1)
    case "J": eraseScreen(number(0, 0))
    case "K": eraseLine(number(0, 0))
    case "X": for column in x..<min(width, x + number(0)) { cells[y][column] = " " }
    case "b": for _ in 0..<number(0) { put(last) }
    case "@":
      for _ in 0..<min(number(0), width - x) {
        cells[y].insert(" ", at: x)
        cells[y].removeLast()
      }
    case "P":
      for _ in 0..<min(number(0), width - x) {
        cells[y].remove(at: x)
        cells[y].append(" ")
      }
    case "L", "M":
      let region = top
      top = y
      scroll(by: final == "L" ? -number(0) : number(0))
      top = region
    case "S": scroll(by: number(0))
    case "T": scroll(by: -number(0))
    case "r" where !isPrivate:
      (top, bottom) = (clampY(number(0) - 1), clampY(number(1, height) - 1))
      (x, y) = (0, 0)
    case "m" where !isPrivate: renditions.insert(text)
    case "h", "l": for mode in numbers { setMode(mode ?? 0, isPrivate, final == "h") }
    case "t", "c", "n", "q", "m", "p": break
    default: unknown.append("CSI \(text)\(final)")
    }
  }

  private mutating func setMode(_ mode: Int, _ isPrivate: Bool, _ isOn: Bool) {
    guard isPrivate else { return }
    switch mode {
    case 25: showsCursor = isOn
    case 47, 1047, 1049:
      if isAlternate, !isOn { timesLeft += 1 }
      isAlternate = isOn
      cells = Self.blank(width, height)
    default: break
    }
  }

  private mutating func put(_ character: Character) {
    if wraps {
      (x, wraps) = (0, false)
      lineFeed()
    }
    cells[y][x] = character
    last = character
    // Of Chinese characters only: the right half is nothing.
    if ("\u{4E00}"..."\u{9FFF}").contains(character), x + 1 < width {
      x += 1
      cells[y][x] = "\0"
    }
    if x == width - 1 { wraps = true } else { x += 1 }
  }

  private mutating func lineFeed() {
    if y == bottom { scroll(by: 1) } else { y = clampY(y + 1) }
  }

  private mutating func scroll(by lines: Int) {
    guard top <= bottom else { return }
    for _ in 0..<min(abs(lines), bottom - top + 1) {
      cells.remove(at: lines > 0 ? top : bottom)
      cells.insert(Array(repeating: " ", count: width), at: lines > 0 ? bottom : top)
    }
  }

  private mutating func eraseLine(_ part: Int) {
    let columns = part == 0 ? x..<width : part == 1 ? 0..<x + 1 : 0..<width
    for column in columns { cells[y][column] = " " }
  }

  private mutating func eraseScreen(_ part: Int) {
    if part < 2 { eraseLine(part) }
    let rows = part == 0 ? y + 1..<height : part == 1 ? 0..<y : 0..<height
    for row in rows { cells[row] = Array(repeating: " ", count: width) }
  }

  private func clampX(_ value: Int) -> Int { min(max(0, value), width - 1) }
  private func clampY(_ value: Int) -> Int { min(max(0, value), height - 1) }

  private static func blank(_ width: Int, _ height: Int) -> [[Character]] {
    Array(repeating: Array(repeating: " ", count: width), count: height)
  }
}
