import Analysis
import Heatmaps
import SqueezeNet
import TextFormats

/// The texts of the view of kernels, the longest wording first.
enum FilterWords {
  static func titles(
    _ state: State, _ output: OutputChannel, _ layer: Layer, _ picture: FilterPicture
  ) -> [String] {
    guard let convolution = layer.convolution else { return [layer.name] }
    let side = "\(convolution.kernel)×\(convolution.kernel)"
    if picture == .colors {
      return [
        "\(layer.name)  its \(convolution.outputChannels) kernels of \(side) as pictures",
        "\(layer.name)  \(convolution.outputChannels) kernels of \(side)", layer.name,
      ]
    }
    let number = "channel \(output.channel)"
    let className = state.network.className(ofChannel: output.channel, layer: layer.index)
    let name = className.map { ", \($0)" } ?? ""
    let count = convolution.inputChannels
    let what =
      picture == .weights
      ? "\(count) weights" : count == 3 ? "3 planes" : "\(count) kernels of \(side)"
    let short = "\(layer.name)  \(number)"
    let long = "\(short) of \(convolution.outputChannels)\(name): \(what)"
    let detail =
      state.inputColors != nil && !state.drawsHalfBlocks
      ? " (pictures need 256 colours)"
      : reading(layer, state.network).map { ", one for each channel of \($0)" } ?? ""
    // Of a fire block or a pooling the channel has another number, or another layer computes it.
    let selected = state.selectedLayer?.index ?? output.layer
    let same =
      selected == output.layer
      ? [] : ["\(state.network.fullName(of: state.table.selection)) \(state.map.channel) = "]
    return same.map { $0 + long + detail } + [long + detail] + same.map { $0 + long }
      + [long, short + name, short]
  }

  /// The layer whose output it reads; nil is the photo.
  private static func reading(_ layer: Layer, _ network: Network) -> String? {
    guard case .layer(let index)? = layer.inputs.first else { return nil }
    return network.layer(at: index)?.name
  }

  /// `8.1%`; what is not quite nothing is never rounded to it.
  static func share(_ share: Double) -> String {
    let percent = share * 100
    return percent > 0 && percent < 0.05 ? "<0.1%" : Numbers.fixed(percent, 1) + "%"
  }

  /// What compression left of the layer.
  static func codebook(_ state: State) -> [String] {
    guard let codebook = state.filterCodebook, let low = codebook.values.first,
      let high = codebook.values.last
    else { return [] }
    return [
      "codebook \(codebook.values.count)",
      "\(Numbers.signed(Double(low), decimals: 2)) to \(Numbers.signed(Double(high), decimals: 2))",
      "density \(Numbers.percent(codebook.density))",
    ]
  }

  static func notes(
    _ state: State, _ picture: FilterPicture, _ seen: Range<Int>, of count: Int
  ) -> [String] {
    let isStrength =
      picture == .colors
      ? state.filters.pictureOrder == .strength : state.filters.order == .strength
    let hasOrder = picture == .colors || state.inputColors == nil
    let order = !hasOrder ? "" : isStrength ? "strongest first" : "by number"
    let range =
      seen.count < count
      ? ChannelList.seen(seen, byNumber: hasOrder && !isStrength) + " of \(count)" : ""
    let scale: String =
      if picture == .colors {
        state.filters.ownColors ? "own scale" : "layer's scale"
      } else {
        switch state.filters.ends {
        case .channel: "channel's scale"
        case .kernel: picture == .weights ? "channel's scale" : "own scale"
        case .layer: "layer's scale"
        }
      }
    return [[scale, order, range], [order, range], [range], []]
      .map { $0.filter { !$0.isEmpty }.joined(separator: "  ") }
  }

  /// The marked kernel.
  static func marked(_ state: State, _ picture: FilterPicture) -> [String] {
    guard let output = state.shownOutput, let incoming = state.incoming else { return [""] }
    guard picture != .colors else {
      let norm = Numbers.value(incoming.squares.squareRoot())
      return [
        "channel \(output.channel)  norm \(norm)  m its planes",
        "channel \(output.channel)  norm \(norm)", "channel \(output.channel)",
      ]
    }
    guard let input = state.markedInput else { return [""] }
    let source = source(of: input, state)
    let share = share(incoming.share(input))
    if picture == .weights {
      let weight = "weight " + Numbers.signed(incoming.sums[input])
      return ["\(source)  \(weight)  share \(share)", "\(source)  \(weight)", source]
    }
    let norm = "norm " + Numbers.value(incoming.norms[input])
    return ["\(source)  \(norm)  share \(share)", "\(source)  \(norm)", source]
  }

  /// `fire4/expand3x3:12`, `red`: what computes an incoming channel.
  static func source(of input: Int, _ state: State) -> String {
    switch state.origin(ofInput: input) {
    case .convolution(let layer, let channel):
      state.network.layer(at: layer)?.named(channel) ?? ""
    case .plane(let plane): KernelColors.name(ofPlane: plane, state)
    case nil: "\(input)"
    }
  }

  /// The layers that are read, with those that hand the channels on: `maxpool4`.
  static func through(_ state: State) -> String? {
    guard let output = state.shownOutput, let layer = state.network.layer(at: output.layer),
      case .layer(let index)? = layer.inputs.first, let read = state.network.layer(at: index),
      case .maxPooling = read.operation
    else { return nil }
    return read.name
  }
}
