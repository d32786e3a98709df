import Foundation
import Glibc
import Testing

@testable import Terminal

@Suite struct EventQueueTests {
  private func isReadable(_ queue: EventQueue<Int>) -> Bool {
    var descriptor = pollfd(fd: queue.signal.descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&descriptor, 1, 0) == 1
  }

  @Test func whatWaitsMakesTheDescriptorReadable() throws {
    let queue = try EventQueue<Int>()
    #expect(!isReadable(queue))
    queue.post(1)
    queue.post(2)
    #expect(isReadable(queue))
    queue.signal.acknowledge()
    #expect(!isReadable(queue))
    #expect(queue.takeAll() == [1, 2])
    #expect(queue.takeAll().isEmpty)
    queue.post(3)
    #expect(isReadable(queue))
  }

  /// Without a terminal: what was taken does not wake again.
  @Test func waitingTakesAllAndSleepsAgain() throws {
    let queue = try EventQueue<Int>()
    queue.post(1)
    queue.post(2)
    #expect(queue.waitAndTakeAll(milliseconds: 0) == [1, 2])
    #expect(!isReadable(queue) && queue.waitAndTakeAll(milliseconds: 0).isEmpty)
    queue.post(3)
    #expect(isReadable(queue) && queue.waitAndTakeAll(milliseconds: 0) == [3])
  }

  @Test func nothingIsLostBetweenThreads() throws {
    let queue = try EventQueue<Int>()
    let perThread = 2000
    // Threads of their own: tasks could wait for the thread that this test blocks.
    for thread in 0..<4 {
      Thread.detachNewThread {
        for index in 0..<perThread {
          queue.post(thread * perThread + index)
        }
      }
    }
    var taken: [Int] = []
    while taken.count < 4 * perThread {
      var descriptor = pollfd(fd: queue.signal.descriptor, events: Int16(POLLIN), revents: 0)
      // Without a wake-up although something waits this would fail, not hang.
      guard poll(&descriptor, 1, 30_000) == 1 else { break }
      queue.signal.acknowledge()
      taken += queue.takeAll()
    }
    #expect(taken.sorted() == Array(0..<4 * perThread))
    for thread in 0..<4 {
      let own = taken.filter { $0 / perThread == thread }
      #expect(own == own.sorted())
    }
  }
}
