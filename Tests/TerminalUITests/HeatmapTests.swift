import Testing

@testable import Heatmaps
@testable import TerminalUI

private func map(_ width: Int, _ height: Int, _ value: (Int, Int) -> Float) throws -> FeatureMap {
  let values = (0..<height).flatMap { y in (0..<width).map { x in value(x, y) } }
  return try #require(FeatureMap(height: height, width: width, values: values))
}

@Test func smallMapsFillTheRoomAndLargerValuesStayAlike() throws {
  let original = try map(13, 13) { x, y in Float(x * 100 + y) }
  let fitted = try #require(FittedMap(original, samples: (28, 28), .mean))
  #expect(fitted.enlarged == 2 && fitted.shrunk == 1 && fitted.notes.isEmpty)
  #expect(fitted.width == 28 && fitted.height == 28)
  // Each value has two samples, and two of them a third.
  let columns = (0..<28).compactMap { fitted[$0, 0].map { Int($0) / 100 } }
  #expect(columns == columns.sorted() && Set(columns).count == 13)
  let widths = (0..<13).map { value in columns.count { $0 == value } }
  #expect(widths.allSatisfy((2...3).contains) && widths.count { $0 == 3 } == 2)
  #expect((0..<28).allSatisfy { fitted[0, $0] == Float(columns[$0]) })
  #expect(fitted[28, 0] == nil && fitted[0, 28] == nil && fitted[-1, 0] == nil)
  // A wide map keeps its proportion; from four samples a value on all are alike.
  let wide = try #require(FittedMap(try map(20, 10) { _, _ in 1 }, samples: (50, 50), .mean))
  #expect(wide.width == 50 && wide.height == 25)
  let large = try #require(FittedMap(original, samples: (60, 60), .mean))
  #expect(large.enlarged == 4 && large.width == 52)
  for x in 0..<52 { #expect(large[x, 5] == Float(x / 4 * 100 + 1)) }
}

@Test func largeMapsShrinkByWholeFactorsAndSaySo() throws {
  let original = try map(55, 55) { x, y in Float(x) + Float(y) * 1000 }
  let mean = try #require(FittedMap(original, samples: (28, 28), .mean))
  #expect(mean.shrunk == 2 && mean.width == 28 && mean.notes.first == "mean of 2×2")
  #expect(mean[0, 0] == Float(500.5))
  // The last column and row have one value each.
  #expect(mean[27, 27] == Float(54_054))
  #expect(mean[27, 0] == Float(554))
  let maximum = try #require(FittedMap(original, samples: (28, 28), .maximum))
  #expect(maximum[0, 0] == Float(1001) && maximum.notes.first == "max of 2×2")
  #expect(FittedMap(original, samples: (0, 5), .mean) == nil)
}

@Test func whatIsNotFiniteStaysSo() throws {
  let original = try map(4, 4) { x, y in x == 3 && y == 3 ? .nan : 1 }
  let fitted = try #require(FittedMap(original, samples: (2, 2), .mean))
  #expect(fitted[0, 0] == 1)
  #expect(fitted[1, 1]?.isNaN == true)
  // Neither the largest of the others nor infinitely much.
  for odd in [Float.nan, .infinity, -.infinity] {
    let original = try map(4, 4) { x, y in x == 2 && y == 1 ? odd : Float(x) }
    for pooling in [FittedMap.Pooling.mean, .maximum] {
      let fitted = try #require(FittedMap(original, samples: (2, 2), pooling))
      #expect(fitted[1, 0]?.isNaN == true && fitted[1, 1]?.isFinite == true)
    }
  }
}

@Test func mapsWithoutARangeAreNamed() throws {
  #expect((try map(3, 3) { _, _ in 0 }).word == "all zero")
  #expect((try map(3, 3) { _, _ in -2.5 }).word == "constant -2.500")
  #expect((try map(3, 3) { _, _ in .nan }).word == "no finite value")
  #expect(
    (try map(3, 3) { x, _ in x == 0 ? .infinity : Float(x) }).word
      == "1.000 to 2.000, 3 not finite")
  #expect((try map(3, 3) { x, _ in Float(x) }).word == nil)
}

@Test func scalesCoverTheirEndsAndNothingElse() {
  let scale = Scale(minimum: -1, maximum: 3, levels: 4)
  #expect([-1, -0.01, 0, 1, 2, 3].map { scale.level($0) } == [0, 0, 1, 2, 3, 3])
  #expect(scale.level(.nan) == nil && scale.level(.infinity) == nil)
  #expect(Scale(minimum: 0, maximum: 0, levels: 10).level(0) == 0)
  #expect(
    Scale(minimum: -.greatestFiniteMagnitude, maximum: .greatestFiniteMagnitude, levels: 10)
      .level(0) == 5)
}

@Test func halfBlocksHoldTwoSamplesACell() throws {
  let fitted = try #require(
    FittedMap(try map(1, 3) { _, y in [0, 23, .nan][y] }, samples: (1, 3), .mean))
  var canvas = Canvas(width: 1, height: 2)
  let scale = Scale(minimum: 0, maximum: 23, levels: 24)
  Heatmap.draw(
    fitted, scale: scale, style: .halfBlocks(.sequential(.grey), direct: false), on: &canvas,
    in: canvas.bounds)
  #expect(canvas[0, 0].character == "▀")
  #expect(canvas[0, 0].style.foreground == .indexed(232))
  #expect(canvas[0, 0].style.background == .indexed(255))
  #expect(canvas[0, 1].style.foreground == .indexed(Palette.notFinite(.sequential(.grey))))
  #expect(canvas[0, 1].style.background == .terminal)
}

