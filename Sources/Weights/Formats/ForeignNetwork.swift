import Files
import SqueezeNet

/// A SqueezeNet whose arrays have names of their own, as `fire2.expand_1x1.weight` or
/// `s1x1.0.weight`. Kernels under one name are a fire block; channels that follow from each other
/// tell which of them is which, and names do only where shapes fit in two ways.
struct ForeignNetwork {
  /// The file's paths by layer.
  var paths: [String: String] = [:]
  /// Kernels and biases by our names.
  var arrays: [String: StoredArray] = [:]
  /// Arrays that are no part of the network.
  var unused: [String: StoredArray]
  /// True where a linear layer over the averaged channels stands for conv10, which then has no ReLU:
  /// an average of products is the product of the average.
  private(set) var hasLinearHead = false
  /// What batch normalisations add to the variance, by their paths, where the file tells it.
  let epsilons: [String: Double]
  var assumesEpsilon = false

  private struct Kernel {
    let path: String
    /// OIHW.
    let shape: [Int]
    let parts: [Substring]
    var side: Int { shape[2] }
    var inputs: Int { shape[1] }
    var outputs: Int { shape[0] }
  }

  private struct Block {
    let squeeze: Kernel
    let expand1x1: Kernel
    let expand3x3: Kernel
    let bypass: Kernel?
    var outputs: Int { expand1x1.outputs + expand3x3.outputs }
    var kernels: [Kernel] { [squeeze, expand1x1, expand3x3] + (bypass.map { [$0] } ?? []) }
  }

  /// As many kernels as are looked at; the family has at most 66.
  private static let limit = 512

  /// Nil where there is no fire block.
  ///
  /// - Throws: where there are some, and the rest does not fit to them.
  init?(_ all: [String: StoredArray], epsilons: [String: Double] = [:]) throws(WeightsError) {
    (unused, self.epsilons) = (all, epsilons)
    let kernels = Self.kernels(all)
    guard kernels.count <= Self.limit else { return nil }
    let groups = Self.groups(kernels)
    guard !groups.isEmpty, groups.count <= Architecture.fireBlockLimit else { return nil }
    let grouped = Set(groups.joined().map(\.path))
    var others = kernels.filter { !grouped.contains($0.path) }
    guard let first = others.firstIndex(where: { [1, 3].contains($0.inputs) && $0.side > 1 }) else {
      if let other = others.first(where: { $0.side > 1 && $0.inputs <= 16 }) {
        throw .unknownArchitecture(array: other.path + ".weight", found: other.shape)
      }
      throw .missingArray(RecognizedArrays.firstNames)
    }
    let conv1 = others.remove(at: first)
    if let lone = others.first(where: { $0.side > 1 }) {
      throw .unsupported(
        "a network with \(lone.path.printable).weight, and no 1x1 kernels beside it as in a fire "
          + "block")
    }
    take("conv1", conv1.path)
    var blocks: [Block] = []
    var channels = conv1.outputs
    for group in groups {
      guard let block = Self.block(group, inputs: channels) else {
        throw .unsupported(
          "a network whose \(Self.list(group)) are no fire block after \(channels) channels")
      }
      channels = block.outputs
      let name = "fire\(blocks.count + 2)"
      for (part, kernel) in zip(
        ["squeeze1x1", "expand1x1", "expand3x3", "bypass1x1"], block.kernels)
      {
        take("\(name)/\(part)", kernel.path)
      }
      blocks.append(block)
    }
    let last = others.last { $0.inputs == channels && $0.side == 1 }?.path
    let linear = Self.paths(of: ".weight", in: unused).filter {
      unused[$0 + ".weight"]?.shape.dropFirst() == [channels]
    }
    guard let conv10 = last ?? (linear.count == 1 ? linear[0] : nil) else {
      throw .unsupported(
        "a SqueezeNet without its last convolution, 1x1 over \(channels) channels to the classes")
    }
    hasLinearHead = last == nil
    take("conv10", conv10)
    try foldBatchNormalization(blocks.map { $0.kernels.map(\.path) }, [conv1.path, conv10])
  }

