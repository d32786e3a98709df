import Analysis
import Heatmaps
import Pictures
import SqueezeNet
import Weights

extension ExportContent {
  public static func kernels(_ choice: KernelChoice) -> ExportContent {
    .picture(
      ["kernels", choice],
      name: {
        [$0.architecture.name, NamePart.layer(choice.layer, $0)]
          + (choice.channel.map { [NamePart.channel($0)] } ?? []) + ["kernels"]
      },
      isOfPhoto: false, isOfPass: false,
      usualScale: {
        let side = $0.layer(at: choice.layer)?.convolution?.kernel ?? 1
        return UsualScale.scale(side: side, pixels: side == 1 ? 24 : 56)
      },
      // The same for every input, and never large.
      size: { _, _, _ in (1, 1) },
      draw: { try $0.kernels(choice, $1) })
  }
}

/// Pictures of kernels.
extension Exporter {
  fileprivate func kernels(_ choice: KernelChoice, _ style: PictureStyle) throws -> Drawing {
    guard let weights = source.model.weights else {
      throw ExportError.impossible("there are no weights")
    }
    guard let layer = source.model.network.layer(at: choice.layer),
      let convolution = layer.convolution, let reach = weights.reach(of: layer)
    else {
      throw ExportError.impossible("\(name(of: choice.layer)) has no kernels: give a convolution")
    }
    let kernels = Kernels(
      layer: layer, convolution: convolution, weights: weights, reach: reach,
      readsPhoto: isPlane(0, of: layer))
    let (tiles, scale) =
      try choice.channel.map {
        try planes(of: $0, kernels, choice)
      } ?? pictures(kernels, choice)
    // One channel's three planes stand in the order of the colours.
    let isSorted = choice.order == .strength && !(kernels.readsPhoto && choice.channel != nil)
    let order = isSorted ? ", the strongest first" : ""
    let title =
      choice.channel.map { "\(layer.name), kernels of channel \($0)\(order)" }
      ?? "\(layer.name), \(convolution.outputChannels) kernels\(order)"
    let side = convolution.kernel
    let trained = source.model.isTrained ? source.model.weightsName : "untrained"
    let notes = [
      "\(side)x\(side)" + (scale == nil ? ", each on its own scale" : ""),
      "\(source.model.network.title), \(trained)",
    ]
    let picture = try Picture.contactSheet(
      tiles, columns: options.columns, style: style, title: title, notes: notes,
      scale: scale, hasFrames: true)
    return Drawing(picture: picture, title: title, notes: notes)
  }

  private struct Kernels {
    let layer: Layer
    let convolution: Convolution
    let weights: ModelWeights
    /// Largest magnitude in the layer.
    let reach: Float
    let readsPhoto: Bool

    func map(_ channel: Int, _ input: Int) -> FeatureMap? {
      weights.kernel(of: layer, channel: channel, input: input).flatMap {
        FeatureMap(height: convolution.kernel, width: convolution.kernel, values: $0)
      }
    }
  }

  private func isPlane(_ input: Int, of layer: Layer) -> Bool {
    if case .plane = source.model.network.origin(ofInput: input, of: layer.index) {
      true
    } else {
      false
    }
  }

  /// Signed maps of one output channel, one for each channel that it reads.
  private func planes(
    of channel: Int, _ kernels: Kernels, _ choice: KernelChoice
  ) throws -> ([Picture.SheetTile], ColorScale?) {
    let (layer, convolution) = (kernels.layer, kernels.convolution)
    guard let incoming = kernels.weights.incoming(of: layer, channel: channel) else {
      throw ExportError.impossible(
        "\(layer.name) has \(ChannelList.all(convolution.outputChannels))")
    }
    let preprocessing = kernels.weights.preprocessing
    let inputs =
      kernels.readsPhoto
      ? preprocessing.planes.map { [$0.red, $0.green, $0.blue] } ?? [0]
      : choice.order == .strength ? incoming.strongest : Array(0..<convolution.inputChannels)
    let maps = inputs.compactMap { kernels.map(channel, $0) }
    guard maps.count == inputs.count else { throw ExportError.impossible("there are no weights") }
    func magnitude(_ map: FeatureMap) -> Float { max(map.maximum, -map.minimum) }
    func scale(_ reach: Float) -> ColorScale {
      ColorScale(
        ValueRange(minimum: -reach, maximum: reach), colormap: .grey, signed: true,
        onDark: options.isDark)
    }
    let shared: ColorScale? =
      switch choice.ends {
      case .channel: scale(maps.reduce(0) { max($0, magnitude($1)) })
      case .layer: scale(kernels.reach)
      case .kernel: nil
      }
    let tiles = zip(inputs, maps).map { input, map in
      let label = kernels.readsPhoto ? preprocessing.colour(ofPlane: input) : "\(input)"
      return Picture.SheetTile(map: map, scale: shared ?? scale(magnitude(map)), label: label)
    }
    return (tiles, shared)
  }

  /// All kernels of a convolution that reads the photo, in its colours: grey is zero.
  private func pictures(
    _ kernels: Kernels, _ choice: KernelChoice
  ) throws -> ([Picture.SheetTile], ColorScale?) {
    let layer = kernels.layer
    guard kernels.readsPhoto, let colors = kernels.weights.preprocessing.planes else {
      throw ExportError.impossible(
        "\(layer.name) has no pictures: choose one of its channels")
    }
    let all = Array(0..<kernels.convolution.outputChannels)
    let squares = all.map { kernels.weights.incoming(of: layer, channel: $0)?.squares ?? 0 }
    let order =
      choice.order == .strength ? all.sorted { (squares[$1], $0) < (squares[$0], $1) } : all
    let side = kernels.convolution.kernel
    let tiles = try order.map { channel throws in
      let planes = [colors.red, colors.green, colors.blue].compactMap {
        kernels.map(channel, $0)
      }
      guard planes.count == 3 else { throw ExportError.impossible("there are no weights") }
      let own = planes.reduce(0) { max($0, $1.maximum, -$1.minimum) }
      let reach = choice.ends == .kernel ? own : kernels.reach
      return Picture.SheetTile(height: side, width: side, labels: ["\(channel)"]) {
        row, column in
        let levels = planes.map {
          KernelTone.level($0.value(row: row, column: column) ?? 0, reach: reach)
        }
        return RGB(red: levels[0], green: levels[1], blue: levels[2])
      }
    }
    let range = ValueRange(minimum: -kernels.reach, maximum: kernels.reach)
    let greys = ColorScale(range, colormap: .grey, signed: false, onDark: options.isDark)
    return (tiles, choice.ends == .kernel ? nil : greys)
  }
}
