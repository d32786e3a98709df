import Glibc
import SqueezeNet

/// Every thread reads through its part of a buffer.
private final class ReadStep: Step {
  private let buffer: UnsafeMutableRawPointer
  private let partBytes: Int
  /// True where a part has the byte that is looked for. Kept, or an optimising compiler sees that
  /// it is not used and leaves the reading out.
  private let finds: UnsafeMutablePointer<Bool>

  init(_ buffer: UnsafeMutableRawPointer, bytes: Int, threads: Int) {
    self.buffer = buffer
    partBytes = bytes / threads
    finds = .allocate(capacity: threads)
    finds.initialize(repeating: true, count: threads)
    super.init(units: threads)
  }

  deinit { finds.deallocate() }

  /// True where every part was read to its end.
  var isComplete: Bool { (0..<units).allSatisfy { !finds[$0] } }

  override func run(unit: Int, worker: Int) {
    // The C library's vector loop looks at every byte and doesn't find this one.
    finds[unit] = memchr(buffer + unit * partBytes, 1, partBytes) != nil
  }
}

extension Engine {
  /// Measures the rate at which the engine's threads read memory together, in 10⁹ bytes a second:
  /// the best of five readings of a buffer of twice the last-level cache (64 to 256 MB, stated by
  /// `bandwidthBufferBytes`). Some tens of milliseconds, most of them to get the buffer.
  ///
  /// A layer whose data stays in a cache is not bound by it: SqueezeNet's weights and most of its
  /// outputs fit into the last level of many processors.
  ///
  /// - Returns: nil where there is no memory for the buffer.
  public func measureMemoryBandwidth() -> Double? {
    let bytes = Self.bandwidthBufferBytes
    guard let buffer = malloc(bytes) else { return nil }
    defer { free(buffer) }
    // Written once, so that every page is there and none is the system's page of zeros; with other
    // bytes than zeros, or an optimising compiler asks the system for zeros instead.
    memset(buffer, 2, bytes)
    let step = ReadStep(buffer, bytes: bytes, threads: threads)
    var best = UInt64.max
    for _ in 0..<5 { best = min(best, run(step)) }
    guard step.isComplete else { return nil }
    return Double(bytes / threads * threads) / Double(max(1, best))
  }

  /// Twice the last-level cache that the system tells of, within 64 to 256 MB.
  public static var bandwidthBufferBytes: Int {
    let cache = max(0, sysconf(Int32(_SC_LEVEL3_CACHE_SIZE)))
    return min(max(2 * cache, 64 << 20), 256 << 20)
  }
}
