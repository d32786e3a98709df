import Glibc

/// How many threads the network gets when nobody says.
enum ThreadCount {
  /// More than any machine that runs this has cores.
  static let maximum = 256

  /// The physical cores that this process may use, within the control group's share of time. Two
  /// threads on one core would only share its multipliers.
  static func available() -> Int {
    let cores = physicalCores(among: allowedProcessors())
    return min(max(1, min(cores, groupQuota() ?? cores)), maximum)
  }

  private static func allowedProcessors() -> [Int] {
    var set = cpu_set_t()
    guard sched_getaffinity(0, MemoryLayout<cpu_set_t>.size, &set) == 0 else { return [0] }
    return withUnsafeBytes(of: &set) { bytes in
      (0..<bytes.count * 8).filter { bytes[$0 / 8] & (1 << UInt8($0 % 8)) != 0 }
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

  private static func firstLine(of path: String) -> String? {
    guard let file = fopen(path, "re") else { return nil }
    defer { fclose(file) }
    var buffer = [CChar](repeating: 0, count: 256)
    guard fgets(&buffer, Int32(buffer.count), file) != nil else { return nil }
    let bytes = buffer.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
