import CMinizip
import Files

/// Zip archives in memory, by zlib's minizip.
enum ZipArchive {
  struct Entry {
    let name: String
    let bytes: [UInt8]
  }

  /// Reads every entry, stored or deflated, and checks its CRC-32.
  ///
  /// - Parameter limit: most bytes that all entries together may unpack to.
  static func read(_ bytes: [UInt8], limit: Int = SizeLimit.weights) throws(WeightsError)
    -> [Entry]
  {
    var entries: [Entry] = []
    var left = limit
    try forEach(bytes) { archive, name, info throws(WeightsError) in
      let entry = try currentEntry(archive, name, info, limit: left)
      left -= entry.bytes.count
      entries.append(entry)
    }
    return entries
  }

  /// The names of all entries; none is unpacked.
  static func names(_ bytes: [UInt8]) throws(WeightsError) -> [String] {
    var names: [String] = []
    try forEach(bytes) { _, name, _ in names.append(name) }
    return names
  }

  /// The places of all files that are stored and not packed, by name. Their checksums are not
  /// compared: PyTorch can leave them out.
  static func storedPlaces(_ bytes: [UInt8]) throws(WeightsError) -> [String: Range<Int>] {
    var places: [String: Range<Int>] = [:]
    try forEach(bytes) { archive, name, info throws(WeightsError) in
      guard info.compression_method == 0, info.flag & 1 == 0 else { return }
      guard unzOpenCurrentFile(archive) == UNZ_OK else {
        throw .malformed("\(name.printable) in the zip archive cannot be opened")
      }
      let start = unzGetCurrentFileZStreamPos64(archive)
      unzCloseCurrentFile(archive)
      guard start <= UInt64(bytes.count), info.uncompressed_size <= UInt64(bytes.count) - start
      else { throw .malformed("\(name.printable) in the zip archive ends behind it") }
      places[name] = Int(start)..<Int(start + info.uncompressed_size)
    }
    return places
  }

  private static func forEach(
    _ bytes: [UInt8], _ body: (unzFile, String, unz_file_info64) throws(WeightsError) -> Void
  ) throws(WeightsError) {
    let memory = ZipMemory(bytes)
    defer { withExtendedLifetime(memory) {} }
    var functions = memory.functions
    guard let archive = unzOpen2_64(nil, &functions) else {
      throw .malformed("a zip archive without a directory at its end")
    }
    defer { unzClose(archive) }

    var names: Set<String> = []
    var status = unzGoToFirstFile(archive)
    while status == UNZ_OK {
      guard names.count < 1024 else { throw .unsupported("a zip archive of too many files") }
      var info = unz_file_info64()
      var nameBytes = [CChar](repeating: 0, count: 512)
      status = unzGetCurrentFileInfo64(
        archive, &info, &nameBytes, UInt(nameBytes.count - 1), nil, 0, nil, 0)
      guard status == UNZ_OK, info.size_filename < nameBytes.count else {
        throw .malformed("the zip archive's directory is not readable")
      }
      let name = String(
        decoding: nameBytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      guard names.insert(name).inserted else {
        throw .malformed("two files named \(name.printable) in the zip archive")
      }
      try body(archive, name, info)
      status = unzGoToNextFile(archive)
    }
    guard status == UNZ_END_OF_LIST_OF_FILE else {
      throw .malformed("the zip archive's directory breaks off")
    }
  }

  private static func currentEntry(
    _ archive: unzFile, _ name: String, _ info: unz_file_info64, limit: Int
  ) throws(WeightsError) -> Entry {
    guard info.uncompressed_size <= UInt64(limit) else { throw .tooLarge(limit: limit) }
    guard info.flag & 1 == 0 else { throw .unsupported("an encrypted zip archive: unpack it") }
    guard unzOpenCurrentFile(archive) == UNZ_OK else {
      throw .malformed("\(name.printable) in the zip archive cannot be opened")
    }
    let size = Int(info.uncompressed_size)
    // Room for one byte more, to notice that there is more than the directory says.
    var bytes = [UInt8](repeating: 0, count: size + 1)
    var filled = 0
    while filled < bytes.count {
      let received = bytes.withUnsafeMutableBytes {
        unzReadCurrentFile(
          archive, $0.baseAddress?.advanced(by: filled), UInt32($0.count - filled))
      }
      guard received > 0 else { break }
      filled += Int(received)
    }
    // Closing is what compares the CRC.
    guard unzCloseCurrentFile(archive) == UNZ_OK, filled == size else {
      throw .malformed("\(name.printable) in the zip archive does not unpack as it should")
    }
    bytes.removeLast()
    return Entry(name: name, bytes: bytes)
  }

  /// An archive of stored files, the same bytes for the same entries whenever it is written.
  ///
  /// - Parameter size: Bytes that are likely to be needed.
  static func write(_ entries: some Sequence<Entry>, size: Int = 0) throws(WeightsError) -> [UInt8]
  {
    let memory = ZipMemory(capacity: size)
    defer { withExtendedLifetime(memory) {} }
    var functions = memory.functions
    let failure = WeightsError.malformed("the zip archive cannot be made")
    guard let archive = zipOpen2_64(nil, APPEND_STATUS_CREATE, nil, &functions) else {
      throw failure
    }
    var isGood = true
    for entry in entries where isGood {
      var info = zip_fileinfo()
      info.dosDate = (1 << 5) | 1  // 1 January 1980, the first date of zip
      isGood =
        zipOpenNewFileInZip(archive, entry.name, &info, nil, 0, nil, 0, nil, 0, 0) == ZIP_OK
        && zipWriteInFileInZip(archive, entry.bytes, UInt32(entry.bytes.count)) == ZIP_OK
        && zipCloseFileInZip(archive) == ZIP_OK
    }
    guard zipClose(archive, nil) == ZIP_OK, isGood else { throw failure }
    return memory.bytes
  }
}
