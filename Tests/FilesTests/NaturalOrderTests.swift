import Testing

@testable import Files

@Suite struct NaturalOrderTests {
  @Test(
    arguments: [
      ["img1", "img2", "img10", "img100"], ["a", "B", "c"], ["2", "10", "a"],
      ["IMG_0009.JPG", "img_9.jpg", "IMG_0010.JPG"], ["x1y10", "x2y1", "x10y1"],
      ["a", "a0", "a1", "a1b", "ab"], ["A", "a", "b"], ["école 2", "École 10"],
      ["0", "00", "1"], ["9", "99999999999999999999998", "99999999999999999999999"],
    ])
  func names(_ ordered: [String]) {
    let paths = ordered.map { Path($0) }
    #expect(Path.inNaturalOrder(paths.reversed()) == paths)
    #expect(Path.inNaturalOrder(paths) == paths)
  }

  /// What is the same but for its bytes keeps one order, text or not.
  @Test func bytesThatAreNoTextHaveAPlace() {
    let names = [[0x61, 0xFF], [0x61, 0xFE], [0x61]].map { Path(bytes: $0 as [UInt8]) }
    #expect(Path.inNaturalOrder(names) == Path.inNaturalOrder(names.reversed()))
    #expect(Path.inNaturalOrder(names).first == "a")
  }
}
