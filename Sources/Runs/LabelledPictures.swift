import Files
import Images
import SqueezeNet
import TextFormats

/// Pictures whose class is known: a folder with a sub-folder for each class, pictures in such
/// sub-folders, or a CSV file of picture and class.
public struct LabelledPictures: Sendable {
  public private(set) var pictures: [(path: Path, truth: Int)] = []
  /// The network's own names, or the sub-folders' where it has none.
  public private(set) var classes: ClassNames
  /// What was assumed or passed over, each a line.
  public private(set) var notes: [String] = []

  /// - Throws: `Failure` for a class that the network does not have, and where there is no picture.
  public init(_ path: Path, for network: Network) throws {
    classes = network.classes
    try ImageFolder.isFolder(path) ? readFolder(path) : readCSV(path)
    guard !pictures.isEmpty else {
      throw Failure(.noInput, "\(path): no pictures in sub-folders, one for each class")
    }
  }

  /// - Throws: `Failure` where the folders that pictures lie in are no classes of the network.
  public init(_ paths: [Path], for network: Network) throws {
    classes = network.classes
    let names = Set(paths.map(\.folder.name)).sorted()
    guard !names.contains(".") else {
      throw Failure(
        .badData,
        "the photos do not lie in folders called like their classes: 'sqz-tui FOLDER' opens such")
    }
    let indices = try classIndices(of: names, in: paths.first?.folder.folder ?? ".")
    let byName = Dictionary(zip(names, indices), uniquingKeysWith: { first, _ in first })
    pictures = paths.compactMap { path in byName[path.folder.name].map { (path, $0) } }
  }

  // MARK: A folder

  private mutating func readFolder(_ folder: Path) throws {
    let names: [Path]
    do throws(SystemError) {
      names = try WholeFile.names(in: folder).filter {
        !$0.isHidden && ImageFolder.isFolder(folder.appending($0))
      }.sorted()
    } catch {
      throw Failure(.noInput, "\(folder): \(error.description)")
    }
    let indices = try classIndices(of: names, in: folder)
    for (name, index) in zip(names, indices) {
      let inside: ImageFolder
      do throws(ImageError) {
        inside = try ImageFolder(folder.appending(name))
      } catch {
        throw Failure(error, of: folder.appending(name))
      }
      if let skipped = inside.skipped { notes.append("\(folder.appending(name)): \(skipped)") }
      pictures += inside.pictures.map { ($0, index) }
    }
  }

  /// By name, else by number; where the network has no names, and there are as many sub-folders as
  /// classes, in the order of their names, as torchvision's ImageFolder counts them.
  private mutating func classIndices(of names: [Path], in folder: Path) throws -> [Int] {
    let texts = names.map { $0.description }
    let index = ClassIndex(classes)
    let found = texts.map { index[$0] }
    if !found.contains(nil) { return found.compactMap(\.self) }
    // A network whose classes have names says itself what its classes are; ImageNet's folders are
    // called by numbers of WordNet's, in the order of its classes.
    let areSynsets = texts.allSatisfy {
      $0.utf8.count == 9 && $0.first == "n" && Int($0.dropFirst()) != nil
    }
    if texts.count == classes.count, classes.areNumbers || areSynsets {
      notes.append("sub-folders are taken as classes 0 to \(texts.count - 1) in order of name")
      if classes.areNumbers { classes = ClassNames(count: texts.count, names: texts.map(\.shown)) }
      return Array(texts.indices)
    }
    let unknown = zip(texts, found).first { $0.1 == nil }.map(\.0) ?? ""
    let some = (0..<min(3, classes.count)).map { classes[$0] }.joined(separator: ", ")
    throw Failure(
      .badData,
      "\(folder): its sub-folder \(unknown) is none of the network's \(classes.count) classes "
        + "(\(some)\(classes.count > 3 ? ", ..." : "")): a sub-folder is called like its class")
  }

  // MARK: A CSV

  private mutating func readCSV(_ file: Path) throws {
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try WholeFile.read(file, limit: SizeLimit.list)
    } catch {
      throw Failure(.noInput, "\(file): \(error.description)")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(.badData, "\(file): is neither a folder nor text")
    }
    let index = ClassIndex(classes)
    for (line, fields) in CSVText.records(of: text).enumerated() where fields != [""] {
      guard fields.count >= 2 else {
        throw Failure(.badData, "\(file):\(line + 1): give a picture and its class")
      }
      guard let truth = index[fields[1]] else {
        if line == 0 { continue }  // the columns' names
        throw Failure(
          .badData, "\(file):\(line + 1): \(fields[1]) is no class of the network")
      }
      let path = Path(fields[0])
      pictures.append((path.isAbsolute ? path : file.folder.appending(path), truth))
    }
  }
}

/// Classes by name, whatever its case and whether words are joined by `_` or blanks, or by number.
private struct ClassIndex {
  private let count: Int
  /// Of equal names the first class.
  private let byName: [String: Int]

  init(_ classes: ClassNames) {
    count = classes.count
    byName = Dictionary(
      classes.all.enumerated().map { (Self.plain($1), $0) }, uniquingKeysWith: { first, _ in first }
    )
  }

  subscript(text: String) -> Int? {
    byName[Self.plain(text)] ?? Int(text).flatMap { (0..<count).contains($0) ? $0 : nil }
  }

  private static func plain(_ text: String) -> String {
    String(text.lowercased().map { $0 == "_" || $0 == "-" ? " " : $0 })
  }
}
