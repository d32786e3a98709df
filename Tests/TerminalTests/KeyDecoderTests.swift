import Testing

@testable import Terminal
@testable import TerminalUI

/// Bytes that come together, and the silence between them.
private enum Piece {
  case bytes([UInt8])
  case silence
}

@Suite struct KeyDecoderTests {
  private func inputs(_ pieces: [Piece], _ decoder: KeyDecoder = KeyDecoder()) -> [Input] {
    var decoder = decoder
    return pieces.flatMap {
      switch $0 {
      case .bytes(let bytes): decoder.decode(bytes)
      case .silence: decoder.timeOut()
      }
    }
  }

  private func inputs(_ text: String, _ decoder: KeyDecoder = KeyDecoder()) -> [Input] {
    inputs([.bytes(Array(text.utf8)), .silence], decoder)
  }

  private func keys(_ text: String) -> [Key] { keys(Array(text.utf8)) }

  private func keys(_ bytes: [UInt8]) -> [Key] {
    inputs([.bytes(bytes), .silence]).compactMap { if case .key(let key) = $0 { key } else { nil } }
  }

  @Test func everyPrintableCharacterIsItself() {
    for byte in UInt8(32)...126 {
      #expect(keys([byte]) == [.character(Character(Unicode.Scalar(byte)))])
    }
    #expect(keys("é▀🐈") == [.character("é"), .character("▀"), .character("🐈")])
  }

  @Test func controlKeysHaveTheirLetters() {
    #expect(keys([1, 2, 6, 12, 26]) == "abflz".map { .control($0) })
    #expect(keys([0, 28, 31]) == [.control("@"), .control("\\"), .control("_")])
    #expect(keys([9, 10, 13, 8, 127]) == [.tab, .enter, .enter, .backspace, .backspace])
  }

  @Test func escapeAloneIsEscape() {
    #expect(keys("\u{1B}") == [.escape])
    #expect(keys("\u{1B}q") == [.escape, .character("q")])
    #expect(keys("\u{1B}\u{1B}") == [.escape, .escape])
    #expect(keys("\u{1B}\u{1B}[A") == [.escape, .up])
    // An introducer with nothing after it was typed.
    for letter in "[O]PX^_" {
      #expect(keys("\u{1B}\(letter)") == [.escape, .character(letter)])
      #expect(keys("\u{1B}\(letter)\u{1B}[A") == [.escape, .character(letter), .up])
    }
  }

  /// Escape is told soon, the rest of what has begun is waited for.
  @Test func patienceIsShortOnlyWhereItMayBeEscape() {
    var decoder = KeyDecoder(patience: .init(escape: 7, sequence: 70, paste: 700))
    func patience(after text: String) -> Int? {
      _ = decoder.timeOut()
      _ = decoder.decode(text.utf8)
      return decoder.patience
    }
    #expect(KeyDecoder.Patience().escape <= 50 && KeyDecoder.Patience().paste <= 500)
    for text in ["", "a", "\u{1B}[A", "\u{1B}[200~x\u{1B}[201~"] {
      #expect(patience(after: text) == nil)
    }
    for text in ["\u{1B}", "\u{1B}[", "\u{1B}P"] { #expect(patience(after: text) == 7) }
    for text in ["\u{1B}[2", "\u{1B}[M", "\u{1B}]1", "\u{1B}Px\u{1B}", "\u{9B}"] {
      #expect(patience(after: text) == 70)
    }
    #expect(patience(after: "\u{1B}[200~x") == 700)
  }

  private static let known: [(String, Key)] = [
    ("[A", .up), ("OB", .down), ("[D", .left), ("[C", .right), ("[Z", .backTab), ("OM", .enter),
    ("[1~", .home), ("[4~", .end), ("[5~", .pageUp), ("[6~", .pageDown), ("[3~", .delete),
    ("[H", .home), ("OF", .end), ("[7~", .home), ("[8~", .end),
  ]

  /// What terminals send without a key being pressed, and keys that mean nothing here.
  private static let nothing = [
    // Control-Right, focus, a function key, a key of kitty's protocol, rxvt's Shift-Home.
    "[1;5C", "[I", "[25~", "[97;5u", "[7$", "O2P",
    // The Linux console's function keys.
    "[[A", "[[E",
    // Reports: cursor, device, mode, window; the mouse that is off, SGR and X10.
    "[24;80R", "[?64;1;2c", "[?2026;2$y", "[8;24;80t", "[<0;3;4M", "[<0;3;4m", "[Mqqq", "[M !!",
    // Far too long.
    "[" + String(repeating: "1;", count: 500) + "q",
    "P" + String(repeating: "q", count: 5000) + "\u{1B}\\",
    // Strings: colour, title, device control, application, privacy, any.
    "]11;rgb:ffff/1234/0000\u{7}", "]4;1;rgb:0/0/0\u{1B}\\", "P1$r0q\u{1B}\\", "P>|q 1\u{7}",
    "_Gi=1;OK\u{1B}\\", "_q\u{7}", "^q\u{1B}\\", "Xqé\u{1B}\\", "Xq\u{18}",
  ]

  /// A sequence is the same in two pieces, wherever it is cut.
  @Test func sequencesMayComeInPieces() {
    let all = Self.known.map { ($0.0, [$0.1]) } + Self.nothing.map { ($0, []) }
    for (text, expected) in all {
      let bytes = Array("\u{1B}\(text)n".utf8)
      for cut in 1..<min(bytes.count - 1, 80) {
        let pieces = [bytes[..<cut], bytes[cut...]].map { Piece.bytes(Array($0)) } + [.silence]
        let told = (expected + [.character("n")]).map(Input.key)
        #expect(inputs(pieces) == told, "\(text) cut at \(cut)")
      }
    }
  }

  @Test func halfASequenceIsNothing() {
    for text in ["[24;8", "[M q", "P1$rq", "_q", "]0;q\u{1B}"] {
      #expect(keys("\u{1B}\(text)") == [])
    }
    #expect(
      inputs([.bytes(Array("\u{1B}[24;8".utf8)), .silence, .bytes(Array("q".utf8))])
        == [.key("q")])
  }

