import Analysis
import SqueezeNet
import TerminalUI

/// The confusion matrix of the opened photos: what is known of it by now, and what is looked at.
struct MatrixState: Sendable {
  /// The preprocessing of the evaluation that was asked for last.
  var asked = Asked<Preprocessing?, Never>()
  /// Photos in class folders; nil before they were looked through.
  var evaluation: Evaluation?
  /// The photos of the evaluation's answers.
  var photos: [Int] = []
  /// Photos that could not be read.
  var unread = 0
  var picturesPerSecond = 0.0
  /// What was assumed of the folders.
  var note: String?
  /// The reason why there is none.
  var failure: String?
  /// The selected cell, by classes: the matrix grows.
  var truth: Int?
  var answer: Int?
  /// First row and column that are seen.
  var top = 0
  var left = 0
}

/// What an evaluation tells on its way.
public enum EvaluationStep: Sendable {
  /// - Parameter note: What was assumed of the folders.
  case began(ClassNames, photos: Int, note: String?)
  /// A photo of the list is done; nil where it could not be read.
  case answered(photo: Int, Evaluation.Answer?, picturesPerSecond: Double)
  case ended
  /// With the error's one line.
  case failed(String)
}

/// The division of the view: paging goes by it, and the screen is laid out by it.
struct MatrixLayout: Sendable, Hashable {
  /// Columns of the names at the left.
  let names: Int
  /// Columns of a cell, the gap before it included.
  let cell: Int
  /// Cells that are seen at once.
  let columns: Int
  let rows: Int

  init(width: Int, height: Int, _ evaluation: Evaluation) {
    let all = evaluation.occurring
    let longest = all.map { evaluation.classes[$0].columns }.max() ?? 0
    let largest =
      evaluation.present.flatMap { truth in
        all.map { evaluation.count(truth: truth, answer: $0) }
      }.max() ?? 0
    names = max(1, min(longest, max(6, width / 4)))
    // A count, the marks of the diagonal around it, the gap.
    let least = "\(largest)".count + 3
    let room = max(0, width - names - 2)
    cell = max(least, min(longest + 1, 16, room / max(1, all.count)))
    columns = max(1, min(all.count, room / cell))
    // A title, the heads, two lines about the cell.
    rows = max(1, height - 4)
  }
}

extension State {
  /// Rows are right classes, columns are answers: those that occur.
  private var matrixClasses: (rows: [Int], columns: [Int]) {
    (matrix.evaluation?.present ?? [], matrix.evaluation?.occurring ?? [])
  }

  var matrixLayout: MatrixLayout? {
    matrix.evaluation.map {
      MatrixLayout(width: terminal.width, height: terminal.bodyHeight, $0)
    }
  }

  /// The selected cell; the first class where none was chosen.
  var matrixCell: (truth: Int, answer: Int)? {
    let (rows, columns) = matrixClasses
    guard let first = rows.first else { return nil }
    let truth = matrix.truth.flatMap { rows.contains($0) ? $0 : nil } ?? first
    return (truth, matrix.answer.flatMap { columns.contains($0) ? $0 : nil } ?? truth)
  }

  /// Asks for the evaluation that the view lacks. It goes on while other views are shown.
  mutating func fetchEvaluation() -> [Effect] {
    guard view == .matrix, matrix.asked.number == 0 || matrix.asked.request != wantedEvaluation
    else { return [] }
    return evaluate()
  }

  private var wantedEvaluation: Preprocessing? { model.weights?.preprocessing }

  private mutating func evaluate() -> [Effect] {
    let cell = (matrix.truth, matrix.answer)
    let number = matrix.asked.ask(for: wantedEvaluation, steps: images.count)
    let asked = matrix.asked
    matrix = MatrixState()
    (matrix.asked, (matrix.truth, matrix.answer)) = (asked, cell)
    return [.evaluate(number: number)]
  }

  mutating func toggleEvaluation() -> [Effect] {
    guard matrix.asked.isWaiting else { return evaluate() }
    matrix.asked.cancel()
    say("stopped: \(matrix.photos.count) of \(images.count) photos are in the matrix")
    return [.stopEvaluating]
  }

  mutating func receive(_ step: EvaluationStep, _ number: Int) {
    guard matrix.asked.isWaiting, number == matrix.asked.number else { return }
    switch step {
    case .began(let classes, let photos, let note):
      matrix.evaluation = Evaluation(answers: [], classes: classes)
      matrix.note = note
      matrix.asked.report(done: 0, of: photos, number: number)
    case .answered(let photo, let answer, let picturesPerSecond):
      if let answer {
        matrix.evaluation?.add(answer)
        matrix.photos.append(photo)
      } else {
        matrix.unread += 1
      }
      matrix.picturesPerSecond = picturesPerSecond
      matrix.asked.report(
        done: matrix.photos.count + matrix.unread, of: images.count, number: number)
    case .ended: matrix.asked.finish(number: number)
    case .failed(let reason):
      matrix.failure = reason
      matrix.asked.finish(number: number)
    }
  }

  mutating func moveCell(_ motion: Motion) {
    guard let cell = matrixCell, let layout = matrixLayout else { return }
    let (rows, columns) = matrixClasses
    let isAcross = motion == .left || motion == .right
    let all = isAcross ? columns : rows
    let place = all.firstIndex(of: isAcross ? cell.answer : cell.truth) ?? 0
    let target = place + motion.offset(lines: layout.rows, count: all.count)
    let chosen = all[max(0, min(target, all.count - 1))]
    matrix.truth = isAcross ? cell.truth : chosen
    matrix.answer = isAcross ? chosen : cell.answer
  }

  mutating func keepMatrixInRange() {
    guard view == .matrix, let cell = matrixCell, let layout = matrixLayout else { return }
    let (rows, columns) = matrixClasses
    matrix.top = matrix.top.scrolled(
      toShow: rows.firstIndex(of: cell.truth) ?? 0, length: layout.rows, of: rows.count)
    matrix.left = matrix.left.scrolled(
      toShow: columns.firstIndex(of: cell.answer) ?? 0, length: layout.columns, of: columns.count)
  }

  /// The classes that are seen.
  var seenMatrixClasses: (rows: ArraySlice<Int>, columns: ArraySlice<Int>) {
    let (rows, columns) = matrixClasses
    guard let layout = matrixLayout else { return ([], []) }
    return (
      rows.dropFirst(matrix.top).prefix(layout.rows),
      columns.dropFirst(matrix.left).prefix(layout.columns)
    )
  }
}
