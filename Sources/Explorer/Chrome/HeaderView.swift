import Inference
import Reports
import SqueezeNet
import TerminalUI
import TextFormats

/// The first line: what is looked at, with which model, and how far it is.
enum HeaderView {
  private struct Segment {
    let text: String
    let style: Style
  }

  /// Width of state and time at the right end; fixed, so that what is left of it stays.
  private static let statusWidth = 20

  static func draw(_ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    let line = rect.inset(left: 1, right: 1)
    let room = line.width - statusWidth - 2
    let name = theme.glyphs.show(state.currentImage?.name ?? "no image")
    // The richest set of facts that leaves the name at least twelve columns.
    let needed = min(name.columns, 12)
    let sets = state.whatIfMarks.flatMap { factSets(state, mark: $0, theme) }
    let fitting =
      (sets.isEmpty ? factSets(state, mark: nil, theme) : sets)
      .first { needed + width($0) <= room }
    let chosen = fitting ?? trained(state.model, theme)
    drawStatus(state, line, saysWhatIsOff: fitting == nil, theme, on: &canvas)
    let shown = theme.glyphs.fit(name, room - width(chosen))
    let area = Rect(x: line.x, y: line.y, width: room, height: line.height)
    var x = canvas.write(shown, in: area, style: theme.title)
    for segment in chosen {
      x = canvas.write(segment.text, in: area, x: x, style: segment.style)
    }
  }

  /// From everything to little. The image's size gives way to what is off; what is wrong with the
  /// image doesn't.
  private static func factSets(_ state: State, mark: String?, _ theme: Theme) -> [[Segment]] {
    let facts = imageFacts(state, mark: mark, theme)
    let marks = facts.filter { $0.style == theme.error || $0.style == theme.untrained }
    let models = modelFacts(state.model, theme)
    return models.map { facts + $0 } + models.suffix(1).map { marks + $0 }
      + [marks + trained(state.model, theme)]
  }

  /// One word for what goes on.
  static func word(_ state: State) -> String {
    if let measuring = state.measuring {
      guard let runs = measuring.of else { return "live: pass \(measuring.done)" }
      return "measuring \(measuring.done) of \(runs)"
    }
    if state.opening.isWaiting { return "opening" }
    if let probing = state.time.probing { return "machine \(probing.done) of \(probing.of)" }
    if let ablationLosses = state.ablationLosses.progress {
      return "effects \(ablationLosses.done) of \(ablationLosses.of)"
    }
    if let places = state.effects.asked.progress { return "places \(places.done) of \(places.of)" }
    if let done = state.matrix.asked.progress {
      return "evaluating \(100 * done.done / max(1, done.of))%"
    }
    switch state.currentImage?.status {
    case nil: return "ready"
    case .pending, .loading: return "loading"
    case .failed: return "failed"
    case .loaded: break
    }
    if state.pass.isRunning { return state.slowMotion > 0 ? "slow motion" : "running" }
    if state.pass.isComplete {
      let isCold = state.completedPasses == 1 && state.network.macs >= Session.unseenPassMACs
      return state.whatIfMark != nil ? "what if" : isCold ? "first pass" : "done"
    }
    return state.pass.frontier == 0 ? "ready" : "paused"
  }

  /// - Parameter saysWhatIsOff: True where nothing else on the line does.
  private static func drawStatus(
    _ state: State, _ line: Rect, saysWhatIsOff: Bool, _ theme: Theme, on canvas: inout Canvas
  ) {
    let x = line.right - statusWidth
    if saysWhatIsOff, !state.isBusy, let mark = state.whatIfMark, mark.columns + 2 <= statusWidth {
      canvas.write("[\(mark)]", in: line, x: x, style: theme.untrained)
      return
    }
    let word = word(state)
    let style: Style =
      switch state.currentImage?.status {
      case .failed: theme.error
      default: state.isBusy || state.isMeasuringEffects ? theme.running : theme.title
      }
    canvas.write(word, in: line, x: x, style: style)
    guard state.measuring == nil, state.time.probing == nil, !state.isMeasuringEffects,
      state.matrix.asked.progress == nil
    else { return }
    let measured = state.pass.isComplete ? state.measurement?.total.median : nil
    guard state.pass.frontier > 0 else { return }
    let time = Numbers.milliseconds(measured ?? Double(state.pass.nanoseconds))
    let room = statusWidth - word.count - 1
    // The unit gives way to a long time, never a digit.
    let choices = measured == nil ? ["\(time) ms"] : ["median \(time) ms", "median \(time)"]
    let text = choices.first { $0.count <= room } ?? time
    canvas.write(text.rightAligned(to: room), in: line, x: x + word.count + 1, style: theme.title)
  }

  private static func imageFacts(_ state: State, mark: String?, _ theme: Theme) -> [Segment] {
    var segments: [Segment] = []
    if let mark {
      segments.append(Segment(text: theme.glyphs.show(" [\(mark)]"), style: theme.untrained))
    }
    if state.images.count > 1 {
      segments.append(
        Segment(text: " \(state.imageIndex + 1)/\(state.images.count)", style: theme.label))
    }
    if case .loaded(let image) = state.currentImage?.status {
      segments.append(
        Segment(text: theme.glyphs.show(" \(image.width)×\(image.height)"), style: theme.label))
      if let damage = image.damage {
        segments.append(Segment(text: " \(damage)", style: theme.error))
      }
    }
    return segments
  }

  /// From everything to little.
  private static func modelFacts(_ model: ModelDescription, _ theme: Theme) -> [[Segment]] {
    let network = model.network
    let short =
      "\(network.architecture.name) \(network.paddingConvention.name) \(network.size)"
    func plain(_ text: String) -> Segment {
      Segment(text: "  " + theme.glyphs.show(text), style: .plain)
    }
    let told = model.weights.flatMap {
      $0.origins.preprocessing == .file ? nil : "preprocess \($0.preprocessing.name)"
    }
    let mark = trained(model, theme) + (told.map { [plain($0)] } ?? [])
    let threads = plain(model.threads == 1 ? "1 thread" : "\(model.threads) threads")
    let long = plain("SqueezeNet \(short)")
    return [
      [long] + mark + [plain(model.weightsName), threads, plain(model.kernels)],
      [long] + mark + [threads, plain(model.kernels)],
      [long] + mark + [threads],
      [plain(short)] + mark + [threads],
      [plain(short)] + mark,
      [plain(short)] + trained(model, theme),
    ]
  }

  private static func trained(_ model: ModelDescription, _ theme: Theme) -> [Segment] {
    [
      Segment(text: "  ", style: .plain),
      model.isTrained
        ? Segment(text: "trained", style: .plain)
        : Segment(text: "untrained", style: theme.untrained),
    ]
  }

  private static func width(_ segments: [Segment]) -> Int {
    segments.reduce(0) { $0 + $1.text.columns }
  }
}
