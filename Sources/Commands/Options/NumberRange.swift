import ArgumentParser

/// - Throws: `ValidationError` for a number that was given and is not in its range.
func check(_ option: String, _ number: Int?, in range: ClosedRange<Int>) throws {
  guard let number, !range.contains(number) else { return }
  throw ValidationError(
    "--\(option) \(number): give a number from \(range.lowerBound) to \(range.upperBound)")
}
