import Glibc
import SqueezeNet

/// The weights of an antialiased resize along one axis: for each target pixel a filter over source
/// pixels, as much wider as it shrinks, in 22-bit fixed point. The same arithmetic as Pillow's for
/// 8 bits, so that both give the same bytes.
struct ResampleTable {
  /// Bits after the point: 32, less 8 for the pixel and 2 for sign and headroom.
  static let fractionBits: Int32 = 22

  /// First source pixel of each target pixel.
  let first: [Int]
  /// Number of source pixels of each target pixel.
  let taps: [Int]
  /// Target pixels × `stride`; only the first `taps` of each row count.
  let weights: [Int32]
  let stride: Int

  /// - Parameters:
  ///   - source: Number of source pixels; none outside of them is used.
  ///   - range: The part that the target covers, within 0 … source.
  ///   - target: Number of target pixels.
  ///   - shown: Those that are wanted, within 0 ..< target; nil for all.
  init(
    source: Int, range: ClosedRange<Double>, target: Int, shown: Range<Int>? = nil,
    filter: Preprocessing.Filter = .bilinear
  ) {
    let shown = shown ?? 0..<target
    let scale = (range.upperBound - range.lowerBound) / Double(target)
    let filterScale = max(1, scale)
    let support = filter.support * filterScale
    let one = Double(1 << Self.fractionBits)
    stride = filter == .nearest ? 1 : Int(support.rounded(.up)) * 2 + 1
    var first: [Int] = []
    var taps: [Int] = []
    var weights = [Int32](repeating: 0, count: shown.count * stride)
    // Pillow adds up the places of nearest pixels.
    var place = range.lowerBound + scale * 0.5
    for index in 0..<shown.upperBound {
      defer { place += scale }
      guard index >= shown.lowerBound else { continue }
      let row = (index - shown.lowerBound) * stride
      if filter == .nearest {
        first.append(min(max(0, Int(place)), max(0, source - 1)))
        taps.append(1)
        weights[row] = Int32(one)
        continue
      }
      let centre = range.lowerBound + (Double(index) + 0.5) * scale
      let start = max(0, Int(centre - support + 0.5))
      let count = max(0, min(source, Int(centre + support + 0.5)) - start)
      let values = (0..<count).map { tap in
        filter.weight((Double(tap + start) - centre + 0.5) * (1 / filterScale))
      }
      let sum = values.reduce(0, +)
      for (tap, weight) in values.enumerated() where sum != 0 {
        weights[row + tap] = Int32(weight / sum * one + (weight / sum < 0 ? -0.5 : 0.5))
      }
      first.append(start)
      taps.append(count)
    }
    self.first = first
    self.taps = taps
    self.weights = weights
  }
}

extension Preprocessing.Filter {
  /// The reach on either side, in pixels where nothing shrinks.
  fileprivate var support: Double {
    switch self {
    case .nearest, .box: 0.5
    case .bilinear, .hamming: 1
    case .bicubic: 2
    case .lanczos: 3
    }
  }

  fileprivate func weight(_ offset: Double) -> Double {
    let x = abs(offset)
    switch self {
    case .nearest, .box: return offset > -0.5 && offset <= 0.5 ? 1 : 0
    case .bilinear: return max(0, 1 - x)
    case .hamming: return x < 1 ? Self.sinc(x) * (0.54 + 0.46 * cos(x * .pi)) : 0
    case .bicubic:
      let a = -0.5
      if x < 1 { return ((a + 2) * x - (a + 3)) * x * x + 1 }
      return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0
    case .lanczos: return x < 3 ? Self.sinc(x) * Self.sinc(x / 3) : 0
    }
  }

  private static func sinc(_ x: Double) -> Double { x == 0 ? 1 : sin(x * .pi) / (x * .pi) }
}
