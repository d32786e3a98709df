import Foundation
import Inference

/// Collects a session's events and waits for the one that a test needs.
final class Inbox: @unchecked Sendable {
  private let condition = NSCondition()
  private var events: [SessionEvent] = []

  func deliver(_ event: SessionEvent) {
    condition.lock()
    events.append(event)
    condition.broadcast()
    condition.unlock()
  }

  /// Everything up to and with the first event that fits; nil after a minute without it.
  func take(until fits: (SessionEvent) -> Bool) -> [SessionEvent]? {
    condition.lock()
    defer { condition.unlock() }
    let deadline = Date().addingTimeInterval(60)
    while true {
      if let index = events.firstIndex(where: fits) {
        defer { events.removeFirst(index + 1) }
        return Array(events[...index])
      }
      if !condition.wait(until: deadline) { return nil }
    }
  }
}
