import Heatmaps
import Inference
import SqueezeNet
import TerminalUI

/// Commands on the channel of the selected layer and on how maps are drawn.
extension CommandTable {
  static let mapCommands: CommandGroup = CommandGroup(
    "Channels and maps", in: .views,
    Motion.commands(
      "channel", in: [.view(.layers), .view(.activity), .view(.compare)],
      [.left: "previous channel", .right: "next channel"]
    ) { $0.moveChannel(by: $1 == .left ? -1 : 1) } + [
      Command(
        "ten-channels-back", in: .channels, ["<"], "ten channels back",
        change: { $0.moveChannel(by: -10) }),
      Command(
        "ten-channels-forward", in: .channels, [">"], "ten channels forward",
        change: { $0.moveChannel(by: 10) }),
      Command(
        "picture", in: .layers.union([.view(.singleMap), .view(.compare), .view(.photo)]), ["m"],
        "one channel, mean over channels, maximum over channels", hint: "map",
        change: { $0.changeReduction() }),
      Command(
        "next-strongest", in: .channels, ["x"],
        "the channel that varies most, then the next",
        hintIn: { $0.view == .layers ? "strongest" : nil }
      ) { state, _ in
        state.moveRank(by: 1)
        return []
      },
      Command(
        "stronger", in: .channels, ["X"], "back up the ranking of channels",
        change: { $0.moveRank(by: -1) }),
      Command("glyphs", ["a"], "ASCII or blocks", change: { $0.toggleGlyphs() }),
      Command(
        "colormap", ["c"], "next colormap: magma, viridis, cividis, grey",
        change: { $0.cycleColormap() }),
    ])
}

/// Choosing the channel that is shown. Channels go round at both ends.
extension State {
  /// From the mean or the maximum it leads back to single channels.
  mutating func moveChannel(by offset: Int) {
    guard let channels = selectedLayer?.outputShape.channels, channels > 0 else {
      return sayMap()
    }
    map.rank = nil
    map.reduction = .channel
    map.channel = ((map.channel + offset) % channels + channels) % channels
    sayMap()
  }

  /// Says which map is chosen where the table shows none: of a block it has the diagram, of the
  /// photo nothing to choose.
  private mutating func sayMap() {
    guard view == .layers else { return }
    switch table.selection {
    case .input: say("the photo is shown: Down leads to the layers and their channels")
    case .block:
      guard let layer = selectedLayer else { return }
      let name = network.shortName(of: table.selection)
      say("\(name), \(MapView.reductionTitle(self, layer)): M shows it")
    case .layer: break
    }
  }

  /// The first press shows the strongest channel, or the weakest when going up.
  fileprivate mutating func moveRank(by offset: Int) {
    guard let layer = selectedLayer else { return sayMap() }
    guard layer.index < pass.frontier else {
      say("\(network.shortName(of: table.selection)) is not computed yet: n steps, space runs")
      return
    }
    guard let held = selectedHeld else {
      say("the feature map is on its way")
      return
    }
    let ranking = held.channels(by: .variance)
    guard !ranking.isEmpty else { return }
    let count = ranking.count
    let rank = map.rank.map { (($0 + offset) % count + count) % count }
    let place = rank ?? (offset > 0 ? 0 : count - 1)
    map.rank = place
    map.channel = ranking[place]
    map.reduction = .channel
    sayMap()
  }

  fileprivate mutating func toggleGlyphs() {
    if map.glyphs == .ascii, !terminal.unicode {
      say("this terminal shows ASCII only")
      return
    }
    map.glyphs = map.glyphs == .ascii ? .blocks : .ascii
    say(map.glyphs == .ascii ? "map in ASCII" : "map in blocks")
  }

  fileprivate mutating func changeReduction() {
    map.reduction = Reduction.allCases.turn(from: map.reduction)
    sayMap()
  }

  fileprivate mutating func cycleColormap() {
    guard terminal.colors >= .many else {
      say("colormaps need 256 colours, this terminal has \(max(2, terminal.colors.rawValue))")
      return
    }
    map.colormap = Colormap.allCases.turn(from: map.colormap)
    say("colormap \(map.colormap.rawValue)")
  }
}
