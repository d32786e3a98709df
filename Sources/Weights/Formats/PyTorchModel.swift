import SqueezeNet

/// What a PyTorch file tells of a network: a state_dict, by itself, in a checkpoint or read off the
/// records of a whole module, which are looked at and never run.
struct PyTorchModel {
  /// A module of a file that holds whole modules: its class and what it was made with.
  struct Module {
    /// Without the modules that define it: `Conv2d`.
    let className: String
    let state: [String: PickleValue]
  }

  private(set) var tensors: [String: PickleTensor] = [:]
  /// By path, as `features.0`; empty where the file is a state_dict.
  private(set) var modules: [String: Module] = [:]
  private(set) var classNames: [String]?
  /// What was chosen among several, a clause each.
  private(set) var assumptions: [String] = []
  let file: PyTorchFile

  /// Values that were looked at. A network has some thousand; what can be reached in many ways
  /// counts each time.
  private var visits = 0
  private static let limit = 100_000
  private static let usualKeys = [
    "state_dict", "model_state_dict", "model_state", "model", "net", "network", "module",
    "model_dict", "weights", "params", "parameters",
  ]
  private static let childKinds = ["_parameters", "_buffers", "_modules"]

  init(_ file: PyTorchFile) throws(WeightsError) {
    self.file = file
    let isQuantized = file.pickle.objects.contains { object in
      guard case .record(let record) = object else { return false }
      return record.className.contains("quantized") || record.className.hasSuffix("_qtensor")
    }
    guard !isQuantized else {
      throw .unsupported("a quantised PyTorch model: save the one that it was made from")
    }
    var seen: Set<Int> = []
    guard let root = network(in: file.value, depth: 0, &seen) else {
      let hasOptimizer = file.pickle.objects.contains {
        if case .dictionary(let items) = $0 { items["param_groups"] != nil } else { false }
      }
      throw .unsupported(
        hasOptimizer
          ? "an optimizer's state: save the model's own, torch.save(model.state_dict(), ...)"
          : "a PyTorch file without a network in it: save model.state_dict()")
    }
    walk(root, path: "", depth: 0)
    guard !tensors.isEmpty else {
      throw .unsupported(
        "a PyTorch program whose arrays have no names: save the one before torch.jit.freeze")
    }
  }

  func weights() throws(WeightsError) -> ModelWeights {
    var arrays: [String: StoredArray] = [:]
    for (name, tensor) in tensors { arrays[name] = file.array(tensor, name: name) }
    return try ModelWeights(
      arrays: arrays, metadata: try PyTorchWriter.facts(file.facts), model: self)
  }

  // MARK: Where the network is

  /// The first value that has kernels: a state_dict, or a module.
  private mutating func network(in value: PickleValue, depth: Int, _ seen: inout Set<Int>)
    -> PickleValue?
  {
    guard depth < 5, case .object(let place) = value, seen.insert(place).inserted else {
      return nil
    }
    switch file.pickle.objects[place] {
    case .dictionary(let items):
      // An optimizer's moments look like kernels.
      guard items["param_groups"] == nil else { return nil }
      classNames = classNames ?? names(in: items)
      if items.values.contains(where: isKernel) { return value }
      let others = items.keys.filter { !Self.usualKeys.contains($0) }.sorted()
      var found: [(key: String, network: PickleValue)] = []
      for key in Self.usualKeys + others {
        if let item = items[key], let network = network(in: item, depth: depth + 1, &seen) {
          found.append((key, network))
        }
      }
      guard let first = found.first else { return nil }
      if found.count > 1 {
        let rest = found.dropFirst().prefix(3).map(\.key.printable).joined(separator: ", ")
        assumptions.append("\(first.key.printable) is taken, in the file is also \(rest)")
      }
      return first.network
    case .tuple(let items), .list(let items):
      for item in items.prefix(16) {
        if let found = network(in: item, depth: depth + 1, &seen) { return found }
      }
    case .record(let record):
      guard case .dictionary(let state) = file.pickle.object(record.state),
        state["_modules"] != nil || record.className.hasPrefix("__torch__")
      else { return nil }
      classNames = classNames ?? names(in: state)
      return value
    default: break
    }
    return nil
  }

  private func isKernel(_ value: PickleValue) -> Bool {
    if case .tensor(let tensor)? = file.pickle.object(value) {
      tensor.shape.count == 4
    } else {
      false
    }
  }

  /// Collects tensors and modules by their paths.
  private mutating func walk(_ value: PickleValue, path: String, depth: Int) {
    guard depth < 32, path.utf8.count < 256, spend(1) else { return }
    func child(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
    switch file.pickle.object(value) {
    case .tensor(let tensor): tensors[path] = tensor
    case .dictionary(let items):
      guard spend(items.count) else { return }
      for (name, item) in items {
        if case .tensor? = file.pickle.object(item) {
          walk(item, path: child(name), depth: depth + 1)
        }
      }
    case .record(let record):
      guard case .dictionary(let state) = file.pickle.object(record.state) else { return }
      let className = record.className.split(separator: ".").last.map(String.init) ?? ""
      modules[path] = Module(className: className, state: state)
      var children: [String: PickleValue] = [:]
      if state["_modules"] == nil {
        children = state  // of TorchScript
      }
      for kind in Self.childKinds {
        guard let items = state[kind], case .dictionary(let found) = file.pickle.object(items)
        else { continue }
        guard spend(found.count) else { return }
        children.merge(found) { first, _ in first }
      }
      for (name, item) in children { walk(item, path: child(name), depth: depth + 1) }
    default: break
    }
  }

  private mutating func spend(_ count: Int) -> Bool {
    visits += count
    return visits < Self.limit
  }

  // MARK: Names of classes

  /// The classes that a checkpoint lists beside its arrays; nil for none.
  private mutating func names(in items: [String: PickleValue]) -> [String]? {
    for key in ["class_names", "classes", "class_to_idx", "idx_to_class", "labels"] {
      guard let value = items[key] else { continue }
      switch file.pickle.object(value) {
      case .list(let names), .tuple(let names):
        guard spend(names.count) else { return nil }
        let texts = names.compactMap(text)
        if !texts.isEmpty, texts.count == names.count { return texts }
      case .dictionary(let entries):
        guard spend(entries.count) else { return nil }
        var byIndex: [Int: String] = [:]
        for (name, value) in entries {
          if case .int(let index) = value { byIndex[index] = name }
          if let index = Int(name), let text = text(value) { byIndex[index] = text }
        }
        let texts = (0..<byIndex.count).compactMap { byIndex[$0] }
        if !texts.isEmpty, texts.count == byIndex.count { return texts }
      default: continue
      }
    }
    return nil
  }

  private func text(_ value: PickleValue) -> String? {
    try? file.pickle.text(value, isCut: true)
  }
}
