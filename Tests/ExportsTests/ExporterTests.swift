import Analysis
import Exports
import Heatmaps
import Images
import Inference
import Reports
import SqueezeNet
import Testing
import Weights

/// A made-up pass: every value tells its layer, place and channel.
private struct Sample {
  let network: Network
  var source: ReportSource

  init(_ paddingConvention: PaddingConvention = .caffe, trained: Bool = true) throws {
    network = try Network(
      architecture: .v10, paddingConvention: paddingConvention, size: InputSize(65))
    let model = ModelDescription(
      network: network, isTrained: trained, weightsName: "x", threads: 1, kernels: "baseline")
    source = ReportSource(
      model: model, image: "photos/cup.png",
      pixels: (0..<65 * 65).flatMap { [UInt8($0 % 251), 100, 50] })
    for layer in network.layers {
      let values = (0..<layer.outputShape.count).map { Float(($0 * 7 + layer.index) % 101) }
      source.activations[layer.index] = Activation(shape: layer.outputShape, values: values)
    }
    source.activations[nil] = Activation(
      shape: network.inputShape, values: (0..<65 * 65 * 3).map { Float($0 % 255) - 120 })
  }

  func index(_ name: String) throws -> Int { try #require(network.layer(named: name)?.index) }

  func picture(_ content: ExportContent, _ options: PictureOptions) throws -> DecodedImage {
    try ImageFile.decode(Exporter(source, options: options).bytes(content, .png))
  }
}

private let bare = PictureOptions(scale: 2, hasLabels: false)

@Suite struct ExporterTests {
  @Test func aMapHasTheColoursOfItsValues() throws {
    let sample = try Sample()
    let layer = try sample.index("fire4/expand3x3")
    let choice = MapChoice(layer: layer, channel: 16, colormap: .viridis)
    let image = try sample.picture(.map(choice), bare)
    let activation = try #require(sample.source.activations[layer])
    let values = activation.map(channel: 16)
    let (low, high) = (values.min() ?? 0, values.max() ?? 0)
    let (height, width) = (activation.shape.height, activation.shape.width)
    #expect(image.width == 2 * width && image.height == 2 * height)
    for y in 0..<2 * height {
      for x in 0..<2 * width {
        let share = Double((values[y / 2 * width + x / 2] - low) / (high - low))
        let color = ColorRamp.sequential(.viridis).color(share)
        let start = (y * 2 * width + x) * 3
        #expect(Array(image.pixels[start..<start + 3]) == [color.red, color.green, color.blue])
      }
    }
  }

  @Test func scalingIsThatOfTheScreen() throws {
    let sample = try Sample()
    var choice = MapChoice(layer: try sample.index("conv1"))
    let own = try sample.picture(.map(choice), bare).pixels
    choice.scaling = MapScaling(ends: .fixed(ValueRange(minimum: 0, maximum: 1000)))
    let fixed = try sample.picture(.map(choice), bare).pixels
    choice.scaling = MapScaling(ends: .fixed(ValueRange(minimum: 0, maximum: 1000)), gamma: 0.35)
    let bent = try sample.picture(.map(choice), bare).pixels
    func brightness(_ pixels: [UInt8]) -> Int { pixels.reduce(0) { $0 + Int($1) } }
    #expect(brightness(fixed) < brightness(bent) && brightness(bent) < brightness(own))
  }

  @Test func everyPictureCanBeDrawnWithAndWithoutLabels() throws {
    let sample = try Sample(trained: false)
    let fire = try sample.index("fire9")
    let contents: [ExportContent] = [
      .map(MapChoice(layer: nil, channel: 2)), .map(MapChoice(layer: fire, reduction: .mean)),
      .sheet(MapChoice(layer: fire), .index), .sheet(MapChoice(layer: fire), .zeros),
      .sheet(MapChoice(layer: fire, scaling: MapScaling(ends: .layer)), .mean),
      .overlay(MapChoice(layer: fire, channel: 511)), .classMap(967, MapChoice(layer: nil)),
    ]
    for content in contents {
      let plain = try sample.picture(content, bare)
      let labelled = try sample.picture(content, PictureOptions(scale: 2, isDark: true))
      #expect(labelled.width > plain.width && labelled.height > plain.height)
      _ = try sample.picture(content, PictureOptions())
    }
    #expect(try sample.picture(contents[5], bare).width == 130)
  }

