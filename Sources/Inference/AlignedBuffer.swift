/// Owns zeroed floats that begin at a cache line.
final class AlignedBuffer {
  let pointer: UnsafeMutablePointer<Float>
  let count: Int
  private let memory: UnsafeMutableRawPointer

  /// A kernel may read one vector past the end of a row's last pixel; that stays inside.
  private static let slack = 16

  init(count: Int) {
    self.count = count
    let floats = count + Self.slack
    memory = .allocate(byteCount: floats * MemoryLayout<Float>.stride, alignment: 64)
    pointer = memory.bindMemory(to: Float.self, capacity: floats)
    pointer.initialize(repeating: 0, count: floats)
  }

  deinit { memory.deallocate() }
}

/// Owns a table of offsets that kernels read.
final class OffsetTable {
  let pointer: UnsafeMutablePointer<Int>

  init(_ offsets: some Collection<Int>) {
    pointer = .allocate(capacity: max(1, offsets.count))
    pointer.initialize(to: 0)
    var next = pointer
    for offset in offsets {
      next.initialize(to: offset)
      next += 1
    }
  }

  deinit { pointer.deallocate() }
}
