import CMinizip
import Files

/// The files of a zip archive, by zlib's minizip. Their contents are read when they are asked for.
final class ZipDirectory {
  struct File {
    let name: String
    /// Bytes when it is unpacked.
    let size: Int
    /// True where it is neither packed nor encrypted, so that it can be read by ranges.
    let isStored: Bool
    fileprivate let isEncrypted: Bool
    fileprivate let position: unz64_file_pos
  }

  private(set) var files: [File] = []
  private let source: WeightsSource
  private let memory: ZipMemory
  private let archive: unzFile

  /// More than the largest networks have arrays and optimizers moments of them.
  private static let limit = 1 << 14

  init(_ source: WeightsSource) throws(WeightsError) {
    self.source = source
    memory = ZipMemory(source)
    var functions = memory.functions
    guard let archive = unzOpen2_64(nil, &functions) else {
      throw .malformed("a zip archive without a directory at its end")
    }
    self.archive = archive
    try readFiles()
  }

  deinit { unzClose(archive) }

  private func readFiles() throws(WeightsError) {
    var names: Set<String> = []
    var status = unzGoToFirstFile(archive)
    while status == UNZ_OK {
      guard files.count < Self.limit else {
        throw .unsupported("a zip archive of too many files")
      }
      var info = unz_file_info64()
      var nameBytes = [CChar](repeating: 0, count: 512)
      var position = unz64_file_pos()
      status = unzGetCurrentFileInfo64(
        archive, &info, &nameBytes, UInt(nameBytes.count - 1), nil, 0, nil, 0)
      guard status == UNZ_OK, info.size_filename < nameBytes.count,
        unzGetFilePos64(archive, &position) == UNZ_OK
      else { throw .malformed("the zip archive's directory is not readable") }
      let name = String(
        decoding: nameBytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      guard names.insert(name).inserted else {
        throw .malformed("two files named \(name.printable) in the zip archive")
      }
      let isEncrypted = info.flag & 1 != 0
      files.append(
        File(
          name: name, size: Int(clamping: info.uncompressed_size),
          isStored: info.compression_method == 0 && !isEncrypted, isEncrypted: isEncrypted,
          position: position))
      status = unzGoToNextFile(archive)
    }
    guard status == UNZ_END_OF_LIST_OF_FILE else {
      throw .malformed("the zip archive's directory breaks off")
    }
  }

  private func open(_ file: File) throws(WeightsError) {
    var position = file.position
    guard unzGoToFilePos64(archive, &position) == UNZ_OK, unzOpenCurrentFile(archive) == UNZ_OK
    else { throw .malformed("\(file.name.printable) in the zip archive cannot be opened") }
  }

  /// Where the bytes of a stored file are. Its checksum is not compared: PyTorch can leave it out.
  func place(of file: File) throws(WeightsError) -> Range<Int> {
    try open(file)
    let start = unzGetCurrentFileZStreamPos64(archive)
    unzCloseCurrentFile(archive)
    guard file.isStored, start <= UInt64(source.count), file.size <= source.count - Int(start)
    else { throw .malformed("\(file.name.printable) in the zip archive ends behind it") }
    return Int(start)..<Int(start) + file.size
  }

  /// A file, unpacked, its CRC-32 checked.
  ///
  /// - Parameters:
  ///   - limit: The most bytes that it may have.
  ///   - prefix: Bytes to read of it; nil for all.
  func bytes(
    of file: File, limit: Int = SizeLimit.weights, prefix: Int? = nil
  ) throws(WeightsError) -> [UInt8] {
    let size = min(file.size, prefix ?? file.size)
    guard size <= limit else { throw .tooLarge(limit: limit) }
    guard !file.isEncrypted else { throw .unsupported("an encrypted zip archive: unpack it") }
    try open(file)
    // Room for one byte more, to notice that there is more than the directory says.
    let wanted = prefix == nil ? size + 1 : size
    var bytes = [UInt8](repeating: 0, count: wanted)
    var filled = 0
    while filled < wanted {
      let received = bytes.withUnsafeMutableBytes {
        unzReadCurrentFile(
          archive, $0.baseAddress?.advanced(by: filled), UInt32(clamping: wanted - filled))
      }
      guard received > 0 else { break }
      filled += Int(received)
    }
    // Closing is what compares the CRC of what was read to its end.
    guard unzCloseCurrentFile(archive) == UNZ_OK, filled == size else {
      throw .malformed("\(file.name.printable) in the zip archive does not unpack as it should")
    }
    bytes.removeLast(wanted - size)
    return bytes
  }
}
