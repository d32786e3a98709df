import Exports
import Foundation
import Inference
import Reports
import SqueezeNet
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A diagram as SVG: whole, well-formed, and of nothing from elsewhere.
@Suite struct DiagramExportTests {
  private final class Reader: NSObject, XMLParserDelegate {
    var names: [String: Int] = [:]
    var texts: [String] = []
    var attributes: [String: [String]] = [:]
    private var text = ""

    init(_ svg: String) {
      super.init()
      let parser = XMLParser(data: Data(svg.utf8))
      parser.delegate = self
      #expect(parser.parse(), "\(String(describing: parser.parserError))")
    }

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      names[name, default: 0] += 1
      for (key, value) in attributes { self.attributes[key, default: []].append(value) }
      text = ""
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
      if name == "text" { texts.append(text) }
    }
  }

  private func source(_ architecture: Architecture, photo: Bool = false) throws -> ReportSource {
    let network = try Network(
      architecture: architecture, paddingConvention: .caffe,
      size: photo ? InputSize(65) : nil)
    let model = ModelDescription(
      network: network, isTrained: true, weightsName: "x", threads: 1, kernels: "baseline")
    var source = ReportSource(model: model, image: "photos/a<b&c.png")
    for layer in photo ? network.layers : [] {
      let values = (0..<layer.outputShape.count).map { Float(($0 * 7 + layer.index) % 101) }
      source.activations[layer.index] = Activation(shape: layer.outputShape, values: values)
    }
    return source
  }

  private func svg(
    _ source: ReportSource, _ layer: Int? = nil, maps: Bool = false, numbers: Bool = true
  ) throws -> Reader {
    let bytes = try Exporter(source, options: PictureOptions(hasLabels: numbers)).bytes(
      .diagram(layer, colormap: .magma, hasMaps: maps), .svg)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(!text.contains("<script") && !text.contains("<style"))
    return Reader(text)
  }

  /// A box a layer, but for a sum, which is a circle.
  @Test(arguments: [Architecture.v10, .v11, .v10.with(.simple), .v11.with(.complex)])
  func theWholeNetworkHasABoxALayer(_ architecture: Architecture) throws {
    let source = try source(architecture)
    let network = source.model.network
    let sums = network.layers.count { $0.operation == .addition }
    for numbers in [true, false] {
      let svg = try svg(source, numbers: numbers)
      // The paper is white, so that it can be read on a dark page.
      #expect(svg.names["rect"] == network.layers.count - sums + 1)
      #expect(svg.attributes["fill"]?.first == "#fff")
      #expect(svg.names["circle", default: 0] == sums && svg.names["image"] == nil)
      for layer in network.layers where layer.operation != .addition {
        #expect(svg.texts.contains(layer.isConcatenation ? "concatenate" : layer.shortName))
        #expect(svg.texts.contains(layer.outputShape.display), "\(layer.name)")
      }
      let joined = svg.texts.joined(separator: "\n")
      for layer in network.layers {
        guard let convolution = layer.convolution else { continue }
        #expect(joined.contains("\(convolution.parametersText) = ") == numbers)
      }
      #expect(joined.contains("Without the squeeze") == numbers)
    }
  }

  @Test func aBlockStandsAlone() throws {
    let source = try source(.v10)
    let fire = try #require(source.model.network.fire(2))
    let svg = try svg(source, fire.expand3x3.index)
    #expect(svg.names["rect"] == 5 && svg.texts.contains("fire2") && !svg.texts.contains("fire3"))
    for text in [
      "96·16+16 = 1,552", "9·16·64+64 = 9,280", "55·55·9·16·64 = 27.9 M MAC", "55×55×96",
      "55×55×16", "55×55×128", "64+64 channels",
    ] {
      #expect(svg.texts.contains(text), "\(text)")
    }
  }

  /// The maps are in the file, as pictures that can be read.
  @Test func mapsAreInTheFile() throws {
    let source = try source(.v10, photo: true)
    let svg = try svg(source, maps: true)
    let layers = source.model.network.layers.filter { !$0.isVector }
    let links = try #require(svg.attributes["href"])
    #expect(links.count == layers.count && svg.names["image"] == layers.count)
    for link in links {
      let parts = link.split(separator: ",")
      #expect(parts.first == "data:image/png;base64")
      let data = try #require(Data(base64Encoded: String(parts[1])))
      #expect(data.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    }
    #expect(svg.texts.contains { $0.hasPrefix("a<b&c.png, SqueezeNet v1.0") })
    // The answer: the softmax's three largest values.
    #expect(svg.texts.contains { $0.contains("% ") })
  }

  @Test func whatIsNotComputedIsNoMap() throws {
    let source = try source(.v10)
    #expect(throws: ExportError.impossible("conv1 is not computed")) {
      try Exporter(source).bytes(.diagram(nil, colormap: .magma, hasMaps: true), .svg)
    }
  }

  @Test func formulasAsText() throws {
    let source = try source(.v11)
    let bytes = try Exporter(source).bytes(.diagram(nil, colormap: .magma, hasMaps: false), .txt)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(bytes.allSatisfy { $0 < 128 })
    #expect(text.contains("64*16+16 = 1,040") && text.contains("fire9:\n  32,832 + 16,640"))
  }
}
