/// A lesson that comes with the program.
public struct BuiltInLesson: Sendable {
  /// As `--lesson` takes it.
  public let name: String
  /// As a file has it.
  public let text: String

  public static let all = [convolution, fireBlock, answer, time]
}

extension BuiltInLesson {
  /// What its text says, whatever the network.
  public var lesson: Lesson? { try? Lesson(Array(text.utf8)) }
}
