import Analysis
import SqueezeNet

extension ExportContent {
  /// A file's name that tells what is in it: `coffee-fire4-expand3x3-ch17.png`. Channels are
  /// counted from 1, as on the screen.
  public func suggestedName(
    _ format: ExportFormat, image: String, network: Network, view: View = .layers
  ) -> String {
    let model = "\(network.architecture.rawValue)-\(network.geometry.rawValue)"
    let parts: [String] =
      switch self {
      case .map(let choice): [Self.name(choice.layer, network), choice.mapName]
      case .sheet(let choice, let order):
        [Self.name(choice.layer, network), "sheet"]
          + (order == .index ? [] : ["by", order.rawValue])
      case .overlay(let choice):
        [Self.name(choice.layer, network), choice.mapName, "on-photo"]
      case .classMap(let index, _):
        ["class\(index)", Self.plain(ImageNetClasses.name(of: index)), "on-photo"]
      case .screen: [view.rawValue]
      case .profile: [model, "profile"]
      case .activation(let layer): [Self.name(layer, network)]
      case .pass: [model, "pass"]
      }
    let stem = ImageEntry(path: image).stem
    return ([stem.isEmpty ? "image" : stem] + parts).joined(separator: "-")
      + ".\(format.rawValue)"
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