  @Test func theSheetHasEveryChannelAsOftenAsItIs() throws {
    let sample = try Sample()
    let layer = try sample.index("fire2/squeeze1x1")
    let options = PictureOptions(scale: 1, hasLabels: false, columns: 16)
    let sheet = try sample.picture(.sheet(MapChoice(layer: layer), .index), options)
    let shape = try #require(sample.network.layer(at: layer)).outputShape
    #expect(shape.channels == 16 && sheet.height == shape.height)
  }

  @Test func whatHasNoPictureSaysWhy() throws {
    let sample = try Sample()
    func error(_ content: ExportContent, _ format: ExportFormat = .png) -> String {
      do throws(ExportError) {
        _ = try Exporter(sample.source).bytes(content, format)
        return "none"
      } catch {
        return error.description
      }
    }
    let softmax = try sample.index("softmax")
    #expect(error(.map(MapChoice(layer: softmax))).contains("one value a channel"))
    #expect(error(.overlay(MapChoice(layer: nil))).contains("the input is the photo"))
    #expect(
      error(.map(MapChoice(layer: try sample.index("conv1"), channel: 96)))
        == "conv1 has channels 0 to 95")
    #expect(error(.classMap(1000, MapChoice(layer: nil))).contains("no class 1000"))
    #expect(error(.activation(layer: 9999), .npy).contains("not computed"))
    #expect(error(.numbers(["profile"]) { try Profile($0) }, .csv).contains("pending"))
    #expect(error(.screen(), .svg).contains("no screen"))
    #expect(error(.pass, .png).contains("png"))
    var tooLarge = sample.source
    tooLarge.pixels = [1, 2, 3]
    #expect(throws: ExportError.self) {
      try Exporter(tooLarge).bytes(.overlay(MapChoice(layer: 0)), .png)
    }
    #expect(throws: ExportError.self) {
      try Exporter(sample.source, options: PictureOptions(scale: .max))
        .bytes(.map(MapChoice(layer: 0)), .png)
    }
  }

  @Test func arraysComeBackUnderTheirLayersNames() throws {
    let sample = try Sample()
    let arrays = try NPZFile.decode(Exporter(sample.source).bytes(.pass, .npz))
    #expect(arrays.map(\.name) == ["input"] + sample.network.layers.map(\.name))
    for (array, layer) in zip(arrays.dropFirst(), sample.network.layers) {
      #expect(array.values == sample.source.activations[layer.index]?.values)
      let shape = layer.outputShape
      #expect(
        array.shape
          == (layer.isVector ? [shape.channels] : [shape.height, shape.width, shape.channels]))
    }
    let one = try NPYFile.decode(
      Exporter(sample.source).bytes(.activation(layer: try sample.index("avgpool10")), .npy))
    #expect(one.shape == [1000])
    var part = sample.source
    part.activations[3] = nil
    #expect(throws: ExportError.self) { try Exporter(part).bytes(.pass, .npz) }
  }
}

@Suite struct ExportNameTests {
  @Test func namesTellWhatIsInside() throws {
    let network = try Network(architecture: .v10, paddingConvention: .caffe)
    let layer = try #require(network.layer(named: "fire4/expand3x3")?.index)
    let choice = MapChoice(layer: layer, channel: 16)
    let names: [(ExportContent, ExportFormat, String)] = [
      (.map(choice), .png, "cup-fire4-expand3x3-ch16.png"),
      (.map(MapChoice(layer: nil, reduction: .mean)), .png, "cup-input-mean.png"),
      (.sheet(choice, .index), .png, "cup-fire4-expand3x3-sheet.png"),
      (.sheet(choice, .zeros), .png, "cup-fire4-expand3x3-sheet-by-zeros.png"),
      (.overlay(choice), .png, "cup-fire4-expand3x3-ch16-on-photo.png"),
      (.classMap(986, choice), .png, "cup-class986-yellow-lady-s-slipper-on-photo.png"),
      (.screen("sheet"), .svg, "cup-sheet-screen.svg"),
      (.screen("sheet"), .ans, "cup-sheet-screen.ans"),
      (.numbers(["why"]) { try Profile($0) }, .json, "cup-why.json"),
      (.activation(layer: layer), .npy, "cup-fire4-expand3x3.npy"),
      (.pass, .npz, "cup-v1.0-caffe-pass.npz"),
    ]
    for (content, format, name) in names {
      #expect(content.formats.contains(format))
      #expect(
        content.suggestedName(format, image: "a/cup.jpg", network: network) == name)
    }
  }
}
