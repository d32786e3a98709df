import Testing

@testable import Explorer

@Suite struct AskedTests {
  private var asked = Asked<String, Int>()

  @Test mutating func anAnswerEndsTheWaiting() {
    #expect(!asked.isWaiting && asked.request == nil && asked.answer == nil)
    let number = asked.ask(for: "a")
    #expect(asked.isWaiting && asked.waiting == "a" && asked.progress == nil)
    #expect(asked.receive(7, number: number) == "a")
    #expect(!asked.isWaiting && asked.waiting == nil && asked.request == "a")
    #expect(asked.answer == 7 && asked.answer(to: "a") == 7)
    #expect(asked.answer(to: "b") == nil && asked.answer(to: nil) == nil)
    #expect(asked.receive(8, number: number) == nil && asked.answer == 7, "it is answered")
  }

  @Test mutating func anotherRequestMakesTheFirstOutdated() {
    let first = asked.ask(for: "a")
    asked.receive(7, number: first)
    let second = asked.ask(for: "b", steps: 4)
    #expect(second != first && asked.waiting == "b" && asked.answer == nil)
    asked.report(done: 3, of: 4, number: first)
    #expect(asked.progress?.done == 0 && asked.progress?.of == 4)
    #expect(asked.receive(8, number: first) == nil && asked.finish(number: first) == nil)
    asked.fail("no", number: first)
    #expect(asked.waiting == "b" && asked.failure(to: "b") == nil)
    #expect(asked.receive(9, number: second) == "b" && asked.answer(to: "b") == 9)
  }

  @Test mutating func progressIsKeptInRange() {
    let number = asked.ask(for: "a")
    for (done, count, shown) in [(2, 5, 2), (9, 5, 5), (-1, 5, 0), (3, 0, 0)] {
      asked.report(done: done, of: count, number: number)
      #expect(asked.progress?.done == shown && asked.progress?.of == 5)
    }
    asked.receive(1, number: number)
    asked.report(done: 1, of: 5, number: number)
    #expect(asked.progress == nil && asked.answer == 1)
  }

  @Test mutating func aFailureIsNoAnswer() {
    asked.fail("no such file", number: asked.ask(for: "a"))
    #expect(!asked.isWaiting && asked.answer(to: "a") == nil && asked.request == "a")
    #expect(asked.failure(to: "a") == "no such file" && asked.failure(to: "b") == nil)
    asked.ask(for: "a")
    #expect(asked.isWaiting && asked.failure(to: "a") == nil)
  }

  @Test mutating func whatIsCancelledIsNotAskedAgainAndWhatIsForgottenIs() {
    let first = asked.ask(for: "a", steps: 2)
    asked.cancel()
    #expect(!asked.isWaiting && asked.request == "a" && asked.progress == nil)
    #expect(asked.receive(7, number: first) == nil && asked.answer == nil, "too late")
    let second = asked.ask(for: "a")
    #expect(second != first && asked.receive(8, number: second) == "a")
    asked.cancel()
    #expect(asked.answer == 8, "nothing was awaited")
    asked.forget()
    #expect(asked.request == nil && asked.answer == nil && asked.answer(to: nil) == nil)
    asked.ask(for: "b")
    asked.forget()
    #expect(!asked.isWaiting && asked.waiting == nil)
  }

  @Test mutating func answersThatAreKeptElsewhereEndIt() {
    let number = asked.ask(for: "a")
    #expect(asked.finish(number: number) == "a" && asked.finish(number: number) == nil)
    #expect(!asked.isWaiting && asked.answer == nil && asked.request == "a")
  }

  /// What goes with a pass carries its generation; its own numbers go on from there.
  @Test mutating func theNumberMayBeGiven() {
    #expect(asked.ask(for: "a", number: 12) == 12)
    #expect(asked.receive(1, number: 11) == nil && asked.receive(1, number: 12) == "a")
    #expect(asked.ask(for: "b") == 13 && asked.number == 13)
  }
}

extension Asked {
  /// A request on its way.
  static func waiting(_ request: Request, done: Int, of steps: Int) -> Asked {
    var asked = Asked()
    asked.report(done: done, of: steps, number: asked.ask(for: request))
    return asked
  }

  static func answered(_ request: Request, _ answer: Answer) -> Asked {
    var asked = Asked()
    asked.receive(answer, number: asked.ask(for: request))
    return asked
  }
}
