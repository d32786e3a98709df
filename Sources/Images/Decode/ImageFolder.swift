import Files
import Glibc

/// The pictures in a folder, told by how their files begin; hidden ones are passed over.
public struct ImageFolder: Sendable {
  /// In the natural order of their names. Files that cannot be looked at are among them: the reason
  /// is told when they are read.
  public private(set) var pictures: [Path] = []
  /// Names of files that are no pictures, of pipes and devices.
  public private(set) var others: [Path] = []
  /// The folders in it.
  public private(set) var folders: [Path] = []

  public static func isFolder(_ path: Path) -> Bool { WholeFile.kind(of: path) == S_IFDIR }

  public init(_ folder: Path) throws(ImageError) {
    let names: [Path]
    do throws(SystemError) {
      names = try WholeFile.names(in: folder)
    } catch {
      throw .unreadable(error.description)
    }
    for name in Path.inNaturalOrder(names.filter { !$0.isHidden }) {
      let path = folder.appending(name)
      let kind = WholeFile.kind(of: path) ?? S_IFREG
      if kind == S_IFDIR {
        folders.append(path)
      } else if kind == S_IFREG, Self.mayBePicture(path) {
        pictures.append(path)
      } else {
        others.append(name)
      }
    }
  }

  private static func mayBePicture(_ path: Path) -> Bool {
    let descriptor = open(path.cString, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return true }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 128)
    let count = read(descriptor, &bytes, bytes.count)
    return count < 0 || (try? ImageFormat(of: Array(bytes.prefix(count)))) != nil
  }

  /// `skipped 3 files that are no JPEG, …, such as notes.txt`; nil when all are pictures.
  public var skipped: String? {
    guard let first = others.first else { return nil }
    return others.count == 1
      ? "skipped 1 file that is no \(ImageFormat.all): \(first)"
      : "skipped \(others.count) files that are no \(ImageFormat.all), such as \(first)"
  }
}
