import Inference
import SqueezeNet

/// The lesson that is given: which step, and what of it is still to be carried out.
struct LessonState: Sendable {
  private(set) var lesson: Lesson?
  /// Of each step, with the present network.
  fileprivate(set) var actions: [[LessonAction]] = []
  /// The step that is shown; their number once the lesson is over.
  var step = 0
  /// What waits for the pass, in order.
  var pending: ArraySlice<LessonAction> = []
  /// True where passes that repeat are being stopped for this step.
  var isStopping = false
  /// The slow motion that the person chose.
  var slowMotion = 0

  var shownStep: Lesson.Step? {
    lesson.flatMap { $0.steps.indices.contains(step) ? $0.steps[step] : nil }
  }
}

extension State {
  /// Begins a lesson with its first step.
  public mutating func open(_ lesson: Lesson) -> [Effect] {
    overlay = nil
    do throws(Lesson.Problem) {
      let actions = try lesson.actions(in: network)
      let chosen = self.lesson.lesson == nil ? slowMotion : self.lesson.slowMotion
      self.lesson = LessonState(lesson: lesson, actions: actions, slowMotion: chosen)
    } catch {
      complain("\(lesson.title) is not for this network: \(error.reason)")
      return []
    }
    // The caption says what a first visit else does.
    if message?.text == view.introduction(on: terminal) { message = nil }
    return goToStep(0) + update(&self, .lessonGoesOn)
  }

  mutating func goToStep(_ index: Int) -> [Effect] {
    let count = lesson.actions.count
    guard count > 0 else {
      return refuse("no lesson is open: \(CommandTable.keyName(of: "lesson")) opens one")
    }
    guard index >= 0 else { return refuse("this is the first step") }
    lesson.step = min(index, count)
    lesson.pending = lesson.actions.actions(ofStep: index)[...]
    guard index < count else {
      return refuse("the lesson is over: ' leads back, & leaves it or opens another")
    }
    return beginStep()
  }

  /// Another network comes, which may lack what a lesson goes to.
  mutating func keepLesson(_ old: LessonState) {
    guard let given = old.lesson, let actions = try? given.actions(in: network) else { return }
    (lesson, lesson.actions, lesson.pending) = (old, actions, [])
  }

  /// True where the next action of the step can be carried out.
  var lessonGoesOn: Bool {
    guard let action = lesson.pending.first, overlay == nil else { return false }
    switch action {
    case .channel(nil): return selectedLayer == nil || selectedHeld != nil
    // Sections are only looked at.
    case .entry(let name):
      return name.hasPrefix("section") || hasAllItShows && !isStoppingForLesson
    default: return true
    }
  }

  var isStoppingForLesson: Bool { lesson.isStopping && measuring != nil }

  mutating func carryOutNextOfLesson() -> [Effect] {
    lessonGoesOn ? lesson.pending.popFirst().map { carryOut($0) } ?? [] : []
  }

  private mutating func carryOut(_ action: LessonAction) -> [Effect] {
    switch action {
    case .layer(let index):
      table.selection = rows.first ?? table.selection
      show(layer: index.flatMap { network.layer(at: $0) }, channel: nil, view: nil)
    case .channel(let channel):
      if let channel = channel ?? selectedHeld?.strongestChannel { choose(channel: channel) }
    case .view(let view):
      visited.insert(view)
      show(view)
      trail = []
    case .shownClass(let index): why.chosen = index
    case .place(let row, let column):
      if let shape = selectedLayer?.outputShape {
        (singleMap.height, singleMap.width) = (shape.height, shape.width)
      }
      (singleMap.row, singleMap.column) = (row, column)
    // Of any photo, and measured once.
    case .entry("machine") where time.machine != nil: return []
    case .entry(let name):
      guard let entry = PaletteEntry.all(self).first(where: { $0.name == name }) else {
        complain("\(name) does nothing here")
        return []
      }
      if let view = entry.elsewhere { visited.insert(view) }
      // What it does the caption says.
      defer { if message?.kind == .information { message = nil } }
      return run(entry)
    }
    return []
  }

  /// Shows the explorer as it opens, and computes what is missing of the pass; colours and
  /// characters stay as they were chosen.
  private mutating func beginStep() -> [Effect] {
    terminal.captionHeight = LessonStrip.height(self)
    let opening = State.initial(model: model, terminal: terminal, imagePaths: [])
    (table, sheet, singleMap, onPhoto) = (
      opening.table, opening.sheet, opening.singleMap, opening.onPhoto
    )
    let shown = map
    map = opening.map
    (map.glyphs, map.colormap) = (shown.glyphs, shown.colormap)
    (map.activation, map.asked) = (shown.activation, shown.asked)
    (filters, value.trail) = (opening.filters, [])
    (why.chosen, why.rival, why.place) = (nil, nil, 0)
    (why.picture, why.isBeforeReLU) = (.overlay, false)
    (effects.section, effects.showsLogits, effects.side, effects.place) = (.places, false, nil, nil)
    (compare.chosen, compare.picture, time.section) = (nil, nil, .layers)
    (activity.scale, activity.showsChannel) = (.logarithmic, false)
    (view, trail, overlay) = (.layers, [], nil)
    if !whatIf.ablation.isEmpty { whatIf.history.record(Ablation()) }
    slowMotion = lesson.slowMotion
    // The machine's measurement goes on: a later step shows what it gives.
    lesson.isStopping = measuring != nil
    guard !lesson.isStopping else { return [.session(.cancel)] }
    guard loadedImage != nil, !pass.isComplete else { return [] }
    return interrupt() + run(upTo: network.layers.count, pause: slowMotion, stepping: false)
  }
}
