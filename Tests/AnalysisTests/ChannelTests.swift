import Analysis
import Foundation
import Inference
import SqueezeNet
import Testing

@Suite("Channels: figures and orders")
struct ChannelTests {
  struct Case: Decodable {
    let name: String
    let shape: [Int]
    let values: [Float]
    let figures: [String: [Double]]
    let orders: [String: [Int]]

    func activation() throws -> Activation {
      try #require(
        Activation(
          shape: Shape(height: shape[0], width: shape[1], channels: shape[2]), values: values))
    }
  }

  @Test func smallArraysAgreeWithNumPy() throws {
    let cases: [Case] = try goldens.json("channels")
    #expect(cases.count == 5)
    for golden in cases {
      let statistics = ChannelStatistics(of: try golden.activation())
      let figures = [
        "mean": statistics.means, "maximum": statistics.maxima.map { Double($0) },
        "variance": statistics.variances, "zeros": statistics.zeroCounts.map { Double($0) },
      ]
      for (name, expected) in golden.figures {
        let found = try #require(figures[name])
        #expect(found.count == expected.count)
        for (value, wanted) in zip(found, expected) {
          #expect(abs(value - wanted) <= 1e-12 * max(1, abs(wanted)), "\(golden.name) \(name)")
        }
        let order = try #require(ChannelOrder(rawValue: name))
        #expect(order.channels(statistics) == golden.orders[name], "\(golden.name) \(name)")
      }
      let indices = Array(0..<golden.shape[2])
      #expect(ChannelOrder.index.channels(statistics) == indices)
      #expect(ChannelOrder.contribution.channels(statistics) == nil)
      #expect(ChannelOrder.contribution.channels(statistics, attributions: [1]) == nil)
      #expect(
        ChannelOrder.contribution.channels(statistics, attributions: indices.map { Double($0) })
          == indices.reversed())
    }
    let dead = ChannelStatistics(of: try #require(cases.first).activation()).deadChannels
    #expect(dead == [3, 12])
  }

  @Test(arguments: GoldenPass.all)
  func wholePassesAgreeWithNumPy(_ golden: GoldenPass) throws {
    let pass = try golden.pass()
    for (layer, expected) in golden.channels {
      let activation = try pass.activation(layer)
      let found = ChannelStatistics(of: activation)
      let magnitude = expected.maxima.reduce(1) { max($0, abs($1)) }
      for index in expected.means.indices {
        let channel = index * 8
        #expect(isClose(found.means[channel], expected.means[index], 1e-5, of: magnitude))
        #expect(
          isClose(Double(found.maxima[channel]), expected.maxima[index], 1e-5, of: magnitude))
        #expect(
          isClose(
            found.variances[channel], expected.variances[index], 1e-5, of: magnitude * magnitude))
        // Rounding moves a value across the ReLU's edge now and then.
        #expect(abs(found.zeroCounts[channel] - expected.zeros[index]) <= 2)
      }
    }
  }

  @Test func whatIsNotANumberComesLast() throws {
    let shape = Shape(height: 2, width: 1, channels: 3)
    let activation = try #require(
      Activation(shape: shape, values: [.nan, 1, .infinity, 0, 3, 5]))
    let statistics = ChannelStatistics(of: activation)
    #expect(statistics.means[0].isNaN && statistics.means[2].isNaN)
    #expect(statistics.maxima[0].isNaN && statistics.maxima[2].isNaN)
    #expect(statistics.means[1] == 2 && statistics.variances[1] == 1)
    #expect(statistics.zeroShare(0) == 0.5)
    #expect(ChannelOrder.mean.channels(statistics) == [1, 0, 2])
    let empty = try #require(
      Activation(shape: Shape(height: 0, width: 4, channels: 2), values: []))
    let none = ChannelStatistics(of: empty)
    #expect(none.means == [0, 0] && none.maxima == [0, 0] && none.zeroShare(1) == 0)
  }
}
