import Files
import Glibc
import SqueezeNet

/// The installed weights: one directory of files, each with a record of what it holds and where
/// it came from beside it.
public struct WeightsStore: Sendable {
  public let directory: Path

  public init(directory: Path) { self.directory = directory }

  /// `$XDG_DATA_HOME/sqz-tui/weights`, by default below `~/.local/share`.
  public static var standard: WeightsStore {
    WeightsStore(directory: (UserFolders.data() ?? "/nonexistent").appending("sqz-tui/weights"))
  }

  // MARK: What opens

  /// The weights that open when no file is named: the first trained ones of the architecture, or
  /// untrained ones. Without an architecture v1.0 comes before v1.1, and untrained v1.0 last.
  ///
  /// Reads one file: the records say which. A file that was put there by hand has no record
  /// and is read to find out.
  ///
  /// - Throws: for an installed file that has become unreadable, rather than pass over it.
  public func weights(for architecture: Architecture? = nil) throws(WeightsFileError)
    -> LoadedWeights
  {
    let files = try FileAccess.fileNames(in: directory).map { ($0, savedRecord(of: $0)) }
    for wanted in architecture.map({ [$0] }) ?? Architecture.published.map(\.architecture) {
      for (name, record) in files {
        let state = FileAccess.state(of: path(of: name))
        // The record counts, unless this may be another file by now.
        let isSame = record.map {
          $0.byteCount == state?.size && $0.stamp ?? state?.stamp == state?.stamp
        }
        if isSame == true, record?.isTrained(wanted) == false { continue }
        do throws(WeightsFileError) {
          let source = try WeightsSource(path: path(of: name))
          var loaded = try WeightsReader.read(source)
          guard loaded.isTrained(wanted) else { continue }
          // Hashing takes longer than reading.
          if isSame == false { loaded.isAltered = (try? source.sha256()) != record?.sha256 }
          return loaded
        } catch {
          // What was installed is missed, what was put there by hand may be anything.
          if record?.isTrained(wanted) == true { throw error }
        }
      }
    }
    do throws(WeightsError) {
      return try .seeded(architecture ?? .v10)
    } catch {
      throw WeightsFileError(path: directory, reason: .badData(error))
    }
  }

  // MARK: What is there

  /// Every file, sorted by name, read and hashed anew. One that can't be read is listed with its
  /// error.
  public func list() throws(WeightsFileError) -> [InstalledWeights] {
    try FileAccess.fileNames(in: directory).map { entry(named: $0) }
  }

  private func entry(named name: Path) -> InstalledWeights {
    let origin = savedRecord(of: name)?.origin
    do throws(WeightsFileError) {
      let source = try WeightsSource(path: path(of: name), isRegular: true)
      let content = try WeightsSummary(source)
      return InstalledWeights(
        path: path(of: name), origin: origin, content: .success(content))
    } catch {
      return InstalledWeights(
        path: path(of: name), origin: origin, content: .failure(error))
    }
  }

  /// The file that `--model` names: with its extension or without.
  public func path(ofModel name: String) -> Path? {
    let names = (try? FileAccess.fileNames(in: directory)) ?? []
    return (names.first { $0.description == name } ?? names.first { $0.stem == name })
      .map(path(of:))
  }

  /// The installed files' names as `--model` takes them.
  public var modelNames: [String] {
    ((try? FileAccess.fileNames(in: directory)) ?? []).map(\.stem)
  }

  /// The names that `--model` takes, the published ones first, and what the records say of each.
  public var models: [(name: String, note: String)] {
    let files = ((try? FileAccess.fileNames(in: directory)) ?? []).map { ($0, savedRecord(of: $0)) }
    return Architecture.published.map { published in
      let isTrained = files.contains { $0.1?.isTrained(published.architecture) == true }
      return (published.name, isTrained ? "trained" : "untrained")
    }
      + files.map { name, record in
        let classes = record?.classCount.map { ", \($0 == 1 ? "1 class" : "\($0) classes")" } ?? ""
        return (name.stem, record.map { $0.architecture + classes } ?? "")
      }
  }

  // MARK: Installing

