import Files

/// An object of some class, which stays unknown: its name and the state that it was given.
struct PickleRecord {
  /// Module and name, as `torch.nn.modules.conv.Conv2d`; empty where that is not said.
  let className: String
  var state = PickleValue.none

  init(of callee: PickleObject?) {
    if case .named(let name) = callee { className = name } else { className = "" }
  }
}

/// A run of values outside of the pickle that tensors look into.
struct PickleStorage {
  let key: String
  /// Nil for types that are no floats.
  let element: SafetensorsElement?
  /// PyTorch's name of the type, as `LongStorage`.
  let typeName: String
  /// Where in the run it begins, in values.
  let start: Int
  let count: Int

  /// Bytes of one value.
  var byteCount: Int { Self.byteCounts[typeName] ?? 1 }

  /// PyTorch's types of more than one byte.
  private static let byteCounts = [
    "FloatStorage": 4, "DoubleStorage": 8, "HalfStorage": 2, "BFloat16Storage": 2,
    "LongStorage": 8, "IntStorage": 4, "ShortStorage": 2, "ComplexFloatStorage": 8,
    "ComplexDoubleStorage": 16, "QInt32Storage": 4,
  ]
}

/// A tensor as a pickle describes it.
struct PickleTensor {
  let storage: PickleStorage
  /// Values of the storage before its first one.
  let offset: Int
  let shape: [Int]
  /// In values of the storage.
  let strides: [Int]

  /// Its number of values; nil where it claims more than its storage has.
  var count: Int? { NPYHeader.count(of: shape, upTo: storage.count) }

  /// The values in C order.
  ///
  /// - Parameters:
  ///   - place: The storage's bytes in the file, of which no more than needed are read.
  ///   - name: For errors.
  func values(in place: Range<Int>, of source: WeightsSource, name: String) throws(WeightsError)
    -> [Float]
  {
    guard let element = storage.element else {
      throw .unsupportedType(array: name, type: storage.typeName)
    }
    guard let count, count > 0, shape.count == strides.count else {
      throw .malformed("array \(name.printable) has no size, or more than its storage")
    }
    var extent = 1
    for (size, stride) in zip(shape, strides) {
      let (span, overflow) = (size - 1).multipliedReportingOverflow(by: stride)
      guard stride >= 0, !overflow, span < min(place.count, SizeLimit.weights) else {
        throw outside(name)
      }
      extent += span
    }
    let (first, overflow) = storage.start.addingReportingOverflow(offset)
    guard offset >= 0, storage.start >= 0, !overflow, extent <= storage.count,
      offset <= storage.count - extent, first <= place.count / element.byteCount - extent
    else { throw outside(name) }
    let from = place.lowerBound + first * element.byteCount
    return element.floats(try source.bytes(from..<from + extent * element.byteCount)[...])
      .inCOrder(shape, strides: strides)
  }

  private func outside(_ name: String) -> WeightsError {
    .malformed("array \(name.printable) lies outside of its storage")
  }
}

/// What PyTorch's globals make.
extension PickleInterpreter {
  mutating func reducePyTorch(_ callee: PickleObject, _ arguments: [PickleValue])
    throws(WeightsError)
  {
    guard case .named(let name) = callee else { return push(.record(PickleRecord(of: callee))) }
    switch name {
    case "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_tensor":
      push(.tensor(try tensor(arguments)))
    case "torch._utils._rebuild_tensor_v3":
      // Of types without a storage of their own, as float8: the type follows the hooks.
      guard arguments.count >= 7, case .named(let type) = object(arguments[6]) else {
        throw invalid
      }
      push(.tensor(try tensor(arguments, type: type.split(separator: ".").last.map(String.init))))
    case "torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state",
      "torch.jit._pickle.build_intlist":
      guard let first = arguments.first else { throw invalid }
      push(first)
    case "torch._tensor._rebuild_from_type_v2":
      // A tensor with attributes: function, type, arguments, state.
      guard arguments.count >= 3, case .named(let inner) = object(arguments[0]), inner != name,
        case .tuple(let values) = object(arguments[2])
      else { throw invalid }
      try reducePyTorch(.named(inner), values)
    case "collections.OrderedDict", "collections.defaultdict": push(.dictionary([:]))
    case "__builtin__.set", "builtins.set", "__builtin__.frozenset", "builtins.frozenset":
      if let first = arguments.first { push(first) } else { push(.list([])) }
    default: push(.record(PickleRecord(of: callee)))
    }
  }

  /// The state of a record; what other objects are given (`_metadata`) says nothing of weights.
  mutating func setState(_ state: PickleValue, of value: PickleValue) {
    guard case .object(let place) = value, case .record(var record) = objects[place] else { return }
    record.state = state
    objects[place] = .record(record)
  }

  /// A storage, or the class of a module, which old files name in this way.
  mutating func persistent(_ value: PickleValue) throws(WeightsError) -> PickleValue {
    guard case .tuple(let parts) = object(value), let kind = parts.first else { throw invalid }
    switch try text(kind) {
    case "module" where parts.count >= 2: return parts[1]
    case "storage" where parts.count >= 5:
      guard case .named(let type) = object(parts[1]), case .int(let count) = parts[4], count >= 0
      else { throw invalid }
      var (start, size) = (0, count)
      if parts.count > 5, case .tuple(let view)? = object(parts[5]) {
        guard view.count == 3, case .int(let offset) = view[1], case .int(let part) = view[2],
          offset >= 0, part >= 0, part <= count, offset <= count - part
        else { throw invalid }
        (start, size) = (offset, part)
      }
      let name = type.split(separator: ".").last.map(String.init) ?? type
      objects.append(
        .storage(
          PickleStorage(
            key: try text(parts[2]), element: Self.elements[name], typeName: name, start: start,
            count: size)))
      return .object(objects.count - 1)
    default: throw invalid
    }
  }

  private static let elements: [String: SafetensorsElement] = [
    "FloatStorage": .float32, "HalfStorage": .float16, "BFloat16Storage": .bfloat16,
    "DoubleStorage": .float64,
  ]

  /// Storage, offset, size, stride, and what does not matter here.
  private func tensor(_ arguments: [PickleValue], type: String? = nil) throws(WeightsError)
    -> PickleTensor
  {
    guard arguments.count >= 4, case .storage(var storage) = object(arguments[0]),
      case .int(let offset) = arguments[1], let shape = integers(arguments[2]),
      let strides = integers(arguments[3]), shape.count == strides.count
    else { throw invalid }
    if let type {
      storage = PickleStorage(
        key: storage.key, element: nil, typeName: type, start: storage.start, count: storage.count)
    }
    return PickleTensor(storage: storage, offset: offset, shape: shape, strides: strides)
  }

  /// A tuple or list of whole numbers; nil for anything else.
  func integers(_ value: PickleValue) -> [Int]? {
    let items: [PickleValue]
    switch object(value) {
    case .tuple(let found), .list(let found): items = found
    default: return nil
    }
    guard items.count <= 32 else { return nil }
    let numbers = items.compactMap { item in
      if case .int(let number) = item { number } else { nil as Int? }
    }
    return numbers.count == items.count ? numbers : nil
  }
}
