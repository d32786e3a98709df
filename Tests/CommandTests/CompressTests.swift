import Foundation
import SqueezeNet
import TestSupport
import Testing
import Weights

/// `weights compress`, and `weights convert` to the formats that others read.
@Suite struct CompressTests {
  private let folder: CommandFolder

  init() throws {
    folder = try CommandFolder()
    let weights = try ModelWeights.glorot(
      architecture: FamilyMembers.small(classes: 3), seed: 5, biasLimit: 0.1)
    let trained = try ModelWeights(
      architecture: weights.architecture, convolutions: weights.convolutions,
      preprocessing: .half, paddingConvention: .torchvision, isTrained: true,
      classes: ClassNames(count: 3, names: ["ant", "bee", "cow"]))
    try WeightsWriter.write(trained, to: folder.path("mine.safetensors").asPath)
  }

  private static func object(_ run: CommandRun) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
  }

  @Test func whatIsWrittenOpens() throws {
    let run = try folder.run(
      "weights", "compress", "mine.safetensors", "photo.jpg", "-o", "mine.sqz", "--bits", "8",
      "--format", "json")
    #expect(run.status == 0, "\(run.errors)")
    let object = try Self.object(run)
    let settings = try #require(object["settings"] as? [[String: Any]])
    #expect(settings.map { $0["bits"] as? Int } == [8, 6, 5])
    #expect(settings.map { $0["squeeze_bits"] as? Int } == [8, 6, 5])
    let size = try Data(contentsOf: URL(filePath: folder.path("mine.sqz"))).count
    #expect(settings[0]["bytes"] as? Int == size)
    let layers = try #require(object["layers"] as? [[String: Any]])
    #expect(layers.count == 14)
    #expect(layers.allSatisfy { $0["values"] as? Int ?? 999 <= 255 })

    // Its own facts and names, and nearly the answer.
    let answers = try ["mine.safetensors", "mine.sqz"].map { file in
      let run = try folder.run("classify", "photo.jpg", "--weights", file, "--format", "json")
      let images = try #require(try Self.object(run)["images"] as? [[String: Any]])
      let top = try #require(images.first?["top"] as? [[String: Any]])
      return top.map { (($0["name"] as? String) ?? "", ($0["probability"] as? Double) ?? -1) }
    }
    #expect(answers[0].map(\.0) == answers[1].map(\.0))
    #expect(Set(answers[1].map(\.0)) == ["ant", "bee", "cow"])
    for (one, other) in zip(answers[0], answers[1]) { #expect(abs(one.1 - other.1) < 0.02) }
    #expect(
      try folder.run("weights", "inspect", "mine.sqz").text.contains("half (RGB / 255, mean 0.5"))
  }

  /// Without -o a table and no file.
  @Test func theTableAlone() throws {
    let run = try folder.run("weights", "compress", "mine.safetensors", "--density", "0.3")
    #expect(run.status == 0)
    #expect(run.text.contains("\n6 bits, squeeze 8, density 0.3 "))
    #expect(run.text.contains("vs float32") && !run.text.contains("AlexNet"))
    #expect(!folder.names.contains { $0.hasPrefix("x.") || $0.hasSuffix(".sqz") })
  }

  @Test(arguments: [
    ("weights compress mine.safetensors --bits 3", 64, "--bits 3: give a number from 4 to 8"),
    ("weights compress mine.safetensors --density 0", 64, "--density 0.0: give a number above 0"),
    (
      "weights compress mine.safetensors -o x.net", 73,
      "x.net: cannot be written: .net files hold Caffe's v1.0 and nothing else"
    ),
    ("weights compress mine.safetensors -o x.pth", 64, "give a name that ends in .sqz or .net"),
    ("weights compress missing.pth", 66, "missing.pth"),
    ("weights compress mine.safetensors missing.jpg", 66, "missing.jpg"),
    (
      "weights convert mine.safetensors -o x.sqz", 73,
      "a layer has more than 255 distinct values: 'sqz-tui weights compress' makes them fewer"
    ),
    (
      "weights convert mine.safetensors -o x.pth --with-preprocessing", 73,
      "PyTorch holds no preprocessing as a part of the network, .onnx does"
    ),
  ])
  func refusals(_ arguments: String, _ status: Int32, _ says: String) throws {
    let run = try folder.run(script: "\"$0\" \(arguments)")
    #expect(run.status == status && run.errors.contains(says), "\(run.status) \(run.errors)")
    #expect(run.hasOneErrorLine)
    #expect(!folder.names.contains { $0.hasPrefix("x.") || $0.hasSuffix(".sqz") })
  }

  /// Training that diverged: finite weights whose scores are none. Each command says so.
  @Test(arguments: [
    "classify photo.jpg", "classify photo.jpg --format json", "photo.jpg",
    "profile photo.jpg --runs 1", "weights compress diverged.npz photo.jpg", "evaluate set",
  ])
  func scoresThatAreNoNumbers(_ arguments: String) throws {
    let weights = try ModelWeights.glorot(
      architecture: FamilyMembers.small(classes: 3), seed: 5, biasLimit: 0.1)
    let convolutions = weights.convolutions.mapValues {
      ConvolutionWeights(kernel: $0.kernel.map { $0 * 1e12 }, bias: $0.bias)
    }
    try WeightsWriter.write(
      try ModelWeights(
        architecture: weights.architecture, convolutions: convolutions, preprocessing: .half,
        paddingConvention: .torchvision, isTrained: true), to: folder.path("diverged.npz").asPath)
    try FileManager.default.createDirectory(
      atPath: folder.path("set/0"), withIntermediateDirectories: true)
    try folder.write(try folder.read("photo.jpg"), "set/0/a.jpg")
    let isCompress = arguments.contains("compress")
    let run = try folder.run(
      script: "\"$0\" \(arguments) \(isCompress ? "" : "--weights diverged.npz")")
    #expect(run.status == 65, "\(run.status) \(run.errors)")
    #expect(run.errors.contains("the scores are too large to be numbers"), "\(run.errors)")
  }

  /// The formats that hold everything give the same answer to the last digit.
  @Test(arguments: ["npz", "pth", "onnx"]) func convertedFilesAnswerAlike(_ ending: String) throws {
    let converted = try folder.run("weights", "convert", "mine.safetensors", "-o", "x.\(ending)")
    #expect(converted.status == 0)
    #expect(converted.errors.contains("takes half") == (ending == "pth"))
    let answers = try ["mine.safetensors", "x.\(ending)"].map { file in
      let run = try folder.run("classify", "photo.jpg", "--weights", file, "--format", "csv")
      #expect(run.status == 0, "\(run.errors)")
      return run.text
    }
    #expect(answers[0] == answers[1])
  }
}
