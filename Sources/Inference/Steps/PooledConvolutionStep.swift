import KernelTypes
import SqueezeNet

/// A step that can compute some rows of its layer's output into other memory than its own.
protocol RowProducer: Step {
  /// Rows that it computes together; a range to compute begins at a multiple of it.
  var rowsTogether: Int { get }

  /// - Parameter output: the place of row 0; rows are as far apart as in the layer's tensor.
  func produce(rows: Range<Int>, output: UnsafeMutablePointer<Float>, worker: Int)
}

/// A convolution and the max pooling that reads it, in strips: each worker holds the few rows that
/// its next pooled row needs, so the largest feature map of the network never leaves its cache.
///
///     rows that wait │ rows just computed     the strip
///     └──── pooled row y ────┘ kept ▶ moved to the front
///
/// Each worker computes one run of pooled rows, and the rows that two of them read, twice.
final class PooledConvolutionStep: Step {
  private let producer: any RowProducer
  private let pooling: PoolingArguments
  private let rows: Int
  private let pool: @Sendable (PoolingArguments, Range<Int>) -> Void
  private let strips: [AlignedBuffer]
  private let owned: [AnyObject]

  /// Fewer pooled rows a worker than this would compute too many rows twice.
  private static let fewestRows = 12

  /// Nil where it would not pay.
  init?(
    _ producer: any RowProducer, _ pooling: PoolingArguments, rows: Int, threads: Int,
    kernels: KernelFunctions, owned: [AnyObject]
  ) throws(EngineError) {
    guard rows >= Self.fewestRows * threads, pooling.stride <= pooling.kernel else { return nil }
    self.producer = producer
    self.pooling = pooling
    self.rows = rows
    self.owned = owned
    pool = kernels.maxPool
    let capacity = pooling.kernel + 2 * producer.rowsTogether
    strips = try (0..<threads).map { _ throws(EngineError) in
      try AlignedBuffer(count: capacity * pooling.inputRowStride + 64)
    }
    super.init(units: threads)
  }

  override func run(unit: Int, worker: Int) {
    let end = (unit + 1) * rows / units
    var row = unit * rows / units
    let strip = strips[worker].pointer
    var pooling = pooling
    var computed = firstInput(of: row) / producer.rowsTogether * producer.rowsTogether
    /// The row of the convolution at the strip's front.
    var front = computed
    while row < end {
      let next = min(computed + producer.rowsTogether, pooling.inputHeight)
      let origin = strip - front * pooling.inputRowStride
      producer.produce(rows: computed..<next, output: origin, worker: worker)
      computed = next
      var ready = row
      while ready < end, endInput(of: ready) <= computed { ready += 1 }
      pooling.input = UnsafePointer(origin)
      pool(pooling, row..<ready)
      row = ready
      let kept = max(front, firstInput(of: row))
      if row < end, kept < computed {
        strip.update(
          from: strip + (kept - front) * pooling.inputRowStride,
          count: (computed - kept) * pooling.inputRowStride)
      }
      front = min(kept, computed)
    }
  }

  /// The first row of the convolution that a pooled row reads.
  private func firstInput(of row: Int) -> Int { max(0, row * pooling.stride - pooling.top) }

  /// The row after the last one that it reads.
  private func endInput(of row: Int) -> Int {
    min(pooling.inputHeight, row * pooling.stride - pooling.top + pooling.kernel)
  }
}

extension Plan {
  /// The first convolution together with the pooling that alone reads it; nil where there is none or
  /// it does not pay.
  static func pooledConvolution(
    _ network: Network, steps: [[Step]], threads: Int, kernels: KernelFunctions
  ) throws(EngineError) -> (layer: Int, step: Step)? {
    for layer in network.layers {
      guard case .maxPooling = layer.operation, case .layer(let index)? = layer.inputs.first,
        index == layer.index - 1, steps[index].count == 1,
        let producer = steps[index].first as? any RowProducer,
        let pooling = steps[layer.index].first as? MaxPoolingStep,
        network.layers.count(where: { $0.inputs.contains(.layer(index)) }) == 1
      else { continue }
      return try PooledConvolutionStep(
        producer, pooling.arguments, rows: pooling.units, threads: threads, kernels: kernels,
        owned: [pooling]
      ).map { (layer: index, step: $0) }
    }
    return nil
  }
}