  // MARK: Which kernel is which

  private static func kernels(_ all: [String: StoredArray]) -> [Kernel] {
    paths(of: ".weight", in: all).compactMap { path in
      guard let shape = all[path + ".weight"]?.shape, shape.count == 4, shape[2] == shape[3],
        shape.allSatisfy((1...Architecture.classLimit).contains)
      else { return nil }
      return Kernel(path: path, shape: shape, parts: path.split { "._/".contains($0) })
    }
  }

  /// Names with an ending, without it, `fire10` after `fire9`.
  static func paths(of ending: String, in all: [String: StoredArray]) -> [String] {
    let names = all.keys.filter { $0.hasSuffix(ending) }
    return Path.inNaturalOrder(names.map { Path(String($0.dropLast(ending.utf8.count))) })
      .map(\.description)
  }

  /// Three or four kernels, one of them 3x3, with the longest name that they share.
  private static func groups(_ kernels: [Kernel]) -> [[Kernel]] {
    kernels.filter { $0.side == 3 }.compactMap { kernel in
      for length in stride(from: kernel.parts.count - 1, to: 0, by: -1) {
        let prefix = kernel.parts.prefix(length)
        let members = kernels.filter { $0.parts.starts(with: prefix) }
        if members.count >= 3 {
          let isBlock = members.count <= 4 && members.count { $0.side == 1 } == members.count - 1
          return isBlock ? members : nil
        }
      }
      return nil
    }
  }

  private static func block(_ group: [Kernel], inputs: Int) -> Block? {
    guard let wide = group.first(where: { $0.side == 3 }) else { return nil }
    let narrow = group.filter { $0.side == 1 }
    var best: (block: Block, score: Int)?
    for squeeze in narrow where squeeze.outputs == wide.inputs && squeeze.inputs == inputs {
      for expand in narrow where expand.path != squeeze.path && expand.inputs == wide.inputs {
        let bypass = narrow.first { $0.path != squeeze.path && $0.path != expand.path }
        let block = Block(squeeze: squeeze, expand1x1: expand, expand3x3: wide, bypass: bypass)
        if let bypass, bypass.inputs != inputs || bypass.outputs != block.outputs { continue }
        let score =
          (hasPart(squeeze, "s") ? 1 : 0) + (hasPart(expand, "e") ? 1 : 0)
          + (bypass.map { hasPart($0, "s") || hasPart($0, "e") } == true ? -1 : 0)
        if score > best?.score ?? -2 { best = (block, score) }
      }
    }
    return best?.block
  }

  /// True for names such as `squeeze`, `s1x1`, `expand_1x1`, `e3x3`.
  private static func hasPart(_ kernel: Kernel, _ letter: String) -> Bool {
    kernel.parts.dropFirst().contains { part in
      let part = part.lowercased()
      return part.hasPrefix(letter == "s" ? "squeeze" : "expand")
        || part.hasPrefix(letter) && part.dropFirst().first?.isNumber == true
    }
  }

  private static func list(_ group: [Kernel]) -> String {
    group.map { $0.path.printable }.joined(separator: ", ")
  }

  private mutating func take(_ layer: String, _ path: String) {
    paths[layer] = path
    guard let kernel = unused.removeValue(forKey: path + ".weight") else { return }
    let (outputs, isLinear) = (kernel.shape[0], kernel.shape.count == 2)
    arrays[layer + ".weight"] = StoredArray(
      shape: isLinear ? kernel.shape + [1, 1] : kernel.shape, name: path + ".weight",
      values: kernel.values)
    var bias = unused.removeValue(forKey: path + ".bias")
    bias?.name = path + ".bias"
    // A convolution without biases adds nothing.
    arrays[layer + ".bias"] =
      bias ?? StoredArray(shape: [outputs]) { [Float](repeating: 0, count: outputs) }
  }
}
