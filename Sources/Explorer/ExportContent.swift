import Analysis
import SqueezeNet

/// What can be written to a file, with everything that it depends on but the values themselves.
public enum ExportContent: Sendable, Hashable {
  case map(MapChoice)
  /// All channels of the choice's layer.
  case sheet(MapChoice, ChannelOrder)
  /// The map laid over the photo.
  case overlay(MapChoice)
  /// conv10's map of a class over the photo.
  case classMap(Int, MapChoice)
  case screen
  case profile
  /// One layer's output; nil is the prepared image.
  case activation(layer: Int?)
  /// The prepared image and every layer's output.
  case pass

  /// Formats in which it can be written, the usual one first.
  public var formats: [ExportFormat] {
    switch self {
    case .map, .sheet, .overlay, .classMap: [.png]
    case .screen: [.svg, .ans, .txt]
    case .profile: [.csv, .json, .txt]
    case .activation: [.npy]
    case .pass: [.npz]
    }
  }

  /// Layers whose outputs are needed; nil is the prepared image.
  public func layers(in network: Network) -> [Int?] {
    switch self {
    case .map(let choice), .sheet(let choice, _), .overlay(let choice): [choice.layer]
    case .classMap:
      ["conv10", "avgpool10", "softmax"].compactMap { network.layer(named: $0)?.index }
    case .activation(let layer): [layer]
    case .pass: [nil] + network.layers.indices.map(Optional.some)
    case .screen, .profile: []
    }
  }
}

/// One map, and how it is coloured.
public struct MapChoice: Sendable, Hashable {
  /// Nil is the prepared image.
  public var layer: Int?
  public var reduction: MapState.Reduction
  public var channel: Int
  public var scaling: MapScaling
  public var colormap: Colormap

  public init(
    layer: Int?, reduction: MapState.Reduction = .channel, channel: Int = 0,
    scaling: MapScaling = MapScaling(), colormap: Colormap = .magma
  ) {
    self.layer = layer
    self.reduction = reduction
    self.channel = channel
    self.scaling = scaling
    self.colormap = colormap
  }
}

public enum ExportFormat: String, Sendable, CaseIterable {
  case png, svg, ans, txt, csv, json, npy, npz
}
