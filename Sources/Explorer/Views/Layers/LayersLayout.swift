import TerminalUI

/// The places of all parts of the layers' view of a given size. Depends on nothing else, but for
/// the width that the network's shapes need, so that nothing moves while the program runs.
struct LayersLayout: Sendable, Hashable {
  /// The map's side in cells and half rows at 80×24: holds 27×27 and 28×28 one to one, 13×13 and
  /// 14×14 twofold, 55×55 and 56×56 by halves.
  static let panelWidth = 28

  let heads: Rect
  let table: Rect
  let total: Rect
  let detail: Rect
  /// The column between the table and the panel.
  let divider: Rect
  let mapTitle: Rect
  let map: Rect
  let legend: Rect
  let photoTitle: Rect
  /// Empty where there is no room beside the map.
  let photo: Rect
  let answer: Rect
  let columns: [TableColumn]

  /// Title, map and legend.
  var diagram: Rect {
    Rect(x: map.x, y: mapTitle.y, width: map.width, height: legend.bottom - mapTitle.y)
  }

  /// Map and photo.
  var picture: Rect {
    photo.isEmpty
      ? map : Rect(x: map.x, y: map.y, width: photo.right - map.x, height: map.height)
  }

  /// - Parameter rowCount: Lines of the table with everything unfolded.
  init(body content: Rect, lines: ScreenLines, columns all: [TableColumn], rowCount: Int) {
    let gap = lines.gap
    let answerHeight = content.height >= 20 ? 6 : content.height >= 15 ? 4 : 2
    let mapRoom = max(0, content.height - 2 - answerHeight - gap)
    columns = Self.columns(all, width: content.width, mapHeight: mapRoom)
    let tableWidth = columns.totalWidth()

    let left = Rect(x: 0, y: content.y, width: tableWidth, height: content.height)
    heads = left.row(0)
    table = Rect(
      x: 0, y: heads.y + 1, width: tableWidth, height: min(lines.table, rowCount))
    total = Rect(x: 0, y: table.bottom, width: tableWidth, height: 1)
    detail = Rect(
      x: 1, y: total.bottom + gap, width: tableWidth - 1, height: lines.detail)
    divider = Rect(x: tableWidth + 1, y: content.y, width: 1, height: content.height)

    let panel = content.inset(left: tableWidth + 3)
    let mapWidth = Self.mapWidth(panel: panel.width, rows: mapRoom)
    // Half a row is about as high as a column is wide.
    let mapHeight = min(mapRoom, (mapWidth + 1) / 2)
    mapTitle = Rect(x: panel.x, y: panel.y, width: mapWidth, height: 1)
    map = Rect(x: panel.x, y: panel.y + 1, width: mapWidth, height: mapHeight)
    legend = Rect(x: panel.x, y: map.bottom, width: mapWidth, height: 1)
    let beside = panel.inset(left: mapWidth + 2)
    photoTitle = beside.row(0)
    photo = Rect(x: beside.x, y: beside.y + 1, width: beside.width, height: mapHeight)
    answer = Rect(
      x: panel.x, y: legend.bottom + gap, width: panel.width, height: answerHeight)
  }

  /// Columns come before space: as many as leave the panel its place.
  private static func columns(_ all: [TableColumn], width: Int, mapHeight: Int) -> [TableColumn] {
    let smallest = width >= 80 ? panelWidth : min(max(width * 3 / 8, 16), panelWidth)
    // A high screen has use for a wider map.
    let wanted = max(smallest, min(2 * mapHeight, width * 2 / 5))
    return all.chosen { $1 + 3 + ($0.isBasic ? smallest : wanted) <= width || $2 < 2 }
  }

  /// Sides that hold the maps of the usual input sizes well; what is left shows the photo.
  private static func mapWidth(panel: Int, rows: Int) -> Int {
    let fitting = [112, 84, 56, 28].first { $0 <= 2 * rows && panel - $0 - 2 >= 20 }
    return fitting ?? panel
  }
}
