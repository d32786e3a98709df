import Glibc
import KernelTypes

/// A convolution cut by pixels, or by output channels where the weights outweigh the pixels.
final class ConvolutionStep: Step {
  private let arguments: ConvolutionArguments
  private let kernel: @Sendable (ConvolutionArguments, Range<Int>, Range<Int>) -> Void
  private let pixels: Int
  private let pixelsPerRow: Int
  private let panels: Int
  private let pixelsPerUnit: Int
  private let panelsPerUnit: Int
  private let panelUnits: Int
  /// Keeps alive what `arguments` points into.
  private let owned: [AnyObject]

  /// Weights beyond this are read once per pass, by cutting along output channels: they would
  /// otherwise come from the outer caches again for every block of pixels.
  static let cachedWeightBytes = 256 * 1024
  /// Pixels of one unit: enough to pay for reading the weights, few enough to stay in L1 or L2.
  private static let pixelBlock = 64
  private static let largePixelBlock = 256

  init(
    _ arguments: ConvolutionArguments, pixels: Int, pixelsPerRow: Int, panels: Int, threads: Int,
    kernels: KernelFunctions, owned: [AnyObject]
  ) {
    self.arguments = arguments
    self.kernel = kernels.convolve
    self.pixels = pixels
    self.pixelsPerRow = pixelsPerRow
    self.panels = panels
    self.owned = owned
    let weightBytes = arguments.segments * arguments.segmentLength * arguments.channels * 4
    let byChannels = weightBytes > Self.cachedWeightBytes
    panelsPerUnit = byChannels ? 1 : panels
    panelUnits = (panels + panelsPerUnit - 1) / panelsPerUnit
    let block = byChannels ? Self.largePixelBlock : Self.pixelBlock
    var blocks = (pixels + block - 1) / block
    if !byChannels { blocks = balanced(units: blocks, threads: threads) }
    pixelsPerUnit = (pixels + blocks - 1) / max(1, blocks)
    blocks = (pixels + pixelsPerUnit - 1) / max(1, pixelsPerUnit)
    super.init(units: panelUnits * blocks)
  }

  override func run(unit: Int, worker: Int) {
    let firstPixel = unit / panelUnits * pixelsPerUnit
    let firstPanel = unit % panelUnits * panelsPerUnit
    kernel(
      arguments, firstPixel..<min(firstPixel + pixelsPerUnit, pixels),
      firstPanel..<min(firstPanel + panelsPerUnit, panels))
  }
}

/// Rows of a convolution that covers its whole output: none is left to a border.
extension ConvolutionStep: RowProducer {
  var rowsTogether: Int { 4 }

  func produce(rows: Range<Int>, output: UnsafeMutablePointer<Float>, worker: Int) {
    var arguments = arguments
    arguments.output = output
    let end = rows.upperBound * pixelsPerRow
    var pixel = rows.lowerBound * pixelsPerRow
    while pixel < end {
      let next = min(pixel + Self.pixelBlock, end)
      kernel(arguments, pixel..<next, 0..<panels)
      pixel = next
    }
  }
}

/// A max pooling cut by output rows.
final class MaxPoolingStep: Step {
  let arguments: PoolingArguments
  private let kernel: @Sendable (PoolingArguments, Range<Int>) -> Void
  private let owned: [AnyObject]

  init(_ arguments: PoolingArguments, rows: Int, kernels: KernelFunctions, owned: [AnyObject]) {
    self.arguments = arguments
    self.kernel = kernels.maxPool
    self.owned = owned
    super.init(units: rows)
  }

  override func run(unit: Int, worker: Int) { kernel(arguments, unit..<unit + 1) }
}

/// The global average, cut by channels: each worker reads those that it computed.
final class AveragingStep: Step {
  private let arguments: AveragingArguments
  private let kernel: @Sendable (AveragingArguments) -> Void
  private let owned: [AnyObject]

  init(
    _ arguments: AveragingArguments, threads: Int, kernels: KernelFunctions, owned: [AnyObject]
  ) {
    self.arguments = arguments
    self.kernel = kernels.averagePool
    self.owned = owned
    super.init(units: max(1, min(threads, arguments.channels / Tensor.channelMultiple)))
  }

  override func run(unit: Int, worker: Int) {
    let groups = arguments.channels / Tensor.channelMultiple
    let first = unit * groups / units * Tensor.channelMultiple
    let end = (unit + 1) * groups / units * Tensor.channelMultiple
    var part = arguments
    part.input += first
    part.output += first
    part.channels = end - first
    kernel(part)
  }
}

/// The sum of two layers' outputs, cut by rows. Channels that lie elsewhere in a pixel are moved.
final class AdditionStep: Step {
  private let a: Tensor
  private let b: Tensor
  private let output: Tensor
  /// Floats that follow each other in all three.
  private let runs: [(a: Int, b: Int, output: Int, count: Int)]

  init(_ a: Tensor, _ b: Tensor, _ output: Tensor) {
    (self.a, self.b, self.output) = (a, b, output)
    let starts = Set([a, b, output].flatMap { $0.runs.map(\.channels.lowerBound) }).sorted()
    let ends = starts.dropFirst() + [output.shape.channels]
    runs = zip(starts, ends).map { start, end in
      func place(_ tensor: Tensor) -> Int { tensor.parts?.place(of: start) ?? start }
      return (place(a), place(b), place(output), end - start)
    }
    super.init(units: output.shape.height)
  }

  override func run(unit row: Int, worker: Int) {
    for column in 0..<output.shape.width {
      let first = a.pointer + a.offset(row: row, column: column)
      let second = b.pointer + b.offset(row: row, column: column)
      let sum = output.pointer + output.offset(row: row, column: column)
      for run in runs {
        for channel in 0..<run.count {
          sum[run.output + channel] = first[run.a + channel] + second[run.b + channel]
        }
      }
      // A later layer multiplies the rest of the last vector by zero: it must not be a NaN.
      for rest in output.shape.channels..<output.storedChannels { sum[rest] = 0 }
    }
  }
}

/// Softmax of the averaged logits, in double precision, the maximum subtracted first. Where there
/// is one answer more than logits, that of a sigmoid, its logit is 0 and comes first.
final class SoftmaxStep: Step {
  private let input: Tensor
  private let output: Tensor

  init(input: Tensor, output: Tensor) {
    self.input = input
    self.output = output
    super.init(units: 1)
  }

  override func run(unit: Int, worker: Int) {
    let logits = UnsafeBufferPointer(start: input.pointer, count: input.shape.channels)
    let isSigmoid = output.shape.channels > logits.count
    guard let largest = logits.max() else { return }
    let maximum = isSigmoid ? max(0, largest) : largest
    var sum = isSigmoid ? exp(Double(-maximum)) : 0
    for logit in logits { sum += exp(Double(logit - maximum)) }
    if isSigmoid { output.pointer[0] = Float(exp(Double(-maximum)) / sum) }
    let probabilities = output.pointer + (isSigmoid ? 1 : 0)
    for (channel, logit) in logits.enumerated() {
      probabilities[channel] = Float(exp(Double(logit - maximum)) / sum)
    }
  }
}
