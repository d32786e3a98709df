import Explorer
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

  @Test func nothingIsLostBetweenThreads() async throws {
    let queue = try EventQueue()
    let perTask = 2000
    await withTaskGroup(of: Void.self) { group in
      for task in 0..<4 {
        group.addTask {
          for index in 0..<perTask { queue.post(.imageFailed(index: task * perTask + index, "")) }
        }
      }
      var taken: [Int] = []
      while taken.count < 4 * perTask {
        var descriptor = pollfd(fd: queue.descriptor, events: Int16(POLLIN), revents: 0)
        // Without a wake-up although something waits this would fail, not hang.
        guard poll(&descriptor, 1, 30_000) == 1 else { break }
        queue.acknowledge()
        taken += indices(queue.takeAll())
      }
      #expect(taken.sorted() == Array(0..<4 * perTask))
      for task in 0..<4 {
        let own = taken.filter { $0 / perTask == task }
        #expect(own == own.sorted())
      }
    }
  }
}
