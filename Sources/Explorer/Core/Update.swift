import SqueezeNet

/// Changes the state by one event and says what is to be done outside.
///
/// Pure: no clock, no files, no terminal. The run loop carries the effects out in their order.
public func update(_ state: inout State, _ event: Event) -> [Effect] {
  let selected = state.selectedLayer?.index
  var effects: [Effect]
  switch event {
  case .of(let network, let event):
    return network == state.networkNumber ? update(&state, event) : []
  case .key(let key):
    state.said = state.message
    state.message = nil
    effects = state.press(key)
    state.said = nil
  case .paste(let text):
    state.message = nil
    state.paste(text)
    effects = []
  case .mouse(let mouse, let target):
    state.message = nil
    effects = state.point(mouse, at: target)
  case .resized(let width, let height):
    let isIntroduced = state.message?.text == state.view.introduction(on: state.terminal)
    state.terminal.width = width
    state.terminal.height = height
    if isIntroduced { state.say(state.view.introduction(on: state.terminal)) }
    effects = [.display(.redraw)]
  case .session(let event):
    state.receive(event)
    effects = []
  case .surveyed(let layer, let survey):
    state.surveyed(layer, survey)
    effects = []
  case .comparing(let number, let done, let count):
    state.compare.asked.report(done: done, of: count, number: number)
    effects = []
  case .compared(let number, let pair):
    state.compare.asked.receive(pair, number: number)
    effects = []
  case .compareFailed(let number, let reason):
    state.compare.asked.fail(reason, number: number)
    effects = []
  case .imageLoaded(let index, let image):
    effects = state.imageLoaded(index, image)
  case .imageFailed(let index, let reason):
    state.imageFailed(index, reason)
    effects = []
  case .evaluation(let number, let step):
    state.receive(step, number)
    effects = []
  case .networks(let networks):
    state.installed = networks
    effects = []
  case .networkOpened(let number, let model, let note):
    effects = state.networkOpened(number, model, note)
  case .networkFailed(let number, let reason):
    state.networkFailed(number, reason)
    effects = []
  case .weightsChanged:
    state.weightsChange = .found
    effects = []
  case .lessonGoesOn: effects = state.carryOutNextOfLesson()
  case .exported(let number, let answer):
    state.receive(answer, number)
    effects = []
  }
  state.offerChangedWeights()
  state.keepInRange()
  if state.selectedLayer?.index != selected {
    state.map.rank = nil
    if state.table.selection != state.table.leftInput { state.table.leftInput = nil }
  }
  effects = state.stopOutdatedEffects() + effects
  effects += state.sendAblation()
  effects += state.fetchSelection()
  for view in View.allCases { effects += view.fetch(&state) }
  if state.lessonGoesOn { effects += update(&state, .lessonGoesOn) }
  return effects
}

extension State {
  public mutating func say(_ text: String) { message = Message(.information, text) }

  /// Says why a command does nothing.
  mutating func refuse(_ text: String) -> [Effect] {
    say(text)
    return []
  }

  mutating func complain(_ text: String) { message = Message(.error, text) }

  /// Restores what holds after every event: a selection that exists and is visible, a channel that
  /// the selected layer has, a scroll offset within the help.
  fileprivate mutating func keepInRange() {
    terminal.captionHeight = LessonStrip.height(self)
    let rows = rows
    if !rows.contains(table.selection) {
      let block = network.fireNumber(of: table.selection).map { TableRow.block($0) }
      table.selection = block.flatMap { rows.contains($0) ? $0 : nil } ?? rows.first ?? .layer(0)
    }
    table.scroll = firstVisibleRow(height: terminal.tableHeight, rows: rows)
    if let layer = selectedLayer {
      let hasClasses = network.hasClasses(layer: layer.index)
      var strongest: Int?
      if map.opensOnStrongest(layer, hasClasses: hasClasses) {
        strongest =
          hasClasses
          ? pass.top.first.flatMap { network.logit(ofClass: $0.index)?.channel }
          : selectedHeld?.strongestChannel
      }
      map.keepChannel(of: layer, hasClasses: hasClasses, strongest: strongest)
    }
    for view in View.allCases { view.keepInRange(&self) }
    keepHelpInRange()
  }
}
