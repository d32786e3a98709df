import Testing
import TextFormats

@testable import TerminalUI

@Test func textIsClippedToTheCanvasAndToARectangle() {
  var canvas = Canvas(width: 6, height: 2)
  canvas.write("abcdefgh", x: -2, y: 0)
  canvas.write("abcdefgh", x: 1, y: 1, clip: Rect(x: 2, y: 0, width: 2, height: 2))
  canvas.write("below", x: 0, y: 2)
  canvas.write("above", x: 0, y: -1)
  #expect(canvas.text == ["cdefgh", "  bc"])
}

/// Moved as little as shows the place, and no line empty while there is something to show.
@Test(arguments: 0..<20) func listsScrollAsLittleAsCanBe(_ place: Int) {
  for start in 0..<20 {
    let first = start.scrolled(toShow: place, length: 5, of: 20)
    let allowed = (0...15).filter { $0 <= place && place < $0 + 5 }
    let nearest = allowed.min { abs($0 - start) < abs($1 - start) }
    #expect(first == nearest, "from \(start)")
  }
  #expect(
    3.scrolled(toShow: 2, length: 5, of: 4) == 0 && 0.scrolled(toShow: 0, length: 5, of: 0) == 0)
}

@Test func whatMovesOrHidesOthersDoesNotGetIn() {
  var canvas = Canvas(width: 12, height: 1)
  let end = canvas.write("e\u{301}\u{7}\u{200B}\u{202E}é×▸", x: 0, y: 0)
  #expect(end == 7)
  #expect(canvas.text == ["é???é×▸"])
}

/// Two cells, drawn whole or not at all, whatever is drawn over them.
@Test func wideCharactersAreNeverHalf() {
  var canvas = Canvas(width: 6, height: 1)
  #expect(canvas.write("猫a猫猫", x: 0, y: 0, style: Style(attributes: .bold)) == 7)
  // The last one has no room for its right half.
  #expect(canvas.text == ["猫a猫"] && canvas[1, 0].isRightHalf && canvas[5, 0].character == " ")
  #expect(canvas[1, 0].style.attributes == .bold)
  canvas.write("猫", x: -1, y: 0)
  #expect(canvas.text == ["  a猫"])
  canvas.write("猫", x: 0, y: 0, clip: Rect(x: 1, y: 0, width: 5, height: 1))
  #expect(canvas.text == ["  a猫"])
  for place in 3...4 {
    var other = canvas
    other.write("x", x: place, y: 0)
    #expect(other.text == [place == 3 ? "  ax" : "  a x"] && !other[4, 0].isRightHalf)
    other = canvas
    other.fill(Rect(x: place, y: 0, width: 1, height: 1), with: Cell("#"))
    #expect(other.text == [place == 3 ? "  a#" : "  a #"] && !other[4, 0].isRightHalf)
    other = canvas
    other.write("写", x: place - 1, y: 0)
    #expect(other.text == [place == 3 ? "  写" : "  a写"])
  }
}

@Test func withoutUnicodeForeignTextIsOneSignACharacter() {
  let (ascii, unicode) = (Glyphs(unicode: false), Glyphs(unicode: true))
  #expect(ascii.show("Ma\u{301}laga 写真 12×8\u{202E}") == "M?laga ?? 12x8?")
  #expect(unicode.show("Ma\u{301}laga 写真 12×8\u{202E}") == "Málaga 写真 12×8?")
  #expect(unicode.fit("写真写真", 5) == "写真…" && unicode.fit("写真写真", 4) == "写…")
  #expect(Text.fitEnd("写真/写真.png", 8, mark: "…") == "…真.png")
}

@Test func canvasesOfNoSizeTakeEverything() {
  var canvas = Canvas(width: -3, height: 0)
  canvas.write("text", x: 0, y: 0)
  canvas.fill(Rect(x: -5, y: -5, width: 20, height: 20), with: Cell("x"))
  canvas.select(canvas.bounds)
  #expect(canvas.cells.isEmpty)
  #expect(canvas[0, 0] == Cell())
}

@Test func fillAndSelectionStayInTheRectangle() {
  var canvas = Canvas(width: 4, height: 3)
  canvas.fill(Rect(x: 2, y: 1, width: 9, height: 1), with: Cell("#"))
  canvas[0, 2] = Cell(" ", Style(attributes: .dim))
  canvas.select(Rect(x: 0, y: 0, width: 1, height: 9))
  #expect(canvas.text == ["", "  ##", ""])
  #expect(canvas[0, 2].style.attributes == [.reverse, .bold], "and not dim")
  #expect(canvas[1, 2].style.attributes == [])
}

@Test func rectanglesAreNeverOfNegativeSize() {
  let rect = Rect(x: 1, y: 1, width: 4, height: 2)
  #expect(rect.inset(left: 3, right: 3).isEmpty)
  #expect(rect.row(2).isEmpty)
  #expect(rect.intersection(Rect(x: 9, y: 9, width: 1, height: 1)).isEmpty)
  #expect(rect.intersection(Rect(x: 3, y: 0, width: 9, height: 2)).columns == 3..<5)
  #expect(rect.centred(width: 2, height: 9) == Rect(x: 2, y: 1, width: 2, height: 2))
}

@Test func textIsCutWithAMark() {
  #expect(Text.fit("chocolate sauce", 9, mark: "…") == "chocolat…")
  #expect(Text.fit("cup", 3, mark: "…") == "cup")
  #expect(Text.fit("cup", 0, mark: "…") == "")
  #expect(Text.fitEnd("/home/me/coffee.csv", 11, mark: "…") == "…coffee.csv")
}

@Test func textIsWrappedAtSpaces() {
  #expect("one two three".wrapped(to: 7) == ["one two", "three"])
  #expect("abcdefgh ij".wrapped(to: 3) == ["abc", "def", "gh", "ij"])
  #expect("text".wrapped(to: 0) == [])
  #expect("".wrapped(to: 5) == [])
}

@Test func barsShowWhateverIsThere() {
  let unicode = Glyphs(unicode: true)
  #expect(unicode.bar(0, width: 4) == "")
  #expect(unicode.bar(0.001, width: 4) == "▏")
  #expect(unicode.bar(0.5, width: 4) == "██")
  #expect(unicode.bar(0.53, width: 4) == "██▏")
  #expect(unicode.bar(2, width: 4) == "████")
  let ascii = Glyphs(unicode: false)
  #expect(ascii.bar(0.001, width: 4) == "#")
  #expect(ascii.bar(0.7, width: 4) == "###")
}
