/// When an interface is told something again, so that it draws some times a second and leaves the
/// cores to what is measured: while it drew each pass, two threads were as slow as one.
struct Pace {
  private static let nanoseconds: UInt64 = 100_000_000
  private var last: UInt64 = 0

  mutating func isDue(atEnd: Bool = false) -> Bool {
    let now = monotonicNanoseconds()
    guard atEnd || now - last >= Self.nanoseconds else { return false }
    last = now
    return true
  }
}

/// Passes that are told of together.
private struct PassBatch {
  private var passes: [PassTime] = []
  private var pace = Pace()

  mutating func add(_ pass: PassTime) { passes.append(pass) }

  /// Returns the passes to tell of now; none where that was done a moment ago.
  mutating func take(atEnd: Bool = false) -> [PassTime] {
    guard pace.isDue(atEnd: atEnd) else { return [] }
    defer { passes = [] }
    return passes
  }
}

/// Measurements of a session's engine and of the machine.
extension SessionWorker {
  /// The input stays, so the layers before the frontier come out as they were: it stays too.
  func measure(runs: Int, _ generation: Int) -> Measurement? {
    guard hasInput else { return nil }
    var batch = PassBatch()
    var pace = Pace()
    let measurement = engine.measure(runs: runs, beforeLayer: interruption) { done, pass in
      batch.add(pass)
      tell(batch.take(), generation)
      if pace.isDue(atEnd: done == runs) {
        deliver(.measuring(generation: generation, done: done, of: runs))
      }
    }
    tell(batch.take(atEnd: true), generation)
    return measurement
  }

  func repeatPasses(_ generation: Int) {
    guard hasInput else { return }
    deliver(.peak(generation: generation, peak: engine.measurePeak()))
    var batch = PassBatch()
    engine.repeatPasses(beforeLayer: interruption) { pass in
      batch.add(pass)
      tell(batch.take(), generation)
      return true
    }
    tell(batch.take(atEnd: true), generation)
  }

  private func tell(_ passes: [PassTime], _ generation: Int) {
    if !passes.isEmpty { deliver(.timed(generation: generation, passes: passes)) }
  }

  private func interruption() -> Interruption {
    mailbox.shouldStop ? .stop : makeCopies(snapshots: true) ? .disturbed : .none
  }

  func measureMachine(_ threads: [Int], _ runs: Int, _ generation: Int) -> MachineFigures? {
    guard hasInput else { return nil }
    let count = max(1, runs)
    let steps = 2 + threads.count * count
    var done = 0
    var pace = Pace()
    func tellStep() {
      done += 1
      if pace.isDue(atEnd: done == steps) {
        deliver(.probing(generation: generation, done: done, of: steps))
      }
    }
    let peak = engine.measurePeak()
    tellStep()
    if mailbox.shouldStop { return nil }
    let bandwidth = engine.measureMemoryBandwidth()
    tellStep()
    let passes = try? Engine.scaling(
      network: engine.network, weights: weights, input: input, threads: threads, runs: count,
      beforeLayer: interruption, passDone: { _ in tellStep() })
    guard let passes = passes ?? nil else { return nil }
    return MachineFigures(
      threads: engine.threads, peak: peak, bandwidth: bandwidth, passes: passes)
  }
}
