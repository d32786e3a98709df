import Foundation
import Testing

/// `sqz-tui compare`.
@Suite struct CompareCommandTests {
  private let folder: CommandFolder

  init() throws { folder = try CommandFolder() }

  /// Records by layer, fields by column.
  private func records(_ arguments: String) throws -> [String: [String: String]] {
    let run = try folder.run(script: "\"$0\" compare \(arguments) --format csv")
    #expect(run.status == 0 && run.errors.isEmpty)
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
  private func values(_ image: String, _ layer: String) throws -> [Double] {
    _ = try folder.run("dump", image, layer, "-o", "x.npy", "--force")
    let bytes = [UInt8](try folder.read("x.npy"))
    let start = 10 + Int(bytes[8]) + Int(bytes[9]) << 8
    return stride(from: start, to: bytes.count, by: 4).map { at in
      let bits = bytes[at..<at + 4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      return Double(Float(bitPattern: bits))
    }
  }

  /// Computed again from the dumped values; the other way round the sides change places.
  @Test func twoPhotosAsTheirDumpsSay() throws {
    let found = try records("photo.jpg short.jpg")
    let swapped = try records("short.jpg photo.jpg")
    for layer in ["input", "conv1", "fire5", "fire5/expand3x3", "conv10", "softmax"] {
      let (a, b) = (try values("photo.jpg", layer), try values("short.jpg", layer))
      let record = try #require(found[layer])
      func told(_ column: String) throws -> Double {
        try #require(record[column].flatMap(Double.init), "\(layer) \(column)")
      }
      let product = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
      let norm = (a.reduce(0) { $0 + $1 * $1 } * b.reduce(0) { $0 + $1 * $1 }).squareRoot()
      let squares = zip(a, b).reduce(0) { $0 + ($1.1 - $1.0) * ($1.1 - $1.0) }
      let largest = zip(a, b).reduce(0) { max($0, abs($1.1 - $1.0)) }
      let magnitude = (a + b).reduce(0) { max($0, abs($1)) }
      let near = 2e-6 + 1e-5 * magnitude
      #expect(abs(try told("cosine") - product / norm) < 1e-5, "\(layer)")
      #expect(abs(try told("max_difference") - largest) < near, "\(layer)")
      #expect(abs(try told("rms_difference") - (squares / Double(a.count)).squareRoot()) < near)
      #expect(abs(try told("first_mean") - a.reduce(0, +) / Double(a.count)) < near)
      #expect(abs(try told("second_mean") - b.reduce(0, +) / Double(b.count)) < near)
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
    let geometry = try records("photo.jpg --geometry caffe --other-geometry keras")
    #expect(geometry["input"]?["cells"] == "nearest")
    #expect(geometry["input"]?["second_shape"] == "224x224x3")
    #expect(geometry["avgpool10"]?["cells"] == "same")
    let model = try records("photo.jpg --model v1.0 --other-model v1.1")
    #expect(model["conv1"]?["second_shape"]?.hasSuffix("x64") == true)
    // 96 channels against 64 have no difference.
    #expect(model["conv1"]?["cosine"] == "" && model["fire2"]?["cosine"] != "")
    #expect(model["maxpool8"]?["second_shape"] == "" && model["maxpool3"]?["first_shape"] == "")
    let file = try folder.run("compare", "photo.jpg", "--other-weights", "v11.npz").text
    #expect(file.contains("second  SqueezeNet v1.1") && file.contains("nearest cells"))
    let size = try folder.run("compare", "photo.jpg", "--other-size", "100x120").text
    #expect(size.contains("100x120x3"))
  }
}
