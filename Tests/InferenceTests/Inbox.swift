import Foundation
import Inference

/// Collects a session's events and waits for the one that a test needs.
final class Inbox: @unchecked Sendable {
  private let condition = NSCondition()
  private var events: [SessionEvent] = []
  private var snapshot: Snapshot??

  func deliver(_ event: SessionEvent) {
    condition.lock()
    events.append(event)
    condition.broadcast()
    condition.unlock()
  }

  /// What was told and not taken yet.
  var waiting: [SessionEvent] { condition.withLock { events } }

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

  /// A copy of all that a session's pass holds; nil without an image, or after a minute.
  func snapshot(of session: Session) -> Snapshot? {
    session.takeSnapshot { [self] snapshot in
      condition.lock()
      self.snapshot = .some(snapshot)
      condition.broadcast()
      condition.unlock()
    }
    condition.lock()
    defer { condition.unlock() }
    let deadline = Date().addingTimeInterval(60)
    while true {
      if let snapshot {
        self.snapshot = nil
        return snapshot
      }
      if !condition.wait(until: deadline) { return nil }
    }
  }
}
