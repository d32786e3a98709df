import Explorer
import Runs
import Terminal
import TerminalUI

/// The explorer without a terminal: as far as it gets with given keys.
struct HeadlessExplorer {
  private let options: ExplorerOptions
  private let commands: EffectRunner
  private let events: EventQueue<Event>
  private let initial: State

  init(_ options: ExplorerOptions, terminal: TerminalDescription) throws {
    self.options = options
    do {
      events = try EventQueue()
    } catch {
      throw Failure.usage(error.description)
    }
    commands = try EffectRunner(options, events: events)
    var state = options.state(commands.description, terminal)
    state.slowMotion = 0
    initial = state
  }

  /// Runs the pass, chooses what is shown, presses the keys, each when all before has been
  /// answered.
  /// - Returns: The state before the keys and after each, without messages.
  func states(choose: (inout State) -> Void, keys: () -> [Key]) -> [State] {
    var state = initial
    for command in options.begin(&state) { commands.perform(command, state) }
    settle(&state)
    choose(&state)
    let terminal = state.terminal
    carryOut(.resized(width: terminal.width, height: terminal.height), &state)
    settle(&state)
    var states = [state]
    for key in keys() {
      carryOut(.key(key), &state)
      settle(&state)
      states.append(state)
    }
    _ = commands.close(finishing: true)
    for place in states.indices { states[place].message = nil }
    return states
  }

  private func carryOut(_ event: Event, _ state: inout State) {
    for command in update(&state, event) { commands.perform(command, state) }
  }

  /// The longest wait in milliseconds: after it a screen that did not come to rest is shown as it
  /// is.
  private static var patience: Int { 60_000 }

  private func settle(_ state: inout State) {
    let end = monotonicMilliseconds() + Self.patience
    // What was posted before is taken in any case.
    repeat {
      let wait = state.isSettled ? 0 : 1000
      for event in events.waitAndTakeAll(milliseconds: wait) { carryOut(event, &state) }
      if case .failed = state.currentImage?.status { return }
    } while !state.isSettled && monotonicMilliseconds() < end
  }
}
