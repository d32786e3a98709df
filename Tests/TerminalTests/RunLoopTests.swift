import Testing

@testable import Terminal
@testable import TerminalUI

/// What can happen to the text that the tests' loops draw.
private enum Event: Sendable {
  case typed(Input)
  case posted(Int)
}

private enum Effect: Equatable {
  case work(Int)
  case display(DisplayRequest)

  var request: DisplayRequest? { if case .display(let request) = self { request } else { nil } }
}

/// A terminal that plays a script: at every wait something arrives, at a time of its own.
private final class ScriptedDisplay: Display {
  struct Step {
    var milliseconds = 0
    var inputs: [Happening] = []
    var posted: [Event] = []
  }
  private var steps: [Step]
  private let queue: EventQueue<Event>
  private(set) var time = 0
  /// When each frame was drawn, and what it showed.
  private(set) var frames: [String] = []
  private(set) var patience: [Int?] = []
  private(set) var calls: [String] = []

  init(_ steps: [Step], _ queue: EventQueue<Event>) {
    self.steps = steps
    self.queue = queue
  }

  func wait(milliseconds: Int?) -> [Happening] {
    patience.append(milliseconds)
    guard !steps.isEmpty || milliseconds != nil else { return [.hungUp] }
    // A wait that ends early comes back with nothing, as poll does.
    if let milliseconds, steps.first.map({ $0.milliseconds > time + milliseconds }) ?? true {
      time += milliseconds
      return []
    }
    let step = steps.removeFirst()
    time = max(time, step.milliseconds)
    for event in step.posted { queue.post(event) }
    return step.inputs
  }

  func draw(_ canvas: Canvas) { frames.append("\(time): \(canvas.text[0])") }
  func redraw() { calls.append("redraw") }
  func suspend() { calls.append("suspend") }
  func useMouse(_ uses: Bool) { calls.append("mouse \(uses)") }
  func copy(base64: String) { calls.append("copy \(base64)") }
}

@Suite struct RunLoopTests {
  /// The model is the text that is drawn.
  private func run(
    _ steps: [ScriptedDisplay.Step], start: [Effect] = [],
    effects: @escaping (Event) -> [Effect] = { _ in [] }
  ) throws -> (ScriptedDisplay, RunLoopEnding, performed: [Effect]) {
    let queue = try EventQueue<Event>()
    let display = ScriptedDisplay(steps, queue)
    var performed: [Effect] = []
    let loop = RunLoop<String, Event, Effect>(
      update: { text, event in
        switch event {
        case .typed(.key(.character(let key))): text.append(key)
        case .typed(.paste(let pasted)): text += "<\(pasted)>"
        case .typed(.resized(let width, let height)): text += "[\(width)x\(height)]"
        case .posted(let index): text += "\(index)"
        default: break
        }
        return effects(event)
      },
      view: { text in
        var canvas = Canvas(width: 60, height: 1)
        for (x, character) in text.enumerated() { canvas[x, 0] = Cell(character) }
        return canvas
      },
      event: { input, _ in .typed(input) }, isTyping: { $0.contains("/") }, request: \.request,
      perform: { effect, _ in performed.append(effect) },
      now: { display.time })
    let ending = loop.run("", start: start, on: display, events: queue)
    return (display, ending, performed)
  }

  private func posted(_ milliseconds: Int, _ indices: Int...) -> ScriptedDisplay.Step {
    .init(milliseconds: milliseconds, posted: indices.map { .posted($0) })
  }

  private func typed(_ milliseconds: Int, _ text: String) -> ScriptedDisplay.Step {
    .init(milliseconds: milliseconds, inputs: text.map { .input(.key(.character($0))) })
  }

  @Test func oneBatchIsOneFrame() throws {
    let (display, ending, _) = try run([typed(100, "abc"), posted(200, 1, 2, 3)])
    #expect(display.frames == ["0: ", "100: abc", "200: abc123"])
    #expect(ending == .hungUp)
  }

  @Test func aFloodOfEventsIsDrawnSixtyTimesASecondAndToItsEnd() throws {
    let (display, _, _) = try run((1...8).map { posted(100 + $0 * 4, $0) })
    #expect(display.frames == ["0: ", "104: 1", "120: 12345", "136: 12345678"])
  }

