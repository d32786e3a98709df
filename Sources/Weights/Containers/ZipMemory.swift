import CMinizip

/// A file that minizip reads or writes through its callbacks, which stay inside it whatever they
/// are asked for.
final class ZipMemory {
  /// What was written.
  private(set) var bytes: [UInt8] = []
  /// What is read.
  private let source: WeightsSource?
  private var position = 0
  /// The part of the source that was read last: minizip asks for some bytes at a time.
  private var window: [UInt8] = []
  private var windowStart = 0

  private static let windowSize = 4096

  init(_ source: WeightsSource) { self.source = source }

  /// A file to write.
  init(capacity: Int) {
    source = nil
    bytes.reserveCapacity(capacity)
  }

  private var count: Int { source?.count ?? bytes.count }

  /// The callbacks; they are valid as long as this object lives.
  var functions: zlib_filefunc64_def {
    zlib_filefunc64_def(
      zopen64_file: { memory, _, _ in memory },
      zread_file: { memory, _, target, count in
        ZipMemory.at(memory)?.read(into: target, count: Int(clamping: count)) ?? 0
      },
      zwrite_file: { memory, _, source, count in
        ZipMemory.at(memory)?.write(from: source, count: Int(clamping: count)) ?? 0
      },
      ztell64_file: { memory, _ in UInt64(ZipMemory.at(memory)?.position ?? 0) },
      zseek64_file: { memory, _, offset, origin in
        ZipMemory.at(memory)?.seek(Int(truncatingIfNeeded: offset), origin) ?? -1
      },
      zclose_file: { _, _ in 0 },
      zerror_file: { _, _ in 0 },
      opaque: Unmanaged.passUnretained(self).toOpaque())
  }

  private static func at(_ pointer: UnsafeMutableRawPointer?) -> ZipMemory? {
    pointer.map { Unmanaged<ZipMemory>.fromOpaque($0).takeUnretainedValue() }
  }

  private func read(into target: UnsafeMutableRawPointer?, count: Int) -> UInt {
    guard let source, let target else { return 0 }
    let left = source.count - position
    let count = min(count, left)
    guard count > 0 else { return 0 }
    if position < windowStart || position + count > windowStart + window.count {
      let end = position + min(max(count, Self.windowSize), left)
      guard let bytes = try? source.bytes(position..<end) else { return 0 }
      (window, windowStart) = (bytes, position)
    }
    let start = position - windowStart
    window[start..<start + count].withUnsafeBytes {
      UnsafeMutableRawBufferPointer(start: target, count: count).copyMemory(from: $0)
    }
    position += count
    return UInt(count)
  }

  private func write(from source: UnsafeRawPointer?, count: Int) -> UInt {
    guard let source, count > 0 else { return 0 }
    let new = UnsafeRawBufferPointer(start: source, count: count)
    let overwritten = min(count, bytes.count - position)
    bytes.replaceSubrange(position..<position + overwritten, with: new)
    position += count
    return UInt(count)
  }

  /// 0, or −1 for a place outside of the file, as `fseek`.
  private func seek(_ offset: Int, _ origin: Int32) -> Int {
    let base =
      switch origin {
      case ZLIB_FILEFUNC_SEEK_CUR: position
      case ZLIB_FILEFUNC_SEEK_END: count
      default: 0
      }
    let (target, overflow) = base.addingReportingOverflow(offset)
    guard !overflow, (0...count).contains(target) else { return -1 }
    position = target
    return 0
  }
}
