import Analysis
import Heatmaps
import Inference
import Pictures
import SqueezeNet
import TextFormats

extension ExportContent {
  static func picture(
    _ identity: [any Hashable & Sendable],
    layers: @escaping @Sendable (Network) -> [Int?] = { _ in [] },
    name: @escaping @Sendable (Network) -> [String], isOfPhoto: Bool = true, isOfPass: Bool = true,
    usualScale: @escaping @Sendable (Network) -> Int,
    size:
      @escaping @Sendable (Network, PictureStyle, PictureOptions) throws -> (
        width: Int, height: Int
      ) = { network, style, _ in
        (network.size.width * style.scale, network.size.height * style.scale)
      },
    draw: @escaping @Sendable (Exporter, PictureStyle) throws -> Exporter.Drawing
  ) -> ExportContent {
    ExportContent(
      identity: identity, formats: [.png], layers: layers, name: name, isOfPhoto: isOfPhoto,
      isOfPass: isOfPass, usualScale: usualScale,
      fileBytes: { network, options in
        let (width, height) = try size(network, options.style(usualScale(network)), options)
        // The pixels, their PNG as it grows and as it is given on; the maps, and their values sorted.
        return try 9 * Picture.pixelCount(width: width, height: height)
          + 2 * network.copiedBytes(layers(network))
      },
      write: { exporter, _ in
        try exporter.png(usualScale: usualScale) { try draw(exporter, $0) }
      })
  }

  public static func map(_ choice: MapChoice) -> ExportContent {
    .picture(
      ["map", choice], layers: { _ in [choice.layer] }, name: { NamePart.map(choice, $0) },
      usualScale: { UsualScale.map(choice.layer, $0) }, size: mapSize(choice.layer),
      draw: { try $0.map(choice, $1) })
  }

  /// All channels of the choice's layer.
  public static func sheet(_ choice: MapChoice, _ order: ChannelOrder) -> ExportContent {
    .picture(
      ["sheet", choice, order], layers: { _ in [choice.layer] },
      name: {
        [NamePart.layer(choice.layer, $0), "sheet"]
          + (order == .index ? [] : ["by", order.rawValue])
      },
      usualScale: { UsualScale.map(choice.layer, $0, pixels: 56) },
      size: { network, style, options in
        let shape = shape(of: choice.layer, network)
        let grid = try SheetGrid(
          shape.channels, height: shape.height, width: shape.width, columns: options.columns,
          style: style)
        return (grid.width, grid.height)
      },
      draw: { try $0.sheet(choice, order, $1) })
  }
}

extension ExportContent {
  private static func shape(of layer: Int?, _ network: Network) -> Shape {
    layer.flatMap { network.layer(at: $0)?.outputShape } ?? network.inputShape
  }

  /// The size of a picture of one map.
  static func mapSize(_ layer: Int?)
    -> @Sendable (Network, PictureStyle, PictureOptions) throws -> (width: Int, height: Int)
  {
    { network, style, _ in
      let shape = shape(of: layer, network)
      return (shape.width * style.scale, shape.height * style.scale)
    }
  }
}

/// Pictures of maps.
extension Exporter {
  fileprivate func png(
    usualScale: (Network) -> Int, draw: (PictureStyle) throws -> Drawing
  ) throws -> [UInt8] {
    try goOn()
    let drawing = try draw(options.style(usualScale(source.model.network)))
    try goOn()
    return try PNGFile.encode(
      drawing.picture,
      text: [
        ("Title", drawing.title),
        ("Description", drawing.notes.joined(separator: "; ")),
        ("Software", "sqz-tui"),
      ])
  }

  struct Drawing {
    let picture: Picture
    let title: String
    /// The lines below.
    let notes: [String]
  }

  fileprivate func map(_ choice: MapChoice, _ style: PictureStyle) throws -> Drawing {
    let (map, scale) = try coloured(choice)
    let title = title(of: choice)
    let notes = notes(on: map, choice) + [source.origin]
    let picture = try Picture.map(map, scale, style: style, title: title, notes: notes)
    return Drawing(picture: picture, title: title, notes: notes)
  }

