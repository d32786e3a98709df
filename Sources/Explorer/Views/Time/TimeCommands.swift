import Analysis
import Inference
import TerminalUI
import TextFormats

/// Commands of the view of times, and what the session measures.
extension CommandTable {
  static let timeCommands: CommandGroup = CommandGroup(
    "Time", in: [.view(.time)],
    [
      Command(
        "measure-live", ["t"], "time pass after pass, live; again: stop",
        hintIn: { $0.measuring == nil ? "live" : "stop" }
      ) { state, _ in state.toggleLive() },
      Command(
        "machine", ["H"], "measure the peak, the memory, threads 1 to all; again: stop",
        hintIn: { $0.time.probing == nil ? "machine" : "stop" }
      ) { state, _ in state.toggleMachine() },
      Command(
        "section-next", [.tab], "layers, kinds, passes, threads, roofline",
        hint: "section", change: { $0.moveSection(by: 1) }),
      Command(
        "section-previous", [.backTab], "the section before",
        change: { $0.moveSection(by: -1) }),
      Command(
        "open-block", [.enter], "fold or unfold the fire block", hint: "fold",
        change: { $0.foldBlock() }),
    ])
}

extension State {
  fileprivate mutating func moveSection(by offset: Int) {
    time.section = TimeState.Section.allCases.turn(from: time.section, by: offset)
  }

  /// True where the network that is measured is whole; else says how it gets so.
  mutating func isWhole() -> Bool {
    guard whatIf.ablation.isEmpty else {
      say("times are of the whole network: W, z switches everything on")
      return false
    }
    return true
  }

  fileprivate mutating func toggleLive() -> [Effect] {
    if measuring != nil { return stop() }
    guard isReady(), isWhole() else { return [] }
    let interruption = interrupt()
    measuring = (done: 0, of: nil)
    time.window = PassWindow()
    say("pass after pass: t stops it")
    return interruption + [.session(.repeatPasses(generation: pass.generation))]
  }

  fileprivate mutating func toggleMachine() -> [Effect] {
    if time.asked.isWaiting { return stop() }
    guard isReady(), isWhole() else { return [] }
    let interruption = interrupt()
    let threads = ThreadScaling.counts(upTo: model.availableThreads)
    let generation = time.asked.ask(
      for: threads, number: pass.generation, steps: 2 + threads.count * TimeState.runs)
    say("measuring the machine: H stops it")
    let request = SessionRequest.measureMachine(
      threads: threads, runs: TimeState.runs, generation: generation)
    return interruption + [.session(request)]
  }

  mutating func receive(_ passes: [PassTime]) {
    guard let asked = measuring else { return }
    for pass in passes where pass.layers.count == network.layers.count { time.window.add(pass) }
    if asked.of == nil { measuring = (done: time.window.count, of: nil) }
  }

  /// The passes that repeated until they were stopped are over: their figures stand everywhere.
  mutating func liveEnded() {
    let layers = network.layers.indices.compactMap { time.window.timing(ofLayer: $0) }
    guard let total = time.window.total, let peak = time.peak,
      layers.count == network.layers.count
    else { return say("stopped before the first pass was over") }
    measurement = Measurement(layers: layers, total: total, peak: peak)
    let count = time.window.count
    let latest = count > total.runs ? ", of the latest \(total.runs)" : ""
    let median = Numbers.fixed(total.median / 1e6, 2)
    say("\(count == 1 ? "1 pass" : "\(count) passes")\(latest): median \(median) ms")
  }

  mutating func receive(_ figures: MachineFigures?, _ generation: Int) {
    guard time.asked.finish(number: generation) != nil else { return }
    map.asked.cancel()
    guard let figures else { return say("the machine was not measured") }
    time.machine = figures
    time.take(peak: figures.peak)
    let peak = Numbers.fixed(figures.peak, 1)
    let bandwidth = figures.bandwidth.map {
      ", memory \(Numbers.fixed($0, 1)) GB/s"
    }
    say("peak \(peak) GMAC/s\(bandwidth ?? ", memory could not be measured")")
  }
}
