import Analysis
import Heatmaps
import Inference
import Pictures
import Reports
import SqueezeNet
import TextFormats

extension ExportContent {
  /// The map laid over the photo.
  public static func overlay(_ choice: MapChoice) -> ExportContent {
    .picture(
      ["overlay", choice], layers: { _ in [choice.layer] },
      name: { NamePart.map(choice, $0) + ["on-photo"] }, usualScale: UsualScale.photo,
      draw: {
        try $0.overlay($0.coloured(choice), choice, $1, title: $0.title(of: choice), notes: [])
      })
  }

  /// What a class loses where a square covers the photo, over the photo.
  public static func sensitivity(
    _ index: Int, _ colormap: Colormap, ofLogits: Bool = false
  ) -> ExportContent {
    .picture(
      ["sensitivity", index, colormap, ofLogits],
      name: { NamePart.ofClass(index, $0) + ["sensitivity"] + (ofLogits ? ["logit"] : []) },
      usualScale: UsualScale.photo,
      draw: { try $0.sensitivity(index, colormap, ofLogits: ofLogits, $1) })
  }

  /// conv10's map of a class over the photo, or that before conv10's ReLU; less a rival's.
  public static func classMap(
    _ index: Int, against rival: Int? = nil, _ choice: MapChoice, beforeReLU: Bool = false
  ) -> ExportContent {
    .picture(
      ["class-map", index, rival, choice, beforeReLU],
      layers: {
        beforeReLU || rival != nil ? ClassExplanation.layers(of: $0) : Exporter.classLayers($0)
      },
      name: { network in
        NamePart.ofClass(index, network)
          + (rival.map { ["against"] + NamePart.ofClass($0, network) } ?? []) + ["on-photo"]
          + (beforeReLU ? ["before-relu"] : [])
      },
      usualScale: UsualScale.photo,
      draw: { try $0.classMap(index, against: rival, choice, beforeReLU: beforeReLU, $1) })
  }
}

/// Pictures of maps that lie over the photo.
extension Exporter {
  fileprivate func overlay(
    _ coloured: (map: FeatureMap, scale: ColorScale), _ choice: MapChoice, _ style: PictureStyle,
    title: String, notes: [String]
  ) throws -> Drawing {
    guard let layer = choice.layer.flatMap({ source.model.network.layer(at: $0) }) else {
      throw ExportError.impossible("the input is the photo: lay a layer's map over it")
    }
    guard let pixels = source.pixels else { throw ExportError.impossible("there is no photo") }
    let photo = try Photo(size: source.model.network.size, pixels: pixels)
    let notes = notes + self.notes(on: coloured.map, choice) + [source.origin]
    let picture = try Picture.overlay(
      coloured.map, coloured.scale, of: layer, on: photo, opacity: options.opacity,
      style: style, title: title, notes: notes)
    return Drawing(picture: picture, title: title, notes: notes)
  }

  fileprivate func sensitivity(
    _ index: Int, _ colormap: Colormap, ofLogits: Bool, _ style: PictureStyle
  ) throws -> Drawing {
    guard let effects = source.occlusion, effects.isComplete else {
      throw ExportError.impossible("the places are not measured")
    }
    guard let pixels = source.pixels else { throw ExportError.impossible("there is no photo") }
    let (network, grid) = (source.model.network, effects.grid)
    let losses =
      ofLogits
      ? effects.logitLosses(ofClass: index, in: network) : effects.probabilityLosses(ofClass: index)
    guard
      let map = FeatureMap(
        height: grid.rows.count, width: grid.columns.count, values: losses.map { Float($0) }),
      let strongest = losses.indices.max(by: { losses[$0] < losses[$1] })
    else { throw ExportError.impossible("there is no class \(index)") }
    let title = "what matters for \(network.classes[index])"
    let notes = [
      "loss of its \(ofLogits ? "logit" : "probability") where a \(grid.side)x\(grid.side) px square"
        + " is covered",
      SensitivityReport.sentence(strongest, effects, class: index, network.classes) ?? "",
      source.origin,
    ]
    let picture = try Picture.overlay(
      map,
      ColorScale(
        ValueRange(of: map), colormap: colormap, signed: map.minimum < 0, onDark: options.isDark),
      at: grid, on: try Photo(size: network.size, pixels: pixels), opacity: options.opacity,
      style: style, title: title, notes: notes)
    return Drawing(picture: picture, title: title, notes: notes)
  }

  /// Of the map, the score and the share of a class.
  fileprivate static func classLayers(_ network: Network) -> [Int] {
    [network.conv10, network.logits, network.answer].compactMap { $0?.index }
  }

  fileprivate func classMap(
    _ index: Int, against rival: Int?, _ choice: MapChoice, beforeReLU: Bool, _ style: PictureStyle
  ) throws -> Drawing {
    let layers = try Self.classLayers(source.model.network).map { layer throws in
      try activation(layer).values
    }
    let network = source.model.network
    guard layers.count == 3, let logit = network.logit(ofClass: index),
      layers[1].indices.contains(logit.channel), layers[2].indices.contains(index)
    else { throw ExportError.impossible("there is no class \(index)") }
    let (logits, shares) = (layers[1], layers[2])
    let rank = 1 + shares.indices.count { $0 != index && isAhead($0, of: index, shares) }
    var choice = choice
    choice.layer = network.conv10?.index
    choice.reduction = .channel
    choice.channel = logit.channel
    let coloured =
      try beforeReLU || rival != nil
      ? map(of: index, against: rival, choice, beforeReLU: beforeReLU) : coloured(choice)
    let other = rival.map { " rather than \(network.classes[$0])" } ?? ""
    return try overlay(
      coloured, choice, style, title: "class \(index), \(network.classes[index])\(other)",
      notes: [
        "score \(Numbers.value(logit.sign * Double(logits[logit.channel]))), "
          + "\(Numbers.fixed(Double(shares[index]) * 100, 2))%, "
          + "rank \(rank) of \(shares.count)"
      ] + (beforeReLU ? ["before conv10's ReLU"] : []))
  }

  private func isAhead(_ a: Int, of b: Int, _ shares: [Float]) -> Bool {
    shares[a] == shares[b] ? a < b : shares[a] > shares[b]
  }

  /// On a scale of its own: there is no layer that it is a channel of.
  private func map(
    of index: Int, against rival: Int?, _ choice: MapChoice, beforeReLU: Bool
  ) throws -> (map: FeatureMap, scale: ColorScale) {
    let explanation = try source.explanation(of: index, against: rival)
    let values = beforeReLU ? explanation.preActivation : explanation.map
    let map = FeatureMap(of: values, reduction: .channel, channel: 0)
    let scale = ColorScale(
      choice.scaling.range(of: map, inLayer: nil), gamma: choice.scaling.gamma,
      colormap: choice.colormap, signed: rival != nil || map.minimum < 0,
      onDark: options.isDark)
    return (map, scale)
  }
}
