import Analysis
import Heatmaps
import SqueezeNet
import TerminalUI

extension OnPhotoView {
  /// The photo and the map, value for value at the same place.
  struct Pictures {
    let state: State
    let layer: Layer
    let map: FeatureMap
    let image: LoadedImage
    let theme: Theme
    let style: MapStyle
    let scale: Scale
    /// The look of the photo alone.
    let photoStyle: MapStyle

    init(_ state: State, layer: Layer, map: FeatureMap, image: LoadedImage, _ theme: Theme) {
      self.state = state
      self.layer = layer
      self.map = map
      self.image = image
      self.theme = theme
      style = MapStyle(state, theme)
      scale = Scale(state, of: map, style)
      photoStyle = MapStyle(state.map.glyphs, .grey, theme)
    }

    var size: InputSize { state.network.size }

    var photoCaption: String {
      let text = state.mapLiesOver ? "map over photo" : "photo"
      return "\(text) \(theme.glyphs.show("\(size.height)×\(size.width)"))"
    }

    func drawPhoto(in rect: Rect, on canvas: inout Canvas) {
      if state.mapLiesOver {
        overlay(opacity: PhotoOverlay.laidOver).draw(in: rect, theme, on: &canvas)
      } else {
        PhotoView.drawPixels(
          image, size: size, glyphs: state.map.glyphs, theme, in: rect, on: &canvas)
      }
      if let region = state.regionUnderCursor {
        PhotoFrame(rows: region.rows, columns: region.columns, size: size)
          .draw(photoStyle, in: rect, theme, on: &canvas)
      }
      guard state.patchesAreInstead || state.onPhotoLayout.patches != .instead else { return }
      for (index, patch) in state.shownPatches.enumerated().reversed() {
        PhotoFrame(rows: patch.region.rows, columns: patch.region.columns, size: size).mark(
          Character("\(index + 1)"), photoStyle, in: rect, theme, on: &canvas)
      }
    }

    func drawMap(in rect: Rect, on canvas: inout Canvas) {
      overlay(opacity: 1).draw(in: rect, theme, on: &canvas)
    }

    private func overlay(opacity: Double) -> PhotoOverlay {
      PhotoOverlay(
        image: image, size: size, map: map, place: UnitPlace(layer), style: style, scale: scale,
        opacity: opacity)
    }

    func drawLegend(in line: Rect, on canvas: inout Canvas) {
      Heatmap.drawLegend(of: map, scale: scale, style: style, on: &canvas, in: line)
    }

    /// The terminal's own cursor on the value.
    func drawCursor(in rect: Rect, on canvas: inout Canvas) {
      guard state.overlay == nil, let place = UnitPlace(layer) else { return }
      let middle = place.middle(row: state.singleMap.row, column: state.singleMap.column)
      let (width, height) = PhotoView.fitted(size, to: style.samples(in: rect))
      let cell = style.cell(
        x: max(0, min(middle.column, size.width - 1)) * width / max(1, size.width),
        y: max(0, min(middle.row, size.height - 1)) * height / max(1, size.height))
      let point = Point(x: rect.x + cell.x, y: rect.y + cell.y)
      if rect.contains(x: point.x, y: point.y) { canvas.cursor = point }
    }

    /// The value that stands over a cell of a picture.
    func value(at point: Point, in rect: Rect) -> (row: Int, column: Int)? {
      PhotoView.pixel(at: point, size, style, in: rect).flatMap {
        UnitPlace(layer)?.unit(row: $0.row, column: $0.column)
      }
    }
  }
}
