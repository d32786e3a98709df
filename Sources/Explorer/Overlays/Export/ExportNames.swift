import Analysis
import Heatmaps
import SqueezeNet
import TextFormats

extension ExportContent {
  /// A file's name that tells what is in it: `coffee-fire4-expand3x3-ch17.png`. Channels are
  /// counted from 1, as on the screen.
  ///
  /// - Parameter isEdited: Whether channels are off or a part of the photo is covered: what was
  ///   computed then has another name.
  public func suggestedName(
    _ format: ExportFormat, image: String, network: Network, view: View = .layers,
    isAblated: Bool = false
  ) -> String {
    let architecture = network.architecture.rawValue
    let model = "\(architecture)-\(network.paddingConvention.rawValue)"
    let parts: [String] =
      switch self {
      case .map(let choice): [Self.name(choice.layer, network), choice.mapName]
      case .sheet(let choice, let order):
        [Self.name(choice.layer, network), "sheet"]
          + (order == .index ? [] : ["by", order.rawValue])
      case .overlay(let choice):
        [Self.name(choice.layer, network), choice.mapName, "on-photo"]
      case .classMap(let index, _, let isBefore):
        Self.name(ofClass: index) + ["on-photo"] + (isBefore ? ["before-relu"] : [])
      case .kernels(let choice):
        [architecture, Self.name(choice.layer, network)]
          + (choice.channel.map { ["ch\($0 + 1)"] } ?? []) + ["kernels"]
      case .difference(let choice, let other):
        [Self.name(choice.layer, network), choice.mapName, "minus", Self.plain(other)]
      case .screen: [view.rawValue, "screen"]
      case .profile: [model, "profile"]
      case .why(let index): Self.name(ofClass: index) + ["why"]
      case .filters(let layer, let channels):
        [architecture, Self.name(layer, network)]
          + (channels.count == 1 ? ["ch\(channels.lowerBound + 1)"] : []) + ["filters"]
      case .whatIf: ["what-if"]
      case .comparison(let other): ["and", Self.plain(other), "compared"]
      case .activity: [model, "activity"]
      case .activation(let layer): [Self.name(layer, network)]
      case .pass: [model, "pass"]
      }
    let stem = image.fileStem
    let photo = isOfPhoto ? [stem.isEmpty ? "image" : stem] : []
    let ablated = isAblated && isOfPass ? ["what-if"] : []
    return (photo + parts + ablated).joined(separator: "-") + ".\(format.rawValue)"
  }

  /// Weights are the same whatever the photo.
  private var isOfPhoto: Bool {
    switch self {
    case .kernels, .filters: false
    default: true
    }
  }

  /// Whether it is another one where channels are off; what says so itself is not meant.
  public var isOfPass: Bool {
    switch self {
    case .map, .sheet, .overlay, .classMap, .why, .activity, .activation, .pass: true
    case .kernels, .difference, .screen, .profile, .filters, .whatIf, .comparison: false
    }
  }

  private static func name(ofClass index: Int) -> [String] {
    ["class\(index)", plain(ImageNetClasses.name(of: index))]
  }

  private static func name(_ layer: Int?, _ network: Network) -> String {
    plain(layer.flatMap { network.layer(at: $0)?.name } ?? "input")
  }

  /// Letters and digits, joined by dashes.
  private static func plain(_ text: String) -> String {
    text.split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.joined(separator: "-")
  }
}

extension MapChoice {
  fileprivate var mapName: String {
    switch reduction {
    case .channel: "ch\(channel + 1)"
    case .mean: "mean"
    case .maximum: "max"
    }
  }
}
