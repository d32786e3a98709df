import Analysis
import Explorer
import Inference
import Pictures
import SqueezeNet

/// Pictures of maps.
extension Exporter {
  func png(of content: ExportContent) throws(ExportError) -> [UInt8] {
    do {
      let drawing = try drawing(of: content)
      return try PNGFile.encode(
        drawing.picture,
        text: [
          ("Title", drawing.title),
          ("Description", (drawing.notes + [source.origin]).joined(separator: "; ")),
          ("Software", "sqz-tui"),
        ])
    } catch let error as ExportError {
      throw error
    } catch {
      throw .impossible("\(error)")
    }
  }

  private struct Drawing {
    let picture: Picture
    let title: String
    let notes: [String]
  }

  private func drawing(of content: ExportContent) throws -> Drawing {
    switch content {
    case .map(let choice): try map(choice)
    case .sheet(let choice, let order): try sheet(choice, order)
    case .overlay(let choice): try overlay(choice, title: title(of: choice), notes: [])
    case .classMap(let index, let choice): try classMap(index, choice)
    default: throw ExportError.impossible("this is no picture of maps")
    }
  }

  private func map(_ choice: MapChoice) throws -> Drawing {
    let (map, scale) = try coloured(choice)
    let title = title(of: choice)
    let notes = notes(on: map, choice)
    let picture = try Picture.map(
      map, scale, style: style(side: max(map.height, map.width), pixels: 448), title: title,
      notes: notes + [source.origin])
    return Drawing(picture: picture, title: title, notes: notes)
  }

  private func sheet(_ choice: MapChoice, _ order: ChannelOrder) throws -> Drawing {
    let activation = try mapped(choice.layer)
    let held = HeldActivation(layer: choice.layer, activation: activation)
    let isSigned = isSigned(activation)
    let shape = activation.shape
    let isScored = order == .contribution || order == .effect
    let scores = isScored ? source.scores : nil
    let sorted = order.channels(held.statistics, scores: scores?.values)
    guard let channels = isScored ? sorted : held.channels(by: order) else {
      throw ExportError.missing("what the channels do for a class is not known")
    }
    let tiles = channels.map { channel in
      let map = held.map(.channel, channel: channel)
      // The figure with as many decimals as there is room for.
      let figures = [4, 2, 1].compactMap { decimals in
        scores.map { NumberText.signed($0.values[channel], decimals: decimals) }
      }
      return Picture.SheetTile(
        map: map, scale: scale(of: map, choice, held, isSigned),
        labels: figures.map { "\(channel + 1) \($0)" } + ["\(channel + 1)"])
    }
    let by = order == .index ? "" : " by \(scores?.words ?? order.title)"
    let title = "\(name(of: choice.layer)), \(shape.channels) channels\(by)"
    // Without a scale for all there is no legend, and that is said.
    let shared = choice.scaling.ends == .channel ? nil : tiles.first?.scale
    let notes = [choice.scaling.words]
    let picture = try Picture.contactSheet(
      tiles, columns: options.columns,
      style: style(side: max(shape.height, shape.width), pixels: 56), title: title,
      notes: notes + [source.origin], scale: shared)
    return Drawing(picture: picture, title: title, notes: notes)
  }

  private func overlay(_ choice: MapChoice, title: String, notes: [String]) throws -> Drawing {
    guard let layer = choice.layer.flatMap({ source.model.network.layer(at: $0) }) else {
      throw ExportError.impossible("the input is the photo: lay a layer's map over it")
    }
    guard let pixels = source.pixels else { throw ExportError.missing("there is no photo") }
    let size = source.model.network.size
    let photo = try Photo(size: size, pixels: pixels)
    let (map, scale) = try coloured(choice)
    let notes = notes + self.notes(on: map, choice)
    let picture = try Picture.overlay(
      map, scale, of: layer, on: photo, opacity: options.opacity,
      style: style(side: max(size.height, size.width), pixels: 448), title: title,
      notes: notes + [source.origin])
    return Drawing(picture: picture, title: title, notes: notes)
  }

