import Testing

@testable import Heatmaps
@testable import Terminal
@testable import TerminalUI

@Suite struct PairAllocatorTests {
  private struct Definition: Hashable {
    let number: Int32
    let foreground: Int32
    let background: Int32
  }

  @Test func theTerminalsOwnColoursArePairZero() {
    var pairs = PairAllocator(capacity: 64, colors: 8)
    let number = pairs.number(foreground: .terminal, background: .terminal) { _, _, _ in
      Issue.record("pair 0 must not be defined")
    }
    #expect(number == 0)
  }

  @Test func aPairIsDefinedOnce() {
    var pairs = PairAllocator(capacity: 65536, colors: 256)
    var defined: [Definition] = []
    func number(_ foreground: Color, _ background: Color) -> Int32? {
      pairs.number(foreground: foreground, background: background) {
        defined.append(Definition(number: $0, foreground: $1, background: $2))
      }
    }
    #expect(number(.indexed(255), .indexed(16)) == 1)
    #expect(number(.indexed(16), .indexed(255)) == 2)
    #expect(number(.indexed(255), .indexed(16)) == 1)
    #expect(number(.terminal, .indexed(0)) == 3)
    #expect(
      defined == [
        Definition(number: 1, foreground: 255, background: 16),
        Definition(number: 2, foreground: 16, background: 255),
        Definition(number: 3, foreground: -1, background: 0),
      ])
  }

  /// The Linux console has 8 colours and 64 pairs, one of which is 0: 8 × 8 do not fit.
  @Test func theLastPairOfTheConsoleIsUsedAndNoMore() {
    var pairs = PairAllocator(capacity: 64, colors: 8)
    var numbers: [Int32?] = []
    for foreground in UInt8(0)..<8 {
      for background in UInt8(0)..<8 {
        numbers.append(
          pairs.number(foreground: .indexed(foreground), background: .indexed(background)) {
            _, _, _ in
          })
      }
    }
    #expect(numbers == (1...63).map { $0 } + [nil])
    // Known ones still are; after a reset there is room again.
    #expect(pairs.number(foreground: .indexed(7), background: .indexed(6)) { _, _, _ in } == 63)
    pairs.reset()
    #expect(pairs.number(foreground: .indexed(7), background: .indexed(7)) { _, _, _ in } == 1)
  }

  @Test func aColourThatIsMissingIsTheTerminalsOwn() {
    var pairs = PairAllocator(capacity: 64, colors: 8)
    var defined: [Definition] = []
    let number = pairs.number(foreground: .indexed(8), background: .indexed(7)) {
      defined.append(Definition(number: $0, foreground: $1, background: $2))
    }
    #expect(number == 1)
    #expect(defined == [Definition(number: 1, foreground: -1, background: 7)])
    #expect(pairs.number(foreground: .indexed(200), background: .indexed(9)) { _, _, _ in } == 0)
    let red = Color.rgb(RGB(hex: 0xFF0000))
    #expect(pairs.number(foreground: red, background: .terminal) { _, _, _ in } == 0)
  }
}
