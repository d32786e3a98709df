/// A press or a turn of the wheel, on a cell of the screen, counted from the top left.
public struct Mouse: Sendable, Hashable {
  public enum Kind: Sendable { case press, scrollUp, scrollDown }
  public let kind: Kind
  public let x: Int
  public let y: Int

  public init(_ kind: Kind, x: Int, y: Int) {
    self.kind = kind
    self.x = x
    self.y = y
  }
}
