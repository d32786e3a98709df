import Files
import Foundation
import SqueezeNet
import TestSupport
import Testing

@testable import Weights

@Suite("Installed weights")
struct WeightsStoreTests {
  /// An empty store, and a folder with `small.net` (v1.0) and `v11.npz`.
  private func withStore(_ body: (WeightsStore, _ folder: String) throws -> Void) throws {
    try TemporaryFolder.use { temporary in
      let folder = temporary.url.path
      try Data(Fixtures.smallNet).write(to: URL(filePath: "\(folder)/small.net"))
      try WeightsWriter.write(try Fixtures.model(.v11), to: "\(folder)/v11.npz")
      try body(WeightsStore(directory: "\(folder)/share/sqz-tui/weights"), folder)
    }
  }

  @Test func emptyStoreGivesUntrainedWeights() throws {
    try withStore { store, _ in
      #expect(try store.list().isEmpty)
      for (asked, expected) in [(nil, Architecture.v10), (.v10, .v10), (.v11, .v11)]
        as [(Architecture?, Architecture)]
      {
        let loaded = try store.weights(for: asked)
        #expect(loaded.weights.architecture == expected)
        #expect(!loaded.weights.isTrained)
        #expect(loaded.path == nil)
        #expect(loaded.formatName == "seeded")
      }
    }
  }

  @Test func trainedV10ComesBeforeTrainedV11() throws {
    try withStore { store, folder in
      try store.add("\(folder)/v11.npz")
      #expect(try store.weights().path == "\(store.directory)/v11.npz")
      #expect(!(try store.weights(for: .v10).weights.isTrained))
      try store.add("\(folder)/small.net")
      #expect(try store.weights().path == "\(store.directory)/small.net")
      #expect(try store.weights(for: .v11).path == "\(store.directory)/v11.npz")
    }
  }

  @Test func untrainedFilesAreNoDefault() throws {
    try withStore { store, folder in
      let path = "\(folder)/untrained.safetensors".asPath
      try WeightsWriter.write(try .glorot(architecture: .v10), to: path)
      try store.add(path)
      #expect(try store.weights().path == nil)
    }
  }

