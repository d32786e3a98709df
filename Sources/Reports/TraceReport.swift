import Analysis
import SqueezeNet
import TextFormats

/// The report of `sqz-tui trace`: how a value came about, and where its parts came from.
public struct TraceReport: Report {
  public let model: ModelDescription
  public let image: String
  /// `truncated` or `corrupt`; nil when the file was whole.
  public let damage: String?
  /// The value, and on the way to the image the values that it came from.
  public let trail: [ValueTrace]
  /// Parts of each that the text names.
  public let top: Int
}

extension TraceReport {
  /// - Parameters:
  ///   - steps: How far the trail goes at most.
  ///   - top: Parts of each value that the text names.
  /// - Throws: `MissingValues` for a place that does not exist, and where outputs are missing.
  public init(
    _ source: ReportSource, of place: ValuePlace, steps: Int = 1, top: Int = 10
  ) throws(MissingValues) {
    guard let weights = source.model.weights else { throw MissingValues("there are no weights") }
    trail = ValueTrace.trail(
      from: place, steps: steps, network: source.model.network, weights: weights,
      ablation: source.ablation, activation: { source.activations[$0] })
    guard !trail.isEmpty else {
      throw MissingValues("there is no such value, or its layers are pending")
    }
    (model, image, damage) = (source.model, source.image, source.damage)
    self.top = top
  }

  /// Each value with its largest parts and its sum, for reading; before a trail its values, a line
  /// each. ASCII but for names.
  public var text: String {
    var text = "\(image.marked(damage)): \(model.headline)".shown + "\n"
    if trail.count > 1 {
      var table = TextTable([("trail", .left), ("value", .right), ("largest part", .left)])
      for step in trail {
        let part = step.leading.map { model.name(of: step.parts[$0], in: step) }
        table.add([
          model.shortName(of: step.place), Numbers.fixed(Double(step.value), 6),
          step.operation == nil ? "" : part ?? "the bias alone",
        ])
      }
      text += "\n" + table.text
    }
    guard top > 0 || trail.count == 1 else { return text }
    return text + trail.map(section).joined()
  }

  private func section(_ step: ValueTrace) -> String {
    func number(_ value: Double) -> String { Numbers.fixed(value, 6).rightAligned(to: 14) }
    let reading = model.reading(of: step).replacing("×", with: "x")
    var text = "\n\(model.name(of: step.place).shown)\n\(reading)\n"
    let shown = step.parts.prefix(top)
    let names = shown.map { model.name(of: $0, in: step).shown }
    let width = names.map(\.columns).max() ?? 0
    let largest = step.parts.reduce(0) { max($0, abs($1.amount)) }
    var total = 0.0
    for (place, part) in shown.enumerated() {
      total += part.amount
      text += "\(place + 1)".rightAligned(to: 4) + "  " + names[place].padded(to: width)
      text += number(part.amount) + (step.isSum ? number(total) : "")
      let length = largest > 0 ? abs(part.amount) / largest * 20 : 0
      let isBar = length.isFinite && step.operation != nil
      let bar = String(repeating: "#", count: isBar ? Int(length) : 0)
      text += bar.isEmpty ? "\n" : "  \(bar)\n"
    }
    let hidden = step.parts.count - shown.count
    if hidden > 0 { text += "      \(hidden) more\n" }
    if top > 0 { text += products(step) }
    return model.sums(of: step).reduce(into: text) { text, line in
      let amount = line.label == "rounding" ? Numbers.value(line.amount) : number(line.amount)
      text += amount.rightAligned(to: 14) + "  \(line.label)\n"
    }
  }

  /// The leading part's patch, kernel and products, side by side where they have room.
  private func products(_ step: ValueTrace) -> String {
    guard let part = step.leading.map({ step.parts[$0] }), part.weights.count > 1 else { return "" }
    let side = step.window.columns.count
    let products = zip(part.inputs, part.weights).map { Double($0 ?? 0) * Double($1) }
    func row(_ row: Int, _ text: (Int) -> String) -> String {
      (row * side..<(row + 1) * side).map { text($0).rightAligned(to: 9) }.joined()
    }
    var text = "      \(model.name(of: part, in: step)): "
    text += side > 3 ? "products of patch and kernel\n" : "patch, kernel, products\n"
    for line in 0..<step.window.rows.count {
      if side <= 3 {
        text += row(line) { part.inputs[$0].map { Numbers.value(Double($0)) } ?? "padding" } + "  "
        text += row(line) { Numbers.value(Double(part.weights[$0])) } + "  "
      }
      text += row(line) { Numbers.value(products[$0]) } + "\n"
    }
    return text
  }

  private static let columns = [
    "image", "step", "layer", "row", "column", "channel", "part", "from", "from_row",
    "from_column", "from_channel", "amount",
  ]

  /// A record a part, the largest first, then `bias`, `sum`, `result`, `rounding` and `value`. What a
  /// part came from is where its largest product is.
  public var csv: String {
    var text = CSVText.record(Self.columns)
    for (number, step) in trail.enumerated() {
      let place = [
        Field("image", image), Field("step", number),
        Field("layer", model.layerName(step.place.layer)),
        Field("row", step.place.row), Field("column", step.place.column),
        Field("channel", step.place.channel),
      ]
      func add(_ part: String, _ amount: Double, _ from: [Field] = []) {
        let fields =
          place + from + [
            Field("part", part), Field("amount", text: "\(amount)", json: .number(amount)),
          ]
        text += fields.record(Self.columns)
      }
      for part in step.parts {
        let source = part.source
        add(
          "part", part.amount,
          (source.map { [Field("from", model.layerName($0.layer))] } ?? []) + [
            Field("from_row", source?.row), Field("from_column", source?.column),
            Field("from_channel", part.channel),
          ])
      }
      if let bias = step.bias { add("bias", bias) }
      add("sum", step.sum)
      add("result", step.result)
      add("rounding", step.rounding)
      add("value", Double(step.value))
    }
    return text
  }

  /// The same in full precision, with the patches and kernels of convolutions; what lies in the
  /// padding is null.
  public var json: String {
    let steps = trail.map { step -> JSONText in
      let parts = step.parts.map { part -> JSONText in
        let source = part.source.map { members(of: $0) }
        return .object(
          [
            ("channel", .integer(part.channel)), ("amount", .number(part.amount)),
            ("inputs", .array(part.inputs.map { $0.map { .float($0) } ?? .null })),
            ("weights", .array(part.weights.map { .float($0) })),
            ("from", source.map { .object($0) } ?? .null),
          ])
      }
      return .object(
        members(of: step.place) + [
          ("type", .string(step.operation?.typeName ?? "image")), ("value", .float(step.value)),
          ("off", .bool(step.isOff)), ("bias", .optional(step.bias)), ("sum", .number(step.sum)),
          ("result", .number(step.result)), ("rounding", .number(step.rounding)),
          ("magnitude", .number(step.magnitude)), ("parts", .array(parts)),
        ])
    }
    return JSONText.object(
      model.jsonMembers(image: image, damage: damage) + [("trail", .array(steps))]
    ).document
  }

  private func members(of place: ValuePlace) -> [(String, JSONText)] {
    [
      ("layer", .string(model.layerName(place.layer))), ("row", .integer(place.row)),
      ("column", .integer(place.column)), ("channel", .integer(place.channel)),
    ]
  }
}

extension ValueTrace {
  /// True where the parts add up: their running total means something.
  public var isSum: Bool {
    switch operation {
    case .convolution, .globalAveragePooling, .addition, .softmax, .sigmoid: true
    case .maxPooling, .concatenation, nil: false
    }
  }
}
