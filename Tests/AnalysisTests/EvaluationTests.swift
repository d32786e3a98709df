import Analysis
import SqueezeNet
import Testing

/// Figures worked out by hand from the matrix
///
///     class \ answer   cat  dog  emu
///     cat                2    1    0
///     dog                0    1    1
///     emu                0    0    0
@Suite("Evaluation")
struct EvaluationTests {
  private let evaluation: Evaluation

  init() throws {
    let answers: [(Int, [Float])] = [
      (0, [0.7, 0.2, 0.1]), (0, [0.4, 0.35, 0.25]), (0, [0.03, 0.9, 0.07]),
      (1, [0.1, 0.6, 0.3]), (1, [0.2, 0.25, 0.55]),
    ]
    evaluation = Evaluation(
      answers: try answers.enumerated().map { index, answer in
        try #require(
          Evaluation.Answer(
            picture: "\(index).png", truth: answer.0, probabilities: answer.1))
      }, classes: ClassNames(count: 3, names: ["cat", "dog", "emu"]))
  }

  @Test func figures() {
    #expect(evaluation.accuracy(top: 1) == 3.0 / 5)
    #expect(evaluation.accuracy(top: 2) == 4.0 / 5)
    #expect(evaluation.accuracy(top: 3) == 1)
    #expect(evaluation.recall(of: 0) == 2.0 / 3 && evaluation.recall(of: 1) == 0.5)
    #expect(evaluation.precision(of: 0) == 1 && evaluation.precision(of: 1) == 0.5)
    #expect(evaluation.recall(of: 2) == nil && evaluation.precision(of: 2) == 0)
    #expect(evaluation.present == [0, 1] && evaluation.occurring == [0, 1, 2])
    #expect(evaluation.mistaken(1)?.index == 2 && evaluation.mistaken(2) == nil)
  }

  @Test func mistakesTheSurestFirst() {
    #expect(evaluation.mistakes.map(\.picture) == ["2.png", "4.png"])
    #expect(evaluation.answers.map(\.rank) == [1, 1, 3, 1, 2])
  }

  @Test func nothingIsNoNumber() {
    let none = Evaluation(answers: [], classes: ClassNames(count: 2))
    #expect(none.accuracy(top: 1) == nil && none.occurring.isEmpty && none.mistakes.isEmpty)
    #expect(Evaluation.Answer(picture: "", truth: 2, probabilities: [1, 0]) == nil)
  }
}
