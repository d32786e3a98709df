import Heatmaps
import SqueezeNet

/// Parts of the names that are suggested for files.
public enum NamePart {
  /// `v1.0-caffe`.
  public static func model(_ network: Network) -> String {
    "\(network.architecture.name)-\(network.paddingConvention.name)"
  }

  /// - Parameter layer: Nil is the prepared image.
  public static func layer(_ layer: Int?, _ network: Network) -> String {
    plain(layer.flatMap { network.layer(at: $0)?.name } ?? "input")
  }

  public static func ofClass(_ index: Int, _ network: Network) -> [String] {
    ["class\(index)", plain(network.classes[index])]
  }

  public static func channel(_ index: Int) -> String { "ch\(index)" }

  /// The layer, and its channel or what its channels became.
  static func map(_ choice: MapChoice, _ network: Network) -> [String] {
    let map =
      switch choice.reduction {
      case .channel: channel(choice.channel)
      case .mean: "mean"
      case .maximum: "max"
      }
    return [layer(choice.layer, network), map]
  }

  /// Letters and digits, joined by dashes.
  public static func plain(_ text: String) -> String {
    text.split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.joined(separator: "-")
  }
}
