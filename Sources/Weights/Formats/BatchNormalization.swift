import SqueezeNet

/// Batch normalisation, which is a part of the convolution before it once training is over.
extension ForeignNetwork {
  /// What PyTorch adds to the variance unless it is told otherwise.
  private static let usualEpsilon = 1e-5

  /// Multiplies batch normalisation into the convolution that it follows.
  ///
  /// - Parameters:
  ///   - blocks: Paths of the convolutions of each fire block.
  ///   - ends: Those of the first and the last convolution.
  /// - Throws: where a normalisation follows none.
  mutating func foldBatchNormalization(_ blocks: [[String]], _ ends: [String])
    throws(WeightsError)
  {
    var left = Self.paths(of: ".running_mean", in: unused)
    for convolutions in blocks {
      // What their paths share, up to a dot or a line.
      let shared = convolutions.dropFirst().reduce(convolutions.first ?? "") { one, other in
        String(zip(one, other).prefix { $0 == $1 }.map(\.0))
      }
      let end = shared.lastIndex { "._/".contains($0) }.map { shared.index(after: $0) }
      let prefix = end.map { String(shared[..<$0]) } ?? shared
      let own = left.filter { !prefix.isEmpty && $0.hasPrefix(prefix) }
      try fold(own, into: convolutions)
      left.removeAll { own.contains($0) }
    }
    try fold(left, into: ends)
  }

  private mutating func fold(_ normalizations: [String], into convolutions: [String])
    throws(WeightsError)
  {
    var open = convolutions
    func fits(_ normalization: String, _ convolution: String) -> Bool {
      let kernel = paths.first { $0.value == convolution }.flatMap { arrays[$0.key + ".weight"] }
      return unused[normalization + ".running_mean"]?.shape == kernel.map { [$0.shape[0]] }
    }
    // First those that names tell, then the rest in the order of the layers.
    var rest: [String] = []
    for normalization in normalizations {
      let named = open.filter { fits(normalization, $0) && Self.follows(normalization, $0) }
      if named.count == 1 {
        try fold(normalization, into: named[0])
        open.removeAll { $0 == named[0] }
      } else {
        rest.append(normalization)
      }
    }
    let isWhole = rest.count == open.count
    for normalization in rest {
      let fitting = open.filter { fits(normalization, $0) }
      guard let convolution = fitting.first, isWhole || fitting.count == 1 else {
        throw .unsupported(
          "a network with the batch normalisation \(normalization.printable), which does not "
            + "follow right after a convolution: fold it before saving")
      }
      try fold(normalization, into: convolution)
      open.removeAll { $0 == convolution }
    }
  }

  /// True for `squeeze.1` after `squeeze.0`, `bn1` after `conv1`, `squeeze_bn` after `squeeze`.
  private static func follows(_ normalization: String, _ convolution: String) -> Bool {
    func split(_ path: String) -> (parent: Substring, last: Substring) {
      guard let dot = path.lastIndex(of: ".") else { return ("", path[...]) }
      return (path[..<dot], path[path.index(after: dot)...])
    }
    let (one, other) = (split(normalization), split(convolution))
    guard one.parent == other.parent else { return false }
    if let place = Int(one.last), let before = Int(other.last) { return place == before &+ 1 }
    func core(_ name: Substring) -> String {
      name.lowercased().split { "_/".contains($0) }
        .filter { !["bn", "norm", "batchnorm", "batch", "conv"].contains($0) }
        .map { part in
          for word in ["batchnorm", "norm", "bn", "conv"] where part.hasPrefix(word) {
            return String(part.dropFirst(word.count))
          }
          return String(part)
        }.joined()
    }
    return core(one.last) == core(other.last)
  }

  private mutating func fold(_ normalization: String, into convolution: String)
    throws(WeightsError)
  {
    func value(_ part: String) -> StoredArray? {
      unused.removeValue(forKey: "\(normalization).\(part)")
    }
    guard let layer = paths.first(where: { $0.value == convolution })?.key,
      let kernel = arrays[layer + ".weight"], let bias = arrays[layer + ".bias"],
      let mean = value("running_mean"), let variance = value("running_var"),
      variance.shape == mean.shape
    else { throw .missingArray(normalization + ".running_var") }
    let (gamma, beta) = (value("weight"), value("bias"))
    assumesEpsilon = assumesEpsilon || epsilons[normalization] == nil
    let epsilon = epsilons[normalization] ?? Self.usualEpsilon
    guard gamma.map({ $0.shape == mean.shape }) ?? true,
      beta.map({ $0.shape == mean.shape }) ?? true
    else { throw .malformed("batch normalisation \(normalization.printable) of several sizes") }
    guard
      case .scaling(let scale, let shift) = GraphNode.Operation.normalization(
        scale: gamma, bias: beta, mean: mean, variance: variance, epsilon: epsilon)
    else { return }
    arrays[layer + ".weight"] = kernel.scaled(by: scale)
    arrays[layer + ".bias"] = bias.scaled(by: scale, adding: shift)
  }
}
