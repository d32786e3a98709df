import Foundation
import Inference
import SqueezeNet
import TestSupport
import Testing
import Weights

@testable import Analysis

/// What `Scripts/goldens/traces.py` wrote: values of the small seeded passes, taken apart.
struct GoldenTraces: Decodable, Sendable, CustomTestStringConvertible {
  struct Trace: Decodable, Sendable {
    let layer: String
    let row, column, channel: Int
    let value: Double
    /// A convolution's by channel, a window's and a map's by place, a softmax's by class.
    let parts: [Double]?
    let bias, sum: Double?
    /// Row and column of a maximum, or the channel of a concatenation's half.
    let from: [Int]?
    let half: Int?
  }
  let architecture, geometry: String
  let traces: [Trace]

  static let all: [GoldenTraces] = (try? goldens.json("traces")) ?? []

  var testDescription: String { "\(architecture) \(geometry)" }

  func pass() throws -> FinishedPass {
    let name = "\(testDescription) 65x90"
    let golden = try #require(GoldenPass.all.first { $0.testDescription == name })
    return try golden.pass()
  }
}

@Suite("How a value came about")
struct ValueTraceTests {
  @Test func thereAreGoldens() {
    #expect(GoldenTraces.all.count == 4 && GoldenTraces.all.allSatisfy { $0.traces.count > 25 })
  }

  @Test(arguments: GoldenTraces.all) func agreesWithNumPy(_ golden: GoldenTraces) throws {
    let pass = try golden.pass()
    for expected in golden.traces {
      let layer = try #require(pass.network.layer(named: expected.layer))
      let place = ValuePlace(
        layer: layer.index, row: expected.row, column: expected.column, channel: expected.channel)
      let found = try #require(pass.trace(place))
      let words: Comment = "\(expected.layer) \(expected.row),\(expected.column)"
      #expect(isClose(Double(found.value), expected.value, 1e-4, of: max(1, abs(expected.value))))
      #expect(isClose(found.result, expected.value, 1e-4, of: max(1, abs(expected.value))), words)
      let source = found.leading.flatMap { found.parts[$0].source }
      switch found.operation {
      case .convolution:
        #expect(isClose(found.bias ?? .nan, expected.bias ?? .nan, 1e-6), words)
        #expect(isClose(found.sum, expected.sum ?? .nan, 1e-4, of: found.magnitude), words)
        try expectParts(found, expected, by: \.channel)
      case .maxPooling:
        #expect(source.map { [$0.row, $0.column] } == expected.from, words)
        #expect(found.parts.count == expected.parts?.count && found.rounding == 0)
      case .globalAveragePooling:
        let parts = try #require(expected.parts)
        #expect(found.parts.count == parts.count)
        let columns = layer.inputShape.width
        for part in found.parts {
          let source = try #require(part.source)
          let value = parts[source.row * columns + source.column] / Double(parts.count)
          #expect(isClose(part.amount, value, 1e-4), words)
        }
      case .concatenation:
        #expect(source.map { [$0.channel] } == expected.from && found.rounding == 0, words)
        #expect(source?.layer == layer.index - 2 + (expected.half ?? 0))
      default:
        #expect(isClose(found.sum, expected.sum ?? .nan, 1e-4, of: found.sum), words)
        try expectParts(found, expected, by: \.channel)
      }
    }
  }

