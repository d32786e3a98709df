import CCPU
import Glibc

/// Owns zeroed floats that begin at a cache line. What is never written takes no memory: the system
/// gives pages when they are first touched.
final class AlignedBuffer {
  let pointer: UnsafeMutablePointer<Float>
  let count: Int
  private let memory: UnsafeMutableRawPointer

  /// A kernel may read one vector past the end of a row's last pixel; that stays inside.
  private static let slack = 16

  private static let alignment = 64

  init(count: Int) {
    self.count = count
    let floats = count + Self.slack
    let bytes = floats * MemoryLayout<Float>.stride + Self.alignment
    guard let memory = calloc(1, bytes) else { preconditionFailure("out of memory: \(bytes) B") }
    self.memory = memory
    pointer = memory.alignedUp(toMultipleOf: Self.alignment)
      .bindMemory(to: Float.self, capacity: floats)
  }

  deinit { free(memory) }
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

/// Large blocks that are freed leave the process at once from now on: for a program that loads, packs
/// and computes once. It costs page faults where such blocks come and go.
public func returnFreedMemory() { sqz_return_freed_memory() }
