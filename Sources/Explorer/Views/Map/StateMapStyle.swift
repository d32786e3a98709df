import Heatmaps
import TerminalUI

extension MapStyle {
  /// For maps of the selected layer, all of which are signed where it has values below zero.
  init(_ state: State, _ theme: Theme) {
    let isSigned = (state.selectedResult?.statistics.minimum ?? 0) < 0
    self.init(state.map.glyphs, state.map.colormap, signed: isSigned, theme)
  }
}

extension Scale {
  /// Takes the user's choices for maps, for one as it is drawn.
  init(_ state: State, of drawn: FeatureMap, _ style: MapStyle) {
    self.init(state.scaleRange(of: drawn), style, gamma: state.map.scaling.gamma)
  }
}
