import SqueezeNet

/// Finds ImageNet's classes by what a person types.
public enum ClassSearch {
  /// Indices of the classes whose name fits, best first; all of them for an empty text.
  ///
  /// Case does not matter. In this order: the class of that number; the name itself; names that
  /// begin with the text; names with a word that begins with it; names that hold it anywhere;
  /// names that hold all its words in any order. Equals stand by probability, highest first, where
  /// there are any, then by index. The network's table has one name a class, no synonyms.
  ///
  /// - Parameter probabilities: of all classes; nil where there is no pass.
  public static func matches(_ text: String, probabilities: [Float]? = nil) -> [Int] {
    let query = Query(text)
    let found = ImageNetClasses.all.indices.compactMap { index -> (index: Int, rank: Int)? in
      query.rank(of: index).map { (index, $0) }
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
  public static func only(_ text: String) -> Int? {
    let query = Query(text)
    guard !query.words.isEmpty else { return nil }
    let found = matches(text)
    guard let first = found.first, let rank = query.rank(of: first) else { return nil }
    return found.count == 1 || rank <= Query.wholeName ? first : nil
  }

  private struct Query {
    static let wholeName = 1
    private static let names = ImageNetClasses.all.map { $0.lowercased() }
    let text: String
    let words: [String]

    init(_ text: String) {
      words = text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
      self.text = words.joined(separator: " ")
    }

    /// Returns the place of a class among those that fit, 0 the best; nil when it does not.
    func rank(of index: Int) -> Int? {
      if text == String(index) { return 0 }
      let name = Self.names[index]
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
