import Files

/// The arrays of a Keras network's layers, whichever of Keras's two ways they are stored in.
struct KerasArrays {
  /// What an array is for in its layer; the names that Keras has had for it.
  enum Role: CaseIterable {
    case kernel, bias, gamma, beta, mean, variance

    /// Longer names first, of which shorter ones are the end. Keras 1 called the variance a
    /// deviation; it never was.
    static let names: [(name: String, role: Role)] = [
      ("moving_variance", .variance), ("running_mean", .mean), ("running_std", .variance),
      ("moving_mean", .mean), ("variance", .variance), ("kernel", .kernel), ("gamma", .gamma),
      ("bias", .bias), ("beta", .beta), ("mean", .mean), ("W", .kernel), ("b", .bias),
    ]
  }

  /// The arrays of one layer.
  struct Layer {
    /// As the file calls it.
    let name: String
    var arrays: [Role: StoredArray] = [:]
    /// Arrays without a role, in the file's order: `0` is the first.
    var numbered: [StoredArray] = []
    /// `conv2d`; empty where arrays have roles.
    var kind = ""
  }

  private let file: HDF5File
  /// In the file's order, which is the network's.
  private(set) var layers: [Layer] = []
  /// Those without arrays, too.
  private(set) var names: [String] = []
  /// By name, or by place where layers go by that.
  private var places: [String: Int] = [:]
  /// By the names that arrays have: those of layers inside a model that stands as one.
  private var aliases: [String: Int] = [:]
  let isByPlace: Bool
  /// The version of Keras that wrote them.
  let version: String?

  /// - Throws: where no network of Keras's is in the file.
  init(_ file: HDF5File) throws(WeightsError) {
    self.file = file
    let root = file.root
    let legacy = root.members["model_weights"] ?? root
    let listed = Self.list("layer_names", of: legacy)
    isByPlace = listed == nil
    version = (legacy.attributes["keras_version"] ?? root.attributes["keras_version"])?.first
    if let listed {
      names = listed
      for name in listed { readNamed(legacy.member(at: name), name) }
    } else if let layers = Self.container(root) {
      readPlaces(layers, path: "")
    } else {
      throw .unsupported(
        "an HDF5 file without a Keras network in it: write one with model.save(), or the arrays "
          + "as .npz")
    }
  }

  /// The arrays of a layer.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - path: Its place, `conv2d_3` or `functional/conv2d_3`.
  ///   - roles: What its arrays are for where the file does not say it, in order.
  func layer(_ name: String, path: String, roles: [Role]) -> Layer? {
    let isInside = path.contains("/")
    let place =
      isByPlace
      ? places[path]
      : isInside ? aliases[name] ?? places[name] : places[name] ?? aliases[name]
    return place.map { layers[$0].withRoles(roles) }
  }

  /// True for rcmalli's networks, made from Caffe's: names with a slash, which Keras does not allow
  /// any more.
  var isCaffe: Bool { names.contains { $0.hasPrefix("fire2/") } }

  var stored: [StoredFact] {
    layers.flatMap { layer in
      (layer.numbered + Role.allCases.compactMap { layer.arrays[$0] }).map {
        StoredFact(name: $0.name ?? "", shape: $0.shape, type: $0.type)
      }
    }
  }

  // MARK: Layers by name

  /// A list of texts, which long ones have in pieces: `layer_names0`, `layer_names1`.
  private static func list(_ name: String, of group: HDF5Object) -> [String]? {
    if let whole = group.attributes[name] { return whole }
    var pieces: [String] = []
    for index in 0..<group.attributes.count {
      guard let piece = group.attributes["\(name)\(index)"] else { break }
      pieces += piece
    }
    return pieces.isEmpty ? nil : pieces
  }

