import Heatmaps
import SqueezeNet
import Testing

@testable import Pictures

@Suite struct OverlayTests {
  static let networks: [(Architecture, PaddingConvention)] = Architecture.published.map(
    \.architecture
  ).flatMap {
    architecture in
    PaddingConvention.named.map { (architecture, $0) }
  }

  /// The pixel in the middle of a unit's receptive field belongs to the unit.
  @Test(arguments: networks)
  func unitsStandInTheMiddleOfTheirFields(
    _ architecture: Architecture, _ paddingConvention: PaddingConvention
  ) throws {
    let network = try Network(architecture: architecture, paddingConvention: paddingConvention)
    for layer in network.layers {
      guard let field = layer.receptiveField else {
        #expect(UnitPlace(layer) == nil)
        continue
      }
      let place = try #require(UnitPlace(layer))
      for unit in 0..<layer.outputShape.height {
        let top = field.top + unit * field.stride
        // Of an even field the two middle pixels.
        for pixel in Set([top + (field.size - 1) / 2, top + field.size / 2])
        where (0..<network.size.height).contains(pixel) {
          let found = place.unit(row: pixel, column: max(0, field.left + field.size / 2))
          #expect(found?.row == unit, "\(layer.name) \(unit)")
        }
      }
      let covered = (0..<network.size.width).filter { place.unit(row: 113, column: $0) != nil }
      #expect(covered.count > network.size.width / 2)
      #expect(covered == Array((covered.first ?? 0)...(covered.last ?? 0)), "no holes")
    }
  }

  @Test func coloursMixAndTheBorderStaysAPhoto() throws {
    let network = try Network(architecture: .v11, paddingConvention: .torchvision)
    let layer = try #require(network.layer(named: "conv10"))
    let side = network.size
    let pixels = (0..<side.height * side.width).flatMap { _ -> [UInt8] in [200, 100, 0] }
    let photo = try Photo(size: side, pixels: pixels)
    let (height, width) = (layer.outputShape.height, layer.outputShape.width)
    let map = try #require(
      FeatureMap(
        height: height, width: width, values: (0..<height * width).map { Float($0 % width) }))
    let scale = ColorScale(ValueRange(of: map), colormap: .viridis, signed: false, onDark: false)
    func overlay(_ opacity: Double) throws -> Picture {
      try .overlay(
        map, scale, of: layer, on: photo, opacity: opacity,
        style: PictureStyle(scale: 1, hasLabels: false), title: "")
    }
    let place = try #require(UnitPlace(layer))
    let grey = RGB(hex: 0x777777)  // 0.299 · 200 + 0.587 · 100 = 118.5, rounded
    let (clear, full) = (try overlay(0), try overlay(1))
    for column in 0..<side.width {
      let unit = place.unit(row: 100, column: column)
      let plain = unit == nil ? RGB(hex: 0xC86400) : grey
      #expect(clear[column, 100] == plain)
      #expect(
        full[column, 100] == unit.map { scale.color(Float($0.column)) } ?? RGB(hex: 0xC86400))
    }
  }

  @Test func whatDoesNotFitIsAnError() throws {
    let network = try Network(architecture: .v10, paddingConvention: .caffe)
    #expect(throws: PictureError.photo) { try Photo(size: network.size, pixels: [1, 2, 3]) }
    let photo = try Photo(
      size: network.size, pixels: Array(repeating: 0, count: 227 * 227 * 3))
    let map = try #require(FeatureMap(height: 1, width: 1, values: [1]))
    let scale = ColorScale(ValueRange(of: map), colormap: .magma, signed: false, onDark: false)
    for name in ["softmax", "conv1"] {
      let layer = try #require(network.layer(named: name))
      #expect(throws: PictureError.noPlace(layer: name)) {
        try Picture.overlay(
          map, scale, of: layer, on: photo, style: PictureStyle(scale: 1), title: "")
      }
    }
  }
}
