/// The keys of the view of one map; the cursor's are those of the view on the photo, too.
extension State {
  mutating func singleMapAction(_ action: Action) {
    let layout = singleMapLayout
    let step = view == .photo ? onPhotoStep : layout.shrunk
    switch action {
    case .cursorUp: singleMap.row -= step
    case .cursorDown: singleMap.row += step
    case .cursorWest: singleMap.column -= step
    case .cursorEast: singleMap.column += step
    case .cursorPageUp: singleMap.row -= layout.rows
    case .cursorPageDown: singleMap.row += layout.rows
    case .cursorRowStart: singleMap.column = 0
    case .cursorRowEnd: singleMap.column = .max
    case .cursorTop: singleMap.row = 0
    case .cursorBottom: singleMap.row = .max
    case .cursorPeak: goToPeak()
    case .zoomIn:
      if let next = SingleMapState.zooms.first(where: { $0 > factor(layout) }) {
        singleMap.zoom = next
      } else {
        say("this is as large as it gets")
      }
    case .zoomOut:
      let whole = singleMapLayout(zoom: nil)
      singleMap.zoom = SingleMapState.zooms.last { $0 < factor(layout) && $0 > factor(whole) }
    case .zoomFit: singleMap.zoom = nil
    default: break
    }
  }

  /// Samples for one value; 0 where a sample stands for many.
  private func factor(_ layout: SingleMapLayout) -> Int { layout.shrunk > 1 ? 0 : layout.enlarged }

  private func singleMapLayout(zoom: Int?) -> SingleMapLayout {
    var copy = self
    copy.singleMap.zoom = zoom
    return copy.singleMapLayout
  }

  /// The cursor on the largest value, the first of equals.
  private mutating func goToPeak() {
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
  public var singleMapOrigin: (row: Int, column: Int) {
    guard let shape = selectedLayer?.outputShape else { return (0, 0) }
    let layout = singleMapLayout
    return (
      Self.start(singleMap.top, showing: singleMap.row, length: layout.rows, of: shape.height),
      Self.start(singleMap.left, showing: singleMap.column, length: layout.columns, of: shape.width)
    )
  }

  /// Moved as little as shows the place and leaves nothing empty.
  private static func start(_ start: Int, showing place: Int, length: Int, of count: Int) -> Int {
    max(0, min(max(min(start, place), place - length + 1), count - length))
  }
}
