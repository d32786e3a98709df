import SqueezeNet
import TerminalUI
import Testing
import TextFormats

@testable import Explorer
@testable import Inference

private func lesson(_ text: String) throws -> Lesson { try Lesson(Array(text.utf8)) }

@Suite("The text of lessons")
struct LessonTextTests {
  @Test func aLessonIsRead() throws {
    let text = """

      #  Two  steps
      # A note of the author.

      One line,
      \t and   another.
      > go fire2/squeeze1x1
      >view blocks
      # Another note.
      >  class   coffee mug


      The end. It has é and ×.
      """
    let read = try lesson(text)
    #expect(read.title == "Two steps")
    #expect(
      read.steps.map(\.caption) == [["One line,", "and another."], ["The end. It has é and ×."]])
    #expect(read.steps[0].commands.map(\.name) == ["go", "view", "class"])
    #expect(
      read.steps[0].commands.map(\.argument) == ["fire2/squeeze1x1", "blocks", "coffee mug"])
    #expect(read.steps[0].commands.map(\.line) == [7, 8, 10])
    #expect(read.steps[1].commands.isEmpty)
    // However an editor saves it.
    #expect(try lesson(text + "\n\n") == read)
    #expect(try lesson(text.replacing("\n", with: "\r\n")) == read)
    #expect(try Lesson([0xEF, 0xBB, 0xBF] + Array(text.utf8)) == read)
    try read.check(for: SampleState.network())
  }

  @Test(
    arguments: [
      ("", 1, "title"), ("\n\nHello\n", 3, "title"), ("#\n", 1, "title of 1 to 38 columns"),
      ("# " + String(repeating: "x", count: 39), 1, "38"), ("# T\n\n", 3, "no steps"),
      ("# T\n> view map\n", 2, "caption belongs above"), ("# T\nx\n>\n", 3, "behind the >"),
      ("# T\nx\n> view map\ny\n", 4, "empty line"), ("# T\na\nb\nc\nd\n", 5, "3 lines at most"),
      ("# T\n" + String(repeating: "x", count: 77), 2, "77 columns"),
      ("# T\nx\u{0}y\n", 2, "control character"), ("# T\nx\u{1B}[2Jy\n", 2, "control character"),
      ("# T\n" + String(repeating: "x\n\n", count: 100), 200, "99 steps"),
      ("# T\nx\n" + String(repeating: "> sort\n", count: 21), 23, "20 commands"),
    ] as [(String, Int, String)])
  func whatIsWrongHasItsLine(_ text: String, _ line: Int, _ says: String) throws {
    let problem = #expect(throws: Lesson.Problem.self) { try lesson(text) }
    #expect(
      problem?.line == line && problem?.reason.contains(says) == true,
      "\(String(describing: problem))")
  }

  @Test func bytesThatAreNoTextAreRefused() {
    let problem = #expect(throws: Lesson.Problem.self) {
      try Lesson(Array("# T\n\nx\n".utf8) + [0xFF, 0x0A])
    }
    #expect(problem?.line == 4 && problem?.reason.contains("UTF-8") == true)
  }

  @Test(arguments: [
    ("go fire99", "v1.0 has no such layer"), ("go", "no such layer"), ("view maps", "layers, "),
    ("channel 64", "0 to 63"), ("channel -1", "strongest"), ("channel +1", "strongest"),
    ("channel", "strongest"), ("class shark", "no class alone fits"), ("class 1000", "alone"),
    ("place 5", "ROW,COLUMN of 56×56"), ("place 56,0", "56×56"), ("place 1,2,3", "ROW,COLUMN"),
    ("sorting", "there is no command sorting"), ("sort it", "sort takes no argument"),
    ("steps-forward", "no command"), ("quit", "no command"), ("next-step", "no command"),
    ("back", "no command"), ("step", "is it step-back?"),
  ]) func aCommandThatDoesNotExistHasItsLine(_ command: String, _ says: String) throws {
    let read = try lesson("# T\n\nx\n> go fire2/expand3x3\n> \(command)\n")
    let network = try SampleState.network(.v10, .keras)
    let problem = #expect(throws: Lesson.Problem.self) { try read.check(for: network) }
    #expect(
      problem?.line == 5 && problem?.reason.contains(says) == true, "\(String(describing: problem))"
    )
  }

  @Test func everyCommandOfThePaletteIsOne() throws {
    let opened = try Explored.opened().state
    let left = ["next-step", "previous-step", "lesson", "quit", "leave", "back", "suspend"]
    for name in Set(PaletteEntry.all(opened).map(\.name)).subtracting(left) {
      try lesson("# T\nx\n> \(name)").check(for: opened.network)
    }
  }
}

