import Configuration
import Explorer
import Files
import Glibc
import Images
import Inference
import Reports
import Runs
import Terminal
import TerminalUI

/// The model and the images that the explorer opens.
struct ExplorerOptions {
  let model: OpenModel
  /// At least one.
  let imagePaths: [Path]
  /// True to make a damaged image an error.
  let strict: Bool
  var lesson: Lesson?

  /// Returns the first state, before anything is loaded.
  func state(_ description: ModelDescription, _ terminal: TerminalDescription) -> State {
    let preferences = model.preferences
    var state = State.initial(
      model: description, terminal: terminal, imagePaths: imagePaths.map(\.description),
      measurementRuns: preferences.measuredRuns,
      slowMotion: Int((1000 * (preferences[Settings.slowMotion] ?? 0)).rounded()),
      usesMouse: preferences[Settings.mouse] ?? false)
    state.map.colormap = preferences[Settings.colormap] ?? state.map.colormap
    if let view = preferences[Settings.view].flatMap(View.init), view != state.view {
      state.show(layer: nil, channel: nil, view: view)
    }
    if let assumptions = model.assumptions { state.say(assumptions) }
    return state
  }

  /// Begins the lesson, if there is one.
  /// - Returns: The effects that come before the first event.
  func begin(_ state: inout State) -> [Effect] {
    state.openingEffects + (lesson.map { state.open($0) } ?? [])
  }
}

extension Preferences {
  var measuredRuns: Int { self[Settings.runs] ?? Limits.usualRuns }
}

/// Shows the explorer until the person leaves it.
///
/// - Returns: the exit status: 0, or 129 when the terminal went away. After a signal the process
///   ends by that signal, the terminal having been given back.
/// - Throws: `Failure`, before anything is drawn, when there is no terminal for it, the engine
///   cannot be made, or the only image cannot be shown; after the explorer, when a file that was
///   being written as the person left could not be written.
func runExplorer(_ options: ExplorerOptions) throws -> Int32 {
  do {
    let events = try EventQueue<Event>()
    let commands = try EffectRunner(options, events: events)
    let terminal = try Terminal(
      events: events, settings: TerminalSettings(options.model.preferences))
    var state = options.state(commands.description, terminal.description)
    let start = options.begin(&state)
    let loop = RunLoop(
      update: Explorer.update, view: ExplorerView.draw, event: Event.init(_:on:),
      isTyping: \.isTyping, request: \.displayRequest, perform: commands.perform)
    let ending = loop.run(state, start: start, on: terminal, events: events)
    terminal.close()
    if let failure = commands.close(finishing: ending == .quit) { throw failure }
    return finish(ending)
  } catch let error as TerminalError {
    throw Failure.usage(error.description)
  }
}

private func finish(_ ending: RunLoopEnding) -> Int32 {
  switch ending {
  case .quit: return 0
  case .hungUp:
    // The end of the terminal may be seen before its signal; under nohup that is ignored.
    raise(SIGHUP)
    return 128 + SIGHUP
  case .signal(let number):
    // The program's parent sees what ended it.
    signal(number, SIG_DFL)
    raise(number)
    return 128 + number
  }
}
