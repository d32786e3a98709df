import Files
import Foundation
import SqueezeNet
import TestSupport
import Testing
import Weights

/// The program with networks that are not the published ones: every command and every view.
@Suite struct FamilyTests {
  private let folder: CommandFolder

  init() throws {
    folder = try CommandFolder()
    try folder.write(
      try Data(
        contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
          .appending(path: "../../Assets/coffee.png").standardizedFileURL), "photo.png")
  }

  private func write(_ member: FamilyMembers.Member, classes: [String]? = nil) throws -> String {
    let seeded = try ModelWeights.glorot(
      architecture: member.architecture, seed: 5, biasLimit: 0.1)
    let names = classes.map { ClassNames(count: member.architecture.answerCount, names: $0) }
    let weights = try ModelWeights(
      architecture: member.architecture, convolutions: seeded.convolutions,
      preprocessing: .torchvision, paddingConvention: .torchvision, isTrained: true,
      classes: names)
    let name = "\(member.name.filter { $0.isLetter || $0.isNumber }).npz"
    try WeightsWriter.write(weights, to: Path(folder.url.appending(path: name).path))
    return name
  }

  static let members = FamilyMembers.all.filter { $0.architecture.inputChannels == 3 }

  /// What arrays do not tell (poolings, stride, bypass, order) comes back out of the metadata.
  @Test(arguments: FamilyMembers.all)
  func weightsComeBack(_ member: FamilyMembers.Member) throws {
    let path = Path(folder.url.appending(path: try write(member)).path)
    let read = try WeightsReader.read(path: path).weights
    #expect(read.architecture == member.architecture)
    #expect(read.assumptions.isEmpty)
  }

  @Test(arguments: members)
  func classify(_ member: FamilyMembers.Member) throws {
    let run = try folder.run(
      "classify", "photo.png", "--weights", try write(member), "--top", "3", "--format", "csv")
    let count = min(3, member.architecture.answerCount)
    #expect(run.status == 0 && run.text.split(whereSeparator: \.isNewline).count == 1 + count)
  }

  @Test func namesOfClasses() throws {
    let member = try #require(Self.members.first { $0.name == "sigmoid" })
    let weights = try write(member, classes: ["healthy", "ill"])
    let run = try folder.run("classify", "photo.png", "--weights", weights, "--format", "csv")
    #expect(run.text.contains(",0,healthy,") && run.text.contains(",1,ill,"))
    let why = try folder.run(
      "why", "photo.png", "--weights", weights, "--class", "HEALTHY", "--format", "csv")
    #expect(why.status == 0 && why.text.contains(",healthy,sum,"))
    let other = try folder.run("why", "photo.png", "--weights", weights, "--class", "cat")
    #expect(other.status == 64 && other.errors.contains("among the network's 2"))
  }

  /// Both answers of a sigmoid have one logit, with opposite signs.
  @Test func whyOfASigmoid() throws {
    let weights = try write(try #require(Self.members.first { $0.name == "sigmoid" }))
    func logit(_ index: String) throws -> Double {
      let run = try folder.run(
        "why", "photo.png", "--weights", weights, "--class", index, "--geometry", "keras",
        "--format", "json")
      let object = try JSONSerialization.jsonObject(with: run.output) as? [String: Any]
      let logit = try #require(object?["logit"] as? Double)
      let sum = try #require(object?["sum"] as? Double)
      #expect(abs(logit - sum) < 1e-5)
      return logit
    }
    let (first, second) = (try logit("0"), try logit("1"))
    #expect(first == -second && second != 0)
    let run = try folder.run(
      "classify", "photo.png", "--weights", weights, "--geometry", "keras", "--format", "json")
    let object = try JSONSerialization.jsonObject(with: run.output) as? [String: Any]
    let images = try #require(object?["images"] as? [[String: Any]])
    let classes = try #require(images[0]["top"] as? [[String: Any]])
    let share = try #require(classes.first { $0["index"] as? Int == 1 }?["probability"] as? Double)
    #expect(abs(share - 1 / (1 + exp(-second))) < 1e-6)
  }

  @Test(
    arguments: ["bypass over odd halves", "sigmoid"],
    [
      "layers", "sheet", "map", "photo", "filters", "why", "what-if", "compare", "time",
      "activity",
    ])
  func everyView(_ name: String, _ view: String) throws {
    let member = try #require(Self.members.first { $0.name == name })
    let names = (0..<member.architecture.answerCount).map { "kind \($0)" }
    let weights = try write(member, classes: names)
    for (columns, rows) in [("80", "24"), ("40", "12")] {
      let run = try folder.run(
        "export", "screen", "photo.png", "--weights", weights, "--view", view, "--layer", "fire3",
        "--columns", columns, "--rows", rows, "-o", "screen.txt", "--force")
      #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    }
  }
}