@Suite("The lessons that are built in")
struct BuiltInLessonTests {
  static let lessons = BuiltInLesson.all.map(\.name)
  static let sizes = [(80, 24), (120, 36), (200, 60), (40, 12)]

  private func named(_ name: String) throws -> Lesson {
    try #require(BuiltInLesson.all.first { $0.name == name }?.lesson)
  }

  @Test(arguments: lessons) func theyAreShortAndFitBothNetworks(_ name: String) throws {
    let lesson = try named(name)
    #expect((6...10).contains(lesson.steps.count))
    for step in lesson.steps {
      #expect(step.caption.count <= 2, "\(step.caption)")
      #expect(step.caption.allSatisfy { $0.columns <= 76 })
      let caption = step.caption.joined(separator: " ")
      #expect(caption.wrapped(to: 78).count <= 2)
      // Else the smallest screen has no room for what they speak of.
      #expect(caption.wrapped(to: 38).count <= 3, "\(caption)")
    }
    for architecture in [Architecture.v10, .v11] {
      try lesson.check(for: SampleState.network(architecture))
    }
  }

  /// Each is played to its end and back: captions are whole, commands are carried out, the view is
  /// the one that was asked for, and a step shows the same wherever one comes from.
  @Test(arguments: lessons, sizes)
  func theyArePlayed(_ name: String, _ size: (Int, Int)) throws {
    let lesson = try named(name)
    var explored = try Explored.opened(weights: SampleState.weights())
    explored.send(.resized(width: size.0, height: size.1))
    // What is measured on the way would differ on the way back.
    explored.state.time.machine = SampleState.machine
    explored.state.time.take(peak: 100)
    explored.open(lesson)
    explored.settle()
    var screens: [[String]] = []
    for (index, step) in lesson.steps.enumerated() {
      let state = explored.state
      #expect(state.lesson.pending.isEmpty, "step \(index + 1)")
      #expect(state.message?.kind != .error, "\(state.message?.text ?? "")")
      #expect(state.message?.text.hasSuffix("does nothing here") != true)
      let canvas = ExplorerView.draw(state)
      #expect(caption(canvas.text, state) == step.caption.joined(separator: " "))
      #expect(canvas.text.contains { $0.contains("step \(index + 1) of \(lesson.steps.count) ") })
      if let asked = view(asked: state.lesson.actions.actions(ofStep: index)) {
        #expect(state.view == asked, "step \(index + 1)")
      }
      screens.append(settled(state))
      explored.press(";")
      explored.settle()
    }
    #expect(explored.state.lesson.shownStep == nil && explored.state.terminal.captionHeight == 0)
    #expect(explored.state.message?.text.hasPrefix("the lesson is over") == true)
    for index in lesson.steps.indices.reversed() {
      explored.press("'")
      explored.settle()
      let again = settled(explored.state)
      let differences = zip(again, screens[index]).filter { $0 != $1 }
      #expect(differences.isEmpty, "step \(index + 1)")
    }
    explored.press("'")
    #expect(explored.state.message?.text == "this is the first step")
  }

  /// Whatever room is left to the view.
  @Test(arguments: [(1, 1), (10, 3), (39, 12), (40, 12), (44, 13), (300, 100)])
  func anyScreenIsDrawn(_ size: (Int, Int)) throws {
    var explored = try Explored.opened(weights: SampleState.weights())
    let words = Array(repeating: String(repeating: "x", count: 25), count: 6)
    let lines = (0..<3).map { words[(2 * $0)..<(2 * $0 + 2)].joined(separator: " ") }
    let views = View.allCases.map { "\(lines.joined(separator: "\n"))\n> view \($0)\n\n" }
    explored.open(try lesson("# Long\n" + views.joined()))
    for view in View.allCases {
      explored.send(.resized(width: size.0, height: size.1))
      explored.settle()
      #expect(explored.state.view == view)
      let canvas = ExplorerView.draw(explored.state)
      #expect(canvas.width == size.0 && canvas.height == size.1)
      // In a terminal that is too small no key but q counts.
      explored.send(.resized(width: 80, height: 24))
      explored.press(";")
    }
  }