  private func expectParts(
    _ found: ValueTrace, _ expected: GoldenTraces.Trace, by index: (ValueTrace.Part) -> Int
  ) throws {
    let parts = try #require(expected.parts)
    #expect(Set(found.parts.map(index)) == Set(parts.indices))
    for part in found.parts {
      #expect(
        isClose(part.amount, parts[index(part)], 1e-5, of: max(1, found.magnitude)),
        "\(expected.layer) part \(index(part))")
    }
    // In order, but for what rounding may swap.
    let sizes = found.parts.map { abs($0.amount) }
    #expect(zip(sizes, sizes.dropFirst()).allSatisfy { $0 >= $1 })
  }

  /// Everything that is shown adds up to the engine's value, which rounds by little.
  @Test(arguments: GoldenPass.all) func everyValueAddsUp(_ golden: GoldenPass) throws {
    let pass = try golden.pass()
    var random = SplitMix(seed: 5)
    for layer in pass.network.layers {
      let shape = layer.outputShape
      for _ in 0..<8 {
        let place = ValuePlace(
          layer: layer.index, row: Int(random.next() % UInt64(shape.height)),
          column: Int(random.next() % UInt64(shape.width)),
          channel: Int(random.next() % UInt64(shape.channels)))
        let found = try #require(pass.trace(place))
        #expect(found.value == pass.value(place))
        #expect(
          abs(found.rounding) <= 2e-6 * found.magnitude, "\(layer.name) \(place) \(found.rounding)")
        guard layer.convolution != nil else { continue }
        let total = found.parts.reduce(found.bias ?? 0) { $0 + $1.amount }
        #expect(abs(total - found.sum) <= 1e-12 * max(1, found.magnitude))
        for part in found.parts {
          let products = zip(part.inputs, part.weights).map { Double($0 ?? 0) * Double($1) }
          #expect(abs(products.reduce(0, +) - part.amount) <= 1e-12 * max(1, found.magnitude))
          // The term that is gone into is the largest, and is there.
          guard let source = part.source else {
            #expect(part.inputs.allSatisfy { $0 == nil })
            continue
          }
          let width = found.window.columns.count
          let at =
            (source.row - found.window.rows.lowerBound) * width + source.column
            - found.window.columns.lowerBound
          #expect(part.inputs[at] == pass.value(source))
          #expect(products.allSatisfy { abs($0) <= abs(products[at]) })
        }
      }
    }
  }

  /// From the answer to a pixel, each step the largest part of the one before.
  @Test(arguments: GoldenPass.all) func theTrailEndsAtAPixel(_ golden: GoldenPass) throws {
    let pass = try golden.pass()
    let answer = try #require(pass.network.answer)
    let place = try #require(
      ValuePlace(strongestOf: pass.activation(answer.name), layer: answer.index))
    let trail = pass.trail(from: place, steps: .max)
    let names = trail.map { $0.place.layer.map { pass.network.layers[$0].name } ?? "input" }
    #expect(names.prefix(4) == ["softmax", "avgpool10", "conv10", "fire9"])
    #expect(names.suffix(2) == ["conv1", "input"])
    #expect(pass.trail(from: place, steps: 3).map(\.place) == trail.prefix(3).map(\.place))
    for (step, next) in zip(trail, trail.dropFirst()) {
      let part = try #require(step.leading.map { step.parts[$0] })
      #expect(part.source == next.place)
      guard step.operation != .softmax, step.operation?.typeName != "max_pooling" else { continue }
      #expect(step.parts.allSatisfy { abs($0.amount) <= abs(part.amount) })
    }
    // The layers that the command asks for are all that a trail needs.
    for steps in [1, 2, 5] {
      let layers = ValueTrace.layers(from: answer.index, in: pass.network, steps: steps)
      let found = ValueTrace.trail(
        from: place, steps: steps, network: pass.network, weights: pass.weights,
        activation: { layers.contains($0) ? pass.outputs.activation(layer: $0) : nil })
      #expect(found.count == steps)
    }
  }

  /// The first step of a trained network's trail is the score that the explanation shows.
  @Test(
    .enabled(
      if: !TrainedWeights.paths.isEmpty,
      "skipped: no trained weights are here (SQZ_WEIGHTS_DIR)"),
    arguments: TrainedWeights.paths)
  func aTrainedTrailBeginsAtTheScore(_ path: String) throws {
    let weights = try WeightsReader.read(path: path.asPath).weights
    let network = try Network(
      architecture: weights.architecture, paddingConvention: weights.paddingConvention)
    let pass = try FinishedPass(
      network: network, weights: weights,
      input: SyntheticInput.values(shape: network.inputShape, seed: 3))
    let logits = try #require(network.logits)
    for index in [0, 504, 967] {
      let explanation = try #require(
        ClassExplanation(
          class: index, network: network, weights: weights,
          activation: { pass.outputs.activation(layer: $0) }))
      let place = ValuePlace(layer: logits.index, row: 0, column: 0, channel: index)
      let trail = pass.trail(from: place, steps: .max)
      #expect(trail.first?.value == explanation.logit && trail.count >= 2)
      for step in trail {
        #expect(abs(step.rounding) <= 2e-6 * step.magnitude, "\(step.place)")
      }
    }
  }

  /// A bypass's sum, and the sigmoid of a network with one class.
  @Test(arguments: [Bypass.simple, .complex]) func summandsAndSigmoids(_ bypass: Bypass) throws {
    var architecture = Architecture.v11.with(bypass)
    architecture.classCount = 1
    let network = try Network(
      architecture: architecture, paddingConvention: .torchvision, size: InputSize(65))
    let pass = try FinishedPass(
      network: network, weights: .glorot(architecture: architecture, seed: 3, biasLimit: 0.1),
      input: SyntheticInput.values(shape: network.inputShape, seed: 9))
    for layer in network.layers where layer.operation == .addition {
      let place = ValuePlace(layer: layer.index, row: 1, column: 2, channel: 70)
      let found = try #require(pass.trace(place))
      let summands = try layer.inputs.map { input -> Double in
        guard case .layer(let index) = input else { return .nan }
        return Double(
          try #require(
            pass.outputs.activation(layer: index)?.value(row: 1, column: 2, channel: 70)))
      }
      #expect(found.parts.map(\.amount).sorted() == summands.sorted() && summands.count == 2)
      #expect(abs(found.rounding) <= 2e-6 * found.magnitude)
    }
    let logit = Double(try pass.activation("avgpool10").values[0])
    for (channel, sign) in [(0, -1.0), (1, 1.0)] {
      let place = ValuePlace(layer: network.layers.count - 1, row: 0, column: 0, channel: channel)
      let trail = pass.trail(from: place, steps: 2)
      #expect(trail.count == 2 && Double(trail[1].value) == logit)
      #expect(isClose(trail[0].result, 1 / (1 + exp(-sign * logit)), 1e-12))
      #expect(abs(trail[0].rounding) <= 2e-6)
    }
  }

  /// A channel that is switched off says so, whatever it is made of.
  @Test func whatIsOffGivesZero() throws {
    let pass = try small()
    var ablation = Ablation()
    let fire = try #require(pass.network.layer(named: "fire4"))
    ablation.set([3, 200], of: fire.index, off: true, in: pass.network)
    let input = try #require(pass.outputs.activation(layer: nil)?.values)
    let outputs = try #require(
      try Snapshot.ofPass(
        network: pass.network, weights: pass.weights, input: input, ablation: ablation, threads: 1))
    for (name, channel, isOff) in [
      ("fire4/expand1x1", 3, true), ("fire4/expand3x3", 72, true), ("fire4", 200, true),
      ("fire4/expand1x1", 4, false),
    ] {
      let layer = try #require(pass.network.layer(named: name))
      let found = try #require(
        ValueTrace(
          of: ValuePlace(layer: layer.index, row: 2, column: 1, channel: channel),
          network: pass.network, weights: pass.weights, ablation: ablation,
          activation: { outputs.activation(layer: $0) }))
      #expect(found.isOff == isOff && abs(found.rounding) <= 2e-6 * found.magnitude, "\(name)")
      if isOff { #expect(found.value == 0 && found.result == 0) }
    }
  }

  private func small() throws -> FinishedPass {
    let golden = try #require(GoldenPass.all.first { $0.height < 200 })
    return try golden.pass()
  }

  @Test func refusesWhatIsNotThere() throws {
    let pass = try small()
    for (layer, row, column, channel) in [
      (0, -1, 0, 0), (0, 10_000, 0, 0), (0, 0, .max, 0), (0, 0, 0, 96), (0, 0, 0, .min),
      (-1, 0, 0, 0), (999, 0, 0, 0), (nil, 0, 0, 3), (nil, 65, 0, 0),
    ] as [(Int?, Int, Int, Int)] {
      let place = ValuePlace(layer: layer, row: row, column: column, channel: channel)
      #expect(pass.trace(place) == nil)
    }
    let place = ValuePlace(layer: 2, row: 0, column: 0, channel: 0)
    for missing in [1, 2] {
      #expect(
        ValueTrace(
          of: place, network: pass.network, weights: pass.weights,
          activation: { $0 == missing ? nil : pass.outputs.activation(layer: $0) }) == nil)
    }
    let other = pass.network.architecture == .v10 ? Architecture.v11 : .v10
    #expect(
      ValueTrace(
        of: place, network: pass.network, weights: try .glorot(architecture: other),
        activation: { pass.outputs.activation(layer: $0) }) == nil)
    let empty = try #require(
      Activation(shape: Shape(height: 1, width: 2, channels: 1), values: [.nan, .infinity]))
    #expect(ValuePlace(strongestOf: empty, layer: nil) == nil)
  }
}

extension FinishedPass {
  fileprivate func trace(_ place: ValuePlace) -> ValueTrace? {
    ValueTrace(
      of: place, network: network, weights: weights,
      activation: { outputs.activation(layer: $0) })
  }

  fileprivate func trail(from place: ValuePlace, steps: Int) -> [ValueTrace] {
    ValueTrace.trail(
      from: place, steps: steps, network: network, weights: weights,
      activation: { outputs.activation(layer: $0) })
  }

  fileprivate func value(_ place: ValuePlace) -> Float? {
    outputs.activation(layer: place.layer)?.value(
      row: place.row, column: place.column, channel: place.channel)
  }
}
