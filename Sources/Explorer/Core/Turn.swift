extension Array where Element: Equatable {
  /// Returns the element that is `offset` places after another one, going round at both ends.
  func turn(from element: Element, by offset: Int = 1) -> Element {
    guard !isEmpty else { return element }
    return self[((firstIndex(of: element) ?? 0) + offset + count) % count]
  }
}
