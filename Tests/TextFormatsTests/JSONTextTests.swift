import Testing

@testable import TextFormats

@Suite("JSON") struct JSONTextTests {
  private let value = JSONText.object([
    ("b", .array([.number(1), .number(0.1), .float(0.1), .float(16_777_216), .integer(-3)])),
    ("a", .object([("y", .array([])), ("x", .optional(nil as String?))])),
    ("c", .array([.array([.bool(true)]), .number(.infinity), .number(1e16)])),
  ])

  @Test func theOuterTwoLevelsHaveLines() {
    #expect(
      value.document == """
        {
          "schema": 2,
          "b": [
            1.0,
            0.1,
            0.1,
            16777216.0,
            -3
          ],
          "a": {
            "y": [],
            "x": null
          },
          "c": [
            [true],
            null,
            1e+16
          ]
        }

        """)
  }

  @Test func sortedDocumentsHaveLinesEverywhere() {
    #expect(
      value.sortedDocument == """
        {
          "a" : {
            "x" : null,
            "y" : [

            ]
          },
          "b" : [
            1,
            0.1,
            0.1,
            16777216,
            -3
          ],
          "c" : [
            [
              true
            ],
            null,
            1e+16
          ],
          "schema" : 2
        }

        """)
  }

  @Test func whatIsEscaped() {
    let text = JSONText.string("\"\\/\u{8}\u{C}\n\r\t\u{1}\u{1F}\u{7F}é")
    #expect(text.document == #""\"\\/\b\f\n\r\t\u0001\u001f"# + "\u{7F}é\"\n")
  }
}
