import Foundation
import SqueezeNet
import TestSupport
import Testing

@testable import Weights

@Suite("Weights files")
struct WeightsReaderTests {
  private func error(reading path: String) -> WeightsFileError? {
    #expect(throws: WeightsFileError.self) { try WeightsReader.read(path: path.asPath) }
  }

  @Test func noInput() throws {
    try TemporaryFolder.use { folder in
      let missing = error(reading: folder.path("missing"))
      #expect(missing?.exitCode == 66)
      #expect(missing?.description == "cannot be read: No such file or directory")
      let notAFile = error(reading: folder.url.path)
      #expect(notAFile?.exitCode == 66)
      #expect(notAFile?.description == "cannot be read: Is a directory")
    }
  }

  @Test func badData() throws {
    try TemporaryFolder.use { folder in
      let path = folder.path("weights.npz")
      for (content, expected) in [
        ("", WeightsError.empty),
        ("# some text\n", .unknownFormat(known: WeightsFormats.names)),
      ] {
        try Data(content.utf8).write(to: URL(filePath: path))
        let error = error(reading: path)
        #expect(error?.reason == .badData(expected))
        #expect(error?.exitCode == 65)
        #expect(error?.path == path.asPath)
      }
    }
  }

  /// A sparse file takes no room and must not be read.
  @Test func tooLarge() throws {
    try TemporaryFolder.use { folder in
      let path = folder.path("large")
      #expect(FileManager.default.createFile(atPath: path, contents: nil))
      let handle = try FileHandle(forWritingTo: URL(filePath: path))
      try handle.truncate(atOffset: 1 << 40)
      try handle.close()
      #expect(error(reading: path)?.exitCode == 65)
      #expect(error(reading: "/dev/zero")?.exitCode == 65)
    }
  }

  @Test func contentBeatsTheName() throws {
    try TemporaryFolder.use { folder in
      let path = folder.path("weights.npz")
      try Data(Fixtures.smallNet).write(to: URL(filePath: path))
      let loaded = try WeightsReader.read(path: path.asPath)
      #expect(loaded.formatName == "Deep Compression")
      try loaded.require(.v10)
      let error = #expect(throws: WeightsFileError.self) { try loaded.require(.v11) }
      #expect(error?.reason == .badData(.wrongArchitecture(asked: .v11, found: .v10)))
      #expect(error?.exitCode == 65)
    }
  }

  @Test(arguments: ["safetensors", "npz", "NPZ"])
  func convert(_ fileExtension: String) throws {
    try TemporaryFolder.use { folder in
      let source = folder.path("a.net")
      let target = folder.path("b.\(fileExtension)")
      try Data(Fixtures.smallNet).write(to: URL(filePath: source))
      let weights = try WeightsReader.read(path: source.asPath).weights
      try WeightsWriter.write(weights, to: target.asPath)
      let read = try WeightsReader.read(path: target.asPath)
      #expect(read.weights.isSame(as: weights))
      #expect(read.formatName == fileExtension.lowercased())

      let content = try WeightsSource(path: target.asPath).whole()
      let error = #expect(throws: WeightsFileError.self) {
        try WeightsWriter.write(weights, to: target.asPath, naming: .torchvision)
      }
      #expect(error?.exitCode == 73)
      #expect(try WeightsSource(path: target.asPath).whole() == content)
      try WeightsWriter.write(weights, to: target.asPath, naming: .torchvision, replacing: true)
      #expect(try WeightsSource(path: target.asPath).whole() != content)
      // No temporary file is left.
      #expect(folder.names.count == 2)
    }
  }

  @Test func cannotCreate() throws {
    try TemporaryFolder.use { folder in
      let model = try Fixtures.model(.v11)
      for (name, code) in [("missing/x.npz", 73), ("x.net", 73), ("x.tflite", 64), ("x", 64)]
        as [(String, Int32)]
      {
        let error = #expect(throws: WeightsFileError.self) {
          try WeightsWriter.write(model, to: folder.path(name).asPath)
        }
        #expect(error?.exitCode == code)
      }
      #expect(folder.names.isEmpty)
    }
  }
}
