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

/// Runs the units of one step at a time on the calling thread and its own.
///
/// `ticket` counts down: who decrements it from n > 0 owns unit `units − n`. A worker that comes
/// late decrements below zero and goes back to waiting, so a run ends when all units are done, not
/// when all workers have looked. Workers spin briefly between layers and then park, so that an
/// idle program costs no CPU.
final class ThreadPool: @unchecked Sendable {
  // Written by the caller before `ticket` is stored, read by who owns a unit: the ticket orders them.
  private var step: Step?
  private var units = 0
  private let ticket = Atomic<Int>(0)
  private let completed = Atomic<Int>(0)
  private let parked = Atomic<Int>(0)
  /// Workers that have taken their number, 1 … threads − 1; the caller is 0.
  private let started = Atomic<Int>(0)
  private let isClosing = Atomic<Bool>(false)
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>
  private var workers: [pthread_t] = []

  /// Threads that take part, the caller's included.
  var threads: Int { workers.count + 1 }

  /// About 50 µs: longer than the gap between two layers, shorter than a person notices.
  private static let spins = 1500

  private let givesWay: Bool

  /// - Parameter givesWay: whether its own threads run behind those of an interface.
  /// - Throws: `EngineError.threads` when the system gives no more threads.
  init(threads: Int, givesWay: Bool = false) throws(EngineError) {
    self.givesWay = givesWay
    mutex = .allocate(capacity: 1)
    condition = .allocate(capacity: 1)
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
  }

  /// Runs all units of a step; returns when the last is done.
  func run(_ step: Step) {
    if workers.isEmpty || step.units <= 1 {
      for unit in 0..<step.units { step.run(unit: unit, worker: 0) }
      return
    }
    self.step = step
    units = step.units
    completed.store(0, ordering: .relaxed)
    ticket.store(step.units, ordering: .sequentiallyConsistent)
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

  private func takeUnits(worker: Int) {
    while true {
      let left = ticket.subtract(1, ordering: .acquiringAndReleasing).oldValue
      guard left > 0, let step else { return }
      step.run(unit: units - left, worker: worker)
      completed.add(1, ordering: .releasing)
    }
  }

  private func work() {
    if givesWay { giveWay() }
    let worker = started.add(1, ordering: .relaxed).newValue
    while true {
      var spins = 0
      while ticket.load(ordering: .relaxed) <= 0 {
        if isClosing.load(ordering: .relaxed) { return }
        spins += 1
        if spins < Self.spins { sqz_pause() } else { park() }
      }
      takeUnits(worker: worker)
    }
  }

  private func park() {
    pthread_mutex_lock(mutex)
    parked.add(1, ordering: .sequentiallyConsistent)
    while ticket.load(ordering: .sequentiallyConsistent) <= 0,
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
