import CTerminal
import TerminalUI

/// Makes keys of ncurses' key codes and of the bytes that it does not know.
///
/// It assembles UTF-8, and it swallows escape sequences that the terminfo entry lacks, so that a
/// function key is never taken for Escape and some letters.
struct KeyDecoder {
  private enum Mode {
    case ground
    /// After Escape.
    case escape
    /// After `Escape [`: parameters until a final byte.
    case sequence(parameters: [UInt8])
    /// After `Escape O`: one more byte.
    case single
    /// After `Escape ]`: a terminal's answer to a question that was asked before, which may
    /// come late over ssh: digits, `;`, text, until BEL or `Escape \`.
    case answer([UInt8])
    /// After Escape within it.
    case answerEnd([UInt8])
  }
  private var mode = Mode.ground
  private var utf8: [UInt8] = []
  private var missing = 0

  /// Takes one code and gives the keys that it completes.
  mutating func decode(_ code: Int32) -> [Key] {
    guard let byte = UInt8(exactly: code) else {
      let before = flush()
      return before + (Self.functionKey(code).map { [$0] } ?? [])
    }
    switch mode {
    case .ground: return ground(byte)
    case .escape:
      switch byte {
      case UInt8(ascii: "["): mode = .sequence(parameters: [])
      case UInt8(ascii: "O"): mode = .single
      case UInt8(ascii: "]"): mode = .answer([])
      default:
        mode = .ground
        return [.escape] + ground(byte)
      }
      return []
    case .single:
      mode = .ground
      return Self.final(byte).map { [$0] } ?? []
    case .answer(let text): return answer(text, byte)
    case .answerEnd:
      mode = .escape
      guard byte == UInt8(ascii: "\\") else { return decode(code) }
      mode = .ground
      return []
    case .sequence(let parameters):
      guard (0x40...0x7E).contains(byte) else {
        mode = .sequence(parameters: Array((parameters + [byte]).prefix(16)))
        return []
      }
      mode = .ground
      let key = parameters.isEmpty ? Self.final(byte) : Self.editingKey(parameters, byte)
      return key.map { [$0] } ?? []
    }
  }

  /// Nothing more has come: a lone Escape is Escape.
  mutating func flush() -> [Key] {
    switch mode {
    // What is an answer beyond doubt goes on in the next bytes.
    case .answer(let text) where Self.isAnswer(text),
      .answerEnd(let text) where Self.isAnswer(text):
      return []
    default: break
    }
    defer { mode = .ground }
    return switch mode {
    case .ground: []
    case .escape: [.escape]
    case .sequence(parameters: []): [.escape, .character("[")]
    case .single: [.escape, .character("O")]
    case .sequence: []
    case .answer(let text): Self.typed(text)
    case .answerEnd(let text): Self.typed(text) + [.escape]
    }
  }

  /// Longer than any colour or title.
  private static let longestAnswer = 256

  private mutating func answer(_ text: [UInt8], _ byte: UInt8) -> [Key] {
    let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    switch byte {
    case 0x07: mode = .ground
    case 0x1B: mode = .answerEnd(text)
    case _ where isDigit || (byte == UInt8(ascii: ";") && !text.isEmpty) || Self.isAnswer(text):
      mode = text.count < Self.longestAnswer ? .answer(text + [byte]) : .ground
    default:
      mode = .ground
      return Self.typed(text) + ground(byte)
    }
    return []
  }

  private static func isAnswer(_ text: [UInt8]) -> Bool { text.contains(UInt8(ascii: ";")) }

  /// Returns the keys that were pressed, where it was no answer.
  private static func typed(_ text: [UInt8]) -> [Key] {
    [.escape, .character("]")] + text.map { .character(Character(Unicode.Scalar($0))) }
  }

  private mutating func ground(_ byte: UInt8) -> [Key] {
    if missing > 0, byte & 0xC0 == 0x80 {
      utf8.append(byte)
      missing -= 1
      guard missing == 0 else { return [] }
      let text = String(validating: utf8, as: UTF8.self)
      return text?.first.map { [.character($0)] } ?? []
    }
    missing = 0
    switch byte {
    case 0x00: return [.control("@")]
    case 0x08, 0x7F: return [.backspace]
    case 0x09: return [.tab]
    case 0x0A, 0x0D: return [.enter]
    case 0x1B:
      mode = .escape
      return []
    case 0x01...0x1A: return [.control(Character(Unicode.Scalar(byte + 0x60)))]
    case 0x1C...0x1F: return [.control(Character(Unicode.Scalar(byte + 0x40)))]
    case 0x20...0x7E: return [.character(Character(Unicode.Scalar(byte)))]
    case 0xC2...0xDF: missing = 1
    case 0xE0...0xEF: missing = 2
    case 0xF0...0xF4: missing = 3
    default: return []
    }
    utf8 = [byte]
    return []
  }

  /// Sequences that most terminals send, whatever their entry says.
  private static func final(_ byte: UInt8) -> Key? {
    switch Unicode.Scalar(byte) {
    case "A": .up
    case "B": .down
    case "C": .right
    case "D": .left
    case "H": .home
    case "F": .end
    case "M": .enter
    case "Z": .backTab
    default: nil
    }
  }

  /// `1~` and the like, which PuTTY, tmux and consoles send.
  private static func editingKey(_ parameters: [UInt8], _ final: UInt8) -> Key? {
    guard final == UInt8(ascii: "~") else { return nil }
    return switch String(decoding: parameters, as: UTF8.self) {
    case "1", "7": .home
    case "3": .delete
    case "4", "8": .end
    case "5": .pageUp
    case "6": .pageDown
    default: nil
    }
  }

  private static func functionKey(_ code: Int32) -> Key? {
    switch UInt32(bitPattern: code) {
    case CT_UP.rawValue: .up
    case CT_DOWN.rawValue: .down
    case CT_LEFT.rawValue: .left
    case CT_RIGHT.rawValue: .right
    case CT_PAGE_UP.rawValue: .pageUp
    case CT_PAGE_DOWN.rawValue: .pageDown
    case CT_HOME.rawValue: .home
    case CT_END.rawValue: .end
    case CT_ENTER.rawValue: .enter
    case CT_BACK_TAB.rawValue: .backTab
    case CT_BACKSPACE.rawValue: .backspace
    case CT_DELETE.rawValue: .delete
    default: nil
    }
  }
}
