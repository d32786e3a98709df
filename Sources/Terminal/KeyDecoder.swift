import TerminalUI

/// Makes inputs of the bytes that a terminal sends.
///
/// What begins as a control sequence or a control string (ECMA-48) is never taken for keys, known
/// or not, in however many pieces it comes. Pure: the caller says when nothing more came.
struct KeyDecoder {
  /// Milliseconds of silence after which nothing more is expected.
  struct Patience {
    /// After what may be the Escape key, or Escape and a letter.
    var escape = 25
    /// Within a sequence: its rest, that comes late over ssh, is nobody's keys.
    var sequence = 2000
    /// Within a paste: its end, if lost, is not to take what a person types for long.
    var paste = 500
  }

  private enum Mode {
    case ground, escape
    /// After `Escape [` or `Escape O`: parameters until a final byte.
    case sequence
    /// The three bytes of an X10 mouse report.
    case report
    /// After `Escape P`, `X`, `]`, `^` or `_`: anything until BEL or `Escape \`.
    case string
    /// After Escape within it.
    case stringEnd
    /// After `Escape [200~`: text until `Escape [201~`, of which so many bytes have come.
    case paste(ended: Int)
  }

  /// Tells presses of the mouse; else its reports are nothing.
  var usesMouse = false
  private let keys: [[UInt8]: Key]
  private let times: Patience
  private var mode = Mode.ground
  /// The bytes from Escape on, the start of a string's.
  private var sequence: [UInt8] = []
  /// False while the bytes may also be Escape and a letter, typed.
  private var isSure = false
  /// True where 8-bit controls are used.
  private var isEightBit = false
  private var pasted: [UInt8] = []
  private var utf8: [UInt8] = []
  private var missing = 0

  /// - Parameter keys: The terminal's own sequences, which come before those that most terminals
  ///   send. Single bytes don't count: those are typed.
  init(keys: [[UInt8]: Key] = [:], patience: Patience = Patience()) {
    self.keys = Self.common.merging(keys.filter { $0.key.count > 1 && $0.key[0] == 0x1B }) { $1 }
    times = patience
  }

  /// The milliseconds after which `timeOut` is due if no byte comes; nil where nothing has begun.
  var patience: Int? {
    switch mode {
    case .ground: nil
    case .escape: times.escape
    case .sequence, .string: isSure ? times.sequence : times.escape
    case .report, .stringEnd: times.sequence
    case .paste: times.paste
    }
  }

  mutating func decode(_ bytes: some Sequence<UInt8>) -> [Input] {
    var inputs: [Input] = []
    for byte in bytes { inputs += decode(byte) }
    return inputs
  }

  /// Nothing more has come: a lone Escape is Escape, half a sequence is nothing.
  mutating func timeOut() -> [Input] {
    defer { mode = .ground }
    switch mode {
    case .escape: return [.key(.escape)]
    case .sequence, .string: return typed
    case .paste: return [.paste(String(decoding: pasted, as: UTF8.self))]
    case .ground, .report, .stringEnd: return []
    }
  }

  private mutating func decode(_ byte: UInt8) -> [Input] {
    switch mode {
    case .ground: return ground(byte)
    case .escape: return escape(byte)
    case .sequence: return parameter(byte)
    case .report:
      sequence.append(byte)
      guard sequence.count == 6 else { return [] }
      mode = .ground
      let values = sequence.suffix(3).map { Int($0) - 32 }
      return mouse(values[0], x: values[1], y: values[2])
    case .string, .stringEnd: return string(byte)
    case .paste(let ended): return paste(byte, ended)
    }
  }

  private mutating func begin(_ mode: Mode, _ bytes: [UInt8], isSure: Bool) {
    (self.mode, sequence, self.isSure, isEightBit) = (mode, bytes, isSure, isSure)
  }

  private mutating func escape(_ byte: UInt8) -> [Input] {
    sequence.append(byte)
    if keys[sequence] != nil { return complete() }
    guard let mode = Self.mode(after: byte) else {
      mode = .ground
      return [.key(.escape)] + ground(byte)
    }
    begin(mode, sequence, isSure: false)
    return []
  }

  private static func mode(after byte: UInt8) -> Mode? {
    switch Unicode.Scalar(byte) {
    case "[", "O": .sequence
    case "P", "X", "]", "^", "_": .string
    default: nil
    }
  }

  /// Escape and a letter, where it may be that.
  private var typed: [Input] {
    isSure
      ? [] : [.key(.escape)] + sequence.dropFirst().map { .key(.character(Self.character($0))) }
  }

  private static func character(_ byte: UInt8) -> Character { Character(Unicode.Scalar(byte)) }

  private mutating func parameter(_ byte: UInt8) -> [Input] {
    let isFirst = sequence.count == 2
    switch byte {
    case 0x20...0x7E: break
    // Control keys are heard everywhere.
    default:
      mode = .ground
      return typed + ground(byte)
    }
    isSure = true
    // Of a longer one nothing is known.
    if sequence.count < 64 { sequence.append(byte) }
    switch Unicode.Scalar(byte) {
    // The Linux console's function keys: `Escape [ [ A`.
    case "[" where isFirst: return []
    case "M" where isFirst && sequence[1] == UInt8(ascii: "[") && keys[sequence] == nil:
      mode = .report
      return []
    // rxvt's keys with Shift: `Escape [ 7 $`.
    case "$" where sequence.dropFirst(2).dropLast().allSatisfy { (0x30...0x39).contains($0) }:
      return complete()
    default: return byte < 0x40 ? [] : complete()
    }
  }