  private func classMap(_ index: Int, _ choice: MapChoice) throws -> Drawing {
    let layers = try ExportContent.classMap(index, choice).layers(in: source.model.network)
      .map { layer throws in try activation(layer).values }
    guard layers.count == 3, layers[1].indices.contains(index), layers[2].indices.contains(index)
    else { throw ExportError.impossible("there is no class \(index)") }
    let (logits, shares) = (layers[1], layers[2])
    let rank = 1 + shares.indices.count { $0 != index && isAhead($0, of: index, shares) }
    var choice = choice
    choice.layer = source.model.network.layer(named: "conv10")?.index
    choice.reduction = .channel
    choice.channel = index
    return try overlay(
      choice, title: "class \(index), \(ImageNetClasses.name(of: index))",
      notes: [
        "score \(NumberText.value(Double(logits[index]))), "
          + "\(NumberText.fixed(Double(shares[index]) * 100, decimals: 2))%, "
          + "rank \(rank) of \(shares.count)"
      ])
  }

  private func isAhead(_ a: Int, of b: Int, _ shares: [Float]) -> Bool {
    shares[a] == shares[b] ? a < b : shares[a] > shares[b]
  }

  // MARK: What all have in common

  private func coloured(_ choice: MapChoice) throws(ExportError) -> (FeatureMap, ColorScale) {
    let activation = try mapped(choice.layer)
    guard choice.reduction != .channel || (0..<activation.shape.channels).contains(choice.channel)
    else {
      throw .impossible(
        "\(name(of: choice.layer)) has channels 1 to \(activation.shape.channels)")
    }
    let held = HeldActivation(layer: choice.layer, activation: activation)
    let map = held.map(choice.reduction, channel: choice.channel)
    return (map, scale(of: map, choice, held, isSigned(activation)))
  }

  /// An output that has maps.
  private func mapped(_ layer: Int?) throws(ExportError) -> Activation {
    let activation = try activation(layer)
    guard activation.shape.height > 1 || activation.shape.width > 1 else {
      throw .impossible(
        "\(name(of: layer)) has one value a channel and no map: write the values as .npy")
    }
    return activation
  }

  private func isSigned(_ activation: Activation) -> Bool {
    activation.values.contains { $0 < 0 }
  }

  private func scale(
    of map: FeatureMap, _ choice: MapChoice, _ held: HeldActivation, _ isSigned: Bool
  ) -> ColorScale {
    ColorScale(
      choice.scaling.range(of: map, in: held), gamma: choice.scaling.gamma,
      colormap: choice.colormap, signed: isSigned, onDark: options.isDark)
  }

  private func style(side: Int, pixels: Int) -> PictureStyle {
    PictureStyle(
      scale: options.scale ?? PictureStyle.scale(side: side, pixels: pixels),
      hasLabels: options.hasLabels, isDark: options.isDark)
  }

  private func title(of choice: MapChoice) -> String {
    let layer = choice.layer.flatMap { source.model.network.layer(at: $0) }
    let count = layer?.outputShape.channels ?? source.model.network.inputShape.channels
    let what =
      switch choice.reduction {
      case .channel: "channel \(choice.channel + 1) of \(count)"
      case .mean: "mean of \(count) channels"
      case .maximum: "maximum of \(count) channels"
      }
    let isClass = count == Architecture.classCount && choice.reduction == .channel
    let name = isClass ? ", \(ImageNetClasses.name(of: choice.channel))" : ""
    return "\(self.name(of: choice.layer)), \(what)\(name)"
  }

  private func notes(on map: FeatureMap, _ choice: MapChoice) -> [String] {
    let scaling = choice.scaling == MapScaling() ? [] : [choice.scaling.words]
    return ["\(map.height)x\(map.width)" + (map.word.map { ", \($0)" } ?? "")] + scaling
  }
}
