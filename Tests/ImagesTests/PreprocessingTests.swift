import Foundation
import Images
import SqueezeNet
import Testing

/// A photo as Pillow and NumPy prepare it, made by `Scripts/goldens/preprocess.py`.
private struct PreprocessGolden: Decodable, Sendable, CustomTestStringConvertible {
  let photo: String
  let text: String
  let side: Int
  let pixels: Data
  let values: [Double]?

  var testDescription: String { "\(photo) \(text)" }

  static let all: [PreprocessGolden] = (try? Golden.files.json("preprocess")) ?? []
}

@Suite("Preprocessings agree with Pillow and NumPy")
struct PreprocessingTests {
  @Test func goldensAreThere() { #expect(PreprocessGolden.all.count > 50) }

  @Test(
    "Every filter, crop and normalisation gives Pillow's bytes", arguments: PreprocessGolden.all)
  private func agrees(_ golden: PreprocessGolden) throws {
    let prepared = try PreparedImage.load(
      path: Golden.files.path(golden.photo).asPath, size: InputSize(golden.side),
      preprocessing: try Preprocessing(parsing: golden.text))
    #expect(prepared.pixels == Array(golden.pixels))
    guard let values = golden.values else { return }
    try #require(prepared.values.count == values.count)
    for (value, expected) in zip(prepared.values, values) {
      try #require(abs(Double(value) - expected) <= 2e-5)
    }
  }

  @Test("A name stands for what its parts say")
  func names() throws {
    for (name, preprocessing) in Preprocessing.named {
      #expect(try Preprocessing(parsing: name) == preprocessing)
      #expect(preprocessing.name == name)
    }
    let same = try Preprocessing(parsing: "std=0.5,mean=0.5,0.5,0.5,scale=255,order=rgb")
    #expect(same.name == "half")
    #expect(try Preprocessing(parsing: "caffe,order=rgb").name.hasPrefix("mean=104,117,123,std=1"))
  }

  @Test(
    "What is written is read back",
    arguments: [
      "half", "torchvision,resize=256,crop=224", "raw,resize=224x200,filter=nearest",
      "mean=0.1,0.2,0.3,std=0.4,order=bgr,scale=127.5,filter=lanczos", "half,order=grey",
      "mean=0.1307,std=0.3081,order=grey",
    ])
  func roundTrip(_ text: String) throws {
    let preprocessing = try Preprocessing(parsing: text)
    #expect(try Preprocessing(parsing: preprocessing.name) == preprocessing)
  }

  @Test(
    "A text that cannot be is told in one line with its part",
    arguments: [
      ("", "''"), ("imagenet", "'imagenet'"), ("mean", "'mean'"), ("mean=", "mean="),
      ("mean=1,2", "mean=1,2"), ("mean=1,x,2", "mean=1,x,2"), ("std=0", "std=0"),
      ("std=nan", "std=nan"), ("mean=inf", "mean=inf"), ("scale=0", "scale=0"),
      ("order=grb", "order=grb"), ("filter=cubic", "filter=cubic"), ("resize=0", "resize=0"),
      ("resize=99999", "resize=99999"), ("crop=224", "crop"), ("resize=200,crop=224", "resize=200"),
      ("half,torchvision", "'torchvision'"), ("mean=1,mean=2", "mean"), ("size=3", "'size'"),
      ("resize=9223372036854775808", "resize="),
    ])
  func refusals(_ text: String, _ part: String) {
    let problem = #expect(throws: Preprocessing.Problem.self) {
      try Preprocessing(parsing: text)
    }
    #expect(problem?.description.contains(part) == true)
    #expect(problem?.description.contains("\n") == false)
  }

  @Test("A large JPEG that is decoded at a smaller scale is resized as from full scale")
  func scaled() throws {
    for text in ["torchvision,resize=40,crop=32", "half,resize=40x36,filter=bicubic"] {
      let preprocessing = try Preprocessing(parsing: text)
      let path = Golden.files.path("large.jpg").asPath
      let scaled = try PreparedImage.load(
        path: path, size: InputSize(32), preprocessing: preprocessing)
      #expect(scaled.source.scaleDenominator > 1)
      let full = PreparedImage(
        try ImageFile.decode(Golden.files.bytes("large.jpg")), path: path, size: InputSize(32),
        preprocessing: preprocessing)
      let differences = zip(scaled.pixels, full.pixels).map { abs(Int($0) - Int($1)) }
      #expect(Double(differences.reduce(0, +)) / Double(differences.count) < 1)
    }
  }

  @Test("Turning through the alternatives leaves crop and resize, and begins with one's own")
  func alternatives() throws {
    let own = try Preprocessing(parsing: "mean=0.3,std=0.2,resize=256,crop=224")
    let all = own.alternatives
    #expect(all.first == own && all.count == Preprocessing.named.count + 1)
    #expect(all.allSatisfy { $0.resizing == .shorterSide(256) && $0.crop == InputSize(224) })
    #expect(Preprocessing.half.alternatives.count == Preprocessing.named.count)
  }
}

/// Texts that nobody would write.
extension PreprocessingTests {
  @Test("Whatever is read is written and read back the same, and gives finite values")
  func anyText() {
    var generator = SystemRandomNumberGenerator()
    let parts =
      Preprocessing.named.map(\.name) + [
        "mean=0.5", "1e3", "-2", "std=0.0001", "10000", "order=grey", "order=bgr", "scale=0.0001",
        "scale=255", "resize=300", "resize=9x4096", "crop=4", "filter=box", "=", "", "x", "é",
      ]
    for _ in 0..<5000 {
      let count = Int.random(in: 1...6, using: &generator)
      let text = (0..<count).map { _ in parts.randomElement() ?? "" }.joined(separator: ",")
      guard let read = try? Preprocessing(parsing: text) else { continue }
      #expect((try? Preprocessing(parsing: read.name)) == read, "\(text)")
      let areFinite = read.levels(ofChannel: 0).allSatisfy { $0.isFinite }
      #expect(areFinite, "\(text)")
    }
  }
}
