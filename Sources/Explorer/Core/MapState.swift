import Heatmaps
import Inference
import TerminalUI

/// How the selected layer's output is drawn.
public struct MapState: Sendable {
  public var reduction: Reduction
  /// The channel shown; kept within the selected layer's channels.
  public var channel: Int
  /// Place of the channel in the ranking (0 is the strongest), where it was chosen by rank.
  public var rank: Int?
  public var glyphs: MapGlyphs
  public var colormap: Colormap
  public var scaling = MapScaling()
  /// The copy that the session sent last.
  public var activation: HeldActivation?
  /// The layer whose output the session was asked for last; one at a time.
  var asked = Asked<Int, Never>()

  public init(
    reduction: Reduction = .channel, channel: Int = 0, glyphs: MapGlyphs,
    colormap: Colormap = .magma
  ) {
    self.reduction = reduction
    self.channel = channel
    self.rank = nil
    self.glyphs = glyphs
    self.colormap = colormap
    self.activation = nil
  }

  /// Blocks where the terminal has the characters and the colours for them.
  public init(terminal: TerminalDescription) {
    self.init(glyphs: terminal.unicode && terminal.colors > .none ? .blocks : .ascii)
  }
}
