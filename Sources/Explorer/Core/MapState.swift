import Heatmaps
import Inference
import SqueezeNet
import TerminalUI

/// The look of the selected layer's map.
public struct MapState: Sendable {
  var reduction = Reduction.channel
  /// The channel shown; kept within the selected layer's channels.
  var channel = 0 { didSet { isChosen = true } }
  /// True where the channel was chosen since the last event was over.
  private var isChosen = false
  /// The channels that were chosen, by layer; nil for the layers whose channels are classes.
  private var chosen: [Int?: Int] = [:]
  /// The channel that each layer opened on with this photo: it stays while channels are switched
  /// off, the strongest itself among them.
  private var opened: [Int: Int] = [:]
  /// Place of the channel in the ranking (0 is the strongest), where it was chosen by rank.
  var rank: Int?
  var glyphs: MapGlyphs
  public var colormap = Colormap.magma
  var scaling = MapScaling()
  /// The copy that the session sent last.
  var activation: HeldActivation?
  /// The layer whose output the session was asked for last; one at a time.
  var asked = Asked<Int, Never>()

  /// True where the strongest channel counts, which is read from all values.
  func opensOnStrongest(_ layer: Layer, hasClasses: Bool) -> Bool {
    !isChosen && chosen[hasClasses ? nil : layer.index] == nil
      && (hasClasses || opened[layer.index] == nil)
  }

  /// Another photo comes, in which other channels are the strongest.
  mutating func forgetOpened() { opened = [:] }

  /// Chooses the channel of the selected layer: the one that was chosen there, else the strongest,
  /// once that is known. From conv10 on channels are classes, and all those layers show one class.
  ///
  /// - Parameters:
  ///   - hasClasses: Whether the layer's channels are classes.
  ///   - strongest: The channel that varies most over the photo, or the strongest class.
  mutating func keepChannel(of layer: Layer, hasClasses: Bool, strongest: Int?) {
    let place = hasClasses ? nil : layer.index
    let count = layer.outputShape.channels
    if isChosen { chosen[place] = max(0, min(channel, count - 1)) }
    if let strongest { opened[layer.index] = strongest }
    channel = max(0, min(chosen[place] ?? opened[layer.index] ?? 0, count - 1))
    isChosen = false
  }

  /// Another network comes, whose numbers of requests begin anew.
  mutating func forgetPass() {
    (activation, rank, chosen, opened) = (nil, nil, [:], [:])
    asked = Asked()
  }

  /// Blocks where the terminal has the characters and the colours for them.
  init(terminal: TerminalDescription) {
    glyphs = terminal.unicode && terminal.colors > .none ? .blocks : .ascii
  }
}
