import Analysis
import SqueezeNet
import TerminalUI

extension View {
  public static let photo: View = View(
    "photo", letter: "p", title: "on the photo",
    summary: "what a value sees, what a channel answers to most",
    introductions: (
      "arrows move the frame, * to the strongest, Enter explains",
      "arrows, Enter: explain"
    ),
    heading: "On the photo", exports: [.overlay, .map, .sheet],
    commandWords: { ["export", "overlay"] + $0.photoWords + $0.mapWords + ["-o", "overlay.png"] },
    commands: { [CommandTable.onPhotoCommands, CommandTable.scaleCommands] },
    draw: OnPhotoView.draw(_:in:_:on:))
}

/// A map beside the photo that it was made from, each value where it was seen: a frame on the photo
/// shows what the value under the cursor is computed from.
enum OnPhotoView {
  static func draw(_ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    guard let layer = state.selectedLayer else { return }
    let name = state.network.fullName(of: state.table.selection)
    guard let map = state.featureMap, let image = state.loadedImage else {
      return Placeholder.draw(state, title: name, in: rect, theme, on: &canvas)
    }
    guard let field = state.fieldOfChannel else {
      Title.draw([name], [], in: rect.row(0), theme, on: &canvas)
      let text =
        "\(name) sees the whole photo at once. { goes to the layer above, 1 to 0 to others."
      return canvas.write(wrapped: text, in: Placeholder.body(of: rect), style: theme.label)
    }
    drawTitle(name, layer, field, state, in: rect.row(0), theme, on: &canvas)
    let places = Places(state.onPhotoLayout, in: rect)
    let pictures = Pictures(state, layer: layer, map: map, image: state.seen(image), theme)
    markValues(pictures, places, state, on: &canvas)
    pictures.drawPhoto(in: places.photo, on: &canvas)
    canvas.write(pictures.photoCaption, in: places.captions, style: theme.label)
    if state.patchesAreInstead {
      pictures.drawPatches(in: places.map, on: &canvas)
      pictures.drawCursor(in: places.photo, on: &canvas)
    } else {
      pictures.drawMap(in: places.map, on: &canvas)
      pictures.drawCursor(in: places.map, on: &canvas)
      pictures.drawLegend(in: places.legend, on: &canvas)
    }
    if !places.patches.isEmpty {
      pictures.drawPatches(in: places.patches, on: &canvas)
    }
    OnPhotoReadout.draw(state, map, image, in: places.readout, theme, on: &canvas)
  }

  private static func drawTitle(
    _ name: String, _ layer: Layer, _ field: ReceptiveField, _ state: State, in line: Rect,
    _ theme: Theme, on canvas: inout Canvas
  ) {
    let channel = MapView.reductionTitle(state, layer)
    let named = state.shownChannelClass.map { ["\(name)  \(channel)  \($0)"] } ?? []
    Title.draw(
      named + ["\(name)  \(channel)", channel],
      [
        "each value sees \(field.size)×\(field.size) px, neighbours \(field.stride) px apart",
        "sees \(field.size)×\(field.size) px, steps \(field.stride)",
        "sees \(field.size)×\(field.size) px", "\(field.size)×\(field.size) px", "",
      ], in: line, theme, on: &canvas)
  }

  /// The places of all parts.
  struct Places {
    let photo: Rect
    let map: Rect
    /// Of all patches, where they have a place of their own.
    let patches: Rect
    /// Below the photo; and below the map.
    let captions: Rect
    let legend: Rect
    let readout: Rect

    init(_ layout: OnPhotoLayout, in rect: Rect) {
      let (width, height) = (layout.pictureWidth, layout.pictureHeight)
      photo = Rect(x: rect.x + 1, y: rect.y + 1, width: width, height: height)
      map = Rect(x: photo.right + 2, y: photo.y, width: width, height: height)
      let hasCaptions = layout.lines >= 3
      captions = Rect(x: photo.x, y: photo.bottom, width: width, height: hasCaptions ? 1 : 0)
      legend = Rect(
        x: map.x, y: photo.bottom, width: min(width, 60), height: hasCaptions ? 1 : 0)
      let top = photo.bottom + (hasCaptions ? 1 : 0)
      let lines = hasCaptions ? layout.lines - 1 : layout.lines
      switch layout.patches {
      case .instead:
        patches = Rect(x: rect.x, y: rect.y, width: 0, height: 0)
        readout = Rect(x: photo.x, y: top, width: rect.width - 2, height: lines)
      case .beside(let columns):
        patches = Rect(
          x: map.right + 2, y: photo.y, width: min(columns, rect.right - map.right - 2),
          height: rect.bottom - photo.y)
        readout = Rect(x: photo.x, y: top, width: map.right - photo.x, height: lines)
      case .below:
        readout = Rect(x: photo.x, y: top, width: rect.width - 2, height: lines)
        patches = Rect(
          x: photo.x, y: readout.bottom + 1, width: rect.width - 2,
          height: rect.bottom - readout.bottom - 1)
      }
    }
  }

  /// A press moves the cursor: on the photo and on the map to the value that stands there, on a
  /// patch to the one that sees it.
  private static func markValues(
    _ pictures: Pictures, _ places: Places, _ state: State, on canvas: inout Canvas
  ) {
    func mark(_ rect: Rect, _ value: @escaping @Sendable (Point) -> (row: Int, column: Int)?) {
      canvas.onPress(rect) { state, point in
        if let value = value(point) {
          (state.singleMap.row, state.singleMap.column) = (value.row, value.column)
        }
        return []
      }
    }
    for rect in [places.photo, places.map] {
      mark(rect) { pictures.value(at: $0, in: rect) }
    }
    let pane = state.patchesAreInstead ? places.map : places.patches
    mark(pane) { pictures.patch(x: pane.x + $0.x, y: pane.y + $0.y, in: pane) }
  }
}
