import SqueezeNet

/// The algorithm that the engine computes a convolution by. The choice by shape, with reasons:
///
/// | shape | algorithm | reason |
/// | --- | --- | --- |
/// | 1×1 | matrix product | a pixel's channels follow each other: nothing to gather |
/// | 3×3, stride 1 | Winograd F(4×4, 3×3) | a quarter of the multiplications |
/// | 7×7, stride 2, 3 channels | Winograd F(3×3, 4×4) on four phases | a third of them |
/// | others (v1.1's conv1, tiny maps) | direct | sums too short, or tiles too wasteful, for Winograd |
public enum ConvolutionAlgorithm: String, Sendable, CaseIterable {
  /// A 1×1 convolution as it stands.
  case product
  /// A segmented product over the kernel's rows, without a copy of the input.
  case direct
  case winograd4
  case winogradPhases

  /// For a sentence.
  public var words: String {
    switch self {
    case .product: "matrix product"
    case .direct: "direct convolution"
    case .winograd4, .winogradPhases: "by \(name)"
    }
  }

  /// For a table, without commas: a CSV stays easy to cut.
  public var name: String {
    switch self {
    case .product: "product"
    case .direct: "direct"
    case .winograd4: "Winograd 4x4 tiles"
    case .winogradPhases: "Winograd 3x3 tiles"
    }
  }
}

extension Layer {
  /// The algorithm by which the engine computes this layer; nil for layers that are no convolution.
  public var algorithm: ConvolutionAlgorithm? {
    guard let convolution else { return nil }
    guard
      let tiling = WinogradTiling(
        convolution, output: outputShape, readsImage: inputs.first == .image)
    else {
      return convolution.kernel == 1 ? .product : .direct
    }
    return tiling.isPolyphase ? .winogradPhases : .winograd4
  }
}
