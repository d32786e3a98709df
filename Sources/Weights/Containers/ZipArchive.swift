import CMinizip
import Files

/// Whole zip archives, by zlib's minizip.
enum ZipArchive {
  struct Entry {
    let name: String
    let bytes: [UInt8]
  }

  /// Reads every entry, stored or deflated, and checks its CRC-32.
  ///
  /// - Parameter limit: most bytes that all entries together may unpack to.
  static func read(_ source: WeightsSource, limit: Int = SizeLimit.weights) throws(WeightsError)
    -> [Entry]
  {
    let directory = try ZipDirectory(source)
    var entries: [Entry] = []
    var left = limit
    for file in directory.files {
      let bytes = try directory.bytes(of: file, limit: left)
      left -= bytes.count
      entries.append(Entry(name: file.name, bytes: bytes))
    }
    return entries
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
