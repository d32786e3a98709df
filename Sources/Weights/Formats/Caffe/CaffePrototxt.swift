/// Protobuf's text format, as Caffe's prototxt files have it: `name: value`, `name { ... }`.
struct CaffePrototxt {
  private enum Token: Equatable {
    case word(String)
    case quoted(String)
    case mark(Character)
  }

  private var rest: Substring
  private var left = 200_000

  static let sizeLimit = 4 << 20

  /// The network that a text describes.
  ///
  /// - Returns: nil for what is no text of this kind, or has no layers.
  static func network(_ bytes: [UInt8]) -> CaffeNetwork? {
    guard let text = String(validating: bytes, as: UTF8.self), var network = try? CaffeNetwork([])
    else { return nil }
    var reader = CaffePrototxt(rest: text[...])
    var layer = CaffeLayer()
    // Paths are short: what is nested deeper is of no layer.
    var path: [String] = []
    while let token = reader.next() {
      guard case .word(let name) = token else {
        guard token == .mark("}"), !path.isEmpty else { return nil }
        path.removeLast()
        if path.isEmpty, !layer.name.isEmpty || !layer.type.isEmpty {
          network.layers.append(layer)
          layer = CaffeLayer()
        }
        continue
      }
      var value = reader.next()
      if value == .mark(":") { value = reader.next() }
      switch value {
      case .mark("{")?:
        guard path.count < 8 else { return nil }
        path.append(name)
      case .word(let text)?, .quoted(let text)?:
        network.take(path, name, text, &layer)
      case .mark("[")?:
        while let item = reader.next(), item != .mark("]") {
          if case .word(let text) = item { network.take(path, name, text, &layer) }
        }
      default: return nil
      }
    }
    return path.isEmpty && !network.layers.isEmpty ? network : nil
  }

  private mutating func next() -> Token? {
    while let first = rest.first {
      if first == "#" {
        rest = rest.drop { !$0.isNewline }
      } else if first.isWhitespace || first == "," || first == ";" {
        rest.removeFirst()
      } else {
        break
      }
    }
    left -= 1
    guard left > 0, let first = rest.first else { return nil }
    if first == "\"" || first == "'" {
      let text = rest.dropFirst().prefix { $0 != first && !$0.isNewline }
      rest = rest[text.endIndex...].dropFirst()
      return .quoted(String(text))
    }
    let word = rest.prefix { $0.isLetter || $0.isNumber || "_.+-/".contains($0) }
    guard !word.isEmpty else { return .mark(rest.removeFirst()) }
    rest = rest[word.endIndex...]
    return .word(String(word))
  }
}

extension CaffeNetwork {
  /// Words as the numbers that binary files have.
  private static let words: [String: Float] = [
    "MAX": 0, "AVE": 1, "SUM": 1, "PROD": 0, "true": 1, "false": 0, "CEIL": 0, "FLOOR": 1,
  ]

  /// One value of a text.
  fileprivate mutating func take(
    _ path: [String], _ name: String, _ text: String, _ layer: inout CaffeLayer
  ) {
    let number = Float(text) ?? Self.words[text]
    guard let first = path.first, first == "layer" || first == "layers" else {
      if path.isEmpty, name == "input" { inputs.append(text) }
      if let number, path + [name] == ["input_dim"] || path + [name] == ["input_shape", "dim"] {
        inputShape.append(number)
      }
      return
    }
    switch (path.count, name) {
    case (1, "name"): layer.name = text
    case (1, "type"): layer.setType(text)
    case (1, "bottom"): layer.bottoms.append(text)
    case (1, "top"): layer.tops.append(text)
    case (2, "phase") where path[1] == "include" && text == "TRAIN": layer.isLeftOut = true
    case (2, "phase") where path[1] == "exclude" && text == "TEST": layer.isLeftOut = true
    default:
      guard path.count > 1, let number else { return }
      let isDown = name == "ceil_mode" && number == 0 || name == "round_mode" && number == 1
      let key = isDown ? "rounding" : name
      layer.parameters[(path.dropFirst() + [key]).joined(separator: "."), default: []].append(
        number)
    }
  }
}
