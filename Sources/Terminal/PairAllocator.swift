import TerminalUI

/// Numbers ncurses' colour pairs as they are needed. Half blocks use any foreground on any
/// background, and some terminals have only 64 pairs.
struct PairAllocator {
  /// Numbers 0 ..< capacity exist; 0 is the terminal's own colours.
  let capacity: Int
  let colors: Int
  private var numbers: [Key: Int32] = [:]

  private struct Key: Hashable {
    let foreground: Int16
    let background: Int16
  }

  init(capacity: Int, colors: Int) {
    self.capacity = capacity
    self.colors = colors
  }

  /// The pair's number, or nil when none is left. `define` is called for a pair that is new, with
  /// its number and palette indices (-1 is the terminal's own colour).
  mutating func number(
    foreground: Color, background: Color, define: (Int32, Int32, Int32) -> Void
  ) -> Int32? {
    let key = Key(foreground: index(foreground), background: index(background))
    if key.foreground < 0, key.background < 0 { return 0 }
    if let number = numbers[key] { return number }
    let number = numbers.count + 1
    guard number < capacity else { return nil }
    numbers[key] = Int32(number)
    define(Int32(number), Int32(key.foreground), Int32(key.background))
    return Int32(number)
  }

  /// Forgets every pair. What is on the screen has to be written again.
  mutating func reset() { numbers.removeAll(keepingCapacity: true) }

  /// A colour that the terminal does not have is shown as its own.
  private func index(_ color: Color) -> Int16 {
    switch color {
    case .terminal: -1
    case .indexed(let index): Int(index) < colors ? Int16(index) : -1
    case .rgb: -1
    }
  }
}
