import Configuration
import Foundation
import TestSupport
import Testing

@testable import Runs

/// The kernel's files are laid out in a folder.
@Suite("Threads by default") struct ThreadCountTests {
  private let root: TemporaryFolder

  init() throws { root = try TemporaryFolder() }

  private func write(_ text: String, _ path: String) throws {
    let url = root.url.appending(path: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data((text + "\n").utf8).write(to: url)
  }

  private func allow(_ processors: String) throws {
    try write(
      "Name:\tsqz-tui\nCpus_allowed:\tff\nCpus_allowed_list:\t\(processors)\nSeccomp:\t0",
      "proc/self/status")
  }

  /// Two threads on each core: processor n and n + `cores`.
  private func pair(cores: Int) throws {
    for processor in 0..<2 * cores {
      let core = processor % cores
      try write(
        "\(core),\(core + cores)",
        "sys/devices/system/cpu/cpu\(processor)/topology/thread_siblings_list")
    }
  }

  private var count: Int { ThreadCount.available(root: root.url.path) }

  @Test func nothingKnownIsOne() { #expect(count == 1) }

  @Test(arguments: [
    ("0-7", 8), ("0", 1), ("0-3,8", 5), ("2,4,6", 3), ("", 1), ("x", 1), ("7-3", 1),
    ("0-99999", Limits.threads.upperBound),
  ])
  func processorsWithoutTopologyAreCores(_ list: String, _ expected: Int) throws {
    try allow(list)
    #expect(count == expected)
  }

  @Test(arguments: [("0-7", 4), ("0-3", 4), ("0,4", 1), ("0,1,4", 2)])
  func threadsOfOneCoreCountOnce(_ list: String, _ expected: Int) throws {
    try allow(list)
    try pair(cores: 4)
    #expect(count == expected)
  }

  /// A share of time in whole processors, rounded up; it never adds cores.
  @Test(arguments: [
    ("max 100000", 8), ("150000 100000", 2), ("100000 100000", 1), ("50000 100000", 1),
    ("800001 100000", 8), ("1600000 100000", 8), ("350000 50000", 7), ("400000", 8),
    ("0 100000", 8), ("400000 0", 8), ("four 100000", 8),
  ])
  func groupsOfVersionTwo(_ limit: String, _ expected: Int) throws {
    try allow("0-7")
    try write(limit, "sys/fs/cgroup/cpu.max")
    #expect(count == expected)
  }

  @Test(arguments: [("-1", 8), ("250000", 3), ("100000", 1), ("1", 1), ("900000", 8)])
  func groupsOfVersionOne(_ quota: String, _ expected: Int) throws {
    try allow("0-7")
    try write(quota, "sys/fs/cgroup/cpu/cpu.cfs_quota_us")
    #expect(count == 8)
    try write("100000", "sys/fs/cgroup/cpu/cpu.cfs_period_us")
    #expect(count == expected)
  }

  @Test func versionTwoComesFirst() throws {
    try allow("0-7")
    try write("300000 100000", "sys/fs/cgroup/cpu.max")
    try write("100000", "sys/fs/cgroup/cpu/cpu.cfs_quota_us")
    try write("100000", "sys/fs/cgroup/cpu/cpu.cfs_period_us")
    #expect(count == 3)
  }

  @Test func theLesserOfCoresAndShare() throws {
    try allow("0-7")
    try pair(cores: 4)
    try write("600000 100000", "sys/fs/cgroup/cpu.max")
    #expect(count == 4)
    try write("200000 100000", "sys/fs/cgroup/cpu.max")
    #expect(count == 2)
  }
}
