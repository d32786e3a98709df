import CCPU

/// The processor's own name for itself, or nil where it has none (as on arm64).
public func processorName() -> String? {
  let name = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 49) { buffer in
    buffer.initialize(repeating: 0)
    guard let base = buffer.baseAddress else { return "" }
    sqz_cpu_name(base)
    return String(cString: base)
  }
  let words = name.split(separator: " ")
  return words.isEmpty ? nil : words.joined(separator: " ")
}
