import Glibc
import Inference
import Synchronization

/// Takes a session's events on its thread and hands them to a thread that waits for them.
final class EventCollector: Sendable {
  private let events = Mutex<[SessionEvent]>([])
  // A semaphore is made for several threads.
  private nonisolated(unsafe) let semaphore: UnsafeMutablePointer<sem_t>

  init() {
    semaphore = .allocate(capacity: 1)
    sem_init(semaphore, 0, 0)
  }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  func add(_ event: SessionEvent) {
    events.withLock { $0.append(event) }
    sem_post(semaphore)
  }

  /// The oldest event that nobody took yet.
  func next() -> SessionEvent {
    while true {
      while sem_wait(semaphore) != 0 {}
      if let event = events.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) { return event }
    }
  }
}
