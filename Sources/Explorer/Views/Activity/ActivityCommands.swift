import TerminalUI

/// Commands of the view of dead and busy channels.
extension CommandTable {
  static let activityCommands: CommandGroup = CommandGroup(
    "Dead and busy", in: [.view(.activity)],
    [
      Command(
        "scale-histogram", ["s"], "histograms on a logarithmic or a linear scale", hint: "scale",
        change: { $0.changeHistogramScale() }),
      Command(
        "picture-histogram", ["m"], "the large histogram: of the layer or of the channel",
        hint: "layer/channel", change: { $0.activity.showsChannel.toggle() }),
      Command(
        "open-sheet", [.enter], "the layer's channels, those with the most zeros first",
        hint: "its channels", change: { $0.openSheetByZeros() }),
    ])
}

extension State {
  fileprivate mutating func changeHistogramScale() {
    activity.scale = activity.scale == .linear ? .logarithmic : .linear
    say(
      activity.scale == .linear
        ? "linear: each layer from its smallest to its largest value"
        : "logarithmic: the same eight decades for every layer")
  }

  fileprivate mutating func openSheetByZeros() {
    sheet.order = .zeros
    map.reduction = .channel
    show(.sheet)
  }
}
