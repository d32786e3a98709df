import Foundation
import SqueezeNet
import TestSupport
import Testing

@testable import Weights

/// A network of one's own: its labels, its preprocessing, `weights inspect` and `weights add`.
@Suite struct OwnNetworkTests {
  let folder: CommandFolder

  init() throws {
    folder = try CommandFolder()
    try writeNetwork("best.npz")
  }

  /// Three classes; the file does not say what was trained with.
  private func writeNetwork(_ name: String, inputChannels: Int = 3, classes: Int = 3) throws {
    var architecture = FamilyMembers.small(classes: classes)
    architecture.inputChannels = inputChannels
    let made = try ModelWeights.glorot(architecture: architecture)
    let arrays = made.arrays(naming: .layers).map { name, array in
      NPZFile.Array(name: name, shape: array.shape, values: (try? array.values()) ?? [])
    }
    try folder.write(Data(try NPZFile.encode(arrays.compactMap(\.self))), name)
  }

  func json(_ run: CommandRun) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
  }

  @Test func whatWasAssumedIsSaidOnceToPeople() throws {
    let run = try folder.run("classify", "photo.jpg", "photo.jpg", "--weights", "best.npz")
    #expect(run.status == 0 && run.hasOneErrorLine)
    for part in ["best.npz: ", "preprocessing caffe", "--preprocess", "--labels", "--geometry"] {
      #expect(run.errors.contains(part))
    }
    let quiet = try folder.run(
      "classify", "photo.jpg", "--weights", "best.npz", "--format", "json")
    #expect(quiet.status == 0 && quiet.errors.isEmpty)
    let asked = try folder.run(
      "classify", "photo.jpg", "--weights", "best.npz", "--preprocess", "half")
    #expect(!asked.errors.contains("preprocessing"))
  }

  @Test func aThousandClassesAreSaidToBeImageNets() throws {
    try writeNetwork("thousand.npz", classes: 1000)
    let assumed = "ImageNet's names of classes are assumed (--labels)"
    let run = try folder.run("classify", "photo.jpg", "--weights", "thousand.npz")
    #expect(run.errors.contains(assumed))
    let inspected = try folder.run("weights", "inspect", "thousand.npz")
    let row = inspected.text.split(separator: "\n").first { $0.contains("1000: ") }
    #expect(inspected.status == 0 && row?.hasSuffix("(assumed)") == true)
    try folder.write(Data((0..<1000).map { "name \($0)\n" }.joined().utf8), "names.txt")
    let named = try folder.run(
      "classify", "photo.jpg", "--weights", "thousand.npz", "--labels", "names.txt")
    #expect(!named.errors.contains("ImageNet"))
  }

  @Test func aClassWithoutANameIsNamedOnce() throws {
    try writeNetwork("one.npz", classes: 1)
    let run = try folder.run("why", "photo.jpg", "--weights", "one.npz", "--class", "0")
    #expect(run.text.contains("\nclass 0: rank "))
  }

  @Test func labelsAreFoundAndNamed() throws {
    try folder.write(Data("daisy\nrose\ntulip\n".utf8), "classes.txt")
    let run = try folder.run("classify", "photo.jpg", "--weights", "best.npz")
    #expect(run.text.contains("rose") && run.errors.contains("classes.txt"))
    try folder.write(Data(#"["a\u001b[31m", "b", "c"]"#.utf8), "own.json")
    let own = try folder.run(
      "classify", "photo.jpg", "--weights", "best.npz", "--labels", "own.json")
    #expect(own.text.contains("a [31m") && !own.text.contains("\u{1B}"))
    try folder.write(Data("a\nb\n".utf8), "two.txt")
    let wrong = try folder.run(
      "classify", "photo.jpg", "--weights", "best.npz", "--labels", "two.txt")
    #expect(wrong.status == 65 && wrong.hasOneErrorLine)
    #expect(wrong.errors == "sqz-tui: two.txt: names 2 classes, the network has 3\n")
    let missing = try folder.run(
      "classify", "photo.jpg", "--weights", "best.npz", "--labels", "none.txt")
    #expect(missing.status == 66 && missing.hasOneErrorLine)
  }

  @Test func inspectSaysWhatClassifyDoes() throws {
    try folder.write(Data("daisy\nrose\ntulip\n".utf8), "classes.txt")
    let text = try folder.run("weights", "inspect", "best.npz", "--photo", "photo.jpg")
    #expect(text.status == 0)
    for part in [
      "SqueezeNet custom", "classes       3: daisy, rose, tulip (classes.txt beside it)",
      "preprocessing caffe (BGR, mean 104 117 123) (assumed)", "conv10.weight", "3x32x1x1", "<f4",
      "caffe-exact", "signed",
    ] { #expect(text.text.contains(part), "\(part)") }
    let inspected = try json(
      try folder.run(
        "weights", "inspect", "best.npz", "--photo", "photo.jpg", "--format", "json"))
    #expect(inspected["classes"] as? [String] == ["daisy", "rose", "tulip"])
    #expect(inspected["preprocessing_from"] as? String == "assumed")
    #expect((inspected["arrays"] as? [Any])?.count == 28)
    let answers = try #require(inspected["answers"] as? [[String: Any]])
    #expect(answers.count == Preprocessing.named.count)
    for answer in answers {
      let name = try #require(answer["preprocessing"] as? String)
      let classified = try json(
        try folder.run(
          "classify", "photo.jpg", "--weights", "best.npz", "--preprocess", name, "--format",
          "json"))
      let images = try #require(classified["images"] as? [[String: Any]])
      let expected = try #require(images[0]["top"] as? [[String: Any]])
      let found = try #require(answer["classes"] as? [[String: Any]])
      #expect(
        found.compactMap { $0["name"] as? String } == expected.compactMap { $0["name"] as? String })
      for (a, b) in zip(found, expected) {
        let values = [a, b].compactMap { $0["probability"] as? Double }
        #expect(values.count == 2 && abs(values[0] - (values.last ?? 2)) < 1e-6)
      }
    }
  }

  @Test func addedNetworksOpenByName() throws {
    try folder.write(Data("daisy\nrose\ntulip\n".utf8), "names.txt")
    let added = try folder.run(
      "weights", "add", "best.npz", "--name", "flowers", "--labels", "names.txt", "--preprocess",
      "half,resize=80,crop=64", "--geometry", "torchvision")
    #expect(added.status == 0 && added.text.contains("flowers.safetensors"))
    let again = try folder.run(
      "weights", "add", "best.npz", "--name", "flowers", "--labels", "names.txt", "--preprocess",
      "half,resize=80,crop=64", "--geometry", "torchvision")
    #expect(again.text.contains("already"))
    let run = try folder.run("classify", "photo.jpg", "--model", "flowers")
    // What was assumed when it was added is no fact now.
    #expect(run.status == 0 && run.hasOneErrorLine && run.errors.contains("poolings"))
    #expect(run.text.contains("rose") && run.text.contains("torchvision 64"))
    let same = try folder.run(
      "classify", "photo.jpg", "--weights", "best.npz", "--labels", "names.txt", "--preprocess",
      "half,resize=80,crop=64", "--geometry", "torchvision", "--format", "csv")
    let csv = try folder.run("classify", "photo.jpg", "--model", "flowers", "--format", "csv")
    #expect(same.text == csv.text && !csv.text.isEmpty)
    let list = try folder.run("weights", "list")
    #expect(list.text.contains("3: daisy, rose, tulip") && list.text.contains("half,resize=80"))
    // What opens by default stays.
    #expect(try folder.run("classify", "photo.jpg").text.contains("untrained"))
    let second = try folder.run("weights", "add", "best.npz", "--name", "best")
    #expect(second.status == 0 && !second.text.contains("already"))
    let missing = try folder.run("weights", "remove", "roses")
    #expect(missing.status == 66 && missing.hasOneErrorLine)
    #expect(missing.errors.contains("there are best, flowers"))
    let removed = try folder.run("weights", "remove", "best")
    #expect(removed.status == 0 && removed.text.contains("best.safetensors"))
    #expect(try folder.run("classify", "photo.jpg", "--model", "best").status == 64)
    let unknown = try folder.run("classify", "photo.jpg", "--model", "roses")
    #expect(unknown.status == 64 && unknown.errors.contains("roses"))
    let both = try folder.run(
      "classify", "photo.jpg", "--model", "flowers", "--weights", "best.npz")
    #expect(both.status == 64)
    for name in ["v1.0", "../x", "", ".x"] {
      #expect(try folder.run("weights", "add", "best.npz", "--name", name).status == 64)
    }
  }

  @Test func greyNetworksTakePhotos() throws {
    try writeNetwork("grey.npz", inputChannels: 1)
    let run = try folder.run("classify", "photo.jpg", "--weights", "grey.npz")
    #expect(run.status == 0 && run.errors.contains("preprocessing half,order=grey"))
    let dump = try folder.run(
      "dump", "photo.jpg", "input", "--weights", "grey.npz", "--size", "64", "-o", "input.npy")
    #expect(dump.status == 0)
    let values = try folder.floats("input.npy")
    #expect(values.count == 64 * 64 && values.allSatisfy { (-1...1).contains($0) })
    let filters = try folder.run("filters", "conv1", "--channels", "0", "--weights", "grey.npz")
    #expect(filters.status == 0 && filters.text.contains("grey"))
    let kernels = try folder.run(
      "export", "kernels", "--layer", "conv1", "--channel", "0", "--weights", "grey.npz", "-o",
      "kernel.png")
    #expect(kernels.status == 0)
    let refused = try folder.run(
      "classify", "photo.jpg", "--weights", "best.npz", "--preprocess", "order=grey")
    #expect(refused.status == 64 && refused.hasOneErrorLine)
  }

  @Test func badPreprocessingIsToldInOneLine() throws {
    let run = try folder.run("classify", "photo.jpg", "--preprocess", "mean=1,2")
    #expect(run.status == 64 && run.errors.contains("mean=1,2"))
    let large = try folder.run("classify", "photo.jpg", "--preprocess", "half,resize=100")
    #expect(large.status == 64 && large.hasOneErrorLine && large.errors.contains("resize=100"))
  }
}

/// A checkpoint of PyTorch that holds the names of its classes.
extension OwnNetworkTests {
  @Test func namesInACheckpointCount() throws {
    let goldens = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../WeightsTests/Goldens/pytorch").standardizedFileURL
    try folder.write(try Data(contentsOf: goldens.appending(path: "wrapped.ckpt")), "net.ckpt")
    try folder.write(Data("x\ny\nz\n".utf8), "classes.txt")
    let inspected = try json(
      try folder.run("weights", "inspect", "net.ckpt", "--format", "json"))
    #expect(inspected["classes_from"] as? String == "the file")
    #expect(inspected["classes"] as? [String] == ["ok", "two lines", "[31mred"])
    #expect((inspected["arrays"] as? [[String: Any]])?.count == 22)
    let asked = try json(
      try folder.run(
        "weights", "inspect", "net.ckpt", "--labels", "classes.txt", "--format", "json"))
    #expect(asked["classes"] as? [String] == ["x", "y", "z"])
    #expect(try folder.run("weights", "add", "net.ckpt").text.contains("net.safetensors"))
    let list = try folder.run("weights", "list").text
    #expect(list.contains("3: ok, two lines, [31mred") && list.contains("converted"))
  }
}
