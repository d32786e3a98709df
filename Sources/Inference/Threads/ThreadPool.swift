import CCPU
import Glibc
import Synchronization

/// One layer's computation, cut into units that any thread can take in any order.
class Step {
  let units: Int
  init(units: Int) { self.units = units }
  /// Called for every unit in `0 ..< units` exactly once, from several threads at a time; no two
  /// of them have the same `worker`, which is below the pool's `threads`.
  func run(unit: Int, worker: Int) {}
}

/// About `count` units, but as many for each thread: of 3 units two threads do 2 and 1. Beyond some
/// units a thread the rest no longer matters.
func balanced(units count: Int, threads: Int) -> Int {
  count < 8 * threads ? (count + threads - 1) / threads * threads : count
}

/// Units that follow each other, of one worker first of all.
///
/// `left` counts down: who decrements it from n > 0 owns unit `end − n`. Alone in its cache lines.
private struct Share: ~Copyable {
  let left = Atomic<Int>(0)
  var end = 0
  private let padding = SIMD16<Int>()
}

/// Runs the units of one step at a time on the calling thread and its own.
///
///     units     0 1 2 3 4 5 6 7 8
///     shares    └ worker 0 ┘ └ 1 ┘     who has done its own helps the next
///
/// Each worker begins with a share of its own, always at the same place of the step: what one layer
/// wrote there, and the weights of channels there, are still in its core's cache. A worker that
/// comes late decrements below zero and goes back to waiting, so a run ends when all units are
/// done, not when all workers have looked. Workers spin briefly between layers and then park, so
/// that an idle program costs no CPU.
final class ThreadPool: @unchecked Sendable {
  // Written by the caller before the shares are stored, read by who owns a unit: `left` orders them.
  private var step: Step?
  /// One a thread.
  private let shares: UnsafeMutablePointer<Share>
  private let completed = Atomic<Int>(0)
  private let parked = Atomic<Int>(0)
  /// Workers that have taken their number, 1 … threads − 1; the caller is 0.
  private let started = Atomic<Int>(0)
  private let isClosing = Atomic<Bool>(false)
  /// True where more steps follow at once (`keepAwake`).
  private let isAwake = Atomic<Bool>(false)
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>
  private var workers: [pthread_t] = []

  /// Threads that take part, the caller's included.
  var threads: Int { workers.count + 1 }

  /// About 50 µs: longer than the gap between two layers, shorter than a person notices.
  private static let spins = 1500
  /// About 500 µs: how far one core's share of a layer may be behind another's, as where a core is
  /// shared with another machine. Sleeping and waking takes longer than most layers.
  private static let spinsWithinRun = 15_000
  /// With more threads than processors a spinning one would keep others from working.
  private let hasProcessorForEach: Bool
  /// The processor that the workers are kept off: where the caller ran last.
  private var callersProcessor: Int32 = -1

  private let givesWay: Bool
  private let shareCount: Int

  /// - Parameter givesWay: true to run its own threads behind those of an interface.
  /// - Throws: `EngineError.threads` when the system gives no more threads.
  init(threads: Int, givesWay: Bool = false) throws(EngineError) {
    self.givesWay = givesWay
    hasProcessorForEach = threads <= Int(sqz_usable_processors())
    mutex = .allocate(capacity: 1)
    condition = .allocate(capacity: 1)
    shares = .allocate(capacity: max(1, threads))
    for worker in 0..<max(1, threads) { (shares + worker).initialize(to: Share()) }
    shareCount = max(1, threads)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
    for _ in 1..<max(1, threads) {
      guard let worker = startThread({ self.work() }) else {
        let started = workers.count + 1
        close()
        throw .threads(asked: threads, started: started)
      }
      workers.append(worker)
    }
  }

  /// Ends the workers. The pool holds itself alive through them until then.
  func close() {
    guard !isClosing.exchange(true, ordering: .sequentiallyConsistent) else { return }
    wake()
    for worker in workers { pthread_join(worker, nil) }
  }

  deinit {
    pthread_mutex_destroy(mutex)
    pthread_cond_destroy(condition)
    mutex.deallocate()
    condition.deallocate()
    shares.deinitialize(count: shareCount)
    shares.deallocate()
  }

  /// Runs `body`, a sequence of steps: workers that have nothing to do wait for more, awake.
  func keepAwake(during body: () -> Void) {
    isAwake.store(hasProcessorForEach, ordering: .relaxed)
    body()
    isAwake.store(false, ordering: .relaxed)
  }

  /// Runs all units of a step; returns when the last is done.
  func run(_ step: Step) {
    if workers.isEmpty || step.units <= 1 {
      for unit in 0..<step.units { step.run(unit: unit, worker: 0) }
      return
    }
    keepWorkersOff()
    self.step = step
    completed.store(0, ordering: .relaxed)
    var first = 0
    for worker in 0..<shareCount {
      let end = (worker + 1) * step.units / shareCount
      shares[worker].end = end
      shares[worker].left.store(end - first, ordering: .sequentiallyConsistent)
      first = end
    }
    if parked.load(ordering: .sequentiallyConsistent) > 0 { wake() }
    takeUnits(worker: 0)
    var spins = 0
    while completed.load(ordering: .acquiring) < step.units {
      sqz_pause()
      spins += 1
      // A worker that was preempted with a unit in hand needs the core more than this loop does.
      if spins % 4096 == 0 { sched_yield() }
    }
  }

  /// A worker that wakes is often put beside who woke it, to wait there for milliseconds until the
  /// system moves it to an idle processor: measured, one pass in ten took as long as with one thread.
  private func keepWorkersOff() {
    guard hasProcessorForEach else { return }
    let processor = sqz_current_processor()
    guard processor != callersProcessor else { return }
    callersProcessor = processor
    for worker in workers { sqz_keep_off(worker, processor) }
  }

  /// The worker's own share, then what is left of the others'.
  private func takeUnits(worker: Int) {
    for turn in 0..<shareCount {
      let share = (worker + turn) % shareCount
      while true {
        // Looked at before it is changed: a share that is done stays in everyone's cache.
        guard shares[share].left.load(ordering: .relaxed) > 0 else { break }
        let left = shares[share].left.subtract(1, ordering: .acquiringAndReleasing).oldValue
        guard left > 0, let step else { break }
        step.run(unit: shares[share].end - left, worker: worker)
        completed.add(1, ordering: .releasing)
      }
    }
  }

  private func work() {
    if givesWay { giveWay() }
    let worker = started.add(1, ordering: .relaxed).newValue
    while true {
      var spins = 0
      var limit = Self.spins
      while shares[worker].left.load(ordering: .relaxed) <= 0 {
        if isClosing.load(ordering: .relaxed) { return }
        spins += 1
        if spins < limit {
          sqz_pause()
        } else if limit == Self.spins, isAwake.load(ordering: .relaxed) {
          limit = Self.spinsWithinRun
        } else {
          park(worker)
        }
      }
      takeUnits(worker: worker)
    }
  }

  private func park(_ worker: Int) {
    pthread_mutex_lock(mutex)
    parked.add(1, ordering: .sequentiallyConsistent)
    while shares[worker].left.load(ordering: .sequentiallyConsistent) <= 0,
      !isClosing.load(ordering: .sequentiallyConsistent)
    {
      pthread_cond_wait(condition, mutex)
    }
    parked.subtract(1, ordering: .sequentiallyConsistent)
    pthread_mutex_unlock(mutex)
  }

  private func wake() {
    pthread_mutex_lock(mutex)
    pthread_cond_broadcast(condition)
    pthread_mutex_unlock(mutex)
  }
}
