import Analysis
import Glibc
import SqueezeNet
import TerminalUI
import TextFormats

/// Intensity to the right, rate upwards, both logarithmic: the roof as a line, the layers under it
/// as letters of their kinds.
struct RooflineChart {
  private struct Mark {
    let kind: LayerKind
    let intensity: Double
    let rate: Double
    let isSelected: Bool
  }
  private let roof: Roofline
  private let marks: [Mark]
  /// Logarithms to base 2 at the left and the right end, below and above.
  private let horizontal: ClosedRange<Double>
  private let vertical: ClosedRange<Double>

  /// - Returns: nil before a layer was timed.
  init?(_ roof: Roofline, _ state: State) {
    self.roof = roof
    let selected = state.network.layers(of: state.table.selection)
    marks = state.network.layers.compactMap { layer in
      guard let intensity = layer.arithmeticIntensity, intensity > 0,
        let time = state.timing(of: layer.index..<layer.index + 1)?.median, time > 0
      else { return nil }
      return Mark(
        kind: layer.kind, intensity: intensity, rate: Double(layer.macs) / time,
        isSelected: selected.contains(layer.index))
    }
    guard !marks.isEmpty else { return nil }
    let across = marks.map { log2($0.intensity) } + [log2(roof.ridge)]
    let up = marks.map { log2($0.rate) } + [log2(roof.peak)]
    guard let left = across.min(), let right = across.max(), let low = up.min(),
      let high = up.max(), (across + up).allSatisfy(\.isFinite)
    else { return nil }
    horizontal = left - 0.5...right + 0.5
    vertical = low - 0.5...high + 0.3
  }

  func draw(in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    guard rect.height >= 3, rect.width >= 20 else { return }
    let hasLegend = rect.width >= 64
    let plot = rect.inset(left: 7, right: hasLegend ? 20 : 0, bottom: 1)
    for y in plot.rows { canvas[plot.x - 1, y] = Cell(theme.glyphs.vertical, theme.line) }
    drawRoof(in: plot, theme, on: &canvas)
    for mark in marks.filter({ !$0.isSelected }) + marks.filter(\.isSelected) {
      let x = column(mark.intensity, plot)
      let y = line(mark.rate, plot)
      var style = theme.title
      if mark.isSelected { style.attributes.insert(.reverse) }
      if plot.contains(x: x, y: y) { canvas[x, y] = Cell(Self.letter(of: mark.kind), style) }
    }
    drawScales(plot, in: rect, theme, on: &canvas)
    if hasLegend {
      drawLegend(in: rect.inset(left: rect.width - 18), theme, on: &canvas)
    }
  }

  private func column(_ intensity: Double, _ plot: Rect) -> Int {
    let share =
      (log2(intensity) - horizontal.lowerBound) / (horizontal.upperBound - horizontal.lowerBound)
    return plot.x + Int((share * Double(plot.width - 1)).rounded())
  }

  private func line(_ rate: Double, _ plot: Rect) -> Int {
    let share = (log2(rate) - vertical.lowerBound) / (vertical.upperBound - vertical.lowerBound)
    // Below the picture's floor stands nothing: the roof may run out of it.
    guard share > -1 else { return plot.bottom }
    return plot.bottom - 1 - Int((share * Double(plot.height - 1)).rounded())
  }

  private func drawRoof(in plot: Rect, _ theme: Theme, on canvas: inout Canvas) {
    for x in plot.columns {
      let share = Double(x - plot.x) / Double(max(1, plot.width - 1))
      let intensity = exp2(
        horizontal.lowerBound + share * (horizontal.upperBound - horizontal.lowerBound))
      let y = line(roof.bound(intensity: intensity), plot)
      guard plot.contains(x: x, y: y) else { continue }
      canvas[x, y] = Cell(
        intensity < roof.ridge ? theme.glyphs.pending : theme.glyphs.horizontal, theme.bar)
    }
  }

  /// The peak and the floor at the left, intensities below.
  private func drawScales(_ plot: Rect, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    let peak = line(roof.peak, plot)
    canvas.write(
      TimeNumbers.rate(roof.peak).rightAligned(to: 6), x: rect.x, y: peak, style: theme.label,
      clip: rect)
    if plot.bottom - 1 != peak {
      canvas.write(
        TimeNumbers.rate(exp2(vertical.lowerBound)).rightAligned(to: 6), x: rect.x,
        y: plot.bottom - 1,
        style: theme.label, clip: rect)
    }
    let below = rect.row(rect.height - 1)
    canvas.write("GMAC/s", in: below, x: rect.x, style: theme.label)
    let left = TimeNumbers.intensity(exp2(horizontal.lowerBound))
    let right = TimeNumbers.intensity(exp2(horizontal.upperBound)) + " MAC/B"
    canvas.write(left, in: below, x: plot.x, style: theme.label)
    canvas.write(right, in: below, x: plot.right - right.count, style: theme.label)
    let ridge = TimeNumbers.intensity(roof.ridge)
    let x = column(roof.ridge, plot) - ridge.count / 2
    guard x > plot.x + left.count, x + ridge.count < plot.right - right.count else { return }
    canvas.write(ridge, in: below, x: x, style: theme.title)
  }

  private func drawLegend(in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    let kinds = LayerKind.allCases.filter { kind in marks.contains { $0.kind == kind } }
    for (row, kind) in kinds.enumerated() {
      let line = rect.row(row)
      canvas.write(String(Self.letter(of: kind)), in: line, style: theme.title)
      canvas.write(kind.rawValue, in: line, x: line.x + 2)
    }
    let note = rect.row(kinds.count)
    canvas.write("reversed: chosen", in: note, style: theme.label)
  }

  private static func letter(of kind: LayerKind) -> Character {
    switch kind {
    case .conv1: "1"
    case .squeeze1x1: "s"
    case .expand1x1: "e"
    case .expand3x3: "E"
    case .conv10: "0"
    case .bypass: "b"
    case .maxPooling, .concatenation, .averagePooling, .softmax, .sigmoid: "?"
    }
  }
}
