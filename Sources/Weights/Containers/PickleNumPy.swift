/// What NumPy's globals make.
extension PickleInterpreter {
  mutating func reduce(_ function: PickleGlobal, _ arguments: [PickleValue])
    throws(WeightsError)
  {
    switch function {
    case .reconstruct:
      guard let first = arguments.first, case .global(.array) = object(first) else {
        throw invalid
      }
      push(.emptyArray)
    case .frombuffer:
      guard arguments.count == 4, case .bytes(let contents) = arguments[0],
        case .type(let type) = object(arguments[1])
      else { throw invalid }
      let order = try text(arguments[3])
      guard order == "C" || order == "F" else { throw invalid }
      push(.array(try array(arguments[2], type, isFortranOrder: order == "F", contents)))
    case .encode:
      guard arguments.count == 2, case .text(let place) = arguments[0],
        try text(arguments[1]) == "latin1"
      else { throw invalid }
      push(.bytes(PickleValue.Contents(place: place, isLatin1: true)))
    case .type:
      guard let kind = try arguments.first.map({ value throws(WeightsError) in try text(value) }),
        kind.utf8.count <= 8
      else { throw invalid }
      push(.type(PickleType(kind: kind)))
    case .array:
      throw .unsupported("a pickle that makes an array in an unknown way: use numpy.savez")
    }
  }

  /// Gives an array or an element type its state.
  mutating func build() throws(WeightsError) {
    guard case .tuple(let state) = object(try pop()), case .object(let place) = try top() else {
      throw invalid
    }
    switch objects[place] {
    case .type(var type):
      guard state.count >= 2 else { throw invalid }
      type.order = try text(state[1])
      guard type.order.utf8.count == 1 else { throw invalid }
      objects[place] = .type(type)
    case .emptyArray:
      guard state.count == 5, case .type(let type) = object(state[2]),
        case .bool(let isFortranOrder) = state[3]
      else { throw invalid }
      if case .bytes(let contents) = state[4] {
        objects[place] = .array(
          try array(state[1], type, isFortranOrder: isFortranOrder, contents))
      } else if case .list(let items) = object(state[4]), type.kind == "O8", items.count == 1,
        let only = object(items[0])
      {
        // `numpy.save` of a dictionary: an array whose only element it is.
        objects[place] = only
      } else {
        throw invalid
      }
    default: throw invalid
    }
  }

  private func array(
    _ sizes: PickleValue, _ type: PickleType, isFortranOrder: Bool,
    _ contents: PickleValue.Contents
  ) throws(WeightsError) -> PickleArray {
    guard case .tuple(let sizes) = object(sizes), sizes.count <= 32 else { throw invalid }
    var shape: [Int] = []
    for size in sizes {
      guard case .int(let size) = size else { throw invalid }
      shape.append(size)
    }
    return PickleArray(
      shape: shape, type: type.description, isFortranOrder: isFortranOrder, contents: contents)
  }
}
