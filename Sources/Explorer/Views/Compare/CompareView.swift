import Analysis
import Exports
import Reports
import SqueezeNet
import TerminalUI
import TextFormats

extension View {
  public static let compare: View = View(
    "compare", letter: "d", title: "compare",
    summary: "two photos, models, geometries side by side",
    introductions: (
      "w chooses with what, arrows a layer, Tab one picture",
      "w: with what"
    ),
    heading: "Compare", exports: [.difference, .comparison],
    commandWords: { $0.compareWords },
    commands: { [CommandTable.compareCommands] },
    fetch: { $0.fetchComparison() },
    draw: CompareView.draw(_:in:_:on:))
}

extension ExportKind {
  static let comparison = ExportKind(
    name: "comparison", letter: "n", help: "the comparison's figures as .csv, .json, .txt",
    title: { _ in "numbers: both passes, layer by layer" },
    problem: { $0.comparisonProblem },
    content: {
      .numbers(["and", NamePart.plain($0.comparedWith), "compared"]) { try CompareReport($0) }
    })
}

/// Two passes side by side: a row a layer, beside it the selected layer in both and the difference.
enum CompareView {
  static func draw(_ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    let names = state.compareNames
    let first = state.comparison.map { $0.comparison.firstDifference()?.name }
    let areModels = state.comparison?.areRelated == false
    Title.draw(
      [
        "compare  A \(names.first)  B \(names.second)", "A \(names.first)  B \(names.second)",
        "A \(names.first)",
      ],
      areModels
        ? ["two models", ""]
        : first.map { name in
          name.map { ["first difference: \($0)", "first: \($0)", ""] } ?? ["nothing differs", ""]
        } ?? [], in: rect.row(0), theme, on: &canvas)
    guard let pair = state.comparison else {
      drawMissing(state, in: Placeholder.body(of: rect), theme, on: &canvas)
      return
    }
    let places = Places(in: rect, areRelated: pair.areRelated)
    drawTable(pair, state, places, theme, on: &canvas)
    ComparePanel.draw(pair, state, in: places.panel, theme, on: &canvas)
  }

  private static func drawMissing(
    _ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    if let reason = state.compareFailure {
      canvas.write(wrapped: theme.glyphs.show(reason), in: rect, style: theme.error)
    } else if let progress = state.compare.asked.progress, state.pass.isComplete {
      canvas.write(
        wrapped: "computing the other pass: layer \(progress.done) of \(progress.of); Esc stops it",
        in: rect, style: theme.label)
    } else {
      Placeholder.draw(state, answer: "a comparison comes", in: rect, theme, on: &canvas)
    }
  }

  /// The places of all parts.
  struct Places {
    let heads: Rect
    let rows: Rect
    let panel: Rect
    /// Columns of the table after the name.
    let columns: [Column]

    /// - Parameter areRelated: False for models whose channels have no differences.
    init(in rect: Rect, areRelated: Bool) {
      columns =
        !areRelated
        ? (rect.width >= 100 ? [.firstMean, .secondMean] : [])
        : rect.width >= 150
          ? [.cosine, .rms, .largest, .firstMean, .secondMean]
          : rect.width >= 60 ? [.cosine, .rms] : [.cosine]
      // The numbers of two models take a narrow screen for themselves.
      let hasTable = areRelated || rect.width >= 60
      let width =
        hasTable
        ? CompareView.nameWidth + max(areRelated ? 0 : 7, columns.count * (CompareView.width + 1))
        : -1
      let body = rect.inset(top: 1)
      heads = Rect(x: rect.x, y: body.y, width: max(0, width), height: min(1, body.height))
      rows = Rect(x: rect.x, y: body.y + 1, width: max(0, width), height: max(1, body.height - 1))
      panel = body.inset(left: width + 2, right: 1)
    }
  }

  enum Column: String {
    case cosine
    case rms
    case largest = "max"
    case firstMean = "mean A"
    case secondMean = "mean B"
  }

  /// Of the name with its mark, and of a column.
  private static let nameWidth = 17
  private static let width = 7

  private static func drawTable(
    _ pair: PassPair, _ state: State, _ places: Places, _ theme: Theme, on canvas: inout Canvas
  ) {
    canvas.fill(places.heads, with: Cell(" ", theme.heads))
    let heads = places.columns.map { " " + $0.rawValue.rightAligned(to: width) }.joined()
    canvas.write("   layer".padded(to: nameWidth) + heads, in: places.heads, style: theme.heads)
    for (place, row) in state.visibleRows(height: places.rows.height).enumerated() {
      let line = places.rows.row(place)
      canvas.onPress(line) { $0.pointAt(row) }
      let own =
        state.network.layerIndex(of: row).flatMap { state.network.layer(at: $0)?.name } ?? ""
      let layer = pair.layer(own)
      let isSame = layer.map { !$0.differs(tolerance: PassComparison.tolerance) } ?? false
      let name = theme.glyphs.fit(
        TableColumn.name(state.summary(of: row), theme.glyphs), nameWidth - 2)
      let mark = isSame ? " =" : "  "
      var text = name.padded(to: nameWidth - 2) + mark
      if let layer {
        text += places.columns.map { " " + cell($0, layer).rightAligned(to: width) }.joined()
      } else {
        text += " only \(pair.sideAlone(with: own))"
      }
      let isPlain = layer.map { $0.values != nil || !pair.areRelated } ?? false
      canvas.write(text, in: line, style: isPlain ? .plain : theme.label)
      if row == state.table.selection { canvas.select(line) }
    }
  }

  private static func cell(_ column: Column, _ layer: LayerComparison) -> String {
    switch column {
    case .cosine: layer.values?.cosine.map { Numbers.fixed($0, 4) } ?? ""
    case .rms: layer.values.map { Numbers.value($0.rootMeanSquare) } ?? ""
    case .largest: layer.values.map { Numbers.value($0.maximum) } ?? ""
    case .firstMean: Numbers.value(layer.firstStatistics.mean)
    case .secondMean: Numbers.value(layer.secondStatistics.mean)
    }
  }
}
