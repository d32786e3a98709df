import Files
import Images
import Runs
import Synchronization

/// The photos of the explorer, each opened once. What cannot be read again is kept as it was
/// decoded, and so is the last of all others.
final class OpenPhotos: Sendable {
  private final class Place: Sendable {
    let file = Mutex<PhotoFile?>(nil)
    /// True where standard input gave none: at another try it would be empty.
    let isSpent = Mutex(false)
  }

  private let paths: [Path]
  private let strict: Bool
  private let places: [Place]
  private let last = Mutex(0)

  init(_ paths: [Path], strict: Bool) {
    (self.paths, self.strict) = (paths, strict)
    places = paths.map { _ in Place() }
  }

  /// Waits for a pipe's writer: to be called on a thread of its own.
  func photo(_ index: Int, for model: ModelIdentity) throws(ImageError) -> PreparedImage {
    let before = last.withLock { last in
      defer { last = index }
      return last
    }
    if before != index {
      // Whoever is still reading it drops it then.
      _ = places[before].file.withLockIfAvailable { if $0?.canBeReadAgain == true { $0 = nil } }
    }
    return try places[index].file.withLock { (file) throws(ImageError) in
      var open: PhotoFile
      if let file {
        open = file
      } else {
        let wasSpent = places[index].isSpent.withLock { isSpent in
          defer { isSpent = paths[index] == "-" }
          return isSpent
        }
        if wasSpent { throw .unreadable("standard input can be read only once") }
        open = try PhotoFile(
          path: paths[index], for: model.preprocessing.decodingSize(for: model.network.size),
          strict: strict)
      }
      let photo = try open.prepared(size: model.network.size, preprocessing: model.preprocessing)
      file = open.canBeReadAgain && last.withLock({ $0 != index }) ? nil : open
      return photo
    }
  }
}
