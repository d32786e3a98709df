import Configuration
import Inference
import Testing

@testable import Runs

@Suite("Memory that is allowed") struct MemoryBudgetTests {
  /// The most bytes besides a pass that so many MiB leave room for.
  private func room(_ mebibytes: Int, _ sample: RunSample) -> Int {
    var preferences = Preferences()
    preferences[Settings.memory] = mebibytes
    let model = OpenModel(
      identity: sample.model.identity, weights: sample.model.weights,
      resolved: ResolvedSettings(options: preferences, file: .none([])))
    var (fits, tooMuch) = (0, 1 << 40)
    while tooMuch - fits > 1 {
      let middle = (fits + tooMuch) / 2
      do {
        try model.checkMemory(keepsActivations: false) { _ in middle }
        fits = middle
      } catch {
        tooMuch = middle
      }
    }
    return fits
  }

  @Test func countsInMebibytes() throws {
    let sample = try RunSample()
    let room = [100, 101, 200].map { self.room($0, sample) }
    #expect(room[0] > 0 && room[1] - room[0] == 1 << 20 && room[2] - room[0] == 100 << 20)
    let pass = sample.model.network.passBytes(threads: 1, keepsActivations: false)
    // The program takes the rest.
    #expect((1 << 20...64 << 20).contains(100 << 20 - room[0] - pass))
  }
}
