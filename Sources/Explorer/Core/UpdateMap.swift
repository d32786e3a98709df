import Heatmaps
import Inference
import SqueezeNet

/// Which channel of the selected layer is shown, and how. Channels go round at both ends.
extension State {
  mutating func mapAction(_ action: Action) {
    switch action {
    case .previousChannel: moveChannel(by: -1)
    case .nextChannel: moveChannel(by: 1)
    case .tenChannelsBack: moveChannel(by: -10)
    case .tenChannelsForward: moveChannel(by: 10)
    case .reduction: map.reduction = map.reduction.next
    case .weakerChannel: moveRank(by: 1)
    case .strongerChannel: moveRank(by: -1)
    case .glyphs: toggleGlyphs()
    case .colormap: cycleColormap()
    default: break
    }
  }

  /// From the mean or the maximum it leads back to single channels.
  private mutating func moveChannel(by offset: Int) {
    guard let channels = selectedLayer?.outputShape.channels, channels > 0 else { return }
    map.rank = nil
    map.reduction = .channel
    map.channel = ((map.channel + offset) % channels + channels) % channels
  }

  /// The first press shows the strongest channel, or the weakest when going up.
  private mutating func moveRank(by offset: Int) {
    guard let layer = selectedLayer else { return }
    guard layer.index < pass.frontier else {
      say("\(network.shortName(of: table.selection)) is not computed yet: n steps, space runs")
      return
    }
    guard let held = selectedHeld else {
      say("the feature map is on its way")
      return
    }
    let ranking = held.channels(by: .mean)
    guard !ranking.isEmpty else { return }
    let count = ranking.count
    let rank = map.rank.map { (($0 + offset) % count + count) % count }
    let place = rank ?? (offset > 0 ? 0 : count - 1)
    map.rank = place
    map.channel = ranking[place]
    map.reduction = .channel
  }

  private mutating func toggleGlyphs() {
    if map.glyphs == .ascii, !terminal.unicode {
      say("this terminal shows ASCII only")
      return
    }
    map.glyphs = map.glyphs == .ascii ? .blocks : .ascii
    say(map.glyphs == .ascii ? "map in ASCII" : "map in blocks")
  }

  private mutating func cycleColormap() {
    guard terminal.colors >= .many else {
      say("colormaps need 256 colours, this terminal has \(max(2, terminal.colors.rawValue))")
      return
    }
    map.colormap = map.colormap.next
    say("colormap \(map.colormap.rawValue)")
  }
}

extension Reduction {
  var next: Self {
    switch self {
    case .channel: .mean
    case .mean: .maximum
    case .maximum: .channel
    }
  }
}
