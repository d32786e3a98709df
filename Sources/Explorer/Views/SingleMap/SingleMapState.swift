import TerminalUI

/// The view of one map: its cursor, its zoom and which part is seen.
struct SingleMapState: Sendable, Hashable {
  /// The cursor, in the map's own values.
  var row = 0
  var column = 0
  /// Samples along each side for one value; nil: the whole map, as large as fits.
  var zoom: Int?
  /// The first value seen, where the map is larger than its place.
  var top = 0
  var left = 0
  /// Size of the map that the cursor was put on: on a map of another size it keeps its place.
  var height = 1
  var width = 1

  static let zooms = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32]
}

/// The size of one map as it is drawn, and the part that is seen: moving goes by it, and the screen
/// is laid out by it. In columns and lines where nothing else is said.
struct SingleMapLayout: Sendable, Hashable {
  /// The room of the map, without the ruler above and at its left.
  let mapWidth: Int
  let mapHeight: Int
  /// Columns for figures and the histogram at the right; 0 without room.
  let panelWidth: Int
  /// Samples along each side for one value.
  let enlarged: Int
  /// Values along each side for one sample.
  let shrunk: Int
  /// Values that are seen at once.
  let rows: Int
  let columns: Int
  /// Samples of what is seen.
  let drawnWidth: Int
  let drawnHeight: Int
  /// True where the map fills the room, some values a sample wider than others.
  let isUneven: Bool
  /// Columns for the photo at the map's right; 0 where the map leaves too few.
  let photoWidth: Int

  static let panel = 26

  /// - Parameters:
  ///   - width, height: What the view has: a title and a ruler above the map, two lines below.
  ///   - map: Size of the map in values.
  ///   - halfBlocks: A sample is one column wide and half a line high; else two columns and a line.
  init(
    width: Int, height: Int, map: (height: Int, width: Int), halfBlocks: Bool, zoom: Int?
  ) {
    panelWidth = width >= 64 ? Self.panel : 0
    mapWidth = max(1, width - panelWidth - (panelWidth > 0 ? 2 : 0) - 1)
    mapHeight = max(1, height - 4)
    let samples = (
      width: max(1, halfBlocks ? mapWidth : mapWidth / 2),
      height: halfBlocks ? mapHeight * 2 : mapHeight
    )
    let (mapRows, mapColumns) = (max(1, map.height), max(1, map.width))
    if let zoom {
      enlarged = max(1, zoom)
      shrunk = 1
    } else {
      shrunk = max(
        1, (mapColumns + samples.width - 1) / samples.width,
        (mapRows + samples.height - 1) / samples.height)
      let drawn = (
        width: (mapColumns + shrunk - 1) / shrunk, height: (mapRows + shrunk - 1) / shrunk
      )
      enlarged = max(1, min(samples.width / drawn.width, samples.height / drawn.height))
    }
    columns = min(mapColumns, max(1, samples.width / enlarged) * shrunk)
    rows = min(mapRows, max(1, samples.height / enlarged) * shrunk)
    isUneven = zoom == nil && shrunk == 1 && enlarged < FittedMap.evenFrom
    (drawnWidth, drawnHeight) =
      isUneven
      ? FittedMap.filling(samples, columns: columns, rows: rows)
      : (
        (columns + shrunk - 1) / shrunk * enlarged, (rows + shrunk - 1) / shrunk * enlarged
      )
    let left = mapWidth - (halfBlocks ? drawnWidth : 2 * drawnWidth) - 2
    // Fewer show nothing of a photo.
    photoWidth = min(left, 2 * mapHeight) >= (halfBlocks ? 12 : 24) ? left : 0
  }

  /// The sample in the middle of a value; both counted from the first that is seen.
  func sample(ofRow row: Int) -> Int { sample(row, of: rows, drawnHeight) }
  func sample(ofColumn column: Int) -> Int { sample(column, of: columns, drawnWidth) }

  /// The first value under a sample.
  func row(ofSample y: Int) -> Int { value(y, of: rows, drawnHeight) }
  func column(ofSample x: Int) -> Int { value(x, of: columns, drawnWidth) }

  private func sample(_ place: Int, of count: Int, _ drawn: Int) -> Int {
    isUneven ? (2 * place + 1) * drawn / (2 * count) : place / shrunk * enlarged + enlarged / 2
  }

  private func value(_ sample: Int, of count: Int, _ drawn: Int) -> Int {
    isUneven ? sample * count / drawn : sample / enlarged * shrunk
  }
}

extension State {
  /// True where maps are drawn in half blocks: two samples a cell, in colours.
  var drawsHalfBlocks: Bool {
    map.glyphs == .blocks && terminal.unicode && terminal.colors >= .many
  }

  /// The view of one map on the present terminal.
  var singleMapLayout: SingleMapLayout {
    let shape = selectedLayer?.outputShape
    return SingleMapLayout(
      width: terminal.width, height: terminal.bodyHeight,
      map: (shape?.height ?? 1, shape?.width ?? 1), halfBlocks: drawsHalfBlocks,
      zoom: singleMap.zoom)
  }
}
