import Foundation
import Images
import SqueezeNet
import TestSupport
import Testing

@Suite("A file that is no image says so")
struct ImageFileTests {
  private func loadingError(_ path: String) -> ImageError? {
    do throws(ImageError) {
      _ = try PreparedImage.load(path: path.asPath, size: InputSize(8), preprocessing: .caffe)
      return nil
    } catch {
      return error
    }
  }

  @Test("Nothing to read is exit code 66")
  func noInput() throws {
    try TemporaryFolder.use { folder in
      #expect(loadingError(folder.path("none.jpg")) == .missing)
      #expect(loadingError("") == .missing)
      let file = try folder.write([1], "file")
      #expect(loadingError(file + "/photo.jpg") == .missing)
      #expect(loadingError(folder.url.path) == .directory)
      #expect(loadingError("/dev/zero") == .notRegular)
      let loop = folder.path("loop.jpg")
      try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: loop)
      #expect(loadingError(loop) == .unreadable("Too many levels of symbolic links"))
      // The first page is never mapped, so that the file opens and cannot be read.
      #expect(loadingError("/proc/self/mem") == .unreadable("Input/output error"))
    }
    for error in [ImageError.missing, .directory, .notRegular, .unreadable("x")] {
      #expect(error.exitCode == 66)
    }
  }

  @Test(
    "Something else is named",
    arguments: [
      ("Dear network,\n", "neither JPEG nor PNG but text"),
      ("GIF89a\u{1}", "neither JPEG nor PNG but a GIF image; convert it first"),
      (
        "RIFF\u{1}\u{2}\u{3}\u{4}WEBPVP8 ",
        "neither JPEG nor PNG but a WebP image; convert it first"
      ),
      ("\0\0\0\u{18}ftypheic", "neither JPEG nor PNG but a HEIF image; convert it first"),
      ("\0\u{1}\u{2}", "neither JPEG nor PNG"),
      ("", "the file is empty"),
    ])
  func otherContent(_ content: String, _ description: String) throws {
    try TemporaryFolder.use { folder in
      let error = try #require(
        try loadingError(folder.write(Array(content.utf8), "photo.jpg")))
      #expect(error.description == description)
      #expect(error.exitCode == 65)
    }
  }

  @Test("Content counts, not the name")
  func wrongSuffix() throws {
    try TemporaryFolder.use { folder in
      let path = try folder.write(Golden.files.bytes("rgb8.png"), "photo.jpg")
      #expect(try ImageFile.read(path: path.asPath).format == .png)
    }
  }

  @Test("A pipe is read to its end")
  func pipe() throws {
    try TemporaryFolder.use { folder in
      let path = folder.path("pipe")
      try #require(mkfifo(path, 0o600) == 0)
      // More than a pipe or the first buffer holds; bytes after the image's end do not count.
      let content = try Golden.files.bytes("rgb8.png") + [UInt8](repeating: 0, count: 300_000)
      let writer = Thread {
        if let handle = FileHandle(forWritingAtPath: path) {
          try? handle.write(contentsOf: Data(content))
        }
      }
      writer.start()
      #expect(try ImageFile.read(path: path.asPath).width == 45)
    }
  }
}
