import Analysis
import Inference
import SqueezeNet
import Testing
import Weights

/// What cells see, found by NumPy by lighting one row of the image after the other.
struct RegionCase: Decodable, Sendable, CustomTestStringConvertible {
  let architecture, geometry: String
  let height: Int
  /// By layer, first and last + 1 of the image's rows that each of its rows sees.
  let layers: [String: [[Int]?]]

  static let all: [RegionCase] = (try? goldens.json("regions")) ?? []
  var testDescription: String { "\(architecture) \(geometry) \(height)" }
}

@Suite("What cells see of the image")
struct RegionTests {
  @Test func thereAreGoldens() { #expect(RegionCase.all.count == 16) }

  @Test(arguments: RegionCase.all)
  func rowsAndColumns(_ golden: RegionCase) throws {
    let side = golden.height
    let network = try Network(
      architecture: #require(Architecture(named: golden.architecture)),
      paddingConvention: #require(PaddingConvention(named: golden.geometry)),
      size: InputSize(side))
    for layer in network.layers where layer.name != "softmax" {
      let expected = try #require(golden.layers[layer.name])
      #expect(expected.count == layer.outputShape.height)
      for (cell, range) in expected.enumerated() {
        // A square image is the same both ways. The goldens are those of channel 0.
        let found = network.regionSeen(by: layer.index, row: cell, column: cell, channel: 0)
        let wanted = range.map {
          PixelRectangle(rows: $0[0]..<$0[1], columns: $0[0]..<$0[1])
        }
        #expect(found == wanted, "\(layer.name) \(cell)")
      }
    }
    for fire in network.architecture.fireBlocks {
      let whole = try #require(network.layer(named: fire.name))
      let wide = try #require(network.layer(named: fire.expand3x3Name))
      let cell = whole.outputShape.height / 2
      let seen = network.regionSeen(by: wide.index, row: cell, column: cell)
      #expect(network.regionSeen(by: whole.index, row: cell, column: cell) == seen)
      let last = fire.outputChannels - 1
      #expect(network.regionSeen(by: whole.index, row: cell, column: cell, channel: last) == seen)
    }
  }

  /// Inside, where nothing is cut off, it is the architecture's receptive field.
  @Test func agreesWithTheReceptiveField() throws {
    let network = try Network(architecture: .v10, paddingConvention: .caffe)
    let layer = try #require(network.layer(named: "fire4/expand3x3"))
    let field = try #require(layer.receptiveField)
    let region = try #require(network.regionSeen(by: layer.index, row: 20, column: 30))
    let top = field.top + 20 * field.stride
    let left = field.left + 30 * field.stride
    #expect(region.rows == top..<top + field.size)
    #expect(region.columns == left..<left + field.size)
    // Several cells together see from the first's start to the last's end.
    let cells = PixelRectangle(rows: 20..<24, columns: 30..<31)
    let several = try #require(network.regionSeen(by: layer.index, cells: cells))
    #expect(several.rows == top..<top + 3 * field.stride + field.size)
    // All of them, and the layers without a window, see all that any pixel is used of.
    let all = network.regionSeen(by: network.layers.count - 1, row: 0, column: 0)
    #expect(all == PixelRectangle(rows: 0..<227, columns: 0..<227))
  }

  @Test func outsideIsNothing() throws {
    let network = try Network(architecture: .v10, paddingConvention: .caffe)
    #expect(network.regionSeen(by: 0, row: 111, column: 0) == nil)
    #expect(network.regionSeen(by: 0, row: -1, column: 0) == nil)
    #expect(network.regionSeen(by: 99, row: 0, column: 0) == nil)
    #expect(network.regionSeen(by: 0, row: .max, column: 0) == nil)
    #expect(network.regionSeen(by: nil, row: 227, column: 0) == nil)
    #expect(
      network.regionSeen(by: nil, row: 226, column: 3)
        == PixelRectangle(rows: 226..<227, columns: 3..<4))
  }

  @Test func onThePhoto() {
    // 600 × 400: the middle 400 × 400, from column 100 on; 400 / 200 pixels each.
    let mapping = PhotoMapping(photoWidth: 600, photoHeight: 400, size: InputSize(200))
    let place = mapping.photoRectangle(of: PixelRectangle(rows: 10..<20, columns: 0..<5))
    #expect((place.x, place.y) == (100, 20))
    #expect((place.width, place.height) == (10, 20))
    #expect(place.pixels == PixelRectangle(rows: 20..<40, columns: 100..<110))
    let odd = PhotoMapping(photoWidth: 50, photoHeight: 99, size: InputSize(height: 64, width: 47))
    let whole = odd.photoRectangle(of: PixelRectangle(rows: 0..<64, columns: 0..<47))
    #expect((whole.x, whole.y) == (Double(odd.place.part.x), Double(odd.place.part.y)))
    #expect(
      (whole.width, whole.height) == (Double(odd.place.part.width), Double(odd.place.part.height)))
    let pixel = odd.photoRectangle(of: PixelRectangle(rows: 1..<2, columns: 1..<2)).pixels
    #expect(pixel.rows.count >= 2 && pixel.columns.count >= 2)
  }
}

