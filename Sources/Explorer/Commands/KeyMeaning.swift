import TerminalUI

/// The language of keys: what a key means in every view. Views put a key to uses of their own only
/// within its meaning; a command's name begins with the meaning's, which a test holds them to.
enum KeyMeaning {
  struct Row: Sendable {
    /// What names of commands begin with.
    let name: String
    let keys: [Key]
    let words: String

    init(_ name: String, _ keys: Key..., words: String) {
      (self.name, self.keys, self.words) = (name, keys, words)
    }
  }

  /// Keys that several commands share. Any other key is one command's, in all views that have it;
  /// a `Motion`'s name ends with the motion.
  static let rows = [
    Row("open", .enter, words: "into what is marked"),
    Row("back", .escape, "q", words: "back to where one came from"),
    Row("trail-back", .backspace, words: "back along the trail inside a view"),
    Row("section", .tab, .backTab, words: "the next part of the view, the one before"),
    Row("picture", "m", words: "which picture of what is marked"),
    Row("blend", "b", words: "over the photo, the map alone, the photo alone"),
    Row("sort", "o", words: "in which order"),
    Row("scale", "s", words: "on which scale"),
    Row("larger", "+", "=", words: "larger"),
    Row("smaller", "-", words: "smaller"),
    Row("whole", "z", words: "the whole again: map, table, network"),
    Row("strongest", "*", words: "to the strongest; again: the next"),
    Row("search", "/", words: "find by name"),
    Row("reverse", "O", words: "the other way round"),
    Row("with", "w", words: "with what it is compared"),
    Row("measure", "t", words: "measure what the view shows; again: stop"),
  ]

  /// The table of `Documentation/Keys.md`.
  static let markdown: String = {
    let lines = rows.map { row in
      "| \(row.keys.map { "`\($0.name)`" }.joined(separator: " ")) | \(row.words) |"
    }
    return (["| Keys | What they mean in every view |", "| --- | --- |"] + lines)
      .joined(separator: "\n") + "\n"
  }()
}
