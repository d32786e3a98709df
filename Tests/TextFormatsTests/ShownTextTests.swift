import Glibc
import Testing

@testable import TextFormats

/// Text from outside, as a terminal shows it.
@Suite struct ShownTextTests {
  private func widths(_ text: String) -> [Int] { text.shownCells.map(\.columns) }

  @Test func accentsJoinTheirLetters() {
    for (written, scalars) in [
      ("Ma\u{301}laga", "Málaga"), ("u\u{308}\u{304}", "ǖ"), ("か\u{3099}", "が"),
      ("\u{1112}\u{1161}\u{11AB}", "한"), ("\u{AC00}\u{11A8}", "각"), ("A\u{30A}", "Å"),
    ] {
      #expect(Array(written.shown.unicodeScalars) == Array(scalars.unicodeScalars))
    }
    // No letter of its own: it stays with its base, in one cell.
    let marked = "x\u{301}y".shownCells
    #expect(marked.map(\.character) == ["x\u{301}", "y"] && marked.map(\.columns) == [1, 1])
    #expect("x\(String(repeating: "\u{301}", count: 999))y".shown.unicodeScalars.count == 6)
    // Nothing to join.
    #expect("\u{301}a".shown == "?a" && " \u{301}".shown == " ?" && "a\u{1161}".shown == "a?")
  }

  @Test func wideCharactersTakeTwoColumns() {
    #expect(widths("猫é写한ｱＡ😀×▸") == [2, 1, 2, 2, 1, 2, 2, 1, 1])
    #expect("写真.png".columns == 8 && "coffee".columns == 6 && "".columns == 0)
    // A flag is one, half of one is nothing known.
    #expect(widths("🇫🇷x") == [2, 1] && "\u{1F1EB}x".shown == "?x")
    // What only chooses a look is left out: a family is three people.
    #expect(widths("👨‍👩‍👧") == [2, 2, 2] && "❤\u{FE0F}".shown == "❤" && "👍🏽".shown == "👍")
    // One character to Swift, two cells to a terminal.
    #expect(widths("क्ष") == [1, 1])
  }

  @Test func nothingTurnsOrHidesALine() {
    let directions =
      Array(0x202A...0x202E) + Array(0x2066...0x2069) + [0x200E, 0x200F, 0x61C]
    let unseen = [0x200B, 0xAD, 0x2060, 0xFEFF, 0x115F, 0x3164, 0xFFA0, 0xE0041, 0x180E, 0x34F]
    let controls = Array(0...0x1F) + Array(0x7F...0x9F) + [0x2028, 0x2029]
    for value in directions + unseen + controls + [0xFFFE, 0xFFFF, 0x10FFFF] {
      let scalar = Unicode.Scalar(UInt32(value))
      #expect("a\(scalar.map(String.init) ?? "")b".shown == "a?b", "\(String(value, radix: 16))")
    }
    #expect("na\u{200C}me".shown == "name")
    #expect("caf\u{10FEE9}\u{E000}".shown == "caf\u{FFFD}\u{FFFD}")
    #expect("\u{FFFD}.png".shown == "\u{FFFD}.png")
  }

  /// The C library's own table is newer or older in some places, but not in many.
  @Test func widthsAreThoseOfTheCLibrary() throws {
    let locale = try #require(newlocale(1 << LC_CTYPE, "C.UTF-8", nil))
    let before = uselocale(locale)
    defer {
      uselocale(before)
      freelocale(locale)
    }
    // Not in the Glibc module.
    let symbol = try #require(dlsym(nil, "wcwidth"))
    let wcwidth = unsafeBitCast(symbol, to: (@convention(c) (UInt32) -> Int32).self)
    var odd: [UInt32] = []
    var known = 0
    for value in UInt32(0x20)...0x3FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let columns = Int(wcwidth(value))
      switch ShownCell.role(of: scalar) {
      case .letter(let ours) where columns >= 0:
        known += 1
        if ours != columns { odd.append(value) }
      case .mark where columns > 0: odd.append(value)
      default: break
      }
    }
    #expect(known > 100_000)
    #expect(odd.count < 100, "\(odd.map { String($0, radix: 16) })")
  }

  @Test func partsFitTheirColumns() {
    #expect("写真.png".prefix(columns: 3) == "写" && "写真.png".prefix(columns: 4) == "写真")
    #expect("写真.png".suffix(columns: 5) == ".png" && "写真.png".suffix(columns: 6) == "真.png")
    #expect("abc".prefix(columns: 0) == "" && "abc".prefix(columns: -1) == "")
    #expect("猫".padded(to: 4) == "猫  " && "猫".rightAligned(to: 3) == " 猫")
    #expect("猫猫猫 ab".wrapped(to: 4) == ["猫猫", "猫", "ab"])
    #expect("one two six".wrapped(to: 7) == ["one two", "six"])
    #expect("one two six".wrapped(to: 6) == ["one", "two", "six"], "the space takes a column, too")
    #expect("猫猫".wrapped(to: 1) == ["猫", "猫"])
    var table = TextTable([("name", .left), ("n", .right)])
    table.add(["写真", "1"])
    table.add(["Ma\u{301}laga", "2"])
    #expect(table.text == "name    n\n写真    1\nMálaga  2\n")
  }
}
