/// How weights are made smaller: few distinct values a layer (Deep Compression, arXiv 1510.00149,
/// section 3), and small weights left out (section 2).
public struct Compression: Sendable, Hashable {
  /// Bits of a code: a layer has 2^bits − 1 values, and zero.
  public var bits = 6
  /// Those of conv1 and of squeeze convolutions: few weights, which all others depend on.
  public var squeezeBits = 8
  /// Share of the weights that a kernel keeps, the largest ones.
  public var density = 1.0

  public static let bitRange = 4...8

  public init() {}

  public init(bits: Int, squeezeBits: Int, density: Double = 1) {
    self.bits = bits
    self.squeezeBits = squeezeBits
    self.density = density
  }

  public func bits(of layer: String) -> Int {
    layer == "conv1" || layer.hasSuffix("/squeeze1x1") ? squeezeBits : bits
  }

  /// Returns a kernel with the largest weights alone, and of them so many values.
  func applied(to kernel: [Float], bits: Int) -> [Float] {
    let kernel = pruned(kernel)
    let limit = 1 << bits - 1
    if let codebook = CompressedKernel.codebook(of: kernel), codebook.count <= limit {
      return kernel
    }
    let sorted = kernel.filter { $0 != 0 }.sorted()
    let centres = Self.centres(of: sorted, count: limit)
    return kernel.map { $0 == 0 ? 0 : centres[Self.nearest(to: $0, in: centres)] }
  }

  private func pruned(_ kernel: [Float]) -> [Float] {
    let kept = Int((Double(kernel.count) * density).rounded())
    guard kept < kernel.count else { return kernel }
    let threshold = kept > 0 ? kernel.map(\.magnitude).sorted()[kernel.count - kept] : .infinity
    return kernel.map { $0.magnitude < threshold ? 0 : $0 }
  }

  /// One-dimensional k-means (Lloyd, 1982) from centres evenly over the range, which keeps large
  /// weights, the few that matter most (arXiv 1510.00149, section 3.2).
  ///
  /// - Parameter sorted: Two values at least, ascending.
  private static func centres(of sorted: [Float], count: Int) -> [Float] {
    var sums: [Double] = [0]
    sums.reserveCapacity(sorted.count + 1)
    for value in sorted { sums.append(sums[sums.count - 1] + Double(value)) }
    let (low, high) = (sorted[0], sorted[sorted.count - 1])
    var centres = (0..<count).map {
      low + (high - low) * Float($0) / Float(count - 1)
    }
    // It ends by itself; the bound is for values that would take very long.
    for _ in 0..<300 {
      var next: [Float] = []
      var start = 0
      for index in centres.indices {
        let isLast = index + 1 == centres.count
        let border = isLast ? .infinity : (centres[index] + centres[index + 1]) / 2
        let end = isLast ? sorted.count : Self.first(above: border, in: sorted)
        // A centre without values is of no use, and left out.
        if end > start { next.append(Float((sums[end] - sums[start]) / Double(end - start))) }
        start = max(start, end)
      }
      if next == centres { break }
      centres = next
    }
    return centres
  }

  private static func first(above border: Float, in sorted: [Float]) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] > border { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private static func nearest(to value: Float, in centres: [Float]) -> Int {
    let above = first(above: value, in: centres)
    guard above > 0 else { return 0 }
    guard above < centres.count else { return above - 1 }
    return value - centres[above - 1] <= centres[above] - value ? above - 1 : above
  }
}

extension ModelWeights {
  /// Returns weights with as few distinct values a layer as are wanted; biases stay.
  public func compressed(_ compression: Compression) -> ModelWeights {
    var result = self
    for (name, weights) in convolutions {
      result.convolutions[name] = ConvolutionWeights(
        kernel: compression.applied(to: weights.kernel, bits: compression.bits(of: name)),
        bias: weights.bias)
    }
    return result
  }

  /// Bytes of the file that `sqz` makes of them; nil where it cannot.
  public var compressedByteCount: Int? {
    (try? CompressedFormat.write(self, naming: .layers))?.count
  }

  /// Each layer as the format `sqz` writes it, in the order of execution; nil where one has too
  /// many distinct values.
  public var compressedKernels: [(layer: String, kernel: CompressedKernel)]? {
    var kernels: [(String, CompressedKernel)] = []
    for (name, _) in Self.layout(of: architecture) {
      guard let kernel = convolutions[name].flatMap({ CompressedKernel($0.kernel) }) else {
        return nil
      }
      kernels.append((name, kernel))
    }
    return kernels
  }
}