  @Test func aKeyIsNeverDelayedByTheFlood() throws {
    let (display, _, _) = try run([posted(100, 1), posted(102, 2), typed(103, "k"), posted(105, 3)])
    #expect(display.frames == ["0: ", "100: 1", "103: 12k", "116: 12k3"])
  }

  @Test func whatAKeyAskedForIsDrawnAtOnce() throws {
    let (display, _, _) = try run([typed(100, "k"), posted(102, 1), posted(104, 2)])
    #expect(display.frames == ["0: ", "100: k", "102: k1", "118: k12"])
  }

  @Test func nothingToDoMeansWaitingForEver() throws {
    let (display, _, _) = try run([posted(100, 1), typed(500, "k")])
    #expect(display.patience == [nil, nil, nil])
  }

  @Test func effectsGoToTheirOwners() throws {
    let (display, ending, performed) = try run(
      [typed(1, "r"), typed(2, "s"), typed(3, "c"), typed(4, "q"), typed(5, "x")],
      start: [.work(0)],
      effects: { event in
        switch event {
        case .typed(.key(.character("r"))): [.display(.redraw)]
        case .typed(.key(.character("s"))): [.display(.suspend)]
        case .typed(.key(.character("c"))): [.work(1), .work(2)]
        case .typed(.key(.character("q"))): [.display(.quit)]
        default: []
        }
      })
    #expect(ending == .quit)
    #expect(display.calls == ["redraw", "suspend"])
    #expect(performed == [.work(0), .work(1), .work(2)])
    #expect(display.frames.last == "3: rsc")
  }

  @Test func theMouseComesWithWhatItPointsAt() throws {
    let queue = try EventQueue<Event>()
    let display = ScriptedDisplay(
      [
        .init(inputs: [
          .input(.mouse(Mouse(.press, x: 3, y: 7))), .input(.mouse(Mouse(.scrollUp, x: 1, y: 1))),
        ])
      ],
      queue)
    let loop = RunLoop<String, (Mouse, at: Int?), Effect>(
      update: { text, event in
        text += "\(event.0.kind) \(event.0.x) \(event.at == 7) "
        return [.display(.useMouse(false))]
      },
      view: { text in
        var canvas = Canvas(width: 60, height: 1)
        canvas.write(text, x: 0, y: 0)
        return canvas
      },
      event: { input, _ in
        guard case .mouse(let mouse) = input else { return (Mouse(.press, x: 0, y: 0), nil) }
        return (mouse, mouse.x == 3 ? mouse.y : nil)
      },
      request: \.request, perform: { _, _ in }, now: { display.time })
    _ = loop.run("", on: display, events: try EventQueue())
    #expect(display.frames.last == "0: press 3 true scrollUp 1 false")
    #expect(display.calls == ["mouse false", "mouse false"])
  }

  /// Characters that came together are one text, once text is typed; keys between them are keys.
  @Test func whatIsTypedAtOnceIsOneText() throws {
    let (display, _, _) = try run([typed(1, "ab"), typed(2, "c/de"), typed(3, "f")])
    #expect(display.frames == ["0: ", "1: ab", "2: abc/<de>", "3: abc/<de>f"])
    let keys: [Happening] = ["d", "e", .enter, "f", "g"].map { .input(.key($0)) }
    let (other, _, _) = try run([typed(1, "/"), .init(milliseconds: 2, inputs: keys)])
    #expect(other.frames.last == "2: /<de><fg>")
    let (ended, ending, _) = try run([
      typed(1, "/"),
      .init(milliseconds: 2, inputs: [.input(.key("a")), .terminated(signal: 15)] + keys),
    ])
    #expect(ending == .signal(15) && ended.frames.last == "1: /")
  }

  @Test func signalsAndALostTerminalEndTheLoopAtOnce() throws {
    let (_, signal, _) = try run([.init(inputs: [.terminated(signal: 15)]), typed(1, "a")])
    #expect(signal == .signal(15))
    let (display, hangUp, _) = try run([.init(inputs: [.hungUp, .input(.key(.enter))])])
    #expect(hangUp == .hungUp)
    #expect(display.frames == ["0: "])
  }

  @Test func aNewSizeIsDrawnAtOnce() throws {
    let (display, _, _) = try run([
      posted(100, 1), .init(milliseconds: 101, inputs: [.input(.resized(width: 10, height: 3))]),
    ])
    #expect(display.frames.last == "101: 1[10x3]")
  }
}