  /// Checks a file by reading it and brings it here: the published networks' as they are, others
  /// as safetensors that say what their files leave open.
  ///
  /// - Parameters:
  ///   - name: The installed file's, without extension; by default the file's own.
  ///   - origin: its origin, e.g. an address; by default the path.
  ///   - dress: Gives the weights the facts that were asked for.
  /// - Returns: the entry, and whether the same content was installed before (of a published
  ///   network's file under any name), in which case nothing changes.
  /// - Throws: bad data when these are no weights; cannot create when other content is installed
  ///   under that name.
  @discardableResult
  public func add(
    _ file: Path, as name: String? = nil, origin: String? = nil,
    dress: (LoadedWeights) throws -> ModelWeights = { $0.weights }
  ) throws -> (entry: InstalledWeights, wasInstalled: Bool) {
    let source = try WeightsSource(path: file)
    var weights = try dress(try WeightsReader.read(source))
    let isPublished = Architecture.published.contains { $0.architecture == weights.architecture }
    // A checkpoint may hold much more than the network.
    let isConverted =
      !isPublished || name != nil || weights.origins.areAskedFor
      || source.count > SizeLimit.weights
    let name = isConverted ? Path((name ?? file.name.stem) + ".safetensors") : file.name
    let bytes: [UInt8]
    do throws(WeightsError) {
      if isConverted {
        if weights.sourceHash == nil { weights.sourceHash = try source.sha256() }
        bytes = try SafetensorsFormat.write(weights, naming: .layers)
      } else {
        bytes = try source.whole()
      }
    } catch {
      throw WeightsFileError(path: file, error)
    }
    let content = try WeightsSummary(WeightsSource(bytes: bytes, path: file))
    guard !name.isHidden else {
      throw WeightsFileError(
        path: file, reason: .cannotCreate("rename it first, hidden files are not installed"))
    }
    try FileAccess.makeDirectory(directory)
    // One at a time: who comes second sees what is installed.
    let lock = open(directory.cString, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { close(lock) }
    while flock(lock, LOCK_EX) != 0, errno == EINTR {}
    let record = WeightsRecord(content, origin: origin ?? FileAccess.absolute(file).description)
    for installed in try list() {
      // Published files open by themselves, others by their names.
      if case .success(let other) = installed.content, other.sha256 == content.sha256,
        !isConverted || installed.path.name == name
      {
        // A run was killed before its record was there.
        if installed.origin == nil { try? save(record, of: installed.path.name) }
        return (installed, true)
      }
    }
    let target = path(of: name)
    guard !WholeFile.exists(target) else {
      throw WeightsFileError(
        path: target,
        reason: .cannotCreate("other content is installed under this name, remove it first"))
    }
    // A record is of the file beside it, wherever this ends or fails: a file without one is merely
    // slow.
    unlink(recordPath(of: name).cString)
    try FileAccess.write(bytes, to: target, replacing: false)
    try? save(record, of: name)
    return (
      InstalledWeights(path: target, origin: record.origin, content: .success(content)),
      false
    )
  }

  /// Removes a file and its record.
  ///
  /// - Parameter name: As `path(ofModel:)` has it.
  /// - Returns: its path; nil where there is none of that name.
  public func remove(_ name: String) throws(WeightsFileError) -> Path? {
    guard let path = path(ofModel: name) else { return nil }
    guard unlink(path.cString) == 0 else {
      throw WeightsFileError(
        path: path, reason: .cannotCreate(SystemError(code: errno).description))
    }
    unlink(recordPath(of: path.name).cString)
    return path
  }

  // MARK: Records

  private func path(of name: Path) -> Path { directory.appending(name) }

  private func recordPath(of name: Path) -> Path {
    directory.appending(Path(bytes: ".".utf8 + name.bytes + ".json".utf8))
  }

  /// Replaces whatever has the record's name: a pipe there would wait for a reader.
  private func save(_ record: WeightsRecord, of name: Path) throws(WeightsFileError) {
    var record = record
    record.stamp = FileAccess.state(of: path(of: name))?.stamp
    unlink(recordPath(of: name).cString)
    try FileAccess.write(record.encoded, to: recordPath(of: name), replacing: true)
  }

  /// The record of a file as it was installed, if there is one.
  private func savedRecord(of name: Path) -> WeightsRecord? {
    guard
      let bytes = try? WholeFile.read(
        recordPath(of: name), limit: SizeLimit.configuration, isRegular: true)
    else { return nil }
    return WeightsRecord(bytes)
  }
}

extension LoadedWeights {
  fileprivate func isTrained(_ architecture: Architecture) -> Bool {
    weights.isTrained && weights.architecture == architecture
  }
}

extension Path {
  /// The name without its extension, as text: `best` of `best.pth`, of `best.pth.tar` too.
  fileprivate var stem: String {
    var name = description[...]
    repeat {
      guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { break }
      name = name[..<dot]
    } while name.hasSuffix(".pth") || name.hasSuffix(".pt")
    return String(name)
  }
}

extension Origins {
  /// True where the file's own facts are not all that counts.
  fileprivate var areAskedFor: Bool {
    [preprocessing, paddingConvention, classes].contains { $0 != .file && $0 != .assumed }
  }
}
