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

  /// - Throws: `EngineError.memory` when the system has none.
  init(count: Int) throws(EngineError) {
    self.count = count
    let floats = count + Self.slack
    let bytes = floats * MemoryLayout<Float>.stride + Self.alignment
    guard let memory = calloc(1, bytes) else { throw .memory(bytes: bytes) }
    self.memory = memory
    pointer = memory.alignedUp(toMultipleOf: Self.alignment)
      .bindMemory(to: Float.self, capacity: floats)
  }

  deinit { free(memory) }
}

/// Owns a table of offsets that kernels read.
final class OffsetTable {
  let pointer: UnsafeMutablePointer<Int>

  /// - Parameter offset: Of a place.
  init(rows: Range<Int>, columns: Range<Int>, _ offset: (_ row: Int, _ column: Int) -> Int)
    throws(EngineError)
  {
    let bytes = max(1, rows.count * columns.count) * MemoryLayout<Int>.stride
    guard let memory = calloc(1, bytes) else { throw .memory(bytes: bytes) }
    pointer = memory.bindMemory(to: Int.self, capacity: bytes / MemoryLayout<Int>.stride)
    var next = pointer
    for row in rows {
      for column in columns {
        next.pointee = offset(row, column)
        next += 1
      }
    }
  }

  deinit { free(pointer) }
}

/// Asks the system for memory and gives it back: false where there is none. What Swift's own arrays
/// allocate ends the program then, so it is to be known before.
public func canAllocate(bytes: Int) -> Bool {
  let flags = MAP_PRIVATE | MAP_ANONYMOUS
  guard let memory = mmap(nil, max(1, bytes), PROT_READ | PROT_WRITE, flags, -1, 0),
    memory != MAP_FAILED
  else { return false }
  munmap(memory, max(1, bytes))
  return true
}

/// Large blocks that are freed leave the process at once from now on: for a program that loads, packs
/// and computes once. It costs page faults where such blocks come and go.
public func returnFreedMemory() { sqz_return_freed_memory() }
