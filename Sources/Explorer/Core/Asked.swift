/// A request that is answered later, by the session or by a task beside it: the last one, how far
/// it is, and what came of it.
///
/// The state says what it wants; `update` asks where that is not `request`. Each request goes out
/// with a number that its progress and its answer come back with. What comes with another number,
/// or after the waiting has ended, is outdated and dropped.
struct Asked<Request: Hashable & Sendable, Answer: Sendable>: Sendable {
  private enum Stage: Sendable {
    case over
    case waiting((done: Int, of: Int)?)
    case answered(Answer)
    case failed(String)
  }

  /// The last request, whatever came of it; nil before the first, and when it was forgotten.
  private(set) var request: Request?
  /// The last request's number.
  private(set) var number = 0
  private var stage = Stage.over

  var isWaiting: Bool { if case .waiting = stage { true } else { false } }

  /// The request that is not answered yet.
  var waiting: Request? { isWaiting ? request : nil }

  /// Steps that are done, while they are waited for; nil where nothing tells of them.
  var progress: (done: Int, of: Int)? {
    if case .waiting(let progress) = stage { progress } else { nil }
  }

  /// The answer to `request`.
  var answer: Answer? { if case .answered(let answer) = stage { answer } else { nil } }

  /// The answer, where it is to what is wanted now.
  func answer(to wanted: Request?) -> Answer? { request == wanted ? answer : nil }

  /// The reason why there is no answer to what is wanted now.
  func failure(to wanted: Request?) -> String? {
    if request == wanted, case .failed(let reason) = stage { reason } else { nil }
  }

  /// Replaces the last request and its answer.
  ///
  /// - Parameters:
  ///   - number: the pass's generation for what it goes with; else the next of the requests' own.
  ///   - steps: how many there are, where the progress is shown from the start.
  /// - Returns: the request's number.
  @discardableResult
  mutating func ask(for request: Request, number: Int? = nil, steps: Int? = nil) -> Int {
    self.request = request
    self.number = number ?? self.number + 1
    stage = .waiting(steps.map { (done: 0, of: $0) })
    return self.number
  }

  mutating func report(done: Int, of count: Int, number: Int) {
    guard isWaiting, number == self.number, count > 0 else { return }
    stage = .waiting((done: max(0, min(done, count)), of: count))
  }

  /// - Returns: the request that this answers; nil where it is outdated.
  @discardableResult
  mutating func receive(_ answer: Answer, number: Int) -> Request? {
    end(.answered(answer), number)
  }

  mutating func fail(_ reason: String, number: Int) { end(.failed(reason), number) }

  /// Ends the waiting without an answer, or with one that is kept elsewhere.
  ///
  /// - Returns: the request that was answered; nil where that is outdated.
  @discardableResult
  mutating func finish(number: Int) -> Request? { end(.over, number) }

  @discardableResult
  private mutating func end(_ stage: Stage, _ number: Int) -> Request? {
    guard isWaiting, number == self.number else { return nil }
    self.stage = stage
    return request
  }

  /// Ends the waiting; the request stays, so that it is not asked again.
  mutating func cancel() { if isWaiting { stage = .over } }

  /// Drops the request and its answer, so that it is asked again where it is wanted.
  mutating func forget() {
    request = nil
    stage = .over
  }
}
