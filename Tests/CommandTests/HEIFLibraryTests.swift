import Foundation
import Testing

@Suite("libheif is opened for the photos that need it")
struct HEIFLibraryTests {
  @Test("Without it a HEIC photo says what to install")
  func missing() throws {
    let folder = try CommandFolder()
    // What HEIC files begin with.
    try folder.write(Data("\0\0\0\u{18}ftypheic\0\0\0\0heicmif1".utf8), "photo.heic")
    // The loader finds this one first, and it is no library.
    try folder.write(Data(), "libheif.so.1")
    let run = try folder.run(script: "LD_LIBRARY_PATH=. \"$0\" classify photo.heic")
    #expect(run.status == 65)
    #expect(
      run.errors.hasSuffix(
        "photo.heic: is an image in HEIC, which takes a library: install libheif1\n"))
  }

  @Test("Other photos do not open it")
  func notOpened() throws {
    let folder = try CommandFolder()
    let run = try folder.run(script: "LD_DEBUG=files \"$0\" classify photo.jpg")
    #expect(run.status == 0)
    #expect(run.errors.contains("libjpeg") && !run.errors.contains("libheif"))
  }
}
