import Testing

@testable import Exports

@Suite struct UsualScaleTests {
  /// The whole number that comes nearest to the size that is wanted, at least 1.
  @Test(arguments: [448, 160]) func theNearest(_ pixels: Int) {
    for side in 1...1000 {
      let scale = UsualScale.scale(side: side, pixels: pixels)
      let others = (1...pixels).map { abs($0 * side - pixels) }
      #expect(abs(scale * side - pixels) == others.min(), "\(side)")
    }
    #expect(UsualScale.scale(side: 0, pixels: pixels) == pixels)
  }
}
