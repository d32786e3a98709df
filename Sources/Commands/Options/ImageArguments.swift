import ArgumentParser
import Files
import Images
import Runs

extension ImageFormat {
  /// The help of a command's one photo.
  static var argumentHelp: ArgumentHelp { "The photo: \(all); - is standard input." }
  /// The help of a command's photos.
  static var argumentsHelp: ArgumentHelp {
    "Photos: \(all); a folder stands for its pictures, or those of its folders, - for standard input."
  }
}

extension [Path] {
  /// - Throws: `ValidationError` where standard input is to be read twice.
  func checkStandardInput() throws {
    guard filter({ $0 == "-" }).count > 1 else { return }
    throw ValidationError("-: standard input can be read only once")
  }

  /// Puts the pictures of each folder in its place, where it has none those of the folders in it, and
  /// says what was skipped.
  func withPicturesOfFolders(_ failures: inout FailureList) -> [Path] {
    flatMap { path -> [Path] in
      guard path != "-", ImageFolder.isFolder(path) else { return [path] }
      do throws(ImageError) {
        let folder = try ImageFolder(path)
        let isOfFolders = folder.pictures.isEmpty && !folder.folders.isEmpty
        let all = isOfFolders ? try folder.folders.map(ImageFolder.init) : [folder]
        let skipped = all.compactMap(\.skipped)
        let pictures = all.flatMap(\.pictures)
        if pictures.isEmpty {
          let reason = skipped.first.map { ": \($0)" } ?? ""
          failures.report(Failure(.noInput, "\(path): there are no pictures in it\(reason)"))
        } else {
          for reason in skipped { StandardError.tell("\(path): \(reason)") }
        }
        return pictures
      } catch {
        failures.report(Failure(error, of: path))
        return []
      }
    }
  }
}
