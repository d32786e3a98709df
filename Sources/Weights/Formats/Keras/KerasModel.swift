/// A network as Keras describes it in JSON: layers, and which of them reads which.
struct KerasModel {
  /// A layer, or a model that stands as one.
  struct Layer {
    let className: String
    let name: String
    let config: JSONValue
    /// The model that it is; else empty.
    let inner: [KerasModel]
    /// What it reads, each time that it is called.
    let calls: [Call]
    /// Its place in files that go by place: `conv2d_3` is the fourth of its class.
    let key: String
  }

  struct Call {
    /// The names of layers, and which call of them.
    var tensors: [(layer: String, call: Int)] = []
    /// Numbers among the arguments; true where they stand before all layers.
    var constants: [[Double]] = []
    var hasConstantFirst = false
    /// Other arguments of Keras 3.
    let arguments: [JSONValue]

    /// Keras 3 has objects, those before it lists of name, call, output and the rest.
    init(_ value: JSONValue?) {
      arguments = value?["args"]?.list ?? []
      guard let value else { return }
      collect(value["args"] ?? value, depth: 0)
    }

    private mutating func collect(_ value: JSONValue, depth: Int) {
      guard depth < 8 else { return }
      switch value {
      case .number(let number): add([number])
      case .list(let items):
        if let name = items.first?.text, items.count >= 3, let call = items[1].int {
          tensors.append((name, call))
          if items.count > 3, let other = items[3]["y"] ?? items[3]["x"] {
            add(other.numbers)
          }
        } else {
          for item in items { collect(item, depth: depth + 1) }
        }
      case .object:
        if let history = value["config"]?["keras_history"] {
          collect(history, depth: depth + 1)
        } else if let numbers = value["config"]?["value"]?.numbers {
          add(numbers)
        }
      default: break
      }
    }

    private mutating func add(_ numbers: [Double]) {
      hasConstantFirst = hasConstantFirst || tensors.isEmpty
      constants.append(numbers)
    }
  }

  let name: String
  let layers: [Layer]
  /// The names of its inputs; nil where each layer reads the one before.
  let inputs: [String]?
  let outputs: Call

  private static let depthLimit = 6

  /// Nil for what is no model with layers, as one of a class of its own.
  init?(_ value: JSONValue, depth: Int = 0) {
    guard depth < Self.depthLimit, let config = value["config"],
      let items = config["layers"]?.list ?? config.list, !items.isEmpty
    else { return nil }
    name = config["name"]?.text ?? ""
    var counts: [String: Int] = [:]
    var layers: [Layer] = []
    for item in items {
      guard let className = item["class_name"]?.text, let config = item["config"] else {
        return nil
      }
      let key = Self.snakeCase(className)
      let count = counts[key, default: 0]
      counts[key] = count + 1
      let model = KerasModel(item, depth: depth + 1)
      layers.append(
        Layer(
          className: className, name: item["name"]?.text ?? config["name"]?.text ?? "",
          config: config, inner: model.map { [$0] } ?? [],
          calls: item["inbound_nodes"]?.list?.map(Call.init) ?? [],
          key: count == 0 ? key : "\(key)_\(count)"))
    }
    self.layers = layers
    inputs = config["input_layers"].map { Call($0).tensors.map(\.layer) }
    outputs = Call(config["output_layers"])
  }

  /// `batch_normalization` of `BatchNormalization`.
  static func snakeCase(_ name: String) -> String {
    var result = ""
    let letters = Array(name)
    for (index, letter) in letters.enumerated() {
      let isBefore = index + 1 < letters.count && letters[index + 1].isLowercase
      if index > 0, letter.isUppercase, isBefore || letters[index - 1].isLowercase {
        result += "_"
      }
      result += letter.lowercased()
    }
    return result
  }

  /// Height and width of the image; nil where it may have any.
  var inputSize: (height: Int, width: Int)? {
    let first = layers.first { inputs?.contains($0.name) ?? true }
    if let model = first?.inner.first { return model.inputSize }
    let config = first?.config
    let shape = (config?["batch_shape"] ?? config?["batch_input_shape"])?.list?.map(\.int)
    guard let shape, shape.count == 4 else { return nil }
    // Of channels first.
    let places = shape[1].map { $0 == 1 || $0 == 3 } == true && shape[3] ?? 4 > 3 ? (2, 3) : (1, 2)
    guard let height = shape[places.0], let width = shape[places.1] else { return nil }
    return (height, width)
  }

  /// The names of all layers, of models inside, too.
  var layerNames: [String] {
    [name] + layers.flatMap { [$0.name] + $0.inner.flatMap(\.layerNames) }
  }
}
