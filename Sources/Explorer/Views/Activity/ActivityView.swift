import Analysis
import Exports
import Reports
import SqueezeNet
import TerminalUI
import TextFormats

extension View {
  public static let activity: View = View(
    "activity", letter: "a", title: "dead and busy",
    summary: "dead channels, zeros, sparse weights, distributions",
    introductions: (
      "arrows choose a layer, s scale, Enter shows its channels",
      "arrows, Enter: maps"
    ),
    heading: "Dead and busy", exports: [.activity],
    commandWords: { ["activity"] + $0.photoWords + $0.ablationWords },
    commands: { [CommandTable.activityCommands] },
    fetch: { $0.fetchSurveys() },
    draw: ActivityView.draw(_:in:_:on:))
}

extension ExportKind {
  static let activity = ExportKind(
    name: "activity", letter: "n", help: "dead channels, zeros, distributions as .csv, .json, .txt",
    title: { _ in "numbers: dead channels, zeros" },
    problem: { state in
      if let problem = state.passProblem { return problem }
      return state.surveys.count == state.network.layers.count ? nil : "being counted"
    },
    content: {
      .numbers([NamePart.model($0.network), "activity"], isOfPass: true) {
        try ActivityReport($0)
      }
    })
}

/// Dead channels, zeros and distributions, a row a layer; the selected layer in words and its
/// histogram large.
enum ActivityView {
  static func draw(_ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    let places = Places(in: rect)
    let whole = state.zeroWeights
    Title.draw(
      ["how busy the layers are on this photo", "how busy the layers are"],
      [
        [
          whole.counted.map { "zero weights in all: \(Numbers.percent($0)) here" },
          whole.paper.map { "\(Numbers.percent($0)) in the paper" },
        ].compactMap(\.self).joined(separator: ", ")
      ].filter { _ in whole.counted != nil }, in: rect.row(0), theme, on: &canvas)
    guard state.loadedImage != nil else {
      return Placeholder.draw(state, in: Placeholder.body(of: rect), theme, on: &canvas)
    }
    drawTable(state, places, theme, on: &canvas)
    ActivityPanel.draw(state, places, theme, on: &canvas)
  }

  /// The places of all parts.
  struct Places {
    let columns: [ActivityColumn]
    let heads: Rect
    let rows: Rect
    let words: Rect
    let histogram: Rect

    init(in rect: Rect) {
      let body = rect.inset(top: 1)
      let basic = 78
      // The panel is beside the table where a histogram fits there, else below it.
      if rect.width - basic - 3 >= 32 {
        let panelWidth = rect.width - basic - 3 >= 96 ? 97 : 33
        columns = ActivityColumn.columns(width: rect.width - panelWidth - 2)
        let table = columns.totalWidth()
        heads = Rect(x: rect.x, y: body.y, width: table, height: min(1, body.height))
        rows = Rect(x: rect.x, y: body.y + 1, width: table, height: body.height - 1)
        let panel = body.inset(left: table + 2)
        words = Rect(x: panel.x, y: panel.y, width: panel.width, height: min(7, panel.height))
        histogram = Rect(
          x: panel.x, y: words.bottom + 1, width: panelWidth,
          height: min(20, panel.bottom - words.bottom - 1))
        return
      }
      let below = rect.height >= 20 ? max(5, rect.height / 4) : 4
      columns = ActivityColumn.columns(width: rect.width)
      heads = Rect(x: rect.x, y: body.y, width: rect.width, height: min(1, body.height))
      rows = Rect(
        x: rect.x, y: body.y + 1, width: rect.width, height: max(1, body.height - 1 - below))
      let panel = Rect(
        x: rect.x + 1, y: rows.bottom, width: rect.width - 1, height: rect.bottom - rows.bottom)
      let bins = rect.width >= 80 ? 48 : 32
      // Beside the histogram where there is room, else in its first line.
      words =
        rect.width >= 80
        ? panel.inset(left: bins + 2)
        : Rect(x: panel.x, y: panel.y, width: panel.width, height: min(1, panel.height))
      histogram = Rect(
        x: panel.x, y: panel.y + (rect.width >= 80 ? 0 : 1), width: bins,
        height: panel.height - (rect.width >= 80 ? 0 : 1))
    }
  }

  private static func drawTable(
    _ state: State, _ places: Places, _ theme: Theme, on canvas: inout Canvas
  ) {
    canvas.writeHeads(places.columns, in: places.heads, theme)
    for (place, row) in state.visibleRows(height: places.rows.height).enumerated() {
      guard let figures = state.activityRow(row) else { continue }
      let line = places.rows.row(place)
      canvas.onPress(line) { $0.pointAt(row) }
      let name = TableColumn.name(state.summary(of: row), theme.glyphs)
      let style = figures.statistics == nil ? theme.label : .plain
      canvas.writeCells(
        places.columns, in: line, theme, isSelected: row == state.table.selection
      ) { column in
        let text = column.text(figures, name: name, state.activity.scale, theme.glyphs)
        return (text, column.content == .bar ? theme.bar : style)
      }
    }
  }
}
