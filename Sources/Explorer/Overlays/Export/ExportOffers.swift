import Analysis
import Heatmaps
import Inference
import SqueezeNet
import TextFormats

/// One entry of the menu of exports.
public struct ExportOffer: Sendable, Hashable {
  public let kind: ExportKind
  /// What it is of, in words.
  public let title: String
  /// Nil where there is nothing to write; `problem` says why then.
  public let content: ExportContent?
  public let problem: String?
  /// Of a picture: side of a value in pixels.
  public let scale: Int?
}

extension State {
  /// What the view can give away now, its own first.
  public var exportOffers: [ExportOffer] { ExportKind.offered(in: view).map(exportOffer) }

  func exportOffer(_ kind: ExportKind) -> ExportOffer {
    let problem = exportProblem(kind)
    let content = problem == nil ? exportContent(kind) : nil
    return ExportOffer(
      kind: kind, title: exportTitle(kind), content: content,
      problem: content == nil ? problem ?? "there is nothing to write" : nil,
      scale: content.flatMap { export.scales[kind] ?? $0.usualScale(in: network) })
  }

  private var mapChoice: MapChoice? {
    selectedLayer.map {
      MapChoice(
        layer: $0.index, reduction: map.reduction, channel: map.channel, scaling: map.scaling,
        colormap: map.colormap)
    }
  }

  /// The class that is explained, also before its evidence is here.
  private var exportedClass: Int? { shownClass ?? pass.top.first?.index }

  private func exportContent(_ kind: ExportKind) -> ExportContent? {
    switch kind {
    case .map: mapChoice.map { .map($0) }
    case .sheet: mapChoice.map { .sheet($0, shownOrder) }
    case .overlay: mapChoice.map { .overlay($0) }
    case .classMap:
      exportedClass.map {
        .classMap(
          $0, MapChoice(layer: nil, colormap: map.colormap), beforeReLU: why.isBeforeReLU)
      }
    case .kernels: kernelChoice.map { .kernels($0) }
    case .difference:
      mapChoice.map { choice in
        var choice = choice
        // Beside a maximum of channels stands the mean difference, too.
        if choice.reduction == .maximum { choice.reduction = .mean }
        return .difference(choice, against: comparedWith)
      }
    case .comparison: .comparison(against: comparedWith)
    case .activity: .activity
    case .why: exportedClass.map { .why($0) }
    case .filters: filtersContent
    case .whatIf: .whatIf
    case .profile: .profile
    case .activation: selectedLayer.map { .activation(layer: $0.index) }
    case .pass: .pass
    case .screen: .screen
    }
  }

  private var kernelChoice: KernelChoice? {
    guard let output = shownOutput else { return nil }
    guard filterPicture == .colors else {
      return KernelChoice(
        layer: output.layer, channel: output.channel, order: filters.order, ends: filters.ends)
    }
    return KernelChoice(
      layer: output.layer, channel: nil, order: filters.pictureOrder,
      ends: filters.ownColors ? .kernel : .layer)
  }

  private var filtersContent: ExportContent? {
    guard let output = shownOutput, let convolution = shownConvolution else { return nil }
    let channels =
      filterPicture == .colors
      ? 0..<convolution.outputChannels : output.channel..<output.channel + 1
    return .filters(layer: output.layer, channels: channels)
  }

  /// The other pass in a word.
  private var comparedWith: String {
    switch comparePartner {
    case .image(let index): images.indices.contains(index) ? images[index].path.fileStem : "other"
    case .paddingConvention(let paddingConvention): paddingConvention.rawValue
    case .architecture(let architecture): architecture.rawValue
    case .intact, nil: "nothing-off"
    }
  }

  private func exportTitle(_ kind: ExportKind) -> String {
    let layer = selectedLayer?.name ?? "the layer"
    let channel =
      switch map.reduction {
      case .channel: "channel \(map.channel + 1)"
      case .mean: "mean of channels"
      case .maximum: "maximum of channels"
      }
    let name = exportedClass.map { ImageNetClasses.name(of: $0) } ?? "the class"
    let kernels = shownOutput.map { output in
      let name = network.layer(at: output.layer)?.name ?? ""
      return filterPicture == .colors ? name : "\(name) channel \(output.channel + 1)"
    }
    switch kind {
    case .map: return "map: \(layer) \(channel)"
    case .sheet: return "contact sheet: \(layer)"
    case .overlay: return "map over the photo: \(layer) \(channel)"
    case .classMap: return "map over the photo: \(name)\(why.isBeforeReLU ? ", before ReLU" : "")"
    case .kernels: return "kernels: \(kernels ?? layer)"
    case .difference: return "difference B − A: \(layer) \(channel)"
    case .comparison: return "numbers: both passes, layer by layer"
    case .activity: return "numbers: dead channels, zeros"
    case .why: return "numbers: why \(name)"
    case .filters: return "numbers: what \(kernels ?? layer) watches"
    case .whatIf: return "numbers: before and after"
    case .profile: return "profile: times, figures of every layer"
    case .activation: return "output of \(layer), for NumPy"
    case .pass: return "whole pass, for NumPy"
    case .screen: return "whole screen"
    }
  }
}
