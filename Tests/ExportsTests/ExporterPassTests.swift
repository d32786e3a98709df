import Analysis
import Exports
import Heatmaps
import Images
import Inference
import SqueezeNet
import Testing
import Weights

@testable import Reports

/// A real pass of seeded weights, and the same with channels off.
private struct Passes {
  let network: Network
  let weights: ModelWeights
  let before: ComparedPass
  let after: ComparedPass
  let ablation: Ablation
  var source: ReportSource

  private static let made = Result { try Passes() }
  static var shared: Passes { get throws { try made.get() } }

  private init() throws {
    let network = try Network(architecture: .v10, paddingConvention: .caffe, size: InputSize(65))
    let weights = try ModelWeights.glorot(architecture: .v10, seed: 7, biasLimit: 0.1)
    var ablation = Ablation()
    let fire = try #require(network.layer(named: "fire4/expand1x1")?.index)
    ablation.set(Array(0..<16), of: fire, off: true, in: network)
    let input = SyntheticInput.values(shape: network.inputShape, seed: 3)
    func pass(_ ablation: Ablation) throws -> ComparedPass {
      let snapshot = try Snapshot.ofPass(
        network: network, weights: weights, input: input, ablation: ablation, threads: 2)
      return ComparedPass(
        snapshot: try #require(snapshot), weightsName: "w.net", isTrained: true,
        image: "photos/cup.png")
    }
    let (before, after) = (try pass(Ablation()), try pass(ablation))
    (self.network, self.weights, self.before, self.after) = (network, weights, before, after)
    source = ReportSource(
      model: ModelDescription(
        network: network, isTrained: true, weightsName: "w.net", threads: 1, kernels: "baseline",
        weights: weights),
      image: "photos/cup.png", pixels: (0..<65 * 65).flatMap { [UInt8($0 % 251), 100, 50] })
    for layer in [nil] + network.layers.indices.map(Optional.some) {
      source.activations[layer] = after.snapshot.activation(layer: layer)
    }
    self.ablation = ablation
    source.ablation = ablation
    source.pair = PassPair(before, after)
    source.changes = PredictionChange.top(
      5, before: try #require(before.probabilities), after: try #require(after.probabilities))
    source.surveys = network.layers.compactMap { layer in
      after.snapshot.activation(layer: layer.index).flatMap {
        LayerSurvey(layer: layer.index, network: network, weights: weights, output: $0)
      }
    }
  }

  func index(_ name: String) throws -> Int { try #require(network.layer(named: name)?.index) }

  func picture(_ content: ExportContent, _ options: PictureOptions) throws -> DecodedImage {
    try ImageFile.decode(Exporter(source, options: options).bytes(content, .png))
  }

  func text(_ content: ExportContent, _ format: ExportFormat) throws -> String {
    String(decoding: try Exporter(source).bytes(content, format), as: UTF8.self)
  }
}

extension DecodedImage {
  fileprivate func color(x: Int, y: Int) -> RGB {
    let start = (y * width + x) * 3
    return RGB(red: pixels[start], green: pixels[start + 1], blue: pixels[start + 2])
  }
}

extension ExportContent {
  fileprivate static let whatIf = numbers(["what-if"]) { try WhatIfReport($0) }
  fileprivate static let comparison = numbers(["comparison"]) { try CompareReport($0) }
  fileprivate static let activity = numbers(["activity"]) { try ActivityReport($0) }
  fileprivate static let profile = numbers(["profile"]) { try Profile($0) }

  fileprivate static func why(_ index: Int) -> ExportContent {
    numbers(["why"]) { try WhyReport($0, class: index) }
  }

  fileprivate static func filters(layer: Int, channels: [Int]) -> ExportContent {
    numbers(["filters"]) { try FiltersReport($0, layer: layer, channels: channels) }
  }
}

@Suite struct ExporterPassTests {
  /// Red, green, blue of each weight, whatever order the network reads them in; grey is zero.
  @Test func kernelsOfConv1ArePictures() throws {
    let passes = try Passes.shared
    let kernel = try #require(passes.weights.convolutions["conv1"]?.kernel)
    let reach = kernel.map(\.magnitude).max() ?? 0
    let isBGR = passes.weights.preprocessing.order != .rgb
    let choice = KernelChoice(
      layer: try passes.index("conv1"), channel: nil, order: .number, ends: .layer)
    let image = try passes.picture(
      .kernels(choice), PictureOptions(scale: 2, hasLabels: false, columns: 12))
    // 7 × 7 weights of two pixels, two between them.
    #expect(image.width == 12 * 16 - 2 && image.height == 8 * 16 - 2)
    for channel in 0..<96 {
      for (row, column) in [(0, 0), (3, 5), (6, 6)] {
        func level(_ plane: Int) -> Int {
          let weight = kernel[((channel * 3 + plane) * 7 + row) * 7 + column]
          return Int((127.5 + 127.5 * weight / reach).rounded())
        }
        let color = image.color(
          x: channel % 12 * 16 + column * 2, y: channel / 12 * 16 + row * 2)
        let expected = (isBGR ? [2, 1, 0] : [0, 1, 2]).map(level)
        let found = [color.red, color.green, color.blue].map { Int($0) }
        #expect(zip(found, expected).allSatisfy { abs($0 - $1) <= 1 }, "\(channel)")
      }
    }
  }

  /// The kernels of one channel, that with the largest norm first, zero in the middle.
  @Test func kernelsOfOneChannelAreSigned() throws {
    let passes = try Passes.shared
    let all = try #require(passes.weights.convolutions["fire4/expand3x3"]?.kernel)
    let inputs = 32
    let channel = 16
    let kernels = (0..<inputs).map { input in
      Array(all[((channel * inputs + input) * 9)..<((channel * inputs + input + 1) * 9)])
    }
    let norms = kernels.map { $0.reduce(0.0) { $0 + Double($1) * Double($1) } }
    let order = (0..<inputs).sorted { norms[$0] > norms[$1] }
    let reach = Double(kernels.joined().map(\.magnitude).max() ?? 0)
    let choice = KernelChoice(layer: try passes.index("fire4/expand3x3"), channel: channel)
    let image = try passes.picture(
      .kernels(choice), PictureOptions(scale: 4, hasLabels: false, isDark: true, columns: 8))
    for place in [0, 1, 9, 31] {
      for cell in [0, 4, 8] {
        let weight = Double(kernels[order[place]][cell])
        let color = ColorRamp.diverging(onDark: true).color(0.5 + weight / reach / 2)
        let x = place % 8 * 14 + cell % 3 * 4 + 1
        let y = place / 8 * 14 + cell / 3 * 4 + 1
        #expect(image.color(x: x, y: y) == color, "\(place) \(cell)")
      }
    }
  }

  @Test func theDifferenceIsTheSecondMinusTheFirst() throws {
    let passes = try Passes.shared
    let layer = try passes.index("fire5")
    let one = try #require(passes.before.snapshot.activation(layer: layer))
    let two = try #require(passes.after.snapshot.activation(layer: layer))
    let channel = 40
    let values = zip(two.map(channel: channel), one.map(channel: channel)).map { $0 - $1 }
    let reach = values.map(\.magnitude).max() ?? 0
    try #require(reach > 0)
    let image = try passes.picture(
      .difference(MapChoice(layer: layer, channel: channel), against: "nothing-off"),
      PictureOptions(scale: 1, hasLabels: false))
    #expect(image.width == one.shape.width && image.height == one.shape.height)
    for (place, value) in values.enumerated() {
      let share = 0.5 + Double(value) / Double(reach) / 2
      let color = image.color(x: place % image.width, y: place / image.width)
      #expect(color == ColorRamp.diverging(onDark: false).color(share))
    }
    let mean = try passes.picture(
      .difference(MapChoice(layer: layer, reduction: .mean), against: "x"), PictureOptions())
    #expect(mean.width > image.width)
    let bytes = try Exporter(passes.source).bytes(
      .difference(MapChoice(layer: layer), against: "x"), .png)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("B: SqueezeNet v1.0 caffe 65, w.net, cup.png, off: fire4/expand1x1:0-15"))
  }

  @Test func picturesSayWhatWasOff() throws {
    let passes = try Passes.shared
    let map = ExportContent.map(MapChoice(layer: try passes.index("fire5")))
    let text = String(decoding: try Exporter(passes.source).bytes(map, .png), as: UTF8.self)
    #expect(text.contains("cup.png, SqueezeNet v1.0 caffe 65, off: fire4/expand1x1:0-15"))
  }

  /// On all of the photo's pixels where the map lies, and with no share of the photo.
  @Test func theClassMapBeforeReLUHasWhatSpeaksAgainst() throws {
    let passes = try Passes.shared
    let explanation = try #require(
      ClassExplanation(
        class: 7, network: passes.network, weights: passes.weights,
        activation: { passes.source.activations[$0] }))
    let map = explanation.preActivation
    let options = PictureOptions(scale: 1, hasLabels: false, opacity: 1)
    let content = ExportContent.classMap(7, MapChoice(layer: nil), beforeReLU: true)
    let image = try passes.picture(content, options)
    let reach = Double(map.values.map(\.magnitude).max() ?? 0)
    let place = try #require(passes.network.layer(named: "conv10").flatMap { UnitPlace($0) })
    try #require(map.values.contains { $0 < 0 })
    for y in stride(from: 2, to: 65, by: 7) {
      for x in stride(from: 2, to: 65, by: 7) {
        guard let unit = place.unit(row: y, column: x) else { continue }
        let value = Double(map.values[unit.row * map.shape.width + unit.column])
        let color = ColorRamp.diverging(onDark: false).color(0.5 + value / reach / 2)
        #expect(image.color(x: x, y: y) == color)
      }
    }
    let after = try passes.picture(.classMap(7, MapChoice(layer: nil)), options)
    #expect(after.pixels != image.pixels)
  }

