import Configuration
import Foundation
import SqueezeNet
import TestSupport
import Testing
import Weights

@testable import Runs

@Suite("Opening of models") struct OpenModelTests {
  private let folder: TemporaryFolder
  private let store: WeightsStore

  init() throws {
    folder = try TemporaryFolder()
    store = WeightsStore(directory: folder.path("installed").asPath)
  }

  private func open(_ file: String = "", _ set: (inout Preferences) -> Void = { _ in }) throws
    -> OpenModel
  {
    var options = Preferences()
    set(&options)
    let file = try ConfigurationFile.parse(
      Array(file.utf8), path: "/c.toml", settings: Settings.all(views: ["layers"]))
    return try OpenModel(
      ResolvedSettings(options: options, file: file, environment: { _ in nil }), store: store)
  }

  /// - Returns: The failure of opening; nil where it opens.
  private func failure(_ file: String = "", _ set: (inout Preferences) -> Void = { _ in }) throws
    -> Failure?
  {
    do {
      _ = try open(file, set)
      return nil
    } catch let failure as Failure {
      return failure
    }
  }

  private func write(_ architecture: Architecture, isTrained: Bool = false, to path: String) throws
  {
    let glorot = try ModelWeights.glorot(architecture: architecture)
    let weights = try ModelWeights(
      architecture: architecture, convolutions: glorot.convolutions, preprocessing: .caffe,
      paddingConvention: .caffe, isTrained: isTrained)
    try WeightsWriter.write(weights, to: path.asPath)
  }