@Test func densityTakesTwoColumnsASample() throws {
  let fitted = try #require(
    FittedMap(
      try map(3, 2) { x, y in y == 1 && x == 2 ? .nan : Float(x * 4 + y) }, samples: (3, 2),
      .mean))
  var canvas = Canvas(width: 6, height: 2)
  Heatmap.draw(
    fitted, scale: Scale(minimum: 0, maximum: 9, levels: 10), style: .density(signed: false),
    on: &canvas,
    in: canvas.bounds)
  #expect(canvas.text == ["  ==%%", "..++??"])
}

@Test func legendsShowBothEndsAndTheWholeRamp() {
  var canvas = Canvas(width: 28, height: 3)
  let scale = Scale(minimum: 0, maximum: 14.214, levels: 10)
  Heatmap.drawLegend(
    scale: scale, style: .density(signed: false), on: &canvas, in: canvas.bounds.row(0))
  let shades = Scale(minimum: -1.5, maximum: 2, levels: 5)
  Heatmap.drawLegend(
    scale: shades, style: .shades(signed: false), on: &canvas, in: canvas.bounds.row(1))
  let narrow = Rect(x: 0, y: 2, width: 15, height: 1)
  Heatmap.drawLegend(scale: scale, style: .density(signed: false), on: &canvas, in: narrow)
  // Numbers are left out rather than cut.
  let wide = Scale(minimum: -65.75, maximum: 65.75, levels: 10)
  for (width, text) in [(13, "-65.75 65.75"), (12, "-65.75 65.75"), (11, "65.75"), (4, "")] {
    var line = Canvas(width: width, height: 1)
    Heatmap.drawLegend(scale: wide, style: .density(signed: true), on: &line, in: line.bounds)
    #expect(line.text == [text])
  }
  #expect(
    canvas.text == [
      "      0   .:-=++*#%@ 14.21",
      " -1.500    ░░▒▒▒▓▓██ 2.000",
      "0  .:=+#% 14.21",
    ])
}

@Test func vectorsFillARectangleRowByRow() throws {
  let values = (0..<10).map(Float.init)
  let all = try #require(VectorGrid(values, samples: (8, 8)))
  #expect(all.group == 1 && all.count == 10 && all.map.width == 4 && all.map.height == 3)
  #expect(all.map.value(row: 2, column: 1) == 9)
  let grouped = try #require(VectorGrid(values, samples: (2, 2)))
  #expect(grouped.group == 3 && Array(grouped.map.values) == [2, 5, 8, 9])
  #expect(VectorGrid([], samples: (2, 2)) == nil)
  #expect(VectorGrid(values, samples: (0, 2)) == nil)
}

@Test func stylesFallBackToWhatTheTerminalCanShow() {
  func style(_ colors: TerminalDescription.Colors, _ unicode: Bool) -> MapStyle {
    let terminal = TerminalDescription(width: 80, height: 24, colors: colors, unicode: unicode)
    return MapStyle(.blocks, .viridis, Theme(terminal))
  }
  let ramp = ColorRamp.sequential(.viridis)
  #expect(style(.direct, true) == .halfBlocks(ramp, direct: true))
  #expect(style(.many, true) == .halfBlocks(ramp, direct: false))
  #expect(style(.sixteen, true) == .shades(signed: false))
  #expect(style(.eight, true) == .shades(signed: false))
  #expect(style(.none, true) == .density(signed: false))
  #expect(style(.direct, false) == .density(signed: false))
}

@Test func signedMapsAreCentredOnZeroInEveryStyle() throws {
  let original = try map(5, 1) { x, _ in [-2, -1, 0, 1, 4][x] }
  func draw(_ style: MapStyle) throws -> Canvas {
    var canvas = Canvas(width: 10, height: 1)
    let fitted = try #require(FittedMap(original, samples: (5, 1), .mean))
    let scale = Scale(ValueRange(of: original), style)
    #expect(scale.minimum == -4 && scale.maximum == 4)
    #expect(scale.level(0) == style.levels / 2 && style.levels % 2 == 1)
    Heatmap.draw(fitted, scale: scale, style: style, on: &canvas, in: canvas.bounds)
    return canvas
  }
  #expect(try draw(.density(signed: true)).text == ["-+-:  +:+@"])
  #expect(try draw(.shades(signed: true)).text == ["-▒-░  +░+█"])
  for onDark in [true, false] {
    let ramp = ColorRamp.diverging(onDark: onDark)
    let few = try draw(.halfBlocks(ramp, direct: false))
    #expect(few[2, 0].style.foreground == .indexed(onDark ? 16 : 231))
    let direct = try draw(.halfBlocks(ramp, direct: true))
    #expect(direct[2, 0].style.foreground == .rgb(ramp.color(0.5)))
    #expect(direct[4, 0].style.foreground == .rgb(ramp.color(1)))
  }
}

@Test func signedLegendsShowSignAndAmount() {
  var canvas = Canvas(width: 28, height: 1)
  let style = MapStyle.density(signed: true)
  let scale = Scale(ValueRange(minimum: -1, maximum: 2), style)
  Heatmap.drawLegend(scale: scale, style: style, on: &canvas, in: canvas.bounds)
  #expect(canvas.text == [" -2.000 -@-=  +=+@   2.000"])
}