  /// Nil where a command of the palette leads elsewhere.
  private func view(asked actions: [LessonAction]) -> View? {
    guard
      case .view(let view)? = actions.last(where: { if case .view = $0 { true } else { false } })
    else { return nil }
    let leads = ["open-contribution", "open-", "view-", "explain-value", "try-effect"]
    return actions.contains { action in
      if case .entry(let name) = action { leads.contains { name.hasPrefix($0) } } else { false }
    } ? nil : view
  }

  /// The caption as it is drawn, its lines joined.
  private func caption(_ screen: [String], _ state: State) -> String {
    let top = 1 + state.terminal.bodyHeight
    return screen[top..<top + state.terminal.captionHeight].dropFirst()
      .flatMap { $0.split(separator: " ") }.joined(separator: " ")
  }

  /// Without messages and keys, which say what happened last, and the header's word for what goes
  /// on.
  private func settled(_ state: State) -> [String] {
    var state = state
    state.message = nil
    return Array(ExplorerView.draw(state).text.dropFirst().dropLast(2))
  }

  /// Whoever does not wait for the machine's figures sees them come.
  @Test func theMachineIsMeasuredOnce() throws {
    var explored = try Explored.opened(weights: SampleState.weights())
    explored.open(try named("time"))
    explored.settle()
    for _ in 1..<6 {
      explored.press(";")
      while explored.probing == nil, explored.step() {}
    }
    let probing = try #require(explored.probing)
    explored.press(";")
    #expect(explored.probing?.generation == probing.generation, "goes on")
    #expect(explored.state.lesson.step == 6 && explored.state.time.section == .roofline)
    #expect(
      ExplorerView.draw(explored.state).text.contains { $0.contains("measuring the machine") })
    explored.settle()
    #expect(explored.state.roofline != nil && explored.state.lesson.pending.isEmpty)
    explored.press("'", ";")
    #expect(explored.probing == nil && explored.state.time.section == .roofline)
  }

  /// Where the parameters come from is seen where the lesson on the block speaks of it, and the box
  /// that it speaks of.
  @Test(arguments: sizes) func theBlockIsSeen(_ size: (Int, Int)) throws {
    var explored = try Explored.opened(weights: SampleState.weights())
    explored.send(.resized(width: size.0, height: size.1))
    explored.open(try named("fire-block"))
    for (step, word) in [
      (2, "squeeze1x1"), (5, "concat"), (6, "1,552"), (6, "9,280"), (7, "61,568"),
    ] {
      while explored.state.lesson.step < step { explored.press(";") }
      explored.settle()
      let body = ExplorerView.draw(explored.state).text.dropFirst(2)
        .prefix(explored.state.terminal.bodyHeight - 1)
      #expect(body.contains { $0.contains(word) }, "step \(step + 1): \(word)")
    }
    explored.press("L")
    explored.state.table.selection = .block(2)
    let screen = ExplorerView.draw(explored.state).text
    #expect(size.0 < 80 || screen.contains { $0.contains("11,920 parameters") })
  }
}

@Suite("Giving a lesson")
struct LessonPlayTests {
  private static let text = """
    # Three steps

    The first.
    > go fire4/expand3x3
    > channel 5
    > view sheet
    > sort

    The second stays there.

    The third.
    > go fire5
    > place 3,2
    > channel strongest
    > view map
    > class 504
    """

