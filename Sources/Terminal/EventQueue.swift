import CTerminal
import Glibc
import Synchronization

/// Brings events from other threads to the run loop, and wakes it.
public final class EventQueue<Event: Sendable>: Sendable {
  private let events = Mutex<[Event]>([])
  let signal: WakeUp

  public init() throws(TerminalError) {
    signal = try WakeUp()
  }

  /// Safe from any thread.
  public func post(_ event: Event) {
    let wasEmpty = events.withLock { events in
      defer { events.append(event) }
      return events.isEmpty
    }
    if wasEmpty { signal.raise() }
  }

  /// Waits until something comes, at most so long, and takes it: for those who have no terminal.
  public func waitAndTakeAll(milliseconds: Int) -> [Event] {
    var waiting = pollfd(fd: signal.descriptor, events: Int16(POLLIN), revents: 0)
    poll(&waiting, 1, Int32(clamping: milliseconds))
    signal.acknowledge()
    return takeAll()
  }

  /// All that has come since the last call, in order.
  public func takeAll() -> [Event] {
    events.withLock { events in
      let taken = events
      events = []
      return taken
    }
  }
}

/// Wakes the thread that waits on a file descriptor.
final class WakeUp: Sendable {
  /// Readable while something is waiting.
  let descriptor: Int32

  init() throws(TerminalError) {
    descriptor = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
    guard descriptor >= 0 else { throw .noEvents }
  }

  deinit { close(descriptor) }

  func raise() { eventfd_write(descriptor, 1) }

  /// Makes the descriptor unreadable. A waiting thread does this before it looks at what has
  /// come, so that nothing is missed.
  func acknowledge() {
    var count: eventfd_t = 0
    eventfd_read(descriptor, &count)
  }
}
