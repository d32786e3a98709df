import Glibc

/// An entry of the mailbox.
enum SessionTask: Sendable {
  case request(SessionRequest)
  /// Gives a copy of all that the pass holds.
  case snapshot(@Sendable (Snapshot?) -> Void)

  /// Nil for a snapshot.
  var request: SessionRequest? { if case .request(let request) = self { request } else { nil } }

  var isSnapshot: Bool { request == nil }
  var isCopy: Bool { request?.isCopy == true }
  var isAblation: Bool { request?.isAblation == true }
  var isCancellable: Bool { request?.isCancellable == true }
  func isCopy(below frontier: Int) -> Bool { request?.isCopy(below: frontier) == true }
}

/// The queue between a session's callers and its worker.
final class SessionMailbox: @unchecked Sendable {
  // All under `mutex`.
  private var tasks: [SessionTask] = []
  private var dropped: [SessionTask] = []
  private var isCancelled = false
  private var isClosed = false
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>

  init() {
    mutex = .allocate(capacity: 1)
    condition = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    // Pauses must not jump when the clock is set.
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(condition, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    pthread_cond_destroy(condition)
    mutex.deallocate()
    condition.deallocate()
  }

  private func locked<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }

  func send(_ task: SessionTask) {
    locked {
      guard !isClosed else { return }
      // A square that is moved faster than passes run leaves no queue behind.
      if task.isAblation, tasks.last?.isAblation == true { tasks.removeLast() }
      tasks.append(task)
      pthread_cond_broadcast(condition)
    }
  }

  func cancel() {
    locked {
      isCancelled = true
      dropped += tasks.filter(\.isCancellable)
      tasks.removeAll(where: \.isCancellable)
      pthread_cond_broadcast(condition)
    }
  }

  /// Nothing more is taken; copies that were asked for before are still made.
  func close() {
    locked {
      isClosed = true
      dropped = []
      tasks.removeAll { !$0.isSnapshot }
      pthread_cond_broadcast(condition)
    }
  }

  /// Waits for the next task and clears the cancellation of the one before; nil when closed.
  /// Tasks that `cancel` dropped come out as they are, marked so, to be answered.
  func next() -> (task: SessionTask, wasDropped: Bool)? {
    locked {
      while true {
        if isClosed, tasks.isEmpty { return nil }
        if !dropped.isEmpty { return (dropped.removeFirst(), true) }
        if !tasks.isEmpty {
          isCancelled = false
          return (tasks.removeFirst(), false)
        }
        isCancelled = false
        pthread_cond_wait(condition, mutex)
      }
    }
  }

  /// Takes the copies that can be made now, ahead of what runs: those of the image and of layers
  /// before the frontier, as far as no task stands before them that would change what they show.
  ///
  /// - Parameter snapshots: Whether copies of everything are among them: while the frontier stays.
  func takeCopies(frontier: Int, snapshots: Bool) -> [SessionTask] {
    func isNow(_ task: SessionTask) -> Bool {
      task.isCopy(below: frontier) || task.isSnapshot
    }
    return locked {
      let waiting = tasks.prefix { $0.isCopy || snapshots && $0.isSnapshot }
      tasks.removeFirst(waiting.count)
      tasks.insert(contentsOf: waiting.filter { !isNow($0) }, at: 0)
      return waiting.filter(isNow)
    }
  }

  /// True where `takeCopies` would find any.
  func hasCopies(frontier: Int) -> Bool {
    locked { tasks.prefix(while: \.isCopy).contains { $0.isCopy(below: frontier) } }
  }

  var shouldStop: Bool { locked { isCancelled || isClosed } }

  /// Waits so many milliseconds, or until there is a copy to make or a reason to stop.
  func pause(until deadline: UInt64, frontier: Int) {
    locked {
      var time = timespec()
      time.tv_sec = Int(deadline / 1_000_000_000)
      time.tv_nsec = Int(deadline % 1_000_000_000)
      while !isCancelled, !isClosed, tasks.first?.isCopy(below: frontier) != true {
        if pthread_cond_timedwait(condition, mutex, &time) == ETIMEDOUT { return }
      }
    }
  }
}