  private mutating func complete() -> [Input] {
    mode = .ground
    if let key = keys[sequence] { return [.key(key)] }
    let text = String(decoding: sequence.dropFirst(), as: UTF8.self)
    if text == "[200~" {
      mode = .paste(ended: 0)
      pasted = []
    }
    guard text.hasPrefix("[<"), text.hasSuffix("M") else { return [] }
    let values = text.dropFirst(2).dropLast().split(separator: ";").compactMap { Int($0) }
    return values.count == 3 ? mouse(values[0], x: values[1], y: values[2]) : []
  }

  /// - Parameter x: From 1 on, as `y`.
  private func mouse(_ button: Int, x: Int, y: Int) -> [Input] {
    let modifiers = 0b11100
    let kinds: [Int: Mouse.Kind] = [0: .press, 64: .scrollUp, 65: .scrollDown]
    guard usesMouse, x > 0, y > 0, let kind = kinds[button & ~modifiers] else { return [] }
    return [.mouse(Mouse(kind, x: x - 1, y: y - 1))]
  }

  private mutating func string(_ byte: UInt8) -> [Input] {
    if case .stringEnd = mode {
      mode = .ground
      guard byte != UInt8(ascii: "\\") else { return [] }
      sequence = [0x1B]
      return escape(byte)
    }
    switch byte {
    case 0x07, 0x18, 0x1A: mode = .ground
    case 0x9C where isEightBit: mode = .ground
    case 0x1B where !isSure:
      let keys = typed
      begin(.escape, [byte], isSure: false)
      return keys
    case 0x1B: mode = .stringEnd
    // Ctrl-C, which no terminal sends there: the way out.
    case 0x03:
      mode = .ground
      return typed + ground(byte)
    default: isSure = true
    }
    return []
  }

  /// Longest text of a paste in bytes: no line takes as much.
  private static let longestPaste = 16_384
  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  private mutating func paste(_ byte: UInt8, _ ended: Int) -> [Input] {
    if byte == Self.pasteEnd[ended] {
      mode = .paste(ended: ended + 1)
      return ended + 1 == Self.pasteEnd.count ? timeOut() : []
    }
    pasted += Self.pasteEnd[..<ended]
    mode = .paste(ended: byte == 0x1B ? 1 : 0)
    if byte != 0x1B, pasted.count < Self.longestPaste { pasted.append(byte) }
    return []
  }

  private mutating func ground(_ byte: UInt8) -> [Input] {
    if missing > 0, byte & 0xC0 == 0x80 {
      utf8.append(byte)
      missing -= 1
      guard missing == 0, let text = String(validating: utf8, as: UTF8.self),
        let scalar = text.unicodeScalars.first
      else { return [] }
      return scalar.value < 0xA0
        ? control(UInt8(scalar.value)) : [.key(.character(Character(scalar)))]
    }
    missing = 0
    switch byte {
    case 0x00: return [.key(.control("@"))]
    case 0x08, 0x7F: return [.key(.backspace)]
    case 0x09: return [.key(.tab)]
    case 0x0A, 0x0D: return [.key(.enter)]
    case 0x1B: begin(.escape, [byte], isSure: false)
    case 0x01...0x1A: return [.key(.control(Self.character(byte + 0x60)))]
    case 0x1C...0x1F: return [.key(.control(Self.character(byte + 0x40)))]
    case 0x20...0x7E: return [.key(.character(Self.character(byte)))]
    // No character begins so.
    case 0x80...0x9F: return control(byte)
    case 0xC2...0xDF: (missing, utf8) = (1, [byte])
    case 0xE0...0xEF: (missing, utf8) = (2, [byte])
    case 0xF0...0xF4: (missing, utf8) = (3, [byte])
    default: break
    }
    return []
  }

  /// An 8-bit control stands for Escape and a letter, beyond doubt.
  private mutating func control(_ byte: UInt8) -> [Input] {
    if let mode = Self.mode(after: byte - 0x40) { begin(mode, [0x1B, byte - 0x40], isSure: true) }
    return []
  }

  /// Sequences that most terminals send, whatever their entry says, in both cursor modes; `1~` and
  /// the like come from PuTTY, tmux and consoles.
  private static let common: [[UInt8]: Key] = {
    let finals: [String: Key] = [
      "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "Z": .backTab,
    ]
    let others: [String: Key] = [
      "OM": .enter, "[1~": .home, "[7~": .home, "[3~": .delete, "[4~": .end, "[8~": .end,
      "[5~": .pageUp, "[6~": .pageDown,
    ]
    let all = finals.flatMap { [("[" + $0, $1), ("O" + $0, $1)] } + others.map { ($0, $1) }
    return Dictionary(uniqueKeysWithValues: all.map { (Array("\u{1B}\($0)".utf8), $1) })
  }()
}
