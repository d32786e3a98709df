import Foundation
import Inference
import SqueezeNet
import Testing

@testable import Explorer

@Suite struct ClassBarsTests {
  /// The shares are made here, in double precision, from logits of a sine.
  @Test func softmaxGoesFromTheLogitToTheShare() throws {
    var explored = try Explored.opened()
    let logits = (0..<1000).map { Float(10 * sin(Double($0) * 0.7)) }
    let sum = logits.reduce(0) { $0 + exp(Double($1)) }
    let shares = logits.map { Float(exp(Double($0)) / sum) }
    explored.press("G")
    explored.settle()
    let layer = try #require(explored.state.selectedLayer)
    #expect(layer.isClassVector(in: explored.network) && layer.operation == .softmax)
    let shape = layer.outputShape
    explored.state.map.activation = HeldActivation(
      layer: layer.index, activation: try #require(Activation(shape: shape, values: shares)))
    let generation = explored.state.diagram.asked.ask(for: layer.index - 1)
    let output = try #require(Activation(shape: shape, values: logits))
    explored.state.receiveStrongest([layer.index - 1: output], generation)
    let lines = ClassBars.lines(explored.state, layer)
    #expect(lines.count == 1000 && lines[0].exponential == 1)
    #expect(lines.map(\.value) == shares.sorted(by: >))
    let total = lines.reduce(0) { $0 + ($1.exponential ?? 0) }
    for line in lines {
      #expect(line.logit == logits[line.index])
      #expect(abs((line.exponential ?? 0) / total - Double(line.value)) < 1e-6)
    }
    // The average before it has logits alone.
    explored.press("k")
    explored.settle()
    let average = try #require(explored.state.selectedLayer)
    #expect(average.operation == .globalAveragePooling)
    #expect(ClassBars.lines(explored.state, average).allSatisfy { $0.exponential == nil })
  }
}
