import Synchronization

/// The number of the work that is wanted now: an earlier one stops when the number is another.
final class WantedNumber: Sendable {
  private let number = Mutex(0)
  func set(_ new: Int) { number.withLock { $0 = new } }
  func isNow(_ other: Int) -> Bool { number.withLock { $0 == other } }
}
