import Foundation
import Testing

/// `sqz-tui compare`.
@Suite struct CompareCommandTests {
  private let folder: CommandFolder

  init() throws { folder = try CommandFolder() }

  /// Records by layer, fields by column.
  private func records(_ arguments: String) throws -> [String: [String: String]] {
    let run = try folder.run(script: "\"$0\" compare \(arguments) --format csv")
    #expect(run.status == 0)
    #expect(run.errors.isEmpty || run.errors.hasPrefix("sqz-tui: short.jpg: truncated"))
    let lines = run.text.components(separatedBy: "\r\n").filter { !$0.isEmpty }
    let fields = lines.map { $0.components(separatedBy: ",") }
    let heads = try #require(fields.first)
    #expect(fields.allSatisfy { $0.count == heads.count })
    return Dictionary(
      uniqueKeysWithValues: fields.dropFirst().map {
        ($0[0], Dictionary(uniqueKeysWithValues: zip(heads, $0)))
      })
  }

  /// A layer's values as `dump` writes them.
  private func values(_ image: String, _ layer: String) throws -> [Float] {
    _ = try folder.run("dump", image, layer, "-o", "x.npy", "--force")
    return try folder.floats("x.npy")
  }

  /// Figures of two layers' values in one go: there are a million.
  private struct Figures {
    var product = 0.0
    var squares = (a: 0.0, b: 0.0, difference: 0.0)
    var sums = (a: 0.0, b: 0.0)
    var largest = 0.0
    var magnitude = 0.0

    init(_ first: [Float], _ second: [Float]) {
      first.withUnsafeBufferPointer { first in
        second.withUnsafeBufferPointer { second in
          var place = 0
          while place < first.count {
            let (a, b) = (Double(first[place]), Double(second[place]))
            product += a * b
            squares.a += a * a
            squares.b += b * b
            squares.difference += (b - a) * (b - a)
            sums.a += a
            sums.b += b
            largest = max(largest, (b - a).magnitude)
            magnitude = max(magnitude, a.magnitude, b.magnitude)
            place += 1
          }
        }
      }
    }
  }

  /// Computed again from the dumped values; the other way round the sides change places.
  @Test func twoPhotosAsTheirDumpsSay() throws {
    let found = try records("photo.jpg short.jpg")
    let swapped = try records("short.jpg photo.jpg")
    for layer in ["input", "conv1", "fire5", "fire5/expand3x3", "conv10", "softmax"] {
      let (a, b) = (try values("photo.jpg", layer), try values("short.jpg", layer))
      try #require(a.count == b.count && !a.isEmpty)
      let record = try #require(found[layer])
      func told(_ column: String) throws -> Double {
        try #require(record[column].flatMap(Double.init), "\(layer) \(column)")
      }
      let figures = Figures(a, b)
      let count = Double(a.count)
      let norm = (figures.squares.a * figures.squares.b).squareRoot()
      let rms = (figures.squares.difference / count).squareRoot()
      let near = 2e-6 + 1e-5 * figures.magnitude
      #expect(abs(try told("cosine") - figures.product / norm) < 1e-5, "\(layer)")
      #expect(abs(try told("max_difference") - figures.largest) < near, "\(layer)")
      #expect(abs(try told("rms_difference") - rms) < near)
      #expect(abs(try told("first_mean") - figures.sums.a / count) < near)
      #expect(abs(try told("second_mean") - figures.sums.b / count) < near)
      #expect(record["cells"] == "same")
      #expect(swapped[layer]?["first_mean"] == record["second_mean"], "\(layer)")
      #expect(swapped[layer]?["cosine"] == record["cosine"], "\(layer)")
    }
  }

  @Test func theSamePhotoDoesNotDiffer() throws {
    let found = try records("photo.jpg photo.jpg")
    #expect(found.count > 30 && found.values.allSatisfy { $0["differs"] == "false" })
    let text = try folder.run("compare", "photo.jpg", "photo.jpg").text
    #expect(text.contains("nothing differs") && text.contains("(untrained)"))
  }

  @Test func aWhatIfDiffersFromItsLayerOn() throws {
    let found = try records("photo.jpg --off fire4/expand1x1:all")
    for layer in ["input", "conv1", "fire3", "fire4/squeeze1x1", "fire4/expand3x3"] {
      #expect(found[layer]?["differs"] == "false", "\(layer)")
    }
    let half = try #require(found["fire4/expand1x1"])
    #expect(half["differs"] == "true" && half["cosine"] == "" && half["second_max"] == "0.000000")
    #expect(half["second_zero_percent"] == "100.000")
    let json = try folder.run(
      "compare", "photo.jpg", "--off", "fire4/expand1x1:all", "--format", "json"
    ).output
    let object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    #expect(object["first_difference"] as? String == "fire4/expand1x1")
    let second = try #require(object["second"] as? [String: Any])
    #expect(second["off"] as? [String] == ["fire4/expand1x1:all"])
    #expect((object["first"] as? [String: Any])?["off"] as? [String] == [])
  }

  @Test func otherGeometriesAndModels() throws {
    let paddingConvention = try records("photo.jpg --geometry caffe --other-geometry keras")
    #expect(paddingConvention["input"]?["cells"] == "nearest")
    #expect(paddingConvention["input"]?["second_shape"] == "224x224x3")
    #expect(paddingConvention["avgpool10"]?["cells"] == "same")
    let model = try records("photo.jpg --model v1.0 --other-model v1.1")
    #expect(model["conv1"]?["second_shape"]?.hasSuffix("x64") == true)
    // Channels of networks that were trained apart have no difference; photos and classes have.
    #expect(model["conv1"]?["cosine"] == "" && model["fire2"]?["cosine"] == "")
    #expect(model["input"]?["cosine"] != "" && model["softmax"]?["cosine"] != "")
    let both = try folder.run("compare", "photo.jpg", "--model", "v1.0", "--other-model", "v1.1")
    let sizes = both.text.split(separator: "\n").first { $0.hasPrefix("parameters") } ?? ""
    #expect(sizes.contains("1,248,424") && sizes.contains("1,235,496"))
    #expect(both.text.contains("trained apart"))
    #expect(both.text.contains("a pass") && both.text.contains("answer 5"))
    #expect(model["maxpool8"]?["second_shape"] == "" && model["maxpool3"]?["first_shape"] == "")
    let file = try folder.run("compare", "photo.jpg", "--other-weights", "v11.npz").text
    #expect(file.contains("second  SqueezeNet v1.1") && file.contains("nearest cells"))
    let size = try folder.run("compare", "photo.jpg", "--other-size", "100x120").text
    #expect(size.contains("100x120x3"))
  }
}
