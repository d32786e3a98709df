import Testing

@testable import Terminal
@testable import TerminalUI

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

  @Test func trueColourComesFromTheEntryOrCarefullyFromTheEnvironment() {
    func isDirect(
      _ entry: Bool, _ colorTerm: String?, _ type: String, _ count: Int = 256, tmux: Bool = false
    ) -> Bool {
      TerminalType.isDirect(
        entryHasIt: entry, colorTerm: colorTerm, type: type, count: count, inTmux: tmux)
    }
    #expect(isDirect(true, nil, "xterm-direct", 0x1000000))
    #expect(isDirect(false, "truecolor", "xterm-256color"))
    #expect(isDirect(false, "24bit", "xterm-kitty"))
    #expect(isDirect(false, "truecolor", "screen-256color", tmux: true))
    #expect(!isDirect(false, "truecolor", "screen-256color"), "GNU screen drops it")
    #expect(!isDirect(false, "truecolor", "linux", 8), "left over from somewhere else")
    #expect(!isDirect(false, nil, "xterm-256color"))
    #expect(!isDirect(false, "yes", "xterm-256color"))
  }

  @Test func theBackgroundIsTheLastOfCOLORFGBG() {
    let cases: [(String?, TerminalDescription.Background?)] = [
      ("15;0", .dark), ("0;15", .light), ("0;default;15", .light), ("7;8", .dark), ("0;7", .light),
      (nil, nil), ("", nil), ("default;default", nil), ("0;99", nil),
    ]
    for (value, background) in cases {
      #expect(TerminalType.background(colorFGBG: value) == background)
    }
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
