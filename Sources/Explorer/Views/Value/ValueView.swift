import Analysis
import Exports
import Reports
import SqueezeNet
import TerminalUI
import TextFormats

extension View {
  public static let value: View = View(
    "value", letter: "v", title: "one value",
    summary: "how a value came about, down to the pixels",
    introductions: (
      "Up, Down mark a part, Enter goes into it, Esc comes back",
      "Up/Down, Enter: in"
    ),
    heading: "One value", exports: [.trace],
    commandWords: { $0.traceWords },
    commands: { [CommandTable.valueCommands] },
    keepInRange: { $0.keepValueInRange() },
    fetch: { $0.fetchValue() },
    draw: ValueView.draw(_:in:_:on:))
}

extension ExportKind {
  static let trace = ExportKind(
    name: "trace", letter: "n",
    help: "the value's parts, down to the pixels, as .csv, .json, .txt",
    title: { "numbers: \($0.shownPlace.map($0.model.shortName) ?? "one value")" },
    problem: {
      $0.layerProblem ?? $0.weightsProblem ?? ($0.shownPlace == nil ? "no value" : nil)
    },
    content: { state in
      state.shownPlace.map { place in
        .numbers(
          [NamePart.layer(place.layer, state.network)]
            + [place.row, place.column, place.channel].map(String.init) + ["trace"],
          layers: ValueTrace.layers(from: place.layer, in: state.network, steps: .max),
          isOfPass: true
        ) { try TraceReport($0, of: place, steps: .max) }
      }
    })
}

/// How a value came about: above the patch, the kernel and their products, below the parts, the
/// largest first, and the sum with what becomes of it.
enum ValueView {
  static func draw(_ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    let title = state.shownPlace.map(state.model.name) ?? "one value"
    guard let trace = state.valueTrace else {
      return Placeholder.draw(state, title: title, in: rect, theme, on: &canvas)
    }
    let places = Places(state.valueLayout, in: rect, hasPhoto: trace.operation == nil)
    let value = "value \(trace.value)"
    Title.draw(
      [title, state.model.shortName(of: trace.place)],
      [trace.isOff ? "\(value), switched off" : value, value], in: rect.row(0), theme,
      note: theme.value, on: &canvas)
    let trail = trail(state, width: rect.width - 2, theme)
    let lines = [state.model.reading(of: trace), trail]
    // Where there is one line, it is the way here.
    for (row, text) in (places.heads > 2 ? lines : [state.value.trail.count > 1 ? trail : lines[0]])
      .enumerated()
    {
      canvas.write(
        theme.glyphs.fit(text, rect.width - 2), in: rect.row(1 + row), x: rect.x + 1,
        style: theme.label)
    }
    ValuePicture.draw(trace, state, in: places.picture, theme, on: &canvas)
    drawParts(trace, state, places, theme, on: &canvas)
    drawSums(trace, state, in: places.sums, theme, on: &canvas)
  }

  /// The places of all parts.
  struct Places {
    let heads: Int
    let picture: Rect
    let listHeads: Rect
    let list: Rect
    let sums: Rect

    init(_ layout: ValueLayout, in rect: Rect, hasPhoto: Bool) {
      heads = layout.heads
      let body = rect.inset(left: 1, top: layout.heads, right: 1)
      // The photo stands at the left, its pixel beside it.
      let photo = hasPhoto ? min(body.width / 2, 2 * body.height) : 0
      let text = body.inset(left: photo > 0 ? photo + 2 : 0)
      picture =
        hasPhoto
        ? Rect(x: body.x, y: body.y, width: photo, height: body.height)
        : Rect(x: body.x, y: body.y, width: body.width, height: layout.picture)
      let top = hasPhoto ? 0 : layout.picture
      listHeads = Rect(
        x: text.x, y: text.y + top, width: min(72, text.width), height: layout.hasListHeads ? 1 : 0)
      list = Rect(
        x: text.x, y: listHeads.bottom, width: listHeads.width, height: layout.list
      ).intersection(body)
      sums = Rect(
        x: text.x, y: list.bottom + (layout.hasListHeads ? 1 : 0), width: text.width,
        height: layout.sums
      ).intersection(body)
    }
  }

  /// `softmax espresso ← avgpool10 espresso ← conv10 8,9,967`: where there is no room for all, what
  /// is shown and what leads to it.
  private static func trail(_ state: State, width: Int, _ theme: Theme) -> String {
    let names = state.value.trail.map { state.model.shortName(of: $0.place) }
    guard names.count > 1 else { return "Enter goes into the marked part, down to the pixels" }
    for count in (1...names.count).reversed() {
      let text =
        (count < names.count ? "… ← " : "") + names.suffix(count).joined(separator: " ← ")
      if count == 1 || theme.glyphs.show(text).columns <= width { return text }
    }
    return ""
  }

  private static func drawParts(
    _ trace: ValueTrace, _ state: State, _ places: Places, _ theme: Theme, on canvas: inout Canvas
  ) {
    let first = state.firstValuePart
    let shown = trace.parts.dropFirst(first).prefix(places.list.height)
    var total = trace.parts.prefix(first).reduce(0) { $0 + $1.amount }
    let parts = shown.map { part in
      total += part.amount
      return RankedList.Part(
        name: theme.glyphs.show(state.model.name(of: part, in: trace)), amount: part.amount,
        text: number(part.amount, signed: trace.isSum), total: trace.isSum ? number(total) : nil)
    }
    RankedList(
      heads: ("part", trace.isSum ? "adds" : "value"), parts: parts, first: first,
      marked: state.markedPart, largest: trace.parts.reduce(0) { max($0, abs($1.amount)) },
      nameWidth: max(4, parts.map(\.name.columns).max() ?? 0), amountWidth: 12
    ).draw(in: places.list, headed: places.listHeads, theme, on: &canvas) { $0.pressPart($1) }
  }

  private static func drawSums(
    _ trace: ValueTrace, _ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    let sums = state.model.sums(of: trace)
    guard rect.height > 1 else {
      let text = sums.map { "\($0.label) \(Numbers.value($0.amount))" }.joined(separator: "  ")
      // The end is what was asked about.
      canvas.write(
        Text.fitEnd(theme.glyphs.show(text), rect.width, mark: theme.glyphs.cut), in: rect,
        style: theme.title)
      return
    }
    for (row, sum) in sums.enumerated() {
      let line = rect.row(row)
      let text = sum.label == "rounding" ? Numbers.value(sum.amount) : number(sum.amount)
      let isLast = row == sums.count - 1
      let end = canvas.write(
        text.rightAligned(to: 14), in: line, style: isLast ? theme.value : .plain)
      canvas.write(
        theme.glyphs.fit(sum.label, max(0, line.right - end - 2)), in: line, x: end + 2,
        style: theme.label)
    }
  }

  /// Six decimals, fewer of large numbers.
  private static func number(_ value: Double, signed: Bool = false) -> String {
    let decimals = abs(value) < 100 ? 6 : abs(value) < 10_000 ? 4 : 2
    return signed ? Numbers.signed(value, decimals: decimals) : Numbers.fixed(value, decimals)
  }
}

extension State {
  /// Marks a part, or goes into it where it is marked.
  fileprivate mutating func pressPart(_ part: Int) {
    guard !value.trail.isEmpty else { return }
    if part == markedPart { followPart() } else { value.trail[value.trail.count - 1].part = part }
  }
}
