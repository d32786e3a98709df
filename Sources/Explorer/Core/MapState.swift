import Heatmaps
import Inference
import TerminalUI

/// The look of the selected layer's map.
public struct MapState: Sendable {
  var reduction = Reduction.channel
  /// The channel shown; kept within the selected layer's channels.
  var channel = 0 { didSet { isChosen = true } }
  /// True where the channel was chosen since the last event was over.
  private var isChosen = false
  /// The class that was chosen where channels are classes.
  private var chosenClass: Int?
  /// The channel of the layers whose channels are no classes.
  private var plainChannel = 0
  /// Place of the channel in the ranking (0 is the strongest), where it was chosen by rank.
  var rank: Int?
  var glyphs: MapGlyphs
  public var colormap = Colormap.magma
  var scaling = MapScaling()
  /// The copy that the session sent last.
  var activation: HeldActivation?
  /// The layer whose output the session was asked for last; one at a time.
  var asked = Asked<Int, Never>()

  /// Chooses the channel of the selected layer. Where channels are classes, from conv10 on, it is
  /// the strongest class until another one is chosen; elsewhere it stays what it was before them.
  mutating func keepChannel(isClass: Bool, strongest: Int?, count: Int) {
    if !isChosen {
      channel = isClass ? chosenClass ?? strongest ?? channel : plainChannel
    } else if isClass {
      chosenClass = channel
    }
    channel = max(0, min(channel, count - 1))
    if !isClass { plainChannel = channel }
    isChosen = false
  }

  /// Another network comes, whose numbers of requests begin anew.
  mutating func forgetPass() {
    (activation, rank) = (nil, nil)
    asked = Asked()
  }

  /// Blocks where the terminal has the characters and the colours for them.
  init(terminal: TerminalDescription) {
    glyphs = terminal.unicode && terminal.colors > .none ? .blocks : .ascii
  }
}
