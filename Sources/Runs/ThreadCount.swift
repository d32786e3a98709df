import Configuration
import Glibc

/// How many threads the network gets when nobody says.
public enum ThreadCount {
  private static let maximum = Limits.threads.upperBound

  /// The physical cores that this process may use, within the control group's share of time. Two
  /// threads on one core would only share its multipliers.
  public static func available() -> Int {
    let cores = physicalCores(among: allowedProcessors())
    return min(max(1, min(cores, groupQuota() ?? cores)), maximum)
  }

  /// The numbers of the processors that this process may run on.
  private static func allowedProcessors() -> [Int] {
    let key = "Cpus_allowed_list:"
    let line = lines(of: "/proc/self/status").first { $0.hasPrefix(key) } ?? ""
    let list = line.dropFirst(key.count).filter { !$0.isWhitespace }
    return list.split(separator: ",").flatMap { range in
      let ends = range.split(separator: "-").compactMap { Int($0) }
      guard let first = ends.first, let last = ends.last, first <= last else { return 0..<0 }
      return first..<min(last, first + maximum) + 1
    }
  }

  private static func physicalCores(among processors: [Int]) -> Int {
    let siblings = processors.map { processor in
      firstLine(
        of: "/sys/devices/system/cpu/cpu\(processor)/topology/thread_siblings_list")
        ?? "\(processor)"
    }
    return Set(siblings).count
  }

  /// Whole processors' worth of time that the control group grants, rounded up; nil without limit.
  private static func groupQuota() -> Int? {
    if let line = firstLine(of: "/sys/fs/cgroup/cpu.max") {
      let parts = line.split(separator: " ").map { Int($0) }
      guard parts.count == 2, let quota = parts[0], let period = parts[1] else { return nil }
      return processors(quota: quota, period: period)
    }
    let group = "/sys/fs/cgroup/cpu/cpu.cfs_"
    guard let quota = firstLine(of: group + "quota_us").flatMap({ Int($0) }),
      let period = firstLine(of: group + "period_us").flatMap({ Int($0) })
    else { return nil }
    return processors(quota: quota, period: period)
  }

  private static func processors(quota: Int, period: Int) -> Int? {
    guard quota > 0, period > 0 else { return nil }
    return (quota - 1) / period + 1
  }

  private static func firstLine(of path: String) -> String? { lines(of: path).first }

  /// A small text file of the kernel; none where there is no such file.
  private static func lines(of path: String) -> [String] {
    guard let file = fopen(path, "re") else { return [] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 16384)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }
}