  @Test func addAndList() throws {
    try withStore { store, folder in
      let added = try store.add("\(folder)/small.net", origin: "https://example.org/small.net")
      #expect(!added.wasInstalled)
      try store.add("\(folder)/v11.npz")
      let entries = try store.list()
      #expect(entries.map(\.name) == ["small.net", "v11.npz"])
      #expect(
        entries.map(\.origin) == ["https://example.org/small.net", "\(folder)/v11.npz"])
      let small = try entries[0].content.get()
      #expect(small == (try added.entry.content.get()))
      #expect(small.formatName == "Deep Compression")
      #expect(small.architecture == .v10)
      #expect(small.isTrained)
      #expect(small.byteCount == Fixtures.smallNet.count)
      let other = try entries[1].content.get()
      #expect(other.architecture == .v11)
      #expect(other.preprocessing == .caffeExact)
      #expect(other.paddingConvention == .paper)
      #expect(try WeightsSource(path: entries[0].path).whole() == Fixtures.smallNet)
    }
  }

  @Test func sameContentIsInstalledOnce() throws {
    try withStore { store, folder in
      try store.add("\(folder)/small.net")
      try Data(Fixtures.smallNet).write(to: URL(filePath: "\(folder)/copy.net"))
      let again = try store.add("\(folder)/copy.net")
      #expect(again.wasInstalled)
      #expect(again.entry.name == "small.net")
      #expect(try store.list().count == 1)
    }
  }

  @Test func otherContentOfTheSameNameIsKept() throws {
    try withStore { store, folder in
      try store.add("\(folder)/small.net")
      var other = Fixtures.smallNet
      other[other.count - 2] = 0  // conv10's weight becomes 0
      try Data(other).write(to: URL(filePath: "\(folder)/small.net"))
      let error = #expect(throws: WeightsFileError.self) { try store.add("\(folder)/small.net") }
      #expect(error?.exitCode == 73)
      #expect(try WeightsSource(path: "\(store.directory)/small.net").whole() == Fixtures.smallNet)
    }
  }

  @Test func badFilesAreNotInstalled() throws {
    try withStore { store, folder in
      try Data("text".utf8).write(to: URL(filePath: "\(folder)/text.net"))
      let error = #expect(throws: WeightsFileError.self) { try store.add("\(folder)/text.net") }
      #expect(error?.exitCode == 65)
      #expect(!FileManager.default.fileExists(atPath: store.directory.description))
    }
  }

  @Test func filesPutThereByHand() throws {
    try withStore { store, folder in
      try FileManager.default.createDirectory(
        atPath: store.directory.description, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: "\(folder)/small.net", toPath: "\(store.directory)/small.net")
      try Data("text".utf8).write(to: URL(filePath: "\(store.directory)/notes.txt"))
      #expect(try store.weights().path == "\(store.directory)/small.net")
      let entries = try store.list()
      #expect(entries.map(\.name) == ["notes.txt", "small.net"])
      #expect(entries.map(\.origin) == [nil, nil])
      #expect(throws: WeightsFileError.self) { try entries[0].content.get() }
    }
  }

  @Test func installedFileThatWasDamaged() throws {
    try withStore { store, folder in
      try store.add("\(folder)/small.net")
      var damaged = Fixtures.smallNet
      damaged[0] = 0  // no entries in conv1
      try Data(damaged).write(to: URL(filePath: "\(store.directory)/small.net"))
      let error = #expect(throws: WeightsFileError.self) { try store.weights() }
      #expect(error?.path == "\(store.directory)/small.net")
      #expect(error?.exitCode == 65)
      #expect(throws: WeightsFileError.self) { try store.list()[0].content.get() }
    }
  }

  /// Not passed over for untrained weights, though its record is no more of this file.
  @Test func installedFileThatWasReplacedByOneOfAnotherSize() throws {
    try withStore { store, folder in
      try store.add("\(folder)/small.net")
      let place = URL(filePath: "\(store.directory)/small.net")
      try Data(Fixtures.smallNet.dropLast(100)).write(to: place)
      let error = #expect(throws: WeightsFileError.self) { try store.weights() }
      #expect(error?.path == "\(store.directory)/small.net")
      #expect(throws: WeightsFileError.self) { try store.weights(for: .v10) }
      #expect(try store.weights(for: .v11).path == nil)
      // Weights again, of the other architecture: what the record says counts no more.
      try FileManager.default.removeItem(at: place)
      try FileManager.default.copyItem(atPath: "\(folder)/v11.npz", toPath: place.path)
      #expect(try store.weights().weights.architecture == .v11)
      #expect(try store.weights(for: .v10).path == nil)
    }
  }

  /// Of another time or size it is hashed; the content decides.
  @Test func whatIsNotWhatWasInstalledIsTold() throws {
    try withStore { store, folder in
      try store.add("\(folder)/small.net")
      let place = URL(filePath: "\(store.directory)/small.net")
      #expect(try !store.weights().isAltered)
      try Data(Fixtures.smallNet).write(to: place)
      #expect(try !store.weights().isAltered)
      var bytes = Fixtures.smallNet
      bytes[bytes.count - 1] ^= 1
      try Data(bytes).write(to: place)
      #expect(try store.weights().isAltered)
    }
  }

  /// A record that was left of another file says nothing of the one that is installed now.
  @Test func oldRecordsAreReplaced() throws {
    try withStore { store, folder in
      try store.add("\(folder)/v11.npz")
      try FileManager.default.removeItem(atPath: "\(store.directory)/v11.npz")
      try Data(Fixtures.smallNet).write(to: URL(filePath: "\(folder)/v11.npz"))
      try store.add("\(folder)/v11.npz")
      #expect(try store.weights(for: .v10).path == "\(store.directory)/v11.npz")
      #expect(try store.weights(for: .v11).path == nil)
    }
  }

  /// As a run leaves it that was killed between the file and its record.
  @Test func aMissingRecordIsMadeGood() throws {
    try withStore { store, folder in
      try store.add("\(folder)/small.net", origin: "first")
      try store.add("\(folder)/small.net", origin: "second")
      #expect(try store.list().map(\.origin) == ["first"], "a record that is there stays")
      try FileManager.default.removeItem(atPath: "\(store.directory)/.small.net.json")
      #expect(try store.list().map(\.origin) == [nil])
      #expect(try store.add("\(folder)/small.net", origin: "third").wasInstalled)
      #expect(try store.list().map(\.origin) == ["third"])
    }
  }

  @Test(.timeLimit(.minutes(1))) func whatIsNoFileStandsInNobodysWay() throws {
    try withStore { store, folder in
      try store.add("\(folder)/small.net")
      for name in ["a.net", ".small.net.json", ".b.net.json"] {
        unlink("\(store.directory)/\(name)")
        #expect(mkfifo("\(store.directory)/\(name)", 0o600) == 0)
      }
      try FileManager.default.createDirectory(
        atPath: "\(store.directory)/folder.npz", withIntermediateDirectories: false)
      #expect(try store.weights().path == "\(store.directory)/small.net")
      #expect(try store.list().map(\.name) == ["small.net"])
      #expect(try store.add("\(folder)/small.net").wasInstalled)
      try store.add("\(folder)/v11.npz")
      #expect(try store.list().map(\.name) == ["small.net", "v11.npz"])
      let error = #expect(throws: WeightsFileError.self) {
        try FileManager.default.copyItem(atPath: "\(folder)/v11.npz", toPath: "\(folder)/a.net")
        try WeightsWriter.write(
          try Fixtures.model(.v11), to: "\(folder)/folder.npz", naming: .torchvision)
        try store.add("\(folder)/folder.npz")
      }
      #expect(error?.exitCode == 73)
    }
  }

  /// The records say which file to open: damage in another one does not matter.
  @Test func onlyTheChosenFileIsRead() throws {
    try withStore { store, folder in
      try FileManager.default.moveItem(atPath: "\(folder)/v11.npz", toPath: "\(folder)/a.npz")
      try store.add("\(folder)/a.npz")
      try store.add("\(folder)/small.net")
      let path = "\(store.directory)/a.npz"
      let size = try #require(FileAccess.state(of: path.asPath)?.size)
      try Data(repeating: 0, count: size).write(to: URL(filePath: path))
      #expect(try store.weights().path == "\(store.directory)/small.net")
      #expect(throws: WeightsFileError.self) { try store.weights(for: .v11) }
    }
  }

  /// FIPS 180-4's examples.
  @Test func sha256() {
    #expect(
      SHA256.hexDigest(Array("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      SHA256.hexDigest([])
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }
}

/// Networks of one's own in the store.
extension WeightsStoreTests {
  @Test func ownNetworksBecomeSafetensorsThatSayAll() throws {
    try TemporaryFolder.use { temporary in
      let store = WeightsStore(directory: temporary.path("store").asPath)
      let architecture = FamilyMembers.small(classes: 3)
      let made = try ModelWeights(
        architecture: architecture,
        convolutions: try ModelWeights.glorot(architecture: architecture).convolutions,
        preprocessing: .torchvision,
        paddingConvention: .file(
          size: InputSize(64), conv1: .zeros(1), pooling: .roundedDown, conv10HasReLU: false),
        isTrained: true)
      let file = temporary.path("best.model.npz").asPath
      try WeightsWriter.write(made, to: file)
      let added = try store.add(file) {
        var weights = $0.weights
        weights.use(ClassNames(count: 3, names: ["a", "b\nc", "d"]), from: .asked)
        try weights.use(try Preprocessing(parsing: "half,resize=80,crop=64"))
        return weights
      }
      #expect(!added.wasInstalled && added.entry.name == "best.model.safetensors")
      let path = try #require(store.path(ofModel: "best.model"))
      #expect(store.path(ofModel: "best.model.safetensors") == path)
      #expect(store.path(ofModel: "best") == nil && store.path(ofModel: "../best.model") == nil)
      let read = try WeightsReader.read(path: path).weights
      #expect(read.convolutions == made.convolutions && read.architecture == architecture)
      #expect(read.classes.all == ["a", "b c", "d"])
      #expect(read.preprocessing.name == "half,resize=80,crop=64")
      #expect(read.paddingConvention == made.paddingConvention)
      #expect(
        read.origins == Origins(preprocessing: .file, paddingConvention: .file, classes: .file))
      #expect(read.sourceHash == SHA256.hexDigest(Array(try temporary.read("best.model.npz"))))
      #expect(try store.list().count == 1)
      // It does not open by default.
      #expect(!(try store.weights().weights.isTrained))
    }
  }

  @Test func publishedNetworksStayAsTheyAre() throws {
    try TemporaryFolder.use { temporary in
      let store = WeightsStore(directory: temporary.path("store").asPath)
      let file = temporary.path("v11.npz").asPath
      try WeightsWriter.write(try Fixtures.model(.v11), to: file)
      #expect(try store.add(file).entry.name == "v11.npz")
      #expect(try store.add(file, as: "mine").entry.name == "mine.safetensors")
      #expect(store.path(ofModel: "v11") != store.path(ofModel: "mine"))
    }
  }
  /// `--model` finds it under each name; the second time under one name nothing changes.
  @Test func sameNetworkUnderTwoNames() throws {
    try TemporaryFolder.use { temporary in
      let store = WeightsStore(directory: temporary.path("store").asPath)
      let file = temporary.path("best.npz").asPath
      try WeightsWriter.write(
        try .glorot(architecture: FamilyMembers.small(classes: 3)), to: file)
      for name in [nil, "other", "third"] {
        #expect(try !store.add(file, as: name).wasInstalled)
        #expect(try store.add(file, as: name).wasInstalled)
      }
      #expect(store.modelNames.sorted() == ["best", "other", "third"])
      #expect(try store.remove("other")?.name == "other.safetensors")
      #expect(try store.remove("other") == nil && store.path(ofModel: "other") == nil)
      #expect(try store.remove("third.safetensors") != nil)
      #expect(store.modelNames == ["best"])
      #expect(try WholeFile.names(in: store.directory).count == 2, "a file and its record")
    }
  }

  /// What was assumed of the file that was added is still no fact of the one that is installed.
  @Test func whatWasAssumedStaysAssumed() throws {
    let shapes = ForeignNetworkTests.shapes("fireN.squeeze", "fireN.e1", "fireN.e3")
    let made = try ModelWeights(arrays: ForeignNetworkTests.arrays(shapes), metadata: [:])
    #expect(made.assumptions.count >= 3)
    for format in Fixtures.wholeFormats {
      let read = try format.read(try format.write(made, naming: .layers))
      #expect(read.assumptions == made.assumptions)
      #expect(read.origins == made.origins && read.origins.preprocessing == .assumed)
      var asked = made
      asked.use(.paper)
      try asked.use(.half)
      let second = try format.read(try format.write(asked, naming: .layers))
      #expect(second.origins.preprocessing == .file && second.origins.paddingConvention == .file)
    }
  }
}
