import Glibc

/// What a session's worker is asked to do.
enum SessionRequest: Sendable {
  case useInput([Float], Int)
  case run(Int, Int, Int)
  case rewind(Int, Int)
  case fetch(Int?, Int)
  case measure(Int, Int)
  case repeatPasses(Int)
  case machine([Int], Int, Int)
  case ablate(Ablation, Int)
  case ablationLosses(Int, Int)
  case snapshot(@Sendable (Snapshot?) -> Void)

  var isCopy: Bool { if case .fetch = self { true } else { false } }

  /// Whether it asks for a copy of the image or of a layer before the frontier.
  func isCopy(below frontier: Int) -> Bool {
    if case .fetch(let layer, _) = self { layer.map { $0 < frontier } ?? true } else { false }
  }

  var isSnapshot: Bool { if case .snapshot = self { true } else { false } }

  var isAblation: Bool { if case .ablate = self { true } else { false } }

  /// Whether `cancel` drops it while it waits: what takes long.
  var isCancellable: Bool {
    switch self {
    case .run, .measure, .repeatPasses, .machine, .ablationLosses: true
    case .useInput, .rewind, .fetch, .ablate, .snapshot: false
    }
  }
}

/// The queue between a session's callers and its worker.
final class SessionMailbox: @unchecked Sendable {
  // All under `mutex`.
  private var requests: [SessionRequest] = []
  private var dropped: [SessionRequest] = []
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
    // Pauses must not jump when somebody sets the clock.
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

  func send(_ request: SessionRequest) {
    locked {
      guard !isClosed else { return }
      // A square that is moved faster than passes run leaves no queue behind.
      if request.isAblation, requests.last?.isAblation == true { requests.removeLast() }
      requests.append(request)
      pthread_cond_broadcast(condition)
    }
  }

  func cancel() {
    locked {
      isCancelled = true
      dropped += requests.filter(\.isCancellable)
      requests.removeAll(where: \.isCancellable)
      pthread_cond_broadcast(condition)
    }
  }

  func close() {
    locked {
      isClosed = true
      pthread_cond_broadcast(condition)
    }
  }

  /// Waits for the next request and clears the cancellation of the one before; nil when closed.
  /// Requests that `cancel` dropped come out as they are, marked so, to be answered.
  func next() -> (request: SessionRequest, wasDropped: Bool)? {
    locked {
      while true {
        if isClosed { return nil }
        if !dropped.isEmpty { return (dropped.removeFirst(), true) }
        if !requests.isEmpty {
          isCancelled = false
          return (requests.removeFirst(), false)
        }
        isCancelled = false
        pthread_cond_wait(condition, mutex)
      }
    }
  }

  /// Takes the copies that can be made now, ahead of what runs: those of the image and of layers
  /// before the frontier, as far as no request stands before them that would change what they show.
  ///
  /// - Parameter snapshots: Whether copies of everything are among them: while the frontier stays.
  func takeCopies(frontier: Int, snapshots: Bool) -> [SessionRequest] {
    func isNow(_ request: SessionRequest) -> Bool {
      request.isCopy(below: frontier) || request.isSnapshot
    }
    return locked {
      let waiting = requests.prefix { $0.isCopy || snapshots && $0.isSnapshot }
      requests.removeFirst(waiting.count)
      requests.insert(contentsOf: waiting.filter { !isNow($0) }, at: 0)
      return waiting.filter(isNow)
    }
  }

  /// Whether `takeCopies` would find any.
  func hasCopies(frontier: Int) -> Bool {
    locked { requests.prefix(while: \.isCopy).contains { $0.isCopy(below: frontier) } }
  }

  var shouldStop: Bool { locked { isCancelled || isClosed } }

  /// Waits so many milliseconds, or until there is a copy to make or a reason to stop.
  func pause(until deadline: UInt64, frontier: Int) {
    locked {
      var time = timespec()
      time.tv_sec = Int(deadline / 1_000_000_000)
      time.tv_nsec = Int(deadline % 1_000_000_000)
      while !isCancelled, !isClosed, requests.first?.isCopy(below: frontier) != true {
        if pthread_cond_timedwait(condition, mutex, &time) == ETIMEDOUT { return }
      }
    }
  }
}
