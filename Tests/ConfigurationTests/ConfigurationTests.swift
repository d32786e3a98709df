import Explorer
import Files
import Foundation
import SqueezeNet
import TestSupport
import Testing

@testable import Configuration

@Suite("The configuration file") struct ConfigurationTests {
  private let settings = Settings.all(views: View.allCases.map(\.rawValue))

  private func read(_ text: String, path: Path = "/home/me/.config/x.toml") throws
    -> ConfigurationFile
  {
    try ConfigurationFile.parse(Array(text.utf8), path: path, settings: settings)
  }

  @Test func everySettingIsRead() throws {
    let file = try read(
      """
      model = "v1.1"
      weights = "mine.npz"
      labels = "classes.txt"
      preprocess = "half,resize=256"
      geometry = "keras"
      size = "480x640"
      threads = 3
      memory = 900
      top = 10
      runs = 100
      view = "what-if"
      colormap = "cividis"
      colors = 256
      background = "light"
      glyphs = "ascii"
      mouse = true
      slow-motion = 0.5
      """)
    let all = file.preferences
    #expect(all[Settings.model] == "v1.1" && all[Settings.geometry] == .keras)
    #expect(all[Settings.threads] == 3 && all[Settings.memory] == 900)
    #expect(all[Settings.size] == InputSize(height: 480, width: 640))
    #expect(all[Settings.weights] == "/home/me/.config/mine.npz", "beside the file")
    #expect(all[Settings.labels] == "/home/me/.config/classes.txt")
    #expect(all[Settings.preprocess]?.name == "half,resize=256")
    #expect(all[Settings.top] == 10 && all[Settings.runs] == 100)
    #expect(all[Settings.view] == View.whatIf.rawValue && all[Settings.colormap] == .cividis)
    #expect(all[Settings.colors] == .many && all[Settings.background] == .light)
    #expect(all[Settings.glyphs] == .ascii)
    #expect(all[Settings.mouse] == true && all[Settings.slowMotion] == 0.5)
    for (index, setting) in settings.enumerated() {
      #expect(file.lines[setting.key] == index + 1)
      #expect(all.text(setting) != nil)
    }
  }

  @Test func nothingIsSaidByNothing() throws {
    #expect(try read("").preferences == Preferences())
    let file = try read("model = \"auto\"\nthreads = \"auto\"\nsize = 'auto'\n")
    #expect(settings.allSatisfy { file.preferences.text($0) == nil })
    #expect(file.preferences[Settings.model] == nil && file.preferences[Settings.threads] == nil)
    #expect(file.preferences[Settings.size] == nil)
    #expect(file.lines == ["model": 1, "threads": 2, "size": 3])
  }

  @Test(arguments: [
    "model = \"\"", "model = 1", "weights = 3", "weights = ''", "geometry = \"round\"",
    "size = 0", "size = \"1x2x3\"", "size = -3", "threads = 0", "threads = 257",
    "threads = \"two\"", "threads = 2.0", "top = 0", "top = 65537", "runs = 0", "view = \"maps\"",
    "view = \"auto\"", "colormap = \"jet\"", "colors = 7", "colors = true", "background = 'grey'",
    "glyphs = \"latin1\"", "mouse = \"yes\"", "mouse = 1", "slow-motion = -1",
    "slow-motion = 11", "slow-motion = \"auto\"",
  ])
  func wrongValuesAreOneLineThatSaysWhatIsRight(_ line: String) throws {
    let key = try #require(line.split(separator: " ").first)
    let setting = try #require(settings.first { $0.key == key })
    do {
      _ = try read("# one\n\(line)\n")
      Issue.record("\(line) was taken")
    } catch let error as ConfigurationError {
      #expect(
        error.description == "/home/me/.config/x.toml:2: \(key): give \(setting.values)")
    }
  }

  @Test func unknownKeysGetAGuess() {
    func reason(_ text: String) -> String {
      do {
        _ = try read(text)
        return ""
      } catch {
        return (error as? ConfigurationError)?.reason ?? ""
      }
    }
    #expect(reason("colour = 8").contains("is it colors?"))
    #expect(reason("thread = 8").contains("is it threads?"))
    #expect(reason("slow_motion = 8").contains("is it slow-motion?"))
    #expect(reason("zoom-level = 8").contains("there are model, weights"))
  }

  @Test func theTemplateSaysNothingUntilLinesAreUncommented() throws {
    let template = ConfigurationTemplate.text(settings)
    #expect(try read(template).preferences == Preferences())
    let lines = template.split(separator: "\n")
    let uncommented = lines.filter { $0.first == "#" && $0.dropFirst().first?.isLetter == true }
    #expect(uncommented.count == settings.count)
    let file = try read(uncommented.map { $0.dropFirst() + "\n" }.joined())
    #expect(Set(file.lines.keys) == Set(settings.map(\.key)))
    #expect(lines.allSatisfy { $0.count <= 100 })
  }

  @Test func filesAreFoundAndMissed() throws {
    try TemporaryFolder.use { folder in
      let path = folder.path("c.toml")
      #expect(
        try !ConfigurationFile.read(path.asPath, isRequired: false, settings: settings).exists)
      #expect(throws: ConfigurationError.self) {
        try ConfigurationFile.read(path.asPath, isRequired: true, settings: settings)
      }
      try folder.write(Array("threads = 2\n".utf8), "c.toml")
      #expect(
        try ConfigurationFile.read(path.asPath, isRequired: true, settings: settings).preferences[
          Settings.threads] == 2)
      #expect(throws: ConfigurationError.self, "a folder") {
        try ConfigurationFile.read(folder.url.path.asPath, isRequired: false, settings: settings)
      }
      try folder.write([UInt8](repeating: 10, count: 1 << 17), "c.toml")
      #expect(throws: ConfigurationError.self, "too large") {
        try ConfigurationFile.read(path.asPath, isRequired: false, settings: settings)
      }
    }
  }

  @Test func thePlaceIsXDGs() {
    func place(_ variables: [String: Path]) -> Path? {
      ConfigurationPlace.standard { variables[$0] }
    }
    #expect(place(["XDG_CONFIG_HOME": "/c", "HOME": "/h"]) == "/c/sqz-tui/config.toml")
    #expect(place(["XDG_CONFIG_HOME": "c", "HOME": "/h"]) == "/h/.config/sqz-tui/config.toml")
    #expect(place(["HOME": "/h"]) == "/h/.config/sqz-tui/config.toml")
    func expanded(_ name: Path) -> Path {
      ConfigurationPlace.expanded(name, besides: "/h/c/x.toml") { $0 == "HOME" ? "/h" : nil }
    }
    #expect(expanded("~/a.net") == "/h/a.net")
    #expect(expanded("/a.net") == "/a.net")
    #expect(expanded("b/a.net") == "/h/c/b/a.net")
  }
}
