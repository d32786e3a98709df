import Analysis
import Heatmaps
import Inference
import Pictures
import SqueezeNet
import TextFormats

extension ExportContent {
  /// The network as a diagram.
  ///
  /// - Parameters:
  ///   - layer: One of the block that is drawn alone; nil for the whole network.
  ///   - hasMaps: True draws the strongest channel of each layer.
  public static func diagram(_ layer: Int?, colormap: Colormap, hasMaps: Bool) -> ExportContent {
    let layers: @Sendable (Network) -> [Int?] = { network in
      let stage = layer.map { network.stage(containing: $0) } ?? network.layers.indices
      return hasMaps ? Array(stage) : []
    }
    return ExportContent(
      identity: ["diagram", layer, colormap, hasMaps], formats: [.svg, .txt], layers: layers,
      name: { network in
        let block = layer.flatMap { network.layer(at: $0) }.map { $0.fire?.name ?? $0.name }
        return (hasMaps ? [] : [NamePart.model(network)]) + [block, "diagram"].compactMap(\.self)
      }, isOfPhoto: hasMaps, isOfPass: hasMaps,
      fileBytes: { network, _ in network.copiedBytes(layers(network)) },
      write: { exporter, format in
        let stage = layer.map { exporter.source.model.network.stage(containing: $0) }
        return Array(
          try
            (format == .txt
            ? exporter.formulas(stage)
            : exporter.diagram(stage, layers(exporter.source.model.network), colormap)).utf8)
      })
  }
}

extension Exporter {
  fileprivate func diagram(
    _ stage: Range<Int>?, _ layers: [Int?], _ colormap: Colormap
  ) throws -> String {
    let network = source.model.network
    var maps: [Int: String] = [:]
    for layer in layers.compactMap(\.self) {
      try goOn()
      let output = try activation(layer)
      guard network.layer(at: layer)?.isVector == false else { continue }
      let channel = ChannelStatistics(of: output).strongestChannel
      let map = FeatureMap(of: output, reduction: .channel, channel: channel)
      let scale = ColorScale(
        ValueRange(of: map), colormap: colormap, signed: map.minimum < 0, onDark: false)
      // Enlarged here: some programs blur what they enlarge.
      let style = PictureStyle(
        scale: UsualScale.scale(side: max(map.height, map.width), pixels: 192), hasLabels: false)
      let picture = try Picture.map(map, scale, style: style, title: "")
      maps[layer] = SVGText.data(try PNGFile.encode(picture), type: "image/png")
    }
    let title = maps.isEmpty ? network.title : source.origin
    let answer = network.answer.flatMap { source.activations[$0.index]?.values } ?? []
    let answers = Prediction.top(3, of: answer).map {
      "\(Numbers.probability($0.probability)) \(network.classes[$0.index])"
    }
    return DiagramSVG(network, hasNumbers: options.hasLabels, maps: maps, answers: answers)
      .text(stage, title: title)
  }

  /// The same in words: where each layer's numbers come from, as one would type it.
  fileprivate func formulas(_ stage: Range<Int>?) -> String {
    let network = source.model.network
    var table = TextTable([
      ("layer", .left), ("output", .right), ("parameters", .left), ("MACs", .left),
    ])
    for layer in (stage ?? network.layers.indices).map({ network.layers[$0] }) {
      let formulas = layer.convolution == nil ? [] : layer.formulas
      table.add(
        [layer.name, "\(layer.outputShape)"] + formulas.map { $0.joined(separator: " ") })
    }
    let blocks = network.architecture.fireBlocks.map(\.number)
      .filter { network.layers(ofFire: $0).map { stage == nil || stage == $0 } ?? false }
    let sums = blocks.compactMap { network.fire($0) }
      .map { (["\($0.concatenation.name):"] + $0.sums.map { $0[0] }).joined(separator: "\n  ") }
    return ([table.text] + sums).joined(separator: "\n").replacing("·", with: "*") + "\n"
  }
}
