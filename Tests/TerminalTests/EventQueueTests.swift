import Foundation
import Glibc
import Testing

@testable import Terminal

@Suite struct EventQueueTests {
  private func isReadable(_ queue: EventQueue) -> Bool {
    var descriptor = pollfd(fd: queue.descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&descriptor, 1, 0) == 1
  }

  private func indices(_ events: [Event]) -> [Int] {
    events.compactMap { if case .imageFailed(let index, _) = $0 { index } else { nil } }
  }

  @Test func whatWaitsMakesTheDescriptorReadable() throws {
    let queue = try EventQueue()
    #expect(!isReadable(queue))
    queue.post(.imageFailed(index: 1, ""))
    queue.post(.imageFailed(index: 2, ""))
    #expect(isReadable(queue))
    queue.acknowledge()
    #expect(!isReadable(queue))
    #expect(indices(queue.takeAll()) == [1, 2])
    #expect(queue.takeAll().isEmpty)
    queue.post(.imageFailed(index: 3, ""))
    #expect(isReadable(queue))
  }

  @Test func nothingIsLostBetweenThreads() throws {
    let queue = try EventQueue()
    let perThread = 2000
    // Threads of their own: tasks could wait for the thread that this test blocks.
    for thread in 0..<4 {
      Thread.detachNewThread {
        for index in 0..<perThread {
          queue.post(.imageFailed(index: thread * perThread + index, ""))
        }
      }
    }
    var taken: [Int] = []
    while taken.count < 4 * perThread {
      var descriptor = pollfd(fd: queue.descriptor, events: Int16(POLLIN), revents: 0)
      // Without a wake-up although something waits this would fail, not hang.
      guard poll(&descriptor, 1, 30_000) == 1 else { break }
      queue.acknowledge()
      taken += indices(queue.takeAll())
    }
    #expect(taken.sorted() == Array(0..<4 * perThread))
    for thread in 0..<4 {
      let own = taken.filter { $0 / perThread == thread }
      #expect(own == own.sorted())
    }
  }
}
