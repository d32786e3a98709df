import Heatmaps
import Inference
import TerminalUI

/// The look of the selected layer's map.
public struct MapState: Sendable {
  var reduction = Reduction.channel
  /// The channel shown; kept within the selected layer's channels.
  var channel = 0
  /// Place of the channel in the ranking (0 is the strongest), where it was chosen by rank.
  var rank: Int?
  var glyphs: MapGlyphs
  public var colormap = Colormap.magma
  var scaling = MapScaling()
  /// The copy that the session sent last.
  var activation: HeldActivation?
  /// The layer whose output the session was asked for last; one at a time.
  var asked = Asked<Int, Never>()

  /// Blocks where the terminal has the characters and the colours for them.
  init(terminal: TerminalDescription) {
    glyphs = terminal.unicode && terminal.colors > .none ? .blocks : .ascii
  }
}