  /// The arrays of a layer, or of all layers of a model that stands as one.
  private mutating func readNamed(_ group: HDF5Object?, _ name: String) {
    guard let group, let weights = Self.list("weight_names", of: group) else { return }
    var first: String?
    var inner: [String: Int] = [:]
    for weight in weights {
      guard let array = group.member(at: weight)?.array else { continue }
      let whole = weight.prefix { $0 != ":" }
      // `conv1/kernel`; Keras 1 has `conv1_W`.
      let known = Role.names.first { name, _ in
        whole.hasSuffix("/" + name) || whole.hasSuffix("_" + name)
      }
      let owner = String(
        known.map { whole.dropLast($0.name.utf8.count + 1) }
          ?? whole[..<(whole.lastIndex(of: "/") ?? whole.endIndex)])
      // One layer's arrays may go by another name than it does.
      first = first ?? owner
      let found = owner == first ? places[name] : inner[owner]
      let place = found ?? layers.count
      if found == nil { layers.append(Layer(name: owner == first ? name : owner)) }
      if owner == first { places[name] = place } else { inner[owner] = place }
      let stored = array.stored(in: file, name: weight)
      if let role = known?.role {
        layers[place].arrays[role] = stored
      } else {
        layers[place].numbered.append(stored)
      }
      // Keras 3 puts the names of models before those of their layers.
      let last = owner[(owner.lastIndex(of: "/").map(owner.index(after:)) ?? owner.startIndex)...]
      for alias in [owner, String(last)] { aliases[alias] = aliases[alias] ?? place }
    }
  }

  // MARK: Layers by place

  private static func container(_ group: HDF5Object) -> HDF5Object? {
    group.members["layers"] ?? group.members["_layer_checkpoint_dependencies"]
  }

  private mutating func readPlaces(_ group: HDF5Object, path: String) {
    // `conv2d_10` comes after `conv2d_2`.
    let members = Path.inNaturalOrder(group.members.keys.map { Path($0) }).map(\.description)
    for name in members {
      guard let member = group.members[name] else { continue }
      if let inner = Self.container(member) { readPlaces(inner, path: "\(path)\(name)/") }
      guard let vars = member.members["vars"] else { continue }
      let number = name.lastIndex(of: "_").flatMap { Int(name[name.index(after: $0)...]) }
      let kind = number == nil ? name : String(name[..<(name.lastIndex(of: "_") ?? name.endIndex)])
      var layer = Layer(name: vars.attributes["name"]?.first ?? path + name, kind: kind)
      names.append(layer.name)
      for index in 0..<vars.members.count {
        guard let array = vars.members["\(index)"]?.array else { break }
        layer.numbered.append(array.stored(in: file, name: "\(layer.name)/\(index)"))
      }
      guard !layer.numbered.isEmpty else { continue }
      places[path + name] = layers.count
      layers.append(layer)
    }
  }
}

extension KerasArrays.Layer {
  /// The same where the arrays without a role are for these, in order.
  func withRoles(_ roles: [KerasArrays.Role]) -> Self {
    var result = self
    for (role, array) in zip(roles, numbered) where result.arrays[role] == nil {
      result.arrays[role] = array
    }
    return result
  }

  /// The kernel in OIHW, of a dense layer as one pixel.
  func kernel() throws(WeightsError) -> StoredArray {
    guard let kernel = arrays[.kernel] else { throw .missingArray("\(name)/kernel".printable) }
    guard kernel.shape.count == 2 || kernel.shape.count == 4 else {
      throw .unknownArchitecture(array: kernel.name ?? name, found: kernel.shape)
    }
    return kernel.outputFirst
  }

  /// Batch normalisation as a scaling of channels.
  func normalization(epsilon: Double) throws(WeightsError) -> GraphNode.Operation {
    guard let mean = arrays[.mean], let variance = arrays[.variance], mean.shape == variance.shape
    else { throw .missingArray("\(name)/moving_variance".printable) }
    let (gamma, beta) = (arrays[.gamma], arrays[.beta])
    guard [gamma, beta].allSatisfy({ $0.map { $0.shape == mean.shape } ?? true }) else {
      throw .malformed("batch normalisation \(name.printable) of several sizes")
    }
    func flat(_ array: StoredArray) -> StoredArray { array.reshaped([array.count ?? 0]) }
    return .normalization(
      scale: gamma.map(flat), bias: beta.map(flat), mean: flat(mean), variance: flat(variance),
      epsilon: epsilon)
  }
}
