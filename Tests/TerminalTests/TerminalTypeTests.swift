import Testing

@testable import Terminal

@Suite struct TerminalTypeTests {
  @Test func anUnknownMemberIsTriedAsItsFamily() {
    #expect(
      TerminalType.candidates(for: "xterm-kitty") == ["xterm-kitty", "xterm-256color", "xterm"])
    #expect(TerminalType.candidates(for: "xterm-256color") == ["xterm-256color", "xterm"])
    #expect(TerminalType.candidates(for: "linux") == ["linux"])
    #expect(TerminalType.candidates(for: "-odd") == ["-odd"])
  }

  @Test func coloursFallBackToWhatThereIs() {
    #expect(TerminalType.colors(count: 0x1000000) == .many)
    #expect(TerminalType.colors(count: 256) == .many)
    #expect(TerminalType.colors(count: 88) == .sixteen)
    #expect(TerminalType.colors(count: 16) == .sixteen)
    #expect(TerminalType.colors(count: 8) == .eight)
    #expect(TerminalType.colors(count: 7) == .none)
    #expect(TerminalType.colors(count: 0) == .none)
    #expect(TerminalType.colors(count: -1) == .none)
  }

  @Test func noColorCountsUnlessEmpty() {
    #expect(TerminalType.wantsColors(noColor: nil))
    #expect(TerminalType.wantsColors(noColor: ""))
    #expect(!TerminalType.wantsColors(noColor: "1"))
    #expect(!TerminalType.wantsColors(noColor: "0"))
  }

  @Test func theFirstLocaleVariableThatIsSetDecides() {
    func claims(_ all: String?, _ characters: String?, _ language: String?) -> Bool {
      TerminalType.claimsUTF8(all: all, characters: characters, language: language)
    }
    #expect(claims(nil, nil, "de_CH.UTF-8"))
    #expect(claims("", nil, "de_CH.utf8"))
    #expect(claims(nil, "C.UTF-8", "C"))
    #expect(!claims("C", nil, "de_CH.UTF-8"))
    #expect(!claims(nil, "de_CH.ISO-8859-1", "de_CH.UTF-8"))
    #expect(!claims(nil, nil, nil))
  }

  @Test func everyErrorIsOneLineThatSaysWhatToDo() {
    let errors: [TerminalError] = [
      .notATerminal, .typeNotSet, .unknownType("odd"), .incapableType("dumb"),
    ]
    for error in errors {
      #expect(!error.description.contains("\n"))
      #expect(error.description.contains("'| cat'"))
    }
  }
}
