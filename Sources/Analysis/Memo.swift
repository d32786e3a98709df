import Synchronization

/// Remembers what a pure function of something immutable gave, so that it is computed once and not
/// for every frame. Copies share what is remembered.
public final class Memo<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let values = Mutex<[Key: Value]>([:])

  public init() {}

  public func value(_ key: Key, compute: () -> Value) -> Value {
    if let known = values.withLock({ $0[key] }) { return known }
    let value = compute()
    values.withLock { $0[key] = value }
    return value
  }
}

/// Remembered values follow from the rest of the state, and so make no difference.
extension Memo: Hashable {
  public static func == (a: Memo, b: Memo) -> Bool { true }
  public func hash(into hasher: inout Hasher) {}
}
