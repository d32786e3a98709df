import Glibc
import TerminalUI

/// Takes events, updates the model, has effects carried out and draws: a key at once, anything
/// else at most 60 times a second. Keys don't count for the latter: what a key asked for elsewhere
/// comes a moment after its frame. Waits without using the processor when there is nothing to do.
public struct RunLoop<Model, Event: Sendable, Effect> {
  private let update: (inout Model, Event) -> [Effect]
  private let view: (Model) -> Canvas
  private let event: (Input, Canvas) -> Event
  private let isTyping: (Model) -> Bool
  private let request: (Effect) -> DisplayRequest?
  private let perform: (Effect, Model) -> Void
  private let now: () -> Int

  /// - Parameters:
  ///   - event: Turns an input on the canvas that is shown into an event of the model.
  ///   - isTyping: True while text is typed: then characters that came together are one text.
  ///   - request: The part of an effect that the loop itself carries out; nil for all others.
  ///   - perform: Carries out the others.
  ///   - now: Monotonic time in milliseconds.
  public init(
    update: @escaping (inout Model, Event) -> [Effect],
    view: @escaping (Model) -> Canvas,
    event: @escaping (Input, Canvas) -> Event,
    isTyping: @escaping (Model) -> Bool = { _ in false },
    request: @escaping (Effect) -> DisplayRequest?,
    perform: @escaping (Effect, Model) -> Void,
    now: @escaping () -> Int = monotonicMilliseconds
  ) {
    self.update = update
    self.view = view
    self.event = event
    self.isTyping = isTyping
    self.request = request
    self.perform = perform
    self.now = now
  }

  private static var frameMilliseconds: Int { 16 }

  public func run(
    _ initial: Model, start: [Effect] = [], on display: some Display,
    events queue: EventQueue<Event>
  ) -> RunLoopEnding {
    var model = initial
    // An effect may be answered before the next frame: later events see what it did in order.
    func carryOut(_ effects: [Effect]) -> Bool {
      for effect in effects {
        switch request(effect) {
        case .quit: return false
        case .redraw: display.redraw()
        case .suspend: display.suspend()
        case .copy(let text): display.copy(base64: text)
        case .useMouse(let uses): display.useMouse(uses)
        case nil: perform(effect, model)
        }
      }
      return true
    }

    guard carryOut(start) else { return .quit }
    var canvas = view(model)
    display.draw(canvas)
    /// When events were last drawn without a key.
    var drawn = now()
    var isStale = false
    while true {
      let pause = isStale ? max(0, drawn + Self.frameMilliseconds - now()) : nil
      var isUrgent = false
      var happenings = display.wait(milliseconds: pause)[...]
      while let happening = happenings.popFirst() {
        switch happening {
        case .input(var input):
          isUrgent = true
          if isTyping(model) { input = Self.text(input, &happenings) }
          guard carryOut(update(&model, event(input, canvas))) else { return .quit }
        case .terminated(let signal): return .signal(signal)
        case .hungUp: return .hungUp
        }
      }
      for event in queue.takeAll() {
        isStale = true
        guard carryOut(update(&model, event)) else { return .quit }
      }
      guard isUrgent || isStale && now() >= drawn + Self.frameMilliseconds else { continue }
      canvas = view(model)
      display.draw(canvas)
      if !isUrgent { drawn = now() }
      isStale = false
    }
  }
}

extension RunLoop {
  /// Takes the characters that follow one, to be typed at once: each may filter a long list.
  private static func text(_ first: Input, _ rest: inout ArraySlice<Happening>) -> Input {
    guard case .key(.character(let character)) = first else { return first }
    var text = String(character)
    while case .input(.key(.character(let next))) = rest.first {
      text.append(next)
      rest.removeFirst()
    }
    return text.count > 1 ? .paste(text) : first
  }
}

/// The reason why a run loop ended.
public enum RunLoopEnding: Sendable, Hashable {
  case quit
  case signal(Int32)
  case hungUp
}

/// Milliseconds of the monotonic clock.
public func monotonicMilliseconds() -> Int {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
}
