import SqueezeNet

/// Finds a network's classes by what a person types.
public enum ClassSearch {
  /// Indices of the classes whose name fits, best first; all of them for an empty text.
  ///
  /// Case does not matter. In this order: the class of that number; the name itself; names that
  /// begin with the text; names with a word that begins with it; names that hold it anywhere;
  /// names that hold all its words in any order. Equals stand by probability, highest first, where
  /// there are any, then by index.
  ///
  /// - Parameter probabilities: of all classes; nil where there is no pass.
  public static func matches(
    _ text: String, among classes: ClassNames, probabilities: [Float]? = nil
  ) -> [Int] {
    let query = Query(text)
    let found = lowercased(classes).enumerated().compactMap { index, name in
      query.rank(of: index, name).map { (index: index, rank: $0) }
    }
    func strength(_ index: Int) -> Float {
      guard let probabilities, probabilities.indices.contains(index) else { return 0 }
      return probabilities[index]
    }
    return found.sorted { a, b in
      (a.rank, -strength(a.index), a.index) < (b.rank, -strength(b.index), b.index)
    }.map(\.index)
  }

  /// The one class that a text names: its number, its whole name, or a text that fits only it.
  public static func only(_ text: String, among classes: ClassNames) -> Int? {
    let query = Query(text)
    guard !query.words.isEmpty else { return nil }
    let found = matches(text, among: classes)
    guard let first = found.first, let rank = query.rank(of: first, classes[first].lowercased())
    else {
      return nil
    }
    return found.count == 1 || rank <= Query.wholeName ? first : nil
  }

  /// ImageNet's are made once: they are searched with each key.
  private static func lowercased(_ classes: ClassNames) -> [String] {
    classes == imageNet ? imageNetLowercased : classes.all.map { $0.lowercased() }
  }

  private static let imageNet = ClassNames(of: .v10)
  private static let imageNetLowercased = imageNet.all.map { $0.lowercased() }

  private struct Query {
    static let wholeName = 1
    let text: String
    let words: [String]

    init(_ text: String) {
      words = text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
      self.text = words.joined(separator: " ")
    }

    /// Returns the place of a class among those that fit, 0 the best; nil when it does not.
    func rank(of index: Int, _ name: String) -> Int? {
      if text == String(index) { return 0 }
      guard words.allSatisfy(name.contains) else { return nil }
      if name == text { return Self.wholeName }
      if name.hasPrefix(text) { return 2 }
      let starts = name.indices.dropFirst().filter { !isPartOfWord(name[name.index(before: $0)]) }
      if starts.contains(where: { name[$0...].hasPrefix(text) }) { return 3 }
      return name.contains(text) ? 4 : 5
    }

    private func isPartOfWord(_ character: Character) -> Bool {
      character.isLetter || character.isNumber
    }
  }
}
