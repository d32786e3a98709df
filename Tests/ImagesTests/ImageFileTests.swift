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
    #expect(ImageError.directory.exitCode == 64)
    for error in [ImageError.missing, .notRegular, .unreadable("x")] {
      #expect(error.exitCode == 66)
    }
  }

  @Test(
    "Something else is named",
    arguments: [
      ("Dear network,\n", "not a JPEG, PNG, WebP, HEIC or AVIF but text"),
      ("GIF89a\u{1}", "is a GIF image, which is not read: convert it to PNG or JPEG"),
      ("BM\u{1}\u{1}\0\0\0\0\0\0", "is a BMP image, which is not read: convert it to PNG or JPEG"),
      ("BMW is a car", "not a JPEG, PNG, WebP, HEIC or AVIF but text"),
      (
        "\0\0\0\u{C}jP  \r\n",
        "is a JPEG 2000 image, which is not read: convert it to PNG or JPEG"
      ),
      (
        "\0\0\0\u{C}JXL \r\n",
        "is a JPEG XL image, which is not read: convert it to PNG or JPEG"
      ),
      (
        "II*\0\u{8}\0\0\0",
        "is a TIFF image or a raw photo, which is not read: convert it to PNG or JPEG"
      ),
      (
        "\0\0\0\u{18}ftypcrx \0",
        "is a Canon raw photo, which is not read: develop it to JPEG or PNG"
      ),
      (
        "\0\0\0\u{18}ftypisom\0",
        "is a video, which is not read: save a frame of it as PNG or JPEG"
      ),
      ("%PDF-1.7", "is a PDF document, which is not read: convert it to PNG or JPEG"),
      (
        "<?xml version=\"1.0\"?>\n<svg xmlns=",
        "is an SVG drawing, which is not read: convert it to PNG or JPEG"
      ),
      (
        "PK\u{3}\u{4}",
        "is a zip archive, which is not read: unpack it first; "
          + "a .pth or .npz of weights goes to --weights"
      ),
      (
        "RIFF\u{1}\u{2}\u{3}\u{4}WEBPVP8 ",
        "not a readable WebP: the file ends before the picture begins"
      ),
      ("\0\u{1}\u{2}", "not a JPEG, PNG, WebP, HEIC or AVIF"),
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
      let photo = try PreparedImage.load(
        path: path.asPath, size: InputSize(8), preprocessing: .caffe)
      #expect(photo.source.format == .png)
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
      var file = try PhotoFile(path: path.asPath, for: InputSize(8))
      #expect(!file.canBeReadAgain)
      for size in [8, 12] {
        let again = try file.prepared(size: InputSize(size), preprocessing: .caffe)
        #expect(again.source.width == 45)
        #expect(again.pixels.count == size * size * 3)
      }
    }
  }
}
