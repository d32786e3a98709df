import Foundation
import SqueezeNet
import TestSupport
import Testing

@testable import Weights

/// Files that people have and that are no weights for this program: each is named, with what to do.
@Suite("Kinds that are not read") struct UnreadKindTests {
  struct Kind: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    var testDescription: String { name }

    init(_ name: String, _ bytes: [UInt8]) { (self.name, self.bytes) = (name, bytes) }
    init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }
    /// - Parameter entries: names in a zip archive.
    init(_ name: String, zip entries: [String]) {
      let files = entries.map { ZipArchive.Entry(name: $0, bytes: [0x80, 2, 0x7D, 0x2E]) }
      self.init(name, (try? ZipArchive.write(files)) ?? [])
    }
  }

  /// First bytes as the formats' own descriptions give them.
  static let kinds: [Kind] = [
    Kind("torch.export", zip: ["m/archive_format", "m/models/model.json"]),
    Kind("zip archive without NumPy arrays", zip: ["word/document.xml"]),
    Kind("a pickle of protocol 0 or 1", "(dp0\nVconv1\np1\n(lp2\nF1.0\nas."),
    Kind("a pickle of protocol 0 or 1", "ccollections\nOrderedDict\np0\n(tRp1\nVa\np2\nI1\ns."),
    Kind("a pickle of protocol 0 or 1", "cnumpy._core.multiarray\n_reconstruct\np0\n(cnumpy\n."),
    Kind("a pickle of protocol 0 or 1", [0x7D, 0x71, 0, 0x28, 0x4B, 1, 0x4B, 2, 0x75, 0x2E]),
    Kind("MXNet", [0x12, 1, 0, 0, 0, 0, 0, 0] + [UInt8](repeating: 0, count: 8)),
    Kind("SavedModel", [8, 1, 0x12, 0x80, 2, 0x0A]),
    Kind("Core ML", [8, 4, 0x12, 0x20, 0x0A, 0x10, 0x0A, 5] + Array("image".utf8)),
    Kind("checkpoint", [0, 1, 2, 3, 4, 0x57, 0xFB, 0x80, 0x8B, 0x24, 0x75, 0x47, 0xDB]),
    Kind("prototxt", "name: \"SqueezeNet\"\nlayer {\n"),
    Kind("OpenVINO", "<?xml version=\"1.0\"?>\n<net name=\"squeezenet\" version=\"10\">\n"),
    Kind("MATLAB", "MATLAB 5.0 MAT-file, Platform: GLNXA64"),
    Kind(
      "MATLAB",
      Array("MATLAB 7.3 MAT-file".utf8) + [UInt8](repeating: 0x20, count: 493)
        + [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]),
    Kind("web page", "\n<!DOCTYPE html>\n<html>"),
    Kind("web page", "<HTML><head>"),
    Kind("Git LFS", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 4952222\n"),
    Kind("JSON", "{\n  \"class_name\": \"Functional\"}"),
    Kind("gzip", [0x1F, 0x8B, 8, 0, 0, 0]),
    Kind("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]),
    Kind("bzip2", "BZh91AY"), Kind("Zstandard", [0x28, 0xB5, 0x2F, 0xFD, 0]),
    Kind("tar", [UInt8](repeating: 0x61, count: 257) + Array("ustar".utf8) + [0]),
    Kind("an image", [0xFF, 0xD8, 0xFF, 0xE0]), Kind("an image", "GIF89a"),
    Kind("an image", [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10]),
    Kind("an image", Array("RIFF".utf8) + [4, 0, 0, 0] + Array("WEBP".utf8)),
    Kind("an image", [0, 0, 0, 24] + Array("ftypheic".utf8)),
  ]

  @Test(arguments: kinds) func isNamed(_ kind: Kind) throws {
    let error = #expect(throws: WeightsFileError.self) {
      try WeightsReader.read(kind.bytes, path: "x")
    }
    let line = try #require(error?.description)
    #expect(line.contains(kind.name) && line.contains("not read: "), "\(line)")
    #expect(!line.contains("damaged") && !line.contains("\n") && line.utf8.count < 120, "\(line)")
    #expect(error?.exitCode == 65)
  }

  @Test func everyRowIsTried() {
    for row in UnreadKind.all {
      #expect(Self.kinds.contains { UnreadKind.of($0.bytes)?.name == row.name }, "\(row.name)")
    }
  }

  /// Formats that are read are no other kind, whatever their lengths look like.
  @Test func whatIsReadIsNoOtherKind() throws {
    var files = [Fixtures.smallNet]
    let model = try Fixtures.model(.v11)
    for format in Fixtures.wholeFormats { files.append(try format.write(model, naming: .layers)) }
    for name in ["protocol2.pkl", "protocol5.pkl"] {
      files.append(try Fixtures.goldens.bytes("pickle/\(name)"))
    }
    for bytes in files { #expect(UnreadKind.of(bytes) == nil) }
    // Headers of 0x112 bytes, as MXNet begins, and of 0x088B1F, as gzip does.
    for length in [0x112, 0x8_8B1F] as [UInt64] {
      var bytes: [UInt8] = []
      bytes.append(littleEndian: length)
      #expect(UnreadKind.of(bytes + Array("{\"a\"".utf8)) == nil)
    }
  }

  @Test func foldersOfModels() throws {
    try TemporaryFolder.use { folder in
      try folder.write([8, 1], "saved_model.pb")
      let error = #expect(throws: WeightsFileError.self) {
        try WeightsReader.read(path: folder.url.path.asPath)
      }
      #expect(error?.exitCode == 65)
      #expect(error?.description.contains("SavedModel") == true)
    }
  }

  /// An archive that is cut is damaged, and stays so.
  @Test func damageIsStillDamage() throws {
    let whole = try Fixtures.goldens.bytes("numpy/stored.npz")
    let error = #expect(throws: WeightsFileError.self) {
      try WeightsReader.read(Array(whole.dropLast(30)), path: "x")
    }
    #expect(error?.description.hasPrefix("damaged: ") == true)
  }
}
