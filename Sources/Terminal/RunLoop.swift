import Explorer
import Glibc
import Screen

/// Takes events, updates the model, has commands carried out and draws: a key at once, anything
/// else at most 60 times a second. Keys don't count for the latter: what a key asked for elsewhere
/// comes a moment after its frame. Waits without using the processor when there is nothing to do.
public struct RunLoop<Model> {
  /// Why the loop ended.
  public enum Ending: Sendable, Hashable {
    case quit
    case signal(Int32)
    case hungUp
  }

  private let update: (inout Model, Event) -> [Command]
  private let view: (Model) -> Canvas
  private let locate: (Model, Mouse) -> Target?
  private let perform: (Command, Model) -> Void
  private let now: () -> Int

  /// - Parameters:
  ///   - locate: What stands where the mouse points.
  ///   - perform: Carries out a command; the loop itself sees to `redraw`, `suspend`, `useMouse`, `quit`.
  ///   - now: Monotonic time in milliseconds.
  public init(
    update: @escaping (inout Model, Event) -> [Command],
    view: @escaping (Model) -> Canvas,
    locate: @escaping (Model, Mouse) -> Target? = { _, _ in nil },
    perform: @escaping (Command, Model) -> Void,
    now: @escaping () -> Int = monotonicMilliseconds
  ) {
    self.update = update
    self.view = view
    self.locate = locate
    self.perform = perform
    self.now = now
  }

  private static var frameMilliseconds: Int { 16 }

  public func run(
    _ initial: Model, start: [Command] = [], on display: some Display, events queue: EventQueue
  ) -> Ending {
    var model = initial
    // A command may be answered before the next frame: later events see its effects in order.
    func carryOut(_ commands: [Command]) -> Bool {
      for command in commands {
        switch command {
        case .quit: return false
        case .redraw: display.redraw()
        case .suspend: display.suspend()
        case .useMouse(let uses): display.useMouse(uses)
        default: perform(command, model)
        }
      }
      return true
    }

    guard carryOut(start) else { return .quit }
    display.draw(view(model))
    /// When events were last drawn without a key.
    var drawn = now()
    var isStale = false
    while true {
      let pause = isStale ? max(0, drawn + Self.frameMilliseconds - now()) : nil
      var isUrgent = false
      for input in display.wait(milliseconds: pause) {
        let event: Event
        switch input {
        case .key(let key): event = .key(key)
        case .mouse(let mouse): event = .mouse(mouse, at: locate(model, mouse))
        case .resized(let width, let height): event = .resized(width: width, height: height)
        case .terminated(let signal): return .signal(signal)
        case .hungUp: return .hungUp
        }
        isUrgent = true
        guard carryOut(update(&model, event)) else { return .quit }
      }
      for event in queue.takeAll() {
        isStale = true
        guard carryOut(update(&model, event)) else { return .quit }
      }
      guard isUrgent || isStale && now() >= drawn + Self.frameMilliseconds else { continue }
      display.draw(view(model))
      if !isUrgent { drawn = now() }
      isStale = false
    }
  }
}

/// Milliseconds of the monotonic clock.
public func monotonicMilliseconds() -> Int {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
}
