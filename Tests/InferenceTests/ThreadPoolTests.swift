import Synchronization
import Testing

@testable import Inference

@Suite("Thread pool")
struct ThreadPoolTests {
  private final class CountingStep: Step {
    let counts: [Counter]
    final class Counter: Sendable { let value = Atomic<Int>(0) }
    override init(units: Int) {
      counts = (0..<units).map { _ in Counter() }
      super.init(units: units)
    }
    override func run(unit: Int, worker: Int) { counts[unit].value.add(1, ordering: .relaxed) }
  }

  /// Many short runs one after another: late workers must neither lose nor repeat a unit.
  @Test(arguments: [1, 2, 3, 8])
  func everyUnitOnce(threads: Int) throws {
    let pool = try ThreadPool(threads: threads)
    #expect(pool.threads == threads)
    for round in 0..<2000 {
      let step = CountingStep(units: round % 7)
      pool.run(step)
      #expect(step.counts.allSatisfy { $0.value.load(ordering: .relaxed) == 1 })
    }
    pool.close()
  }
}
