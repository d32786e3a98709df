import TerminalUI

/// Commands of the view of one map; its cursor moves in the view on the photo, too.
extension CommandTable {
  static let singleMapCommands: CommandGroup = CommandGroup(
    "One map", in: .cursors,
    Motion.commands(
      "cursor",
      [
        .up: "cursor up", .down: "cursor down", .left: "cursor to the left",
        .right: "cursor to the right",
      ]
    ) { $0.moveCursor($1) }
      + Motion.commands(
        "cursor", in: [.view(.singleMap)],
        [.pageUp: "as many rows up as are seen", .pageDown: "as many rows down as are seen"]
      ) { $0.moveCursor($1) } + [
        Command("cursor-first", [.home], "first column", change: { $0.singleMap.column = 0 }),
        Command("cursor-last", [.end], "last column", change: { $0.singleMap.column = .max }),
        Command("cursor-top-first", ["g"], "first row", change: { $0.singleMap.row = 0 }),
        Command("cursor-bottom-last", ["G"], "last row", change: { $0.singleMap.row = .max }),
        Command(
          "strongest-place", in: [.view(.singleMap)], ["*"], "to the largest value",
          hint: "largest",
          change: { $0.goToPeak() }),
        Command(
          "larger-map", in: [.view(.singleMap)], ["+", "="],
          "larger; values as numbers where they fit", hint: "zoom", change: { $0.zoomIn() }),
        Command("smaller-map", in: [.view(.singleMap)], ["-"], "smaller", change: { $0.zoomOut() }),
        Command(
          "whole-map", in: [.view(.singleMap)], ["z"], "the whole map", hint: "whole",
          change: { $0.singleMap.zoom = nil }),
      ])
}

extension State {
  fileprivate mutating func moveCursor(_ motion: Motion) {
    let layout = singleMapLayout
    let step = view == .photo ? onPhotoStep : layout.shrunk
    switch motion {
    case .up: singleMap.row -= step
    case .down: singleMap.row += step
    case .left: singleMap.column -= step
    case .right: singleMap.column += step
    case .pageUp: singleMap.row -= layout.rows
    case .pageDown: singleMap.row += layout.rows
    case .first: singleMap.row = 0
    case .last: singleMap.row = .max
    }
  }

  fileprivate mutating func zoomIn() {
    let factor = factor(singleMapLayout)
    guard let next = SingleMapState.zooms.first(where: { $0 > factor }) else {
      return say("this is as large as it gets")
    }
    singleMap.zoom = next
  }

  fileprivate mutating func zoomOut() {
    let factors = (present: factor(singleMapLayout), whole: factor(singleMapLayout(zoom: nil)))
    singleMap.zoom = SingleMapState.zooms.last { $0 < factors.present && $0 > factors.whole }
  }

  /// Samples for one value; 0 where a sample stands for many.
  private func factor(_ layout: SingleMapLayout) -> Int { layout.shrunk > 1 ? 0 : layout.enlarged }

  private func singleMapLayout(zoom: Int?) -> SingleMapLayout {
    var copy = self
    copy.singleMap.zoom = zoom
    return copy.singleMapLayout
  }

  /// The cursor on the largest value, the first of equals.
  fileprivate mutating func goToPeak() {
    guard let shown = featureMap,
      let place = shown.values.firstIndex(where: { $0 == shown.maximum })
    else { return say("there is no map") }
    (singleMap.row, singleMap.column) = place.quotientAndRemainder(dividingBy: shown.width)
  }

  /// The cursor is on the map and in sight; on a map of another size it keeps its place.
  mutating func keepSingleMapInRange() {
    guard let shape = selectedLayer?.outputShape, shape.height > 0, shape.width > 0 else { return }
    if shape.height != singleMap.height || shape.width != singleMap.width {
      singleMap.row = (2 * singleMap.row + 1) * shape.height / (2 * singleMap.height)
      singleMap.column = (2 * singleMap.column + 1) * shape.width / (2 * singleMap.width)
      (singleMap.height, singleMap.width) = (shape.height, shape.width)
    }
    singleMap.row = max(0, min(singleMap.row, shape.height - 1))
    singleMap.column = max(0, min(singleMap.column, shape.width - 1))
    let origin = singleMapOrigin
    (singleMap.top, singleMap.left) = (origin.row, origin.column)
  }

  /// The first value seen, the cursor in sight wherever it fits.
  var singleMapOrigin: (row: Int, column: Int) {
    guard let shape = selectedLayer?.outputShape else { return (0, 0) }
    let (layout, cursor) = (singleMapLayout, singleMap)
    return (
      cursor.top.scrolled(toShow: cursor.row, length: layout.rows, of: shape.height),
      cursor.left.scrolled(toShow: cursor.column, length: layout.columns, of: shape.width)
    )
  }
}
