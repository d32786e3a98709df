import Analysis
import Heatmaps
import SqueezeNet

/// What can be written to a file, with everything that it depends on but the values themselves.
public enum ExportContent: Sendable, Hashable {
  case map(MapChoice)
  /// All channels of the choice's layer.
  case sheet(MapChoice, ChannelOrder)
  /// The map laid over the photo.
  case overlay(MapChoice)
  /// conv10's map of a class over the photo, or that before conv10's ReLU.
  case classMap(Int, MapChoice, beforeReLU: Bool = false)
  case kernels(KernelChoice)
  /// The difference of two passes in one map; `against` tells the other pass in a file's name.
  case difference(MapChoice, against: String)
  case screen
  case profile
  /// What a class's score is made of.
  case why(Int)
  /// What output channels of a convolution take from the channels that it reads.
  case filters(layer: Int, channels: Range<Int>)
  case whatIf
  case comparison(against: String)
  case activity
  /// One layer's output; nil is the prepared image.
  case activation(layer: Int?)
  /// The prepared image and every layer's output.
  case pass

  /// Formats in which it can be written, the usual one first.
  public var formats: [ExportFormat] {
    switch self {
    case .map, .sheet, .overlay, .classMap, .kernels, .difference: [.png]
    case .screen: [.svg, .ans, .txt]
    case .profile, .why, .filters, .whatIf, .comparison, .activity: [.csv, .json, .txt]
    case .activation: [.npy]
    case .pass: [.npz]
    }
  }

  /// Layers whose outputs are needed; nil is the prepared image.
  public func layers(in network: Network) -> [Int?] {
    switch self {
    case .map(let choice), .sheet(let choice, _), .overlay(let choice): [choice.layer]
    case .classMap(_, _, beforeReLU: false):
      ["conv10", "avgpool10", "softmax"].compactMap { network.layer(named: $0)?.index }
    case .classMap(_, _, beforeReLU: true), .why:
      ClassExplanation.layers(of: network).map(Optional.some)
    case .activation(let layer): [layer]
    case .pass: [nil] + network.layers.indices.map(Optional.some)
    case .kernels, .difference, .screen, .profile, .filters, .whatIf, .comparison, .activity: []
    }
  }
}

public enum ExportFormat: String, Sendable, CaseIterable {
  case png, svg, ans, txt, csv, json, npy, npz

  /// By a file's name; nil for a name without an extension, or with an unknown one.
  public init?(ofName name: String) {
    guard name.last != "/" else { return nil }
    let parts = (name.split(separator: "/").last ?? "")
      .split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 1, let last = parts.last else { return nil }
    self.init(rawValue: last.lowercased())
  }
}

extension ExportContent {
  /// `.csv, .json or .txt`.
  public var extensions: String {
    let all = formats.map { "." + $0.rawValue }
    guard let last = all.last, all.count > 1 else { return all.joined() }
    return all.dropLast().joined(separator: ", ") + " or " + last
  }
}
