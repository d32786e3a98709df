import Heatmaps
import SqueezeNet
import TerminalUI

/// While slow motion has not come to its end: the photo and the newest map in a corner of views that don't show both.
enum SlowMotionInset {
  static func draw(_ state: State, in body: Rect, _ theme: Theme, on canvas: inout Canvas) {
    guard state.slowMotion > 0, state.pass.frontier > 0, !state.pass.isComplete, !isShown(state),
      let image = state.loadedImage
    else { return }
    let size = state.network.size
    let height = min(body.height / 2 - 2, (body.width / 2 - 3) / 4, 16)
    let width = min(PhotoView.columns(ofLines: height, size), body.width / 3)
    guard height >= 4 else { return }
    let box = Rect(
      x: body.right - 2 * width - 3, y: body.bottom - height - 2, width: 2 * width + 3,
      height: height + 2)
    let inside = Popup.draw(
      state.network.fullName(of: state.table.selection), width: box.width - 2, height: height,
      in: box, theme, on: &canvas)
    PhotoView.drawPixels(
      state.seen(image), size: size, glyphs: state.map.glyphs, theme,
      in: inside.inset(right: width + 1), on: &canvas)
    let place = inside.inset(left: width + 1)
    let style = MapStyle(state, theme)
    guard let map = state.featureMap, map.height > 1,
      let fitted = FittedMap(map, samples: style.samples(in: place), .mean)
    else { return }
    Heatmap.draw(
      fitted, scale: Scale(state, of: fitted.map, style), style: style, on: &canvas, in: place)
  }

  /// True where the view shows both itself.
  private static func isShown(_ state: State) -> Bool {
    switch state.view {
    case .layers: true
    case .photo: state.featureMap != nil && state.fieldOfChannel != nil && !state.patchesAreInstead
    case .singleMap: state.featureMap != nil && state.singleMapLayout.photoWidth > 0
    default: false
    }
  }
}
