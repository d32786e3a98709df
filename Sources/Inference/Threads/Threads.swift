import Glibc
import Synchronization

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

/// The state of `inParallel`.
private final class Shared<Reason: Error>: Sendable {
  let next = Atomic<Int>(0)
  let error = Mutex<Reason?>(nil)
}

/// Calls work with each number below `count` once, on several threads that each make a worker of
/// their own; returns when all is done.
///
/// - Parameters:
///   - givesWay: behind an interface.
///   - shouldStop: asked before each; true ends it early.
///   - makeWorker: called on each thread. The first error is thrown in the end.
public func inParallel<Reason: Error>(
  _ count: Int, threads: Int, givesWay: Bool = false, shouldStop: @escaping @Sendable () -> Bool,
  _ makeWorker: @escaping @Sendable () throws(Reason) -> (Int) -> Void
) throws(Reason) {
  let shared = Shared<Reason>()
  let body: @Sendable () -> Void = {
    if givesWay { giveWay() }
    do throws(Reason) {
      let work = try makeWorker()
      while !shouldStop() {
        let index = shared.next.add(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        work(index)
      }
    } catch {
      shared.error.withLock { $0 = $0 ?? error }
    }
  }
  let started = (1..<max(1, min(threads, count))).compactMap { _ in startThread(body) }
  body()
  for thread in started { pthread_join(thread, nil) }
  if let error = shared.error.withLock({ $0 }) { throw error }
}
