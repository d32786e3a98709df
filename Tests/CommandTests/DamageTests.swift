import Foundation
import Testing

/// Damage is told by every command that uses a photo: by its text, else on standard error.
@Suite struct DamageTests {
  private static let photos = [("short.jpg", "truncated"), ("wrong.jpg", "corrupt")]

  private let folder: CommandFolder

  /// `wrong.jpg` has a marker in the midst of its pixels.
  init() throws {
    folder = try CommandFolder()
    var photo = try folder.read("photo.jpg")
    photo.replaceSubrange(photo.count / 2..<photo.count / 2 + 2, with: [0xFF, 0xD3])
    try folder.write(photo, "wrong.jpg")
  }

  @Test(
    arguments: [
      "classify", "why", "activity", "profile --runs 1", "whatif --off fire9:0",
      "compare --off fire9:0", "explore",
    ])
  func textSaysIt(_ command: String) throws {
    for (photo, damage) in Self.photos {
      let run = try folder.run(script: "\"$0\" \(command) \(photo)")
      #expect(run.status == 0)
      #expect(run.errors.isEmpty)
      #expect(run.text.contains("\(photo), \(damage)"), "\(run.text.prefix(200))")
    }
    let whole = try folder.run(script: "\"$0\" \(command) photo.jpg")
    #expect(!whole.text.contains("truncated") && !whole.text.contains("corrupt"))
  }

  @Test(
    arguments: [
      "classify --format csv", "why --format csv", "activity --format csv",
      "profile --runs 1 --format csv", "profile --runs 1 --csv -",
      "whatif --off fire9:0 --format csv",
      "compare --off fire9:0 --format csv", "dump - conv1", "export map --layer conv1",
      "export sheet --layer conv1", "export sheet --layer fire9 --sort contribution",
      "export overlay --layer fire9", "export class-map", "export screen",
      "export profile --runs 1",
      "export activations", "export difference --layer conv1 --off fire9:0",
    ])
  func standardErrorSaysIt(_ command: String) throws {
    let output = command.hasPrefix("dump") || command.hasPrefix("export") ? "-o -" : ""
    for (photo, damage) in Self.photos {
      let arguments = command.replacing("dump - ", with: "dump \(photo) ")
      let image = arguments == command ? photo : ""
      let run = try folder.run(script: "\"$0\" \(arguments) \(image) \(output)")
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.hasOneErrorLine)
      #expect(run.errors.hasPrefix("sqz-tui: \(photo): \(damage)"))
      #expect(!run.output.isEmpty)
    }
  }

  @Test(
    arguments: [
      "classify", "why", "activity", "profile --runs 1", "whatif --off fire9:0",
      "compare --off fire9:0",
    ])
  func aFieldSaysIt(_ command: String) throws {
    for (photo, damage) in Self.photos + [("photo.jpg", nil)] {
      let run = try folder.run(script: "\"$0\" \(command) \(photo) --format json")
      #expect(run.status == 0)
      #expect(run.errors.isEmpty == (damage == nil))
      var answer = try #require(JSONSerialization.jsonObject(with: run.output) as? [String: Any])
      // Of one image among several, of one pass among two.
      if let images = answer["images"] as? [[String: Any]] { answer = images[0] }
      if let first = answer["first"] as? [String: Any] { answer = first }
      #expect(answer.keys.contains("damage"))
      #expect(answer["damage"] as? String == damage)
    }
  }

  @Test func thePictureAndTheScreenSayIt() throws {
    for (photo, damage) in Self.photos {
      let screen = try folder.run(
        script: "\"$0\" export screen \(photo) -o screen.txt --force; cat screen.txt")
      #expect(screen.text.contains(" \(damage)"))
    }
  }
}