  @Test func nothingInstalledIsUntrained() throws {
    let model = try open()
    #expect(model.weightsName == "untrained" && !model.identity.isTrained)
    #expect(model.network.architecture == .v10 && model.network.paddingConvention == .keras)
    #expect(model.network.size == InputSize(224))
    #expect(
      model.weights.convolutions == (try ModelWeights.glorot(architecture: .v10)).convolutions)
  }

  @Test func optionsSayWhichNetwork() throws {
    let model = try open {
      $0[Settings.model] = "v1.1"
      $0[Settings.geometry] = .torchvision
      $0[Settings.size] = InputSize(height: 96, width: 128)
      $0[Settings.threads] = 3
    }
    #expect(model.network.architecture == .v11 && model.network.paddingConvention == .torchvision)
    #expect(model.network.size == InputSize(height: 96, width: 128) && model.threads == 3)
    #expect(model.description.threads == 3 && model.description.weights != nil)
  }

  @Test func aFileSaysArchitectureAndGeometry() throws {
    let path = folder.path("mine.npz")
    try write(.v11, isTrained: true, to: path)
    let model = try open { $0[Settings.weights] = path.asPath }
    #expect(model.weightsName == "mine.npz" && model.identity.isTrained)
    #expect(model.network.architecture == .v11 && model.network.paddingConvention == .caffe)
    #expect(model.network.size == InputSize(227))
    let other = try open {
      $0[Settings.weights] = path.asPath
      $0[Settings.geometry] = .keras
    }
    #expect(other.network.paddingConvention == .keras && other.network.size == InputSize(224))
  }

  @Test func installedTrainedWeightsOpenUnasked() throws {
    try FileManager.default.createDirectory(
      atPath: store.directory.description, withIntermediateDirectories: true)
    try write(.v11, isTrained: true, to: "\(store.directory)/eleven.npz")
    #expect(try open().weightsName == "eleven.npz")
    #expect(try open { $0[Settings.model] = "v1.0" }.weightsName == "untrained")
    try write(.v10, isTrained: true, to: "\(store.directory)/ten.npz")
    #expect(try open().weightsName == "ten.npz")
    #expect(try open { $0[Settings.model] = "v1.1" }.weightsName == "eleven.npz")
  }

  @Test func anotherArchitectureThanTheFiles() throws {
    let path = folder.path("mine.npz")
    try write(.v11, to: path)
    let found = try failure {
      $0[Settings.weights] = path.asPath
      $0[Settings.model] = "v1.0"
    }
    #expect(found?.status == .badData)
    #expect(
      found?.line == "\(path): holds weights of v1.1, not v1.0: give --model v1.1 or other weights")
    // Both in the configuration file: it contradicts itself.
    let both = try failure("model = \"v1.0\"\nweights = \"\(path)\"\n")
    #expect(both?.status == .badData)
    #expect(
      both?.line == "/c.toml:2: weights: \(path): holds weights of v1.1, not v1.0: give --model "
        + "v1.1 or other weights (--no-config starts without the file)")
  }

  /// Weights in the configuration file are a default; the command line asks for another network.
  @Test func theCommandLineBeatsTheFilesWeights() throws {
    let path = folder.path("mine.npz")
    try write(.v11, to: path)
    let model = try open("weights = \"\(path)\"\n") { $0[Settings.model] = "v1.0" }
    #expect(model.network.architecture == .v10 && model.weightsName == "untrained")
    let same = try open("weights = \"\(path)\"\n") { $0[Settings.model] = "v1.1" }
    #expect(same.weightsName == "mine.npz")
  }

  @Test func installedWeightsOpenByName() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path("installed"), withIntermediateDirectories: true)
    try write(.v11, to: folder.path("installed/flowers.npz"))
    let named = try open { $0[Settings.model] = "flowers" }
    #expect(named.weightsName == "flowers.npz" && named.network.architecture == .v11)
    #expect(try open("model = \"flowers\"\n").weightsName == "flowers.npz")
    // What the file says is of other weights.
    let other = try open("labels = \"/none.txt\"\nweights = \"/none.npz\"\n") {
      $0[Settings.model] = "flowers"
    }
    #expect(other.weightsName == "flowers.npz")

    let unknown = try failure { $0[Settings.model] = "Flowers" }
    #expect(unknown?.status == .usage)
    #expect(unknown?.line == "--model: there is no model Flowers, there are v1.0, v1.1, flowers")
    #expect(
      try failure("model = \"x\"\n")?.line == "/c.toml:1: model: there is no model x, there are "
        + "v1.0, v1.1, flowers (--no-config starts without the file)")
    let both = try failure("model = \"flowers\"\nweights = \"/none.npz\"\n")
    #expect(both?.line == "/c.toml:1: model: weights are named, too: give one of them")
  }

  /// v1.0 without padding: 21 → 8 after conv1, then 4, 2 and 1 after the poolings; of 20 the last
  /// has one pixel to pool, where it needs two.
  @Test func sizesThatLeaveNothing() throws {
    let small: (inout Preferences) -> Void = {
      $0[Settings.geometry] = .caffe
      $0[Settings.size] = InputSize(20)
    }
    let found = try failure("", small)
    #expect(found?.status == .usage)
    #expect(
      found?.line == "--size: input size 20 is too small: the smallest here is 21 (v1.0, caffe)")
    let inFile = try failure("geometry = \"caffe\"\nsize = 20\n")
    #expect(inFile?.status == .badData)
    #expect(
      inFile?.line == "/c.toml:2: size: input size 20 is too small: the smallest here is 21 "
        + "(v1.0, caffe) (--no-config starts without the file)")
    let smallest = try open("geometry = \"caffe\"\nsize = 21\n")
    #expect(smallest.network.size == InputSize(21))
  }

  @Test func filesThatAreNoWeights() throws {
    let missing = folder.path("none.npz")
    let found = try failure { $0[Settings.weights] = missing.asPath }
    #expect(found?.status == .noInput)
    #expect(found?.line == "\(missing): cannot be read: No such file or directory")
    let text = try folder.write("Not weights.\n".utf8, "text.npz")
    #expect(try failure { $0[Settings.weights] = text.asPath }?.status == .badData)
  }

  @Test func layersByName() throws {
    let network = try open().network
    #expect(try network.index(ofLayer: "conv1") == 0)
    #expect(try network.index(ofLayer: "input") == nil)
    #expect(throws: Failure.self) { try network.index(ofLayer: "conv11") }
  }
}

