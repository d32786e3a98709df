import Testing

@testable import Configuration

/// Options beat the environment, that the file, that the defaults.
@Suite("What holds") struct SettledTests {
  private func settled(
    options: Preferences = Preferences(), automatic: Set<Setting> = [], file: String = "",
    environment: [String: String] = [:]
  ) throws -> Settled {
    Settled(
      options: options, automatic: automatic,
      file: try ConfigurationFile.parse(Array(file.utf8), path: "/c.toml"),
      environment: { environment[$0] })
  }

  @Test func eachComesFromWhoeverIsFirst() throws {
    var options = Preferences()
    options.threads = 4
    let all = try settled(
      options: options, file: "threads = 2\nmouse = true\ncolors = 256\n",
      environment: ["NO_COLOR": "1"])
    #expect(all.preferences.threads == 4 && all.source(of: .threads) == .option)
    #expect(all.preferences.mouse == true)
    #expect(all.source(of: .mouse) == .file(path: "/c.toml", line: 2))
    #expect(all.preferences.colors == ColorCount.none)
    #expect(all.source(of: .colors) == .environment("NO_COLOR=1"))
    #expect(all.source(of: .model) == .fallback && all.preferences.model == nil)
  }

  @Test func anOptionBeatsNoColor() throws {
    var options = Preferences()
    options.colors = .many
    let all = try settled(options: options, environment: ["NO_COLOR": "1"])
    #expect(all.preferences.colors == .many && all.source(of: .colors) == .option)
    #expect(try settled(environment: ["NO_COLOR": ""]).source(of: .colors) == .fallback)
  }

  @Test func autoBeatsTheFile() throws {
    let all = try settled(
      automatic: [.colors, .background, .glyphs],
      file: "colors = 8\nbackground = 'light'\nglyphs = 'ascii'\n")
    #expect(all.preferences == Preferences())
    #expect(all.source(of: .background) == .option)
  }

  @Test func namedWeightsDecideTheArchitecture() throws {
    var options = Preferences()
    options.weights = "v11.npz"
    let all = try settled(options: options, file: "model = 'v1.0'\nweights = 'v10.npz'\n")
    #expect(all.preferences.weights == "v11.npz" && all.preferences.model == nil)
    #expect(all.source(of: .model) == .fallback)
    options = Preferences()
    options.model = .v11
    let other = try settled(options: options, file: "weights = '/v10.npz'\n")
    #expect(other.preferences.weights == "/v10.npz" && other.preferences.model == .v11)
  }
}
