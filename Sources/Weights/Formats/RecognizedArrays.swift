import SqueezeNet

/// A file's arrays by names that are known, whatever the file calls them.
struct RecognizedArrays {
  let naming: ArrayNaming
  /// Those of the network, and such as nothing is known of.
  private(set) var arrays: [String: StoredArray]
  /// The file's paths of the layers where its names are its own; else empty.
  private(set) var paths: [String: String] = [:]

  /// True where a linear layer over the averaged channels stands for conv10.
  private(set) var hasLinearHead = false

  /// True for torchvision's names, which copies of its class have.
  let isTorchvision: Bool
  /// True where batch normalisation was folded whose eps the file does not tell.
  private(set) var assumesEpsilon = false

  /// What training leaves among the weights, by the last part of a name and by any part.
  private static let counters: Set<Substring> = [
    "num_batches_tracked", "total_ops", "total_params",
  ]
  private static let training: Set<Substring> = [
    "criterion", "loss", "loss_fn", "loss_func", "loss_function", "metric", "metrics", "optimizer",
  ]

  /// - Parameter modules: The file's, by their paths.
  init(_ all: [String: StoredArray], modules: [String: PyTorchModel.Module] = [:])
    throws(WeightsError)
  {
    let used = all.filter { name, _ in
      let parts = name.split(separator: ".")
      return !Self.counters.contains(parts.last ?? "")
        && !parts.dropLast().contains(where: Self.training.contains)
    }
    let known = Self.known(used.keys)
    isTorchvision = known?.0 == .torchvision
    let hasNormalization = used.keys.contains { $0.hasSuffix(".running_mean") }
    let isPlain = known.map { naming, prefix in
      used[prefix + naming.bias(of: "conv1", in: .v10)] != nil
        && used[prefix + naming.weight(of: "conv10", in: .v10)]?.shape.count == 4
    }
    if isPlain != true || hasNormalization || !modules.isEmpty {
      do throws(WeightsError) {
        let epsilons = modules.compactMapValues { module in
          if case .float(let epsilon)? = module.state["eps"] { epsilon } else { nil as Double? }
        }
        if let network = try ForeignNetwork(used, epsilons: epsilons) {
          naming = .layers
          (paths, hasLinearHead) = (network.paths, network.hasLinearHead)
          assumesEpsilon = network.assumesEpsilon
          arrays = network.arrays.merging(network.unused) { first, _ in first }
          return
        }
      } catch {
        // With known names the first array that is missing says more.
        if known == nil { try OtherNetwork.refuse(used.keys) }
        guard known != nil, !hasNormalization else { throw error }
      }
    }
    if let (naming, prefix) = known {
      self.naming = naming
      arrays = Dictionary(
        used.map { name, array in
          var array = array
          array.name = name
          return (name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name, array)
        }, uniquingKeysWith: { first, _ in first })
      return
    }
    try OtherNetwork.refuse(used.keys)
    if let turned = used.filter({ $0.value.shape.isInputFirst }).min(by: { $0.key < $1.key }) {
      throw .unknownArchitecture(array: turned.key, found: turned.value.shape)
    }
    guard
      let naming = ArrayNaming.allCases.first(where: {
        used[$0.weight(of: "conv1", in: .v10)] != nil
      })
    else { throw .missingArray(Self.firstNames) }
    self.naming = naming
    arrays = used
  }

  /// The names under which conv1 is looked for.
  static var firstNames: String {
    ArrayNaming.allCases.map { $0.weight(of: "conv1", in: .v10) }.joined(separator: " and no ")
  }

  /// Our names or torchvision's, with what stands before them: `module.`, `model.`, `backbone.`.
  private static func known(_ names: some Collection<String>) -> (ArrayNaming, prefix: String)? {
    let set = Set(names)
    for name in names.sorted(by: { ($0.utf8.count, $0) < ($1.utf8.count, $1) }) {
      for naming in ArrayNaming.allCases {
        let first = naming.weight(of: "conv1", in: .v10)
        guard name.hasSuffix(first) else { continue }
        let prefix = String(name.dropLast(first.count))
        guard prefix.isEmpty || prefix.hasSuffix(".") else { continue }
        // Without a pooling after conv1 its place is 2.
        let squeezes = [
          naming.weight(of: "fire2/squeeze1x1", in: .v10), "features.2.squeeze.weight",
        ]
        if squeezes.contains(where: { set.contains(prefix + $0) }) { return (naming, prefix) }
      }
    }
    return nil
  }
}