/// Facts that a file leaves open: preprocessing, names of classes.
extension OpenModelTests {
  private func writeMember(
    _ name: String, classes: Int, inputChannels: Int = 3, naming: ArrayNaming = .layers
  ) throws -> String {
    let path = folder.path(name)
    var architecture = FamilyMembers.small(classes: classes)
    architecture.inputChannels = inputChannels
    let glorot = try ModelWeights.glorot(architecture: architecture)
    try WeightsWriter.write(
      try ModelWeights(
        architecture: architecture, convolutions: glorot.convolutions,
        preprocessing: try Preprocessing(parsing: "half,resize=80,crop=64"),
        paddingConvention: .torchvision, isTrained: true), to: path.asPath)
    return path
  }

  @Test func labelsLieBesideOrAreNamed() throws {
    let path = try writeMember("net.npz", classes: 3)
    #expect(try open { $0[Settings.weights] = path.asPath }.weights.classes.areNumbers)
    try Data("a\nb\nc\nd\n".utf8).write(to: URL(filePath: folder.path("labels.txt")))
    #expect(try open { $0[Settings.weights] = path.asPath }.weights.classes.areNumbers)
    try Data(#"{"x": 0, "z": 2, "y": 1}"#.utf8).write(
      to: URL(filePath: folder.path("class_indices.json")))
    let model = try open { $0[Settings.weights] = path.asPath }
    #expect(model.network.classes.all == ["x", "y", "z"])
    #expect(model.assumptions?.contains("class_indices.json") == true)
    let wrong = try failure {
      $0[Settings.weights] = path.asPath
      $0[Settings.labels] = folder.path("labels.txt").asPath
    }
    #expect(wrong?.status == .badData)
    #expect(wrong?.line.hasSuffix("names 4 classes, the network has 3") == true)
    try Data("p\nq\nr\n".utf8).write(to: URL(filePath: folder.path("own.txt")))
    let own = try open {
      $0[Settings.weights] = path.asPath
      $0[Settings.labels] = folder.path("own.txt").asPath
    }
    #expect(own.network.classes.all == ["p", "q", "r"])
  }

  @Test func preprocessingSaysTheSize() throws {
    let path = try writeMember("net.npz", classes: 3)
    let model = try open { $0[Settings.weights] = path.asPath }
    #expect(model.identity.preprocessing.name == "half,resize=80,crop=64")
    #expect(model.network.size == InputSize(64))
    let asked = try open {
      $0[Settings.weights] = path.asPath
      $0[Settings.preprocess] = try? Preprocessing(parsing: "unit")
    }
    #expect(asked.identity.preprocessing.name == "unit" && asked.network.size == InputSize(224))
    let large = try failure {
      $0[Settings.weights] = path.asPath
      $0[Settings.size] = InputSize(96)
    }
    #expect(large?.status == .usage && large?.line.contains("resize=80") == true)
  }

  @Test func greyNetworksTakeGreyPhotos() throws {
    let path = try writeMember("grey.npz", classes: 3, inputChannels: 1)
    let model = try open { $0[Settings.weights] = path.asPath }
    #expect(model.identity.preprocessing.order == .grey)
    let colours = try writeMember("colours.npz", classes: 3)
    let refused = try failure {
      $0[Settings.weights] = colours.asPath
      $0[Settings.preprocess] = try? Preprocessing(parsing: "half,order=grey")
    }
    #expect(refused?.status == .usage && refused?.line.contains("order=grey") == true)
  }

  @Test func settingsOfOtherWeightsDoNotCount() throws {
    let path = try writeMember("net.npz", classes: 3)
    let model = try open("preprocess = \"raw\"\nlabels = \"/none.txt\"\n") {
      $0[Settings.weights] = path.asPath
    }
    #expect(model.identity.preprocessing.name == "half,resize=80,crop=64")
    let file = try open("preprocess = \"raw\"\nweights = \"\(path)\"\n")
    #expect(file.identity.preprocessing.name == "raw")
    // The other architecture's own weights come with their own preprocessing.
    let other = try open("preprocess = \"raw\"\nweights = \"\(path)\"\n") {
      $0[Settings.model] = "v1.1"
    }
    #expect(other.identity.preprocessing == .caffe)
  }
}
