import SqueezeNet

/// The names that a file gives its arrays.
public enum ArrayNaming: String, CaseIterable, Sendable {
  /// The layers' own names: `fire2/squeeze1x1.weight`.
  case layers
  /// torchvision's: `features.3.squeeze.weight`, the number being the place in its sequence.
  case torchvision

  /// Name of a layer's arrays without `.weight` and `.bias`.
  func prefix(of layer: String, in architecture: Architecture) -> String {
    switch self {
    case .layers: layer
    case .torchvision: Self.torchvisionPrefix(of: layer, in: architecture) ?? layer
    }
  }

  func weight(of layer: String, in architecture: Architecture) -> String {
    prefix(of: layer, in: architecture) + ".weight"
  }

  func bias(of layer: String, in architecture: Architecture) -> String {
    prefix(of: layer, in: architecture) + ".bias"
  }

  private static func torchvisionPrefix(of layer: String, in architecture: Architecture)
    -> String?
  {
    switch layer {
    case "conv1": return "features.0"
    case "conv10": return "classifier.1"  // after the dropout
    default: break
    }
    let parts = layer.split(separator: "/")
    guard parts.count == 2, let fire = architecture.fireBlocks.first(where: { $0.name == parts[0] })
    else { return nil }
    // conv1 and its ReLU are 0 and 1; a pooling takes a place of its own.
    let poolings = architecture.poolingAfter.count { $0 < fire.number }
    let place = fire.number + poolings
    return "features.\(place)." + (layer == fire.squeezeName ? "squeeze" : String(parts[1]))
  }

  /// How files with these names are recognised.
  var recognition: String {
    switch self {
    case .layers: "the layers' names and the shapes of the arrays"
    case .torchvision: "torchvision's names and the shapes of the arrays"
    }
  }

  /// Preparation and geometry of files that say nothing about themselves.
  var defaults: (preprocessing: Preprocessing, paddingConvention: PaddingConvention) {
    switch self {
    case .layers: (.caffe, .caffe)
    case .torchvision: (.torchvision, .torchvision)
    }
  }
}