@Suite("The patches that a channel answers to")
struct PatchTests {
  private let network: Network
  private let layer: Layer

  init() throws {
    network = try Network(architecture: .v11, paddingConvention: .caffe, size: InputSize(65))
    layer = try #require(network.layer(named: "fire2/expand3x3"))
  }

  private func activation(_ places: [Int: Float]) throws -> Activation {
    let shape = layer.outputShape
    var values = [Float](repeating: 0, count: shape.count)
    for (pixel, value) in places { values[pixel * shape.channels + 3] = value }
    return try #require(Activation(shape: shape, values: values))
  }

  @Test func strongestFirstAndApart() throws {
    let width = layer.outputShape.width
    // A peak, its neighbour, a second peak far away, and its equal further down.
    let (first, second, third) = (3 * width + 3, 3 * width + 10, 12 * width + 10)
    let values = try activation([first: 9, first + 1: 8, second: 5, third: 5, 0: .nan])
    let found = network.strongestPatches(of: 3, in: values, layer: layer.index, count: 5)
    #expect(found.map(\.value).starts(with: [9, 5, 5]))
    #expect(found.map(\.row).starts(with: [3, 3, 12]))
    #expect(found.map(\.column).starts(with: [3, 10, 10]))
    for patch in found {
      #expect(
        patch.region == network.regionSeen(by: layer.index, row: patch.row, column: patch.column))
    }
    for (index, patch) in found.enumerated() {
      for other in found[..<index] {
        #expect(other.region.intersection(patch.region).area * 2 <= patch.region.area)
      }
    }
    let one = network.strongestPatches(of: 3, in: values, layer: layer.index, count: 1)
    #expect(one.map(\.value) == [9])
  }

  /// The last of `same`'s columns sees two pixels, one of which its neighbour sees: not more than
  /// half.
  @Test func halfInCommonIsApart() throws {
    let network = try Network(architecture: .v11, paddingConvention: .keras, size: InputSize(64))
    let shape = network.layers[0].outputShape
    var values = [Float](repeating: 0, count: shape.count)
    for (column, value) in [(29, 1), (30, 3), (31, 2)] as [(Int, Float)] {
      values[(5 * shape.width + column) * shape.channels] = value
    }
    let found = network.strongestPatches(
      of: 0, in: try #require(Activation(shape: shape, values: values)), layer: 0, count: 9)
    #expect(found.map(\.column) == [30, 31, 29])
    #expect(found.map(\.region.columns) == [60..<63, 62..<64, 58..<61])
  }

  @Test func nothingToShow() throws {
    let values = try activation([7: 1])
    #expect(network.strongestPatches(of: 2, in: values, layer: layer.index, count: 3).isEmpty)
    #expect(network.strongestPatches(of: -1, in: values, layer: layer.index, count: 3).isEmpty)
    #expect(network.strongestPatches(of: 3, in: values, layer: 0, count: 3).isEmpty)
    #expect(network.strongestPatches(of: 3, in: values, layer: layer.index, count: 0).isEmpty)
  }

  /// The strongest cell of a channel can be changed only from inside its patch.
  @Test func nothingOutsideThePatchMatters() throws {
    let weights = try ModelWeights.glorot(architecture: .v11, seed: 5, biasLimit: 0.1)
    let input = SyntheticInput.values(shape: network.inputShape, seed: 6)
    let engine = try Engine(network: network, weights: weights, threads: 2)
    func output(_ layer: Layer, of input: [Float]) throws -> Activation {
      try engine.setInput(input)
      engine.run(layers: 0..<layer.index + 1)
      return try #require(engine.activation(layer: layer.index))
    }
    for name in ["conv1", "fire2/expand1x1", "fire2", "fire3/squeeze1x1", "fire5/expand3x3"] {
      let layer = try #require(network.layer(named: name))
      let before = try output(layer, of: input)
      for channel in [0, layer.outputShape.channels - 1] {
        let patches = network.strongestPatches(
          of: channel, in: before, layer: layer.index, count: 1)
        guard let patch = patches.first else { continue }
        var changed = input
        for row in 0..<65 {
          for column in 0..<65
          where !patch.region.rows.contains(row) || !patch.region.columns.contains(column) {
            for channel in 0..<3 { changed[(row * 65 + column) * 3 + channel] = 77 }
          }
        }
        let found = try output(layer, of: changed)
          .value(row: patch.row, column: patch.column, channel: channel)
        #expect(abs((found ?? .nan) - patch.value) <= 1e-4 * max(1, patch.value), "\(name)")
      }
    }
  }
}
