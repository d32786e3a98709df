/// A value with the ways back and forward again.
public struct History<Value: Equatable & Sendable>: Sendable, Equatable {
  public private(set) var present: Value
  private var past: [Value] = []
  private var future: [Value] = []

  /// Steps that are kept at most; the oldest is forgotten first.
  public static var limit: Int { 1000 }

  public init(_ value: Value) { present = value }

  public var canUndo: Bool { !past.isEmpty }

  /// Makes a value the present one. The way forward ends here. The same value is no step.
  public mutating func record(_ value: Value) {
    guard value != present else { return }
    past.append(present)
    if past.count > Self.limit { past.removeFirst() }
    future = []
    present = value
  }

  /// Makes a value the present one in place of the last, as one step: a square that is moved on.
  /// The same as `record` where there is nothing to undo.
  public mutating func replace(_ value: Value) {
    guard canUndo else { return record(value) }
    future = []
    present = value
  }

  /// False when there is no way back.
  @discardableResult
  public mutating func undo() -> Bool {
    guard let value = past.popLast() else { return false }
    future.append(present)
    present = value
    return true
  }

  /// False when there is no way forward.
  @discardableResult
  public mutating func redo() -> Bool {
    guard let value = future.popLast() else { return false }
    past.append(present)
    present = value
    return true
  }
}
