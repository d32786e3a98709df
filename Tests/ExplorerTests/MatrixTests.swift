import SqueezeNet
import TerminalUI
import Testing

@testable import Analysis
@testable import Explorer

/// The confusion matrix, from the first photo to the reasons of one mistake.
@Suite struct MatrixTests {
  private func answer(_ picture: String, _ truth: Int, _ answer: Int, _ share: Float = 0.75)
    throws -> Evaluation.Answer
  {
    var probabilities = [Float](repeating: 0, count: 1000)
    probabilities[truth] = 0.125
    probabilities[answer] = share
    return try #require(
      Evaluation.Answer(picture: picture, truth: truth, probabilities: probabilities))
  }

  private func screen(_ state: State, _ width: Int = 80, _ height: Int = 24) -> [String] {
    var state = state
    state.terminal.width = width
    state.terminal.height = height
    return ExplorerView.draw(state).text
  }

  @Test func theCommandLine() throws {
    var explored = try evaluated()
    explored.press("$")
    #expect(explored.state.message?.text == "sqz-tui evaluate set --matrix matrix.png")
  }

  private static let photos = (0..<6).map { "set/\($0 < 3 ? "espresso" : "eggnog")/\($0).jpg" }

  /// Three of espresso, one of them taken for eggnog; two of eggnog, taken for espresso; one that
  /// could not be read.
  private func evaluated() throws -> Explored {
    var explored = try Explored.opened(images: Self.photos)
    #expect(explored.press("C").contains(.evaluate(number: 1)))
    let classes = explored.network.classes
    func tell(_ step: EvaluationStep) { explored.send(.evaluation(number: 1, step)) }
    tell(.began(classes, photos: 6, note: nil))
    let answers = [(967, 967), (967, 969), (967, 967), (969, 967), (969, 967)]
    for (photo, (truth, called)) in answers.enumerated() {
      tell(
        .answered(
          photo: photo,
          try answer(Self.photos[photo], truth, called, photo == 4 ? 0.875 : 0.75),
          picturesPerSecond: 30))
    }
    return explored
  }

  @Test func itGrowsAndEnds() throws {
    var explored = try evaluated()
    let growing = screen(explored.state)
    #expect(growing[0].contains("evaluating 83%"))
    #expect(growing[1].hasPrefix(" confusion matrix  top-1 40.0%  top-5 100.0%"))
    #expect(growing[1].hasSuffix("5 of 6 photos  30 a second"))
    #expect(growing[2] == " right    espresso   eggnog")
    #expect(growing[3] == " espresso      [2]       1")
    #expect(growing[4] == " eggnog         2       [·]")
    #expect(growing[21] == " espresso  is right  2 of 3  66.7%")
    #expect(growing[22] == " espresso  recall 66.7%  precision 50.0%")
    #expect(!explored.state.isSettled)
    explored.send(
      .evaluation(number: 1, .answered(photo: 5, nil, picturesPerSecond: 31)))
    explored.send(.evaluation(number: 1, .ended))
    #expect(screen(explored.state)[1].hasSuffix("1 unread  5 photos  31 a second"))
    #expect(screen(explored.state)[0].contains("done"))
    // It stays while other views are shown, and is asked for once.
    explored.press("L")
    #expect(!explored.press("C").contains(.evaluate(number: 2)))
    #expect(explored.press("t").contains(.evaluate(number: 2)))
    #expect(explored.press("t") == [.stopEvaluating])
    explored.send(.evaluation(number: 2, .failed("late")))
    #expect(explored.state.matrix.failure == nil)
  }

  @Test func aCellListsItsPhotosAndOneShowsBothClasses() throws {
    var explored = try evaluated()
    explored.press(.down, .right)
    #expect(screen(explored.state)[21] == " eggnog  is right  0 of 2  0.0%")
    explored.press(.enter)
    #expect(explored.state.message?.text == "there are no photos in this cell")
    explored.press(.left, .enter)
    let list = screen(explored.state)
    #expect(list[1].contains("eggnog, taken for espresso"))
    // The surest mistake first.
    #expect(list[2].contains("87.50%") && list[2].contains(" 4.jpg"))
    #expect(list[2].contains("eggnog 12.50%"))
    #expect(list[3].contains("75.00%") && list[3].contains(" 3.jpg"))
    #expect(explored.press(.enter).contains(.loadImage(index: 4)))
    #expect(explored.state.view == .why && explored.state.imageIndex == 4)
    #expect(explored.state.why.chosen == 967 && explored.state.why.rival == 969)
    explored.press("O")
    #expect(explored.state.why.chosen == 969 && explored.state.why.rival == 967)
    explored.press(.escape)
    #expect(explored.state.view == .matrix)
    #expect(screen(explored.state)[21] == " eggnog  taken for espresso  2 of 2  100.0%")
    explored.press(.backspace)
    #expect(explored.state.view == .layers)
  }

  @Test func manyClassesScroll() throws {
    var explored = try Explored.opened(images: Self.photos)
    explored.press("C")
    explored.send(
      .evaluation(number: 1, .began(explored.network.classes, photos: 6, note: nil)))
    for index in 0..<120 {
      let step = EvaluationStep.answered(
        photo: 0, try answer("a", index * 7, index * 7), picturesPerSecond: 1)
      explored.send(.evaluation(number: 1, step))
    }
    explored.press("G", .right)
    let lines = screen(explored.state)
    #expect(lines[20].contains("[1]") == false && lines[20].hasPrefix(" "))
    let name = explored.network.classes[119 * 7]
    #expect(lines[21].contains(String(name.prefix(20))))
    for (width, height) in [(1, 1), (20, 5), (40, 12), (200, 60)] {
      #expect(screen(explored.state, width, height).count == height)
    }
  }

  @Test func photosWithoutClassesSayWhy() throws {
    var explored = try Explored.opened()
    explored.press("C")
    #expect(screen(explored.state).contains { $0.contains("reading the photos") })
    explored.send(.evaluation(number: 1, .failed("the photos do not lie in folders")))
    #expect(screen(explored.state).contains { $0.contains("the photos do not lie in folders") })
    #expect(explored.press(.enter).isEmpty && explored.press(.down).isEmpty)
  }
}
