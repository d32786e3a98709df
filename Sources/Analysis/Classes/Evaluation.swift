import Inference
import SqueezeNet

/// The answers of a network for pictures whose class is known, and what follows from them.
public struct Evaluation: Sendable {
  /// One picture and the network's answer.
  public struct Answer: Sendable, Hashable {
    /// As it was given.
    public let picture: String
    /// The right class.
    public let truth: Int
    /// The strongest class.
    public let answer: Int
    /// Its probability, 0 … 1.
    public let probability: Float
    /// That of the right class.
    public let truthProbability: Float
    /// Place of the right class, 1 the strongest; of equals the lower index is ahead.
    public let rank: Int

    public var isRight: Bool { answer == truth }

    /// - Parameter probabilities: of all classes.
    /// - Returns: nil where there is no such class, and for what are no numbers.
    public init?(picture: String, truth: Int, probabilities: [Float]) {
      guard probabilities.indices.contains(truth), probabilities.allSatisfy(\.isFinite),
        let top = Prediction.strongest(of: probabilities)
      else { return nil }
      self.picture = picture
      self.truth = truth
      answer = top.index
      probability = top.probability
      truthProbability = probabilities[truth]
      rank = ClassExplanation.rank(of: truth, in: probabilities)
    }
  }

  /// In the order of the pictures.
  public private(set) var answers: [Answer] = []
  public let classes: ClassNames
  /// Pictures by right class and answer: few of all pairs occur.
  private var counts: [Pair: Int] = [:]
  private var truths: [Int: Int] = [:]
  private var called: [Int: Int] = [:]

  private struct Pair: Hashable {
    let truth: Int
    let answer: Int
  }

  public init(answers: [Answer], classes: ClassNames) {
    self.classes = classes
    for answer in answers { add(answer) }
  }

  public mutating func add(_ answer: Answer) {
    answers.append(answer)
    counts[Pair(truth: answer.truth, answer: answer.answer), default: 0] += 1
    truths[answer.truth, default: 0] += 1
    called[answer.answer, default: 0] += 1
  }

  public func count(truth: Int, answer: Int) -> Int {
    counts[Pair(truth: truth, answer: answer)] ?? 0
  }

  /// Pictures of a class.
  public func pictures(of index: Int) -> Int { truths[index] ?? 0 }

  /// Pictures that the network calls a class.
  public func answers(of index: Int) -> Int { called[index] ?? 0 }

  /// Classes that have pictures.
  public var present: [Int] { truths.keys.sorted() }

  /// Classes that have pictures, or that some picture is called.
  public var occurring: [Int] { Set(truths.keys).union(called.keys).sorted() }

  /// Share of pictures whose class is among the strongest `k`, 0 … 1; nil without pictures.
  public func accuracy(top k: Int) -> Double? {
    answers.isEmpty ? nil : Double(answers.count { $0.rank <= k }) / Double(answers.count)
  }

  /// Share of a class's pictures that are called so; nil for a class without pictures.
  public func recall(of index: Int) -> Double? {
    share(count(truth: index, answer: index), pictures(of: index))
  }

  /// Share of what is called a class that is of it; nil where nothing is called so.
  public func precision(of index: Int) -> Double? {
    share(count(truth: index, answer: index), answers(of: index))
  }

  /// The class that a class is most often taken for, and how often; nil where it never is.
  public func mistaken(_ index: Int) -> (index: Int, count: Int)? {
    (0..<classes.count).filter { $0 != index && count(truth: index, answer: $0) > 0 }
      .map { (index: $0, count: count(truth: index, answer: $0)) }
      .max { ($0.count, -$0.index) < ($1.count, -$1.index) }
  }

  /// Wrong answers, the surest first.
  public var mistakes: [Answer] {
    answers.enumerated().filter { !$0.element.isRight }
      .sorted { (-$0.element.probability, $0.offset) < (-$1.element.probability, $1.offset) }
      .map(\.element)
  }

  private func share(_ part: Int, _ whole: Int) -> Double? {
    whole > 0 ? Double(part) / Double(whole) : nil
  }
}