  fileprivate func sheet(
    _ choice: MapChoice, _ order: ChannelOrder, _ style: PictureStyle
  ) throws -> Drawing {
    let activation = try mapped(choice.layer)
    let scale = scale(choice, of: activation)
    let hasAttributions = order == .contribution || order == .effect
    let attributions = hasAttributions ? source.attributions : nil
    let sorted = order.channels(
      ChannelStatistics(of: activation), attributions: attributions?.values)
    guard let channels = sorted else {
      throw ExportError.impossible("what the channels do for a class is not known")
    }
    let tiles = channels.map { channel in
      let map = FeatureMap(of: activation, reduction: .channel, channel: channel)
      // The figure with as many decimals as there is room for.
      let figures = [4, 2, 1].compactMap { decimals in
        attributions.map { Numbers.signed($0.values[channel], decimals: decimals) }
      }
      return Picture.SheetTile(
        map: map, scale: scale(map),
        labels: figures.map { "\(channel) \($0)" } + ["\(channel)"])
    }
    let by = order == .index ? "" : " by \(attributions?.words ?? order.title)"
    let title = "\(name(of: choice.layer)), \(activation.shape.channels) channels\(by)"
    // Without a scale for all there is no legend, and that is said.
    let shared = choice.scaling.ends == .channel ? nil : tiles.first?.scale
    let notes = [choice.scaling.words, source.origin]
    let picture = try Picture.contactSheet(
      tiles, columns: options.columns, style: style, title: title, notes: notes,
      scale: shared)
    return Drawing(picture: picture, title: title, notes: notes)
  }

  // MARK: What all have in common

  func coloured(_ choice: MapChoice) throws(ExportError) -> (FeatureMap, ColorScale) {
    let activation = try mapped(choice.layer)
    guard choice.reduction != .channel || (0..<activation.shape.channels).contains(choice.channel)
    else {
      throw .impossible(
        "\(name(of: choice.layer)) has \(ChannelList.all(activation.shape.channels))")
    }
    let map = FeatureMap(of: activation, reduction: choice.reduction, channel: choice.channel)
    return (map, scale(choice, of: activation)(map))
  }

  /// An output that has maps.
  func mapped(_ layer: Int?) throws(ExportError) -> Activation {
    let activation = try activation(layer)
    guard activation.shape.height > 1 || activation.shape.width > 1 else {
      throw .impossible(
        "\(name(of: layer)) has one value a channel and no map: write the values as .npy")
    }
    return activation
  }

  /// Returns what colours a layer's maps; what they share is computed once.
  private func scale(_ choice: MapChoice, of activation: Activation) -> (FeatureMap) -> ColorScale {
    let isSigned = activation.values.contains { $0 < 0 }
    let scaling = choice.scaling
    let shared =
      scaling.ends == .layer ? ValueRange(of: activation.values, clip: scaling.clip) : nil
    return { map in
      ColorScale(
        scaling.range(of: map, inLayer: shared), gamma: scaling.gamma, colormap: choice.colormap,
        signed: isSigned, onDark: options.isDark)
    }
  }

  func title(of choice: MapChoice) -> String {
    let layer = choice.layer.flatMap { source.model.network.layer(at: $0) }
    let count = layer?.outputShape.channels ?? source.model.network.inputShape.channels
    let what =
      switch choice.reduction {
      case .channel: "channel \(choice.channel) of \(count)"
      case .mean: "mean of \(count) channels"
      case .maximum: "maximum of \(count) channels"
      }
    let className =
      choice.reduction == .channel
      ? layer.flatMap {
        source.model.network.className(ofChannel: choice.channel, layer: $0.index)
      } : nil
    let name = className.map { ", \($0)" } ?? ""
    return "\(self.name(of: choice.layer)), \(what)\(name)"
  }

  func notes(on map: FeatureMap, _ choice: MapChoice) -> [String] {
    let scaling = choice.scaling == MapScaling() ? [] : [choice.scaling.words]
    return ["\(map.height)x\(map.width)" + (map.word.map { ", \($0)" } ?? "")] + scaling
  }
}