  @Test func commandsWaitForThePass() throws {
    var explored = try Explored(weights: SampleState.weights())
    explored.open(try lesson(Self.text))
    // What needs no pass is there at once.
    #expect(
      explored.state.view == .sheet && explored.state.selectedLayer?.name == "fire4/expand3x3")
    #expect(Array(explored.state.lesson.pending) == [.entry("sort")])
    let screen = ExplorerView.draw(explored.state).text
    #expect(screen.contains { $0.contains("Three steps ─ step 1 of 3") && $0.contains("; next") })
    #expect(screen.contains { $0.hasSuffix(" The first.") })
    explored.send(.imageLoaded(index: 0, Explored.image))
    #expect(explored.state.sheet.order == .index)
    explored.settle()
    #expect(explored.state.sheet.order == .mean && explored.state.lesson.pending.isEmpty)
    #expect(explored.state.map.channel == 5)
    #expect(explored.state.selectedLayer?.name == "fire4/expand3x3")
    #expect(explored.state.trail.isEmpty)
  }

  /// Where one is stays from step to step; how it is shown does not.
  @Test func stepsStandForThemselves() throws {
    var explored = try Explored.opened(weights: SampleState.weights())
    explored.open(try lesson(Self.text))
    explored.settle()
    func isSecond() -> Bool {
      let state = explored.state
      return state.view == .sheet && state.selectedLayer?.name == "fire4/expand3x3"
        && state.map.channel == 5 && state.sheet.order == .index && state.why.chosen == nil
    }
    explored.press(";")
    explored.settle()
    #expect(isSecond())
    // The person looks around.
    explored.press("o", "o", "}", "x", "W", "Y", .right)
    explored.settle()
    explored.press(";")
    explored.settle()
    let state = explored.state
    #expect(state.view == .singleMap && state.selectedLayer?.name == "fire5")
    #expect(state.singleMap.row == 3 && state.singleMap.column == 2 && state.why.chosen == 504)
    explored.press("'")
    explored.settle()
    #expect(isSecond())
  }

  @Test func theEndIsSaidAndLeavesTheExplorer() throws {
    var explored = try Explored.opened()
    explored.press(";")
    #expect(explored.state.message?.text == "no lesson is open: & opens one")
    explored.open(try lesson("# One\n\nOnly this.\n"))
    explored.press("'")
    #expect(explored.state.message?.text == "this is the first step")
    explored.press(";", ";")
    #expect(explored.state.message?.text.hasPrefix("the lesson is over") == true)
    #expect(!ExplorerView.draw(explored.state).text.contains { $0.contains("Only this.") })
    explored.press("'")
    #expect(ExplorerView.draw(explored.state).text.contains { $0.contains("Only this.") })
    #expect(explored.press("q") == [.display(.quit)])
  }

  /// A what-if, a pass that was taken back, passes that repeat: the next step begins with the whole
  /// network and the whole pass.
  @Test func theNextStepBeginsAnew() throws {
    var explored = try Explored.opened(weights: SampleState.weights())
    explored.open(
      try lesson(
        "# T\na\n> go fire2\n> switch-3x3-half\n\nb\n> step-back\n\nc\n> measure-pass\n\nd\n> sort")
    )
    explored.settle()
    #expect(explored.state.view == .whatIf && !explored.state.whatIf.ablation.isEmpty)
    explored.press(";")
    explored.settle()
    #expect(explored.state.whatIf.ablation.isEmpty && !explored.state.pass.isComplete)
    explored.press(";")
    #expect(explored.state.pass.isRunning)
    for _ in 0..<2000 where explored.state.measuring == nil { explored.step() }
    #expect(explored.state.pass.isComplete && explored.state.measuring != nil)
    explored.press(";")
    #expect(explored.log.suffix(8).contains(.session(.cancel)))
    explored.settle()
    #expect(explored.state.measuring == nil && explored.state.view == .sheet)
    #expect(explored.state.sheet.order == .mean)
  }

  @Test func lessonsOpenFromTheList() throws {
    var explored = try Explored.opened(weights: SampleState.weights())
    explored.press("&")
    let entries = explored.state.entries(of: try #require(explored.state.picker))
    #expect(entries.map(\.lead) == BuiltInLesson.all.map(\.name))
    explored.type("fire")
    explored.press(.enter)
    explored.settle()
    #expect(explored.state.lesson.lesson?.title == "The fire block")
    // The rule's keys can be clicked.
    let screen = ExplorerView.draw(explored.state).text
    let y = try #require(screen.firstIndex { $0.contains("step 1 of") })
    let x = try #require(screen[y].ranges(of: "next").first).lowerBound
    let column = screen[y].distance(from: screen[y].startIndex, to: x)
    #expect(explored.state.pressed(x: column, y: y)?.lesson.step == 1)
    // The list leads out again, and the view has its lines back.
    explored.press("&", .enter)
    explored.settle()
    #expect(explored.state.lesson.lesson == nil && explored.state.terminal.captionHeight == 0)
    #expect(explored.state.overlay == nil)
    #expect(!ExplorerView.draw(explored.state).text.contains { $0.contains("step 1 of") })
  }

  /// Another network may lack a layer: then the lesson is closed.
  @Test func aLessonThatDoesNotFitIsNotBegun() throws {
    var explored = try Explored.opened()
    explored.open(try lesson("# Far\n\nx\n> go fire12\n"))
    #expect(explored.state.lesson.lesson == nil)
    #expect(
      explored.state.message
        == Message(
          .error, "Far is not for this network: go fire12: SqueezeNet v1.0 has no such layer"))
  }
}
