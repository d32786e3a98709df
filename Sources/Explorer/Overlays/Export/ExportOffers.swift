import Exports
import Heatmaps
import SqueezeNet
import TextFormats

/// One entry of the menu of exports.
struct ExportOffer: Sendable, Hashable {
  let kind: ExportKind
  /// Its subject in words.
  let title: String
  /// Nil where there is nothing to write; `problem` says why then.
  let content: ExportContent?
  let problem: String?
  /// Of a picture: side of a value in pixels.
  let scale: Int?

  /// Scales that the menu offers; others can be given to the commands.
  private static let scales = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64]

  /// The next scale up or down.
  static func scale(after scale: Int, up: Bool) -> Int {
    (up ? scales.first { $0 > scale } : scales.last { $0 < scale }) ?? scale
  }
}

extension State {
  /// The exports that the view offers now, its own first.
  var exportOffers: [ExportOffer] { ExportKind.offered(in: view).map(exportOffer) }

  func exportOffer(_ kind: ExportKind) -> ExportOffer {
    let problem = kind.problem(self)
    let content = problem == nil ? kind.content(self) : nil
    return ExportOffer(
      kind: kind, title: kind.title(self), content: content,
      problem: content == nil ? problem ?? "there is nothing to write" : nil,
      scale: content.flatMap { export.scales[kind] ?? $0.usualScale?(network) })
  }
}

/// The subjects of exports, and their names.
extension State {
  var mapChoice: MapChoice? {
    selectedLayer.map {
      MapChoice(
        layer: $0.index, reduction: map.reduction, channel: map.channel, scaling: map.scaling,
        colormap: map.colormap)
    }
  }

  var exportedLayerName: String { selectedLayer?.name ?? "the layer" }

  /// `conv1 channel 3`.
  var exportedMapTitle: String {
    let channel =
      switch map.reduction {
      case .channel: "channel \(map.channel)"
      case .mean: "mean of channels"
      case .maximum: "maximum of channels"
      }
    return "\(exportedLayerName) \(channel)"
  }

  /// The class that is explained, also before its evidence is here.
  var exportedClass: Int? { shownClass ?? pass.top.first?.index }

  var exportedClassName: String {
    exportedClass.map { network.classes[$0] } ?? "the class"
  }

  /// `conv1`, `fire5/expand1x1 channel 3`.
  var kernelsTitle: String {
    guard let output = shownOutput else { return exportedLayerName }
    let name = network.layer(at: output.layer)?.name ?? ""
    return filterPicture == .colors ? name : "\(name) channel \(output.channel)"
  }

  /// The other pass in a word.
  var comparedWith: String {
    switch comparePartner {
    case .image(let index): images.indices.contains(index) ? images[index].path.fileStem : "other"
    case .paddingConvention(let paddingConvention): paddingConvention.name
    case .architecture(let architecture): architecture.name
    case .intact, nil: "nothing-off"
    }
  }
}
