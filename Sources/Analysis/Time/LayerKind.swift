import SqueezeNet

/// The kind of a layer as far as its time goes: layers of one kind have the same kernel and part.
public enum LayerKind: String, CaseIterable, Sendable, Hashable {
  case conv1
  case maxPooling = "max pooling"
  case squeeze1x1
  case expand1x1
  case expand3x3
  case concatenation
  case bypass
  case conv10
  case averagePooling = "average pooling"
  case softmax
  case sigmoid
}

extension Layer {
  public var kind: LayerKind {
    switch operation {
    case .maxPooling: .maxPooling
    case .concatenation: .concatenation
    case .addition: .bypass
    case .globalAveragePooling: .averagePooling
    case .softmax: .softmax
    case .sigmoid: .sigmoid
    case .convolution:
      switch name {
      case fire?.squeezeName: .squeeze1x1
      case fire?.expand1x1Name: .expand1x1
      case fire?.expand3x3Name: .expand3x3
      case fire?.bypass1x1Name: .bypass
      default: index == 0 ? .conv1 : .conv10
      }
    }
  }

  /// Bytes that a pass must move at least for this layer, in float32: its input and its weights
  /// and biases read once, its output written once. 0 for a concatenation, whose halves are written
  /// in place. Caches may spare the way to memory; windows that overlap and weights that are read
  /// again may lengthen it.
  public var minimumBytes: Int {
    isConcatenation
      ? 0 : (inputs.count * inputShape.count + parameters + outputShape.count) * 4
  }

  /// Multiply-accumulates for each byte of `minimumBytes`; nil for layers without arithmetic.
  public var arithmeticIntensity: Double? {
    macs > 0 && minimumBytes > 0 ? Double(macs) / Double(minimumBytes) : nil
  }
}

extension Network {
  /// Sum of the layers' `minimumBytes`: every output is written and read again.
  public var minimumBytes: Int { layers.reduce(0) { $0 + $1.minimumBytes } }

  /// Multiply-accumulates for each byte of `minimumBytes`.
  public var arithmeticIntensity: Double? {
    minimumBytes > 0 ? Double(macs) / Double(minimumBytes) : nil
  }
}
