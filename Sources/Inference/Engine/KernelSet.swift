import CCPU
import KernelTypes
import KernelsAVX2
import KernelsAVX512
import KernelsBaseline

/// The inner loops of one instruction set: the same source, built for each.
public enum KernelSet: String, CaseIterable, Sendable, CustomStringConvertible {
  case baseline
  case avx2
  case avx512

  /// The fastest that this processor and its operating system can run.
  public static let best: KernelSet =
    switch sqz_cpu_level() {
    case 2...: .avx512
    case 1: .avx2
    default: .baseline
    }

  /// True where this processor can run it.
  public var isAvailable: Bool {
    switch self {
    case .baseline: true
    case .avx2: Self.best != .baseline
    case .avx512: Self.best == .avx512
    }
  }

  /// For the screen: `AVX-512`, `AVX2+FMA`, `baseline`.
  public var description: String {
    switch self {
    case .baseline: "baseline"
    case .avx2: "AVX2+FMA"
    case .avx512: "AVX-512"
    }
  }

  var functions: KernelFunctions {
    switch self {
    case .baseline:
      KernelFunctions(
        vectorWidth: KernelsBaseline.vectorWidth(), widestPanel: KernelsBaseline.widestPanel(),
        convolve: KernelsBaseline.convolve, maxPool: KernelsBaseline.maxPool,
        averagePool: KernelsBaseline.averagePool,
        winogradTransform: KernelsBaseline.winogradTransform,
        winogradProduct: KernelsBaseline.winogradProduct,
        winogradOutput: KernelsBaseline.winogradOutput,
        multiplyAdds: KernelsBaseline.multiplyAdds)
    case .avx2:
      KernelFunctions(
        vectorWidth: KernelsAVX2.vectorWidth(), widestPanel: KernelsAVX2.widestPanel(),
        convolve: KernelsAVX2.convolve, maxPool: KernelsAVX2.maxPool,
        averagePool: KernelsAVX2.averagePool,
        winogradTransform: KernelsAVX2.winogradTransform,
        winogradProduct: KernelsAVX2.winogradProduct,
        winogradOutput: KernelsAVX2.winogradOutput,
        multiplyAdds: KernelsAVX2.multiplyAdds)
    case .avx512:
      KernelFunctions(
        vectorWidth: KernelsAVX512.vectorWidth(), widestPanel: KernelsAVX512.widestPanel(),
        convolve: KernelsAVX512.convolve, maxPool: KernelsAVX512.maxPool,
        averagePool: KernelsAVX512.averagePool,
        winogradTransform: KernelsAVX512.winogradTransform,
        winogradProduct: KernelsAVX512.winogradProduct,
        winogradOutput: KernelsAVX512.winogradOutput,
        multiplyAdds: KernelsAVX512.multiplyAdds)
    }
  }
}

/// The functions of a kernel set. Each function does one unit of work on the calling thread.
struct KernelFunctions: Sendable {
  let vectorWidth: Int
  /// Vectors of channels that the convolution's inner loop computes at most.
  let widestPanel: Int
  let convolve: @Sendable (ConvolutionArguments, Range<Int>, Range<Int>) -> Void
  let maxPool: @Sendable (PoolingArguments, Range<Int>) -> Void
  let averagePool: @Sendable (AveragingArguments) -> Void
  let winogradTransform:
    @Sendable (WinogradArguments, Range<Int>, Int, UnsafeMutablePointer<Float>) -> Void
  let winogradProduct:
    @Sendable (
      WinogradArguments, Int, Int, Int, UnsafePointer<Float>, UnsafeMutablePointer<Float>
    ) -> Void
  let winogradOutput:
    @Sendable (WinogradArguments, Range<Int>, Int, Int, UnsafePointer<Float>) -> Void
  let multiplyAdds: @Sendable (Int) -> (count: Int, value: Float)

  /// Vectors in one panel of a layer: as many as the registers take, fewer where that leaves no
  /// narrow rest. Of many panels one may be narrower: 1000 channels are 15 of 4 vectors of 16 and one
  /// of 3, measured 5% faster than 21 of 3.
  func panelVectors(channels: Int) -> Int {
    let vectors = (channels + vectorWidth - 1) / vectorWidth
    if vectors > 8 * widestPanel { return widestPanel }
    return (1...widestPanel).last { vectors % $0 == 0 && $0 * 2 > widestPanel }
      ?? min(widestPanel, vectors)
  }
}
