import Analysis
import Heatmaps
import SqueezeNet
import TerminalUI
import TextFormats

extension View {
  public static let matrix: View = View(
    "matrix", letter: "c", title: "confusion",
    summary: "photos in class folders: which class is taken for which",
    introductions: (
      "arrows choose a cell, Enter lists its photos, Esc back", "Enter: a cell's photos"
    ),
    heading: "The confusion matrix", exports: [],
    commandWords: { $0.evaluationWords },
    commands: { [CommandTable.matrixCommands] },
    keepInRange: { $0.keepMatrixInRange() },
    fetch: { $0.fetchEvaluation() },
    draw: MatrixView.draw(_:in:_:on:))
}

/// Rows are right classes, columns are answers. Counts stand on the colour of their share of the
/// row; the diagonal, where the network is right, is in brackets.
enum MatrixView {
  static func draw(_ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    drawTitle(state, in: rect.row(0), theme, on: &canvas)
    guard let evaluation = state.matrix.evaluation, let layout = state.matrixLayout,
      let selected = state.matrixCell
    else {
      let words =
        state.matrix.failure
        ?? (state.matrix.asked.isWaiting ? "reading the photos" : "t gives the photos' answers")
      canvas.write(
        wrapped: theme.glyphs.show(words), in: Placeholder.body(of: rect),
        style: state.matrix.failure == nil ? theme.label : theme.error)
      return
    }
    let style = MapStyle(state.map.glyphs, state.map.colormap, theme)
    let scale = Scale(ValueRange(minimum: 0, maximum: 1), style)
    let (rows, columns) = state.seenMatrixClasses
    let classes = evaluation.classes
    let body = rect.inset(left: 1, top: 1)
    let start = body.x + layout.names
    canvas.fill(body.row(0), with: Cell(" ", theme.heads))
    canvas.write(theme.glyphs.fit("right", layout.names), in: body.row(0), style: theme.heads)
    for (place, answer) in columns.enumerated() {
      let name = theme.glyphs.fit(classes[answer], layout.cell - 1).rightAligned(
        to: layout.cell - 1)
      let x = start + place * layout.cell + 1
      canvas.write(name, in: body.row(0), x: x, style: theme.heads)
      if answer == selected.answer {
        canvas.select(Rect(x: x, y: body.y, width: layout.cell - 1, height: 1))
      }
    }
    for (row, truth) in rows.enumerated() {
      let line = body.row(row + 1)
      canvas.write(
        theme.glyphs.fit(classes[truth], layout.names), in: line,
        style: truth == selected.truth ? theme.title : .plain)
      if truth == selected.truth {
        canvas.select(line.inset(right: line.width - layout.names))
      }
      for (place, answer) in columns.enumerated() {
        let area = Rect(
          x: start + place * layout.cell + 1, y: line.y, width: layout.cell - 1, height: 1)
        let count = evaluation.count(truth: truth, answer: answer)
        let share = Float(count) / Float(max(1, evaluation.pictures(of: truth)))
        let text = count == 0 ? String(theme.glyphs.pending) : "\(count)"
        let isSelected = truth == selected.truth && answer == selected.answer
        canvas.write(
          (truth == answer ? "[\(text)]" : "\(text) ").rightAligned(to: area.width), in: area,
          style: count == 0 ? theme.label : MapNumbers.textStyle(share, scale, style.colors))
        if isSelected {
          canvas.select(area)
          if state.overlay == nil { canvas.cursor = Point(x: area.right - 2, y: area.y) }
        }
        canvas.onPress(area) { state, _ in
          if isSelected { return state.openCell() }
          (state.matrix.truth, state.matrix.answer) = (truth, answer)
          return []
        }
      }
    }
    drawCell(
      evaluation, selected, in: rect.inset(left: 1, top: rect.height - 2, right: 1), theme,
      on: &canvas)
  }

  private static func drawTitle(
    _ state: State, in line: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    let matrix = state.matrix
    func accuracy(_ k: Int) -> String? {
      matrix.evaluation?.accuracy(top: k).map { "top-\(k) \(percent($0))" }
    }
    let five = (matrix.evaluation?.classes.count ?? 0) > 5 ? accuracy(5) : nil
    let right = [accuracy(1), five].compactMap(\.self)
    let unread = matrix.unread > 0 ? "\(matrix.unread) unread" : nil
    let done = matrix.photos.count
    let count =
      matrix.asked.progress.map { "\($0.done) of \($0.of) photos" }
      ?? (done == 1 ? "1 photo" : "\(done) photos")
    let rate = matrix.picturesPerSecond > 0 ? "\(Int(matrix.picturesPerSecond)) a second" : nil
    Title.draw(
      [(["confusion matrix"] + right).joined(separator: "  "), right.joined(separator: "  ")],
      [
        [matrix.note, unread, count, rate], [unread, count, rate], [unread, count], [count],
      ].map { $0.compactMap(\.self).joined(separator: "  ") },
      in: line, theme, on: &canvas)
  }

  /// Two lines about the selected cell and its row.
  private static func drawCell(
    _ evaluation: Evaluation, _ cell: (truth: Int, answer: Int), in rect: Rect, _ theme: Theme,
    on canvas: inout Canvas
  ) {
    let (truth, answer) = (evaluation.classes[cell.truth], evaluation.classes[cell.answer])
    let count = evaluation.count(truth: cell.truth, answer: cell.answer)
    let all = evaluation.pictures(of: cell.truth)
    let taken = cell.truth == cell.answer ? "is right" : "taken for \(answer)"
    let share = "\(count) of \(all)  \(percent(Double(count) / Double(max(1, all))))"
    canvas.write(
      theme.glyphs.fit(["\(truth)  \(taken)  \(share)", "\(taken)  \(share)", share], rect.width),
      in: rect, style: theme.title)
    let figures = [
      ("recall", evaluation.recall(of: cell.truth)),
      ("precision", evaluation.precision(of: cell.truth)),
    ].map { "\($0) \($1.map(percent) ?? "none")" }.joined(separator: "  ")
    canvas.write(
      theme.glyphs.fit(["\(truth)  \(figures)", figures], rect.width), in: rect.row(1))
  }

  private static func percent(_ share: Double) -> String { Numbers.fixed(share * 100, 1) + "%" }
}
