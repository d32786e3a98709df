/// Finding entries by what is typed, the same in every list that is filtered by names.
extension Array {
  /// The elements that fit a text, the best first, equals in their order.
  func matching(
    _ text: String, name: (Element) -> String, help: (Element) -> String
  ) -> [Element] {
    let text = plain(text)
    let ranked = enumerated().compactMap { index, element in
      rank(of: text, in: plain(name(element)), help(element).lowercased()).map {
        (rank: $0, index: index, element: element)
      }
    }
    return ranked.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.map(\.element)
  }
}

/// Returns how well a text fits, 0 best: the name's start, a word's start, anywhere in the name, in
/// the help, or as letters of the name in their order; nil where it doesn't.
private func rank(of text: String, in name: String, _ help: String) -> Int? {
  if name.hasPrefix(text) { return 0 }
  if name.contains(" " + text) { return 1 }
  if name.contains(text) { return 2 }
  if help.contains(text) { return 3 }
  var letters = name.makeIterator()
  let isSubsequence = text.allSatisfy { letter in
    while let next = letters.next() { if next == letter { return true } }
    return false
  }
  return isSubsequence ? 4 : nil
}

private func plain(_ text: String) -> String {
  let text = text.lowercased().replacing("-", with: " ")
  return text.split(separator: " ").joined(separator: " ")
}
