extension Preprocessing: CustomStringConvertible {
  /// What a text says of a preprocessing that cannot be.
  public struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
    public let description: String
  }

  /// `half`, or `mean=0.5,std=0.5,order=bgr`: what `init(parsing:)` reads.
  public var name: String {
    let parts = [
      resizing.map { "resize=\($0)" }, crop.map { "crop=\($0)" },
      filter == .bilinear ? nil : "filter=\(filter.rawValue)",
    ].compactMap(\.self)
    let known = Self.named.first { $0.preprocessing.replacingPixels(by: self) == self }
    let isGrey = order == .grey ? ["order=grey"] : []
    let normalisation =
      known.map { [$0.name] + isGrey } ?? [
        "mean=\(Self.text(mean))", "std=\(Self.text(deviation))",
        "order=\(order.rawValue.lowercased())", "scale=\(Self.number(divisor))",
      ]
    return (normalisation + parts).joined(separator: ",")
  }

  /// Name and what it does: `caffe (BGR, mean 104 117 123)`.
  public var description: String {
    let scale = divisor == 1 ? "" : " / \(Self.number(divisor))"
    let mean = mean == .zero ? "" : ", mean \(Self.text(mean, " "))"
    let deviation = deviation == .one ? "" : ", std \(Self.text(deviation, " "))"
    return "\(name) (\(order.rawValue)\(scale)\(mean)\(deviation))"
  }

  /// Reads a name, parts, or a name and parts that replace its own:
  /// `torchvision,resize=256,crop=224`. Without a name the rest is as `unit` has it.
  public init(parsing text: String) throws(Problem) {
    var parts: [(key: String, values: [String])] = []
    self.init()
    for (index, piece) in text.split(separator: ",", omittingEmptySubsequences: false).enumerated()
    {
      let sides = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if sides.count == 2 {
        guard !parts.contains(where: { $0.key == sides[0] }) else {
          throw Problem(description: "\(sides[0]) is given twice")
        }
        parts.append((String(sides[0]), [String(sides[1])]))
      } else if let last = parts.indices.last {
        // The values of a list are parted by commas, too.
        parts[last].values.append(String(piece))
      } else if index == 0, let known = Self.named.first(where: { $0.name == piece }) {
        self = known.preprocessing
      } else {
        throw Problem(
          description: "'\(piece)' is no name: give "
            + Self.named.map(\.name).joined(separator: ", ")
            + " or mean=...,std=...,order=rgb|bgr,scale=255,resize=256,crop=224,filter=...")
      }
    }
    for (key, values) in parts { try set(key, values) }
    if crop != nil, resizing == nil {
      throw Problem(description: "crop is of a resized photo: give resize, too")
    }
    if let crop { try check(crop) }
  }

  /// - Throws: where the resized photo has not the pixels of an input.
  public func check(_ input: InputSize) throws(Problem) {
    let isTooSmall =
      switch resizing {
      case .shorterSide(let side): side < max(input.height, input.width)
      case .both(let size): size.height < input.height || size.width < input.width
      case nil: false
      }
    guard let resizing, isTooSmall else { return }
    throw Problem(
      description: "resize=\(resizing) leaves less than the \(input) pixels of the input")
  }

  private mutating func set(_ key: String, _ values: [String]) throws(Problem) {
    let text = values.joined(separator: ",")
    func bad(_ wanted: String) -> Problem {
      Problem(description: "\(key)=\(text): give \(wanted)")
    }
    func one<Value>(_ wanted: String, _ read: (String) -> Value?) throws(Problem) -> Value {
      guard values.count == 1, let value = read(values[0]) else { throw bad(wanted) }
      return value
    }
    switch key {
    case "mean":
      guard let mean = Self.numbers(values, from: -10_000) else {
        throw bad("one number or three, as in 0.485,0.456,0.406")
      }
      self.mean = mean
    case "std":
      guard let deviation = Self.numbers(values, from: 0.0001) else {
        throw bad("one number above 0 or three, as in 0.229,0.224,0.225")
      }
      self.deviation = deviation
    case "scale":
      divisor = try one("what pixels are divided by, 255 or 1") {
        Self.numbers([$0], from: 0.0001)?.x
      }
    case "order": order = try one("rgb, bgr or grey") { ChannelOrder(rawValue: $0.uppercased()) }
    case "filter":
      filter = try one(Filter.allCases.map(\.rawValue).joined(separator: ", "), Filter.init)
    case "resize":
      resizing = try one("the shorter side in pixels, or height x width, as in 256 or 224x224") {
        text in
        Self.size(text).map { text.contains("x") ? .both($0) : .shorterSide($0.height) }
      }
    case "crop":
      crop = try one("a side in pixels, or height x width, as in 224", Self.size)
    default:
      throw Problem(
        description: "'\(key)' is unknown: mean, std, order, scale, resize, crop or filter")
    }
  }

  private static func size(_ text: String) -> InputSize? {
    InputSize(parsing: text).flatMap {
      max($0.height, $0.width) <= InputSize.maximumSide ? $0 : nil
    }
  }

  private static func numbers(_ values: [String], from least: Float) -> SIMD3<Float>? {
    let numbers = values.compactMap { Float($0) }.filter { (least...10_000).contains($0) }
    guard numbers.count == values.count, [1, 3].contains(numbers.count) else { return nil }
    return [numbers[0], numbers[numbers.count / 2], numbers[numbers.count - 1]]
  }

  /// One number where all are the same.
  private static func text(_ values: SIMD3<Float>, _ separator: String = ",") -> String {
    values == SIMD3(repeating: values.x)
      ? number(values.x) : (0..<3).map { number(values[$0]) }.joined(separator: separator)
  }

  /// `104`, `103.939`: without a fraction where there is none.
  private static func number(_ value: Float) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
  }
}

extension Preprocessing.Resizing: CustomStringConvertible {
  public var description: String {
    switch self {
    case .shorterSide(let side): "\(side)"
    case .both(let size): "\(size.height)x\(size.width)"
    }
  }
}
