import Glibc

/// Starts a thread that runs `body` once; nil when the system gives none. The thread must be joined
/// or detached.
func startThread(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
  final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }
  let context = Unmanaged.passRetained(Body(body))
  var thread = pthread_t()
  let result = pthread_create(
    &thread, nil,
    { context in
      guard let context else { return nil }
      Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
      return nil
    }, context.toOpaque())
  guard result == 0 else {
    context.release()
    return nil
  }
  return thread
}

/// Puts the calling thread behind those of an interface where they want the same core: a key must
/// be answered within a frame while all cores compute. Costs nothing where there is a free core.
func giveWay() {
  // On Linux this changes the calling thread alone; refused, everything still works.
  _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
}

/// Runs work that may wait for others (a pipe, a slow disk) on a thread of its own: the threads of
/// Swift's pool are few, and all of them could wait.
public func runOnOwnThread(_ work: @escaping @Sendable () -> Void) {
  guard let thread = startThread(work) else { return work() }
  pthread_detach(thread)
}
