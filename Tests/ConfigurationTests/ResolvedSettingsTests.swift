import SqueezeNet
import Testing

@testable import Configuration

/// Options beat the environment, that the file, that the defaults.
@Suite("What holds") struct ResolvedSettingsTests {
  private let settings = Settings.all(views: ["layers", "map"])

  private func resolved(
    options: Preferences = Preferences(), file: String = "",
    environment: [String: String] = [:]
  ) throws -> ResolvedSettings {
    ResolvedSettings(
      options: options,
      file: try ConfigurationFile.parse(Array(file.utf8), path: "/c.toml", settings: settings),
      environment: { environment[$0] })
  }

  @Test func eachComesFromWhoeverIsFirst() throws {
    var options = Preferences()
    options[Settings.threads] = 4
    let all = try resolved(
      options: options, file: "threads = 2\nmouse = true\ncolors = 256\n",
      environment: ["NO_COLOR": "1"])
    #expect(all.preferences[Settings.threads] == 4 && all.source(of: Settings.threads) == .option)
    #expect(all.preferences[Settings.mouse] == true)
    #expect(all.source(of: Settings.mouse) == .file(path: "/c.toml", line: 2))
    #expect(all.preferences[Settings.colors] == ColorCount.none)
    #expect(all.source(of: Settings.colors) == .environment("NO_COLOR=1"))
    #expect(all.source(of: Settings.model) == .fallback && all.preferences[Settings.model] == nil)
  }

  @Test func anOptionBeatsNoColor() throws {
    var options = Preferences()
    options[Settings.colors] = .many
    let all = try resolved(options: options, environment: ["NO_COLOR": "1"])
    #expect(all.preferences[Settings.colors] == .many && all.source(of: Settings.colors) == .option)
    #expect(try resolved(environment: ["NO_COLOR": ""]).source(of: Settings.colors) == .fallback)
  }

  @Test func autoBeatsTheFile() throws {
    var options = Preferences()
    options.setAuto(Settings.colors)
    options.setAuto(Settings.background)
    options.setAuto(Settings.glyphs)
    let all = try resolved(
      options: options,
      file: "colors = 8\nbackground = 'light'\nglyphs = 'ascii'\n")
    #expect(settings.allSatisfy { all.preferences.text($0) == nil })
    #expect(all.preferences[Settings.colors] == nil && all.preferences[Settings.glyphs] == nil)
    #expect(all.preferences[Settings.background] == nil)
    #expect(all.source(of: Settings.background) == .option)
  }

  @Test func anotherNetworkTakesNothingOfThePresentOne() throws {
    var options = Preferences()
    options[Settings.weights] = "a.npz"
    options[Settings.labels] = "a.txt"
    options[Settings.preprocess] = Preprocessing.named.first?.preprocessing
    options[Settings.threads] = 2
    options[Settings.size] = InputSize(320)
    let all = try resolved(options: options, file: "geometry = 'paper'\nsize = 200\n")
    let other = all.opening(weights: "b.npz").preferences
    #expect(other[Settings.weights] == "b.npz" && other[Settings.model] == nil)
    #expect(other[Settings.labels] == nil && other[Settings.preprocess] == nil)
    #expect(other[Settings.threads] == 2 && other[Settings.geometry] == .paper)
    #expect(other[Settings.size] == nil)
    let published = all.opening(model: "v1.1")
    #expect(published.preferences[Settings.model] == "v1.1")
    #expect(published.preferences[Settings.weights] == nil)
    #expect(published.source(of: Settings.model) == .option)
  }

  @Test func namedWeightsDecideTheArchitecture() throws {
    var options = Preferences()
    options[Settings.weights] = "v11.npz"
    let all = try resolved(options: options, file: "model = 'v1.0'\nweights = 'v10.npz'\n")
    #expect(
      all.preferences[Settings.weights] == "v11.npz" && all.preferences[Settings.model] == nil)
    #expect(all.source(of: Settings.model) == .fallback)
    options = Preferences()
    options[Settings.model] = "v1.1"
    let other = try resolved(options: options, file: "weights = '/v10.npz'\n")
    #expect(
      other.preferences[Settings.weights] == "/v10.npz"
        && other.preferences[Settings.model] == "v1.1"
    )
  }
}
