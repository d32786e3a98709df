import CTerminal
import Testing

@testable import Terminal
@testable import TerminalUI

@Suite struct KeyDecoderTests {
  private func keys(_ text: String) -> [Key] { keys(text.utf8.map { Int32($0) }) }

  private func keys(_ codes: [Int32]) -> [Key] {
    var decoder = KeyDecoder()
    return codes.flatMap { decoder.decode($0) } + decoder.flush()
  }

  @Test func everyPrintableCharacterIsItself() {
    for byte in UInt8(32)...126 {
      let character = Character(Unicode.Scalar(byte))
      #expect(keys([Int32(byte)]) == [.character(character)])
    }
    #expect(keys("é▀🐈") == [.character("é"), .character("▀"), .character("🐈")])
  }

  @Test func controlKeysHaveTheirLetters() {
    #expect(keys([1, 2, 6, 12, 26]) == "abflz".map { .control($0) })
    #expect(keys([28, 31]) == [.control("\\"), .control("_")])
    #expect(keys([9, 10, 13, 8, 127]) == [.tab, .enter, .enter, .backspace, .backspace])
  }

  @Test func functionKeysAreKnown() {
    let codes = [
      CT_UP, CT_DOWN, CT_LEFT, CT_RIGHT, CT_PAGE_UP, CT_PAGE_DOWN, CT_HOME, CT_END, CT_ENTER,
      CT_BACK_TAB, CT_BACKSPACE, CT_DELETE, CT_UNKNOWN,
    ].map { Int32($0.rawValue) }
    let expected: [Key] = [
      .up, .down, .left, .right, .pageUp, .pageDown, .home, .end, .enter, .backTab, .backspace,
      .delete,
    ]
    #expect(keys(codes) == expected)
  }

  @Test func escapeAloneIsEscape() {
    #expect(keys("\u{1B}") == [.escape])
    #expect(keys("\u{1B}q") == [.escape, .character("q")])
    #expect(keys("\u{1B}\u{1B}") == [.escape, .escape])
    #expect(keys([27, Int32(CT_UP.rawValue)]) == [.escape, .up])
  }

  @Test func sequencesOutsideTheTerminfoEntryAreNotTyped() {
    // Arrows in the other cursor mode, which ncurses hands through.
    #expect(keys("\u{1B}[A\u{1B}OB\u{1B}[D\u{1B}[C") == [.up, .down, .left, .right])
    #expect(keys("\u{1B}[Z\u{1B}OM") == [.backTab, .enter])
    #expect(
      keys("\u{1B}[1~\u{1B}[4~\u{1B}[5~\u{1B}[6~\u{1B}[3~\u{1B}[1;5~")
        == [.home, .end, .pageUp, .pageDown, .delete])
    // Control-Right, focus, a mouse report, an unknown function key: nothing.
    #expect(
      keys("\u{1B}[1;5Cx\u{1B}[I\u{1B}[<0;3;4Mx\u{1B}[25~") == [.character("x"), .character("x")])
    #expect(keys("\u{1B}[") == [.escape, .character("[")])
  }

  /// A colour that somebody else asked for, whole or in pieces, is no key.
  @Test func answersOfTheTerminalAreNotTyped() {
    #expect(keys("x\u{1B}]11;rgb:ffff/1234/0000\u{7}y") == [.character("x"), .character("y")])
    #expect(keys("\u{1B}]4;1;rgb:0/0/0\u{1B}\\q") == [.character("q")])
    var decoder = KeyDecoder()
    var seen: [Key] = []
    for piece in ["\u{1B}]11;", "rgb:12", "34/5\u{1B}", "\\", "n"] {
      seen += piece.utf8.flatMap { decoder.decode(Int32($0)) } + decoder.flush()
    }
    #expect(seen == [.character("n")])
    #expect(keys("\u{1B}]") == [.escape, .character("]")])
    #expect(keys("\u{1B}]x") == [.escape, .character("]"), .character("x")])
    #expect(keys("\u{1B}]1") == [.escape, .character("]"), .character("1")])
    #expect(keys("\u{1B}]1\u{1B}[A").suffix(1) == [.up])
    #expect(keys("\u{1B}]0;" + String(repeating: "a", count: 400) + "n").last == .character("n"))
  }

  @Test func charactersSurviveBeingCutInPieces() {
    var decoder = KeyDecoder()
    let cat = Array("🐈".utf8).map { Int32($0) }
    #expect(decoder.decode(cat[0]).isEmpty && decoder.flush().isEmpty)
    #expect(decoder.decode(cat[1]).isEmpty && decoder.flush().isEmpty)
    #expect(decoder.decode(cat[2]).isEmpty && decoder.flush().isEmpty)
    #expect(decoder.decode(cat[3]) == [.character("🐈")])
  }

  @Test func brokenUTF8IsDropped() {
    #expect(keys([0x80, 0xFF, 0xC3, 0x61]) == [.character("a")])
    // Overlong, surrogate, beyond U+10FFFF.
    #expect(keys([0xC0, 0xAF, 0x78]) == [.character("x")])
    #expect(keys([0xED, 0xA0, 0x80, 0x78]) == [.character("x")])
    #expect(keys([0xF4, 0x90, 0x80, 0x80, 0x78]) == [.character("x")])
  }
}
