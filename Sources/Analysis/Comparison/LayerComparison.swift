import Inference
import SqueezeNet

/// One layer's output in two passes.
public struct LayerComparison: Sendable, Hashable {
  /// `input` for the prepared image.
  public let name: String
  /// Indices in either network; nil for the prepared image.
  public let firstLayer: Int?
  public let secondLayer: Int?
  public let firstShape: Shape
  public let secondShape: Shape
  public let firstStatistics: ActivationStatistics
  public let secondStatistics: ActivationStatistics
  /// Which cells were compared with which.
  public let alignment: CellAlignment
  /// The differences of the values; nil where the channels are not the same number (conv1 and
  /// maxpool1 of v1.0 and v1.1), or do not mean the same.
  public let values: ValueComparison?

  /// - Parameter isComparable: False where channels of the same number do not mean the same.
  init?(
    _ first: Layer?, of one: Snapshot, with second: Layer?, of other: Snapshot, isComparable: Bool
  ) {
    guard let left = one.activation(layer: first?.index),
      let right = other.activation(layer: second?.index)
    else { return nil }
    name = first?.name ?? "input"
    firstLayer = first?.index
    secondLayer = second?.index
    firstShape = left.shape
    secondShape = right.shape
    firstStatistics = ActivationStatistics(of: left.values)
    secondStatistics = ActivationStatistics(of: right.values)
    alignment = CellAlignment(first, of: one.network, with: second, of: other.network)
    values = isComparable ? ValueComparison(left, right, alignment) : nil
  }

  /// True where the outputs differ by more than rounding: in shape, or in a value by more than
  /// `tolerance` times the largest magnitude of either.
  public func differs(tolerance: Double) -> Bool {
    guard firstShape == secondShape, let values else { return true }
    let figures = [firstStatistics, secondStatistics]
    let magnitude = figures.reduce(0) { max($0, abs($1.minimum), abs($1.maximum)) }
    guard figures.allSatisfy({ $0.nonFiniteCount == 0 }) else { return true }
    return values.maximum > tolerance * Double(magnitude)
  }
}

/// The differences of the values of two activations of as many channels, in double precision, over
/// the cells of the first and those of the second that stand for them.
public struct ValueComparison: Sendable, Hashable {
  /// Σab / √(Σa² Σb²), −1 … 1; nil where one of them is zero everywhere.
  public let cosine: Double?
  /// Largest |b − a|.
  public let maximum: Double
  /// √ of the mean of (b − a)².
  public let rootMeanSquare: Double

  init?(_ first: Activation, _ second: Activation, _ alignment: CellAlignment) {
    let channels = first.shape.channels
    guard channels == second.shape.channels, alignment.rows.count == first.shape.height,
      alignment.columns.count == first.shape.width
    else { return nil }
    var sums = PairSums()
    first.values.withUnsafeBufferPointer { left in
      second.values.withUnsafeBufferPointer { right in
        guard let left = left.baseAddress, let right = right.baseAddress else { return }
        var pixel = left
        for row in alignment.rows {
          let line = right + row * second.shape.width * channels
          for column in alignment.columns {
            sums.add(pixel, line + column * channels, count: channels)
            pixel += channels
          }
        }
      }
    }
    let scale = (sums.first * sums.second).squareRoot()
    cosine = scale > 0 ? max(-1, min(1, sums.product / scale)) : nil
    maximum = Double(sums.largest)
    rootMeanSquare = (sums.difference / Double(max(1, first.values.count))).squareRoot()
  }
}

/// Running sums over pairs of values, eight lanes at a time.
private struct PairSums {
  private var products = SIMD8<Double>.zero
  private var firsts = SIMD8<Double>.zero
  private var seconds = SIMD8<Double>.zero
  private var differences = SIMD8<Double>.zero
  private var maxima = SIMD8<Float>.zero

  var product: Double { products.sum() }
  /// Of the squares.
  var first: Double { firsts.sum() }
  var second: Double { seconds.sum() }
  var difference: Double { differences.sum() }
  var largest: Float { maxima.max() }

  @inline(__always)
  mutating func add(_ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, count: Int) {
    var index = 0
    while index + 8 <= count {
      add(
        UnsafeRawPointer(left + index).loadUnaligned(as: SIMD8<Float>.self),
        UnsafeRawPointer(right + index).loadUnaligned(as: SIMD8<Float>.self))
      index += 8
    }
    guard index < count else { return }
    var (a, b) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
    for lane in 0..<count - index {
      a[lane] = left[index + lane]
      b[lane] = right[index + lane]
    }
    add(a, b)
  }

  @inline(__always)
  private mutating func add(_ a: SIMD8<Float>, _ b: SIMD8<Float>) {
    let (left, right) = (SIMD8<Double>(a), SIMD8<Double>(b))
    products += left * right
    firsts += left * left
    seconds += right * right
    let distance = right - left
    differences += distance * distance
    let magnitude = (b - a).replacing(with: a - b, where: b .< a)
    maxima = maxima.replacing(with: magnitude, where: maxima .< magnitude)
  }
}
