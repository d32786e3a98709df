import Configuration
import Files

/// The number of threads that the network gets by default.
public struct ThreadCount {
  private static let maximum = Limits.threads.upperBound

  /// The folder that holds `proc` and `sys`, with a `/` at its end.
  private let root: String

  /// Returns the physical cores that this process may use, within the control group's share of
  /// time. Two threads on one core would only share its multipliers.
  ///
  /// - Parameter root: The folder that holds `proc` and `sys`.
  public static func available(root: String = "/") -> Int {
    let machine = ThreadCount(root: root.hasSuffix("/") ? root : root + "/")
    let cores = machine.physicalCores(among: machine.allowedProcessors())
    return min(max(1, min(cores, machine.groupQuota() ?? cores)), maximum)
  }

  /// The numbers of the processors that this process may run on.
  private func allowedProcessors() -> [Int] {
    let key = "Cpus_allowed_list:"
    let line = lines(of: "proc/self/status").first { $0.hasPrefix(key) } ?? ""
    let list = line.dropFirst(key.count).filter { !$0.isWhitespace }
    return list.split(separator: ",").flatMap { range in
      let ends = range.split(separator: "-").compactMap { Int($0) }
      guard let first = ends.first, let last = ends.last, first <= last else { return 0..<0 }
      return first..<min(last, first + Self.maximum) + 1
    }
  }

  private func physicalCores(among processors: [Int]) -> Int {
    let siblings = processors.map { processor in
      firstLine(of: "sys/devices/system/cpu/cpu\(processor)/topology/thread_siblings_list")
        ?? "\(processor)"
    }
    return Set(siblings).count
  }

  /// Whole processors' worth of time that the control group grants, rounded up; nil without limit.
  private func groupQuota() -> Int? {
    if let line = firstLine(of: "sys/fs/cgroup/cpu.max") {
      let parts = line.split(separator: " ").map { Int($0) }
      guard parts.count == 2, let quota = parts[0], let period = parts[1] else { return nil }
      return Self.processors(quota: quota, period: period)
    }
    let group = "sys/fs/cgroup/cpu/cpu.cfs_"
    guard let quota = firstLine(of: group + "quota_us").flatMap({ Int($0) }),
      let period = firstLine(of: group + "period_us").flatMap({ Int($0) })
    else { return nil }
    return Self.processors(quota: quota, period: period)
  }

  private static func processors(quota: Int, period: Int) -> Int? {
    guard quota > 0, period > 0 else { return nil }
    return (quota - 1) / period + 1
  }

  private func firstLine(of path: String) -> String? { lines(of: path).first }

  /// The lines of a small text file of the kernel; none where there is no such file.
  private func lines(of path: String) -> [String] {
    let bytes = (try? WholeFile.read(Path(root + path), limit: 1 << 20)) ?? []
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