  /// What the commands print, to the letter.
  @Test func numbersAreThoseOfTheCommands() throws {
    let passes = try Passes.shared
    let source = passes.source
    let explanation = try #require(
      ClassExplanation(
        class: 7, network: passes.network, weights: passes.weights,
        activation: { source.activations[$0] }))
    let why = WhyReport(
      model: source.model, image: source.image, damage: nil, explanation: explanation, top: 10)
    let what = WhatIfReport(
      model: source.model, image: source.image, damage: nil, ablation: passes.ablation,
      changes: source.changes)
    let comparison = try CompareReport(source)
    let activity = try ActivityReport(source)
    let fire = try passes.index("fire4/expand3x3")
    let filters = try FiltersReport(source, layer: fire, channels: [4], top: 32)
    let all: [(ExportContent, csv: String, json: String, text: String)] = [
      (.why(7), why.csv, why.json, why.text), (.whatIf, what.csv, what.json, what.text),
      (.comparison, comparison.csv, comparison.json, comparison.text),
      (.activity, activity.csv, activity.json, activity.text),
      (.filters(layer: fire, channels: [4]), filters.csv, filters.json, filters.text),
    ]
    for (content, csv, json, text) in all {
      #expect(content.formats == [.csv, .json, .txt])
      #expect(try passes.text(content, .csv) == csv)
      #expect(try passes.text(content, .json) == json)
      #expect(try passes.text(content, .txt) == text)
      #expect(throws: ExportError.self) { try passes.text(content, .npy) }
    }
  }

  @Test func whatIsMissingIsSaid() throws {
    let passes = try Passes.shared
    var empty = ReportSource(model: passes.source.model, image: "x")
    empty.pixels = passes.source.pixels
    let layer = try passes.index("fire5")
    for content: ExportContent in [
      .why(7), .whatIf, .comparison, .activity, .profile, .pass,
      .difference(MapChoice(layer: layer), against: "x"), .filters(layer: layer, channels: [0]),
      .kernels(KernelChoice(layer: layer, channel: 0)),
      .kernels(KernelChoice(layer: try passes.index("fire5/expand3x3"), channel: nil)),
      .kernels(KernelChoice(layer: try passes.index("fire5/expand3x3"), channel: 128)),
      .classMap(7, MapChoice(layer: nil), beforeReLU: true),
    ] {
      for format in content.formats {
        #expect(throws: ExportError.self, "\(content) \(format)") {
          try Exporter(empty).bytes(content, format)
        }
      }
    }
    #expect(throws: ExportError.stopped) {
      try Exporter(passes.source, isStopped: { true }).bytes(.pass, .npz)
    }
    #expect(throws: ExportError.stopped) {
      try Exporter(passes.source, isStopped: { true })
        .bytes(.map(MapChoice(layer: layer)), .png)
    }
  }
}