  /// What controls the program does so in the middle of a broken sequence, too.
  @Test func controlKeysAreHeardWithinSequences() {
    #expect(keys("\u{1B}[24;\u{3}") == [.control("c")])
    #expect(keys("\u{1B}P1;q\u{3}") == [.control("c")])
    #expect(keys("\u{1B}[24;\u{1B}[B") == [.down])
    #expect(keys("\u{1B}P1;q\u{1B}[B") == [.down])
  }

  @Test func eightBitControlsAreToldFromText() {
    #expect(keys([0x9B, 0x41]) == [.up])
    #expect(keys([0x9B, 0x32, 0x34, 0x3B, 0x38, 0x52, 0x6E]) == ["n"])
    #expect(keys([0x90, 0x71, 0x9C, 0x6E]) == ["n"])
    #expect(keys([0x9D, 0x30, 0x3B, 0x71, 0x07, 0x9F, 0x71, 0x1B, 0x5C, 0x6E]) == ["n"])
    #expect(keys("\u{9B}Bn") == [.down, "n"])
    // Other controls are nothing; the same bytes within characters are text.
    #expect(keys([0x80, 0x85, 0x6E]) == ["n"])
    #expect(keys("盛\u{11B}Ûn") == ["盛", "\u{11B}", "Û", "n"])
  }

  @Test func theTerminalsOwnSequencesComeFirst() {
    let keys: [[UInt8]: Key] = [
      Array("\u{1B}A".utf8): .up, Array("\u{1B}[I".utf8): .pageUp, Array("\u{1B}[M".utf8): .end,
      Array("\u{1B}[214z".utf8): .home, [0x0B]: .down,
    ]
    #expect(
      inputs("\u{1B}A\u{1B}[I\u{1B}[M\u{1B}[214z\u{0B}", KeyDecoder(keys: keys))
        == [.up, .pageUp, .end, .home, .control("k")].map { .key($0) })
  }

  @Test func theMouseIsToldWhereItIsUsed() {
    var decoder = KeyDecoder()
    decoder.usesMouse = true
    // Press, release, motion, right button; the wheel; with Control.
    #expect(
      inputs("\u{1B}[<0;3;4M\u{1B}[<0;3;4m\u{1B}[<32;3;4M\u{1B}[<2;3;4M", decoder)
        == [.mouse(Mouse(.press, x: 2, y: 3))])
    #expect(
      inputs("\u{1B}[<64;1;1M\u{1B}[<65;1;1M\u{1B}[<16;1;1M", decoder)
        == [Mouse.Kind.scrollUp, .scrollDown, .press].map { .mouse(Mouse($0, x: 0, y: 0)) })
    #expect(inputs("\u{1B}[M #$\u{1B}[M##$", decoder) == [.mouse(Mouse(.press, x: 2, y: 3))])
    let odd = "\u{1B}[<0;0;4M\u{1B}[<0;4M\u{1B}[<99999999999999999999;1;1M\u{1B}[M   "
    #expect(inputs(odd, decoder) == [])
  }

  @Test func aPasteIsOneText() {
    let text = "one\ntwo q\u{3}\u{1B}[A\u{1B}é"
    let bytes = Array("a\u{1B}[200~\(text)\u{1B}[201~b".utf8)
    for cut in 3..<bytes.count {
      let pieces: [Piece] = [.bytes(Array(bytes[..<cut])), .bytes(Array(bytes[cut...]))]
      #expect(inputs(pieces) == [.key("a"), .paste(text), .key("b")])
    }
    #expect(inputs("\u{1B}[200~half") == [.paste("half")])
    let long = inputs("\u{1B}[200~" + String(repeating: "é", count: 100_000) + "\u{1B}[201~q")
    guard case .paste(let taken) = long.first else { return #expect(Bool(false), "no paste") }
    #expect(taken.count >= LineEditor.limit && taken.count < 20_000)
    #expect(long.dropFirst() == [.key("q")])
    #expect(inputs("\u{1B}[201~q") == [.key("q")])
  }

  @Test func charactersSurviveBeingCutInPieces() {
    let cat = Array("🐈".utf8)
    let pieces = cat.flatMap { [Piece.bytes([$0]), .silence] }
    #expect(inputs(pieces) == [.key("🐈")])
  }

  @Test func brokenUTF8IsDropped() {
    #expect(keys([0xA0, 0xFF, 0xC3, 0x61]) == [.character("a")])
    // Overlong, surrogate, beyond U+10FFFF.
    #expect(keys([0xC0, 0xAF, 0x78]) == [.character("x")])
    #expect(keys([0xED, 0xA0, 0x80, 0x78]) == [.character("x")])
    #expect(keys([0xF4, 0x90, 0x80, 0x80, 0x78]) == [.character("x")])
  }
}
