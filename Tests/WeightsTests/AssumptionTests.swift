import Files
import SqueezeNet
import TestSupport
import Testing

@testable import Weights

/// What a file does not tell, or tells twice, is said.
@Suite("Assumptions and refusals")
struct AssumptionTests {
  private typealias Pickle = HostilePyTorchTests.Pickle
  private typealias Foreign = ForeignNetworkTests

  private static let architecture = FamilyMembers.small(classes: 3)

  private static func dictionary(_ items: [(String, [UInt8])]) -> [UInt8] {
    [0x7D, 0x28] + items.flatMap { Pickle.text($0.0) + $0.1 } + [0x75]
  }

  /// A state_dict whose arrays all begin at the first zero.
  private static let network = dictionary(
    ModelWeights.layout(of: architecture).flatMap { layer, convolution in
      [("weight", convolution.kernelShape), ("bias", [convolution.outputChannels])].map {
        ("\(layer).\($0)", tensor($1))
      }
    })

  private static func tensor(_ shape: [Int]) -> [UInt8] {
    var strides = [1]
    for size in shape.dropFirst().reversed() { strides.insert(strides[0] * size, at: 0) }
    return Pickle.tensor(count: 20_000, offset: 0, shape: shape, strides: strides)
  }

  private static func read(
    _ body: [UInt8], code: String? = nil
  ) throws(WeightsFileError) -> ModelWeights {
    var entries = [
      ZipArchive.Entry(name: "x/data.pkl", bytes: Pickle.whole(body)),
      ZipArchive.Entry(name: "x/data/0", bytes: [UInt8](repeating: 0, count: 80_000)),
    ]
    if let code { entries.append(.init(name: "x/code/__torch__.py", bytes: Array(code.utf8))) }
    let bytes = (try? ZipArchive.write(entries)) ?? []
    return try WeightsReader.read(bytes, path: "x").weights
  }

  @Test func twoNetworks() throws {
    let optimizer = Self.dictionary([
      ("param_groups", [0x5D]), ("state", Self.network),
    ])
    func assumptions(_ items: [(String, [UInt8])]) throws -> [String] {
      try Self.read(Self.dictionary(items)).assumptions
    }
    let one = try assumptions([("model", Self.network), ("optimizer", optimizer)])
    let two = try assumptions([
      ("optimizer", optimizer), ("model_ema", Self.network), ("model", Self.network),
    ])
    #expect(!one.contains { $0.contains("taken") })
    // The order of the others is the file's.
    #expect(two.first == "model is taken, in the file is also model_ema")
    #expect(Array(two.dropFirst()) == one)
  }

  @Test func namesThatDoNotFit() throws {
    func list(_ names: [String]) -> [UInt8] { [0x5D, 0x28] + names.flatMap(Pickle.text) + [0x65] }
    let long = String(repeating: "a", count: 5000)
    func weights(_ names: [UInt8], key: String = "classes") throws -> ModelWeights {
      try Self.read(Self.dictionary([("model", Self.network), (key, names)]))
    }
    let few = try weights(list(["a", "b"]))
    #expect(few.origins.classes == .assumed)
    #expect(few.assumptions.contains("the file names 2 classes, the network has 3"))
    let indices = zip([long, "b", "c"], 0...).map { ($0, Pickle.int($1)) }
    for fitting in [
      try weights(list([long, "b", "c"])),
      try weights(Self.dictionary(indices), key: "class_to_idx"),
    ] {
      #expect(fitting.origins.classes == .file && fitting.classes.all[1...] == ["b", "c"])
      #expect(fitting.classes.all[0] == String(repeating: "a", count: 200))
    }
    let bytes = try SafetensorsFile.encode(
      try ModelWeights.glorot(architecture: Self.architecture).arrays(naming: .layers),
      metadata: ["sqz.classes": "a\nb"])
    #expect(try SafetensorsFormat.read(bytes).assumptions.contains { $0.contains("2 classes") })
  }

  /// As `torch.jit.trace` and `torch.jit.script` of PyTorch 2 write calls.
  @Test(arguments: [
    ("    input = torch.max_pool2d(argument_1, [3, 3], [2, 2], [0, 0], [1, 1], True)\n", true),
    ("    input = torch.max_pool2d(argument_1, [3, 3], [2, 2], [0, 0], [1, 1])\n", true),
    ("    input = torch.max_pool2d(argument_1, [2, 2], [2, 2], [0, 0], [1, 1])\n", false),
    (
      "    _0 = __torch__.f._max_pool2d\n    _1 = _0(x, [2, 2], [2, 2], [0, 0], [1, 1], False, )\n",
      false
    ),
    (
      "    _0 = __torch__.f._max_pool2d\n    _1 = _0(x, [3, 3], [2, 2], [0, 0], [1, 1], True, )\n",
      true
    ),
    ("  _0 = torch.max_pool2d(input, kernel_size, stride0, padding, dilation, ceil_mode)\n", true),
    ("    x = torch.max_pool2d(y, [3, 3])\n", false),
    ("    x = torch.max_pool2d(y, [3, 3], annotate(List[int], []), [0, 0])\n", false),
    ("    x = torch.max_pool2d(y, [3, 3], [2, 2], [1, 1], [1, 1])\n", false),
    ("max_pool2d(\n[[[\nmax_pool2d([", true),
  ])
  func scriptedPoolings(_ code: String, _ isRead: Bool) throws {
    let record = Pickle.global("__torch__\nNet") + [0x29, 0x81] + Self.network + [0x62]
    if isRead {
      let weights = try Self.read(record, code: code)
      #expect(
        weights.paddingConvention.pooling == (code.contains("1, 1])") ? .roundedDown : .roundedUp))
    } else {
      let error = #expect(throws: WeightsFileError.self) { try Self.read(record, code: code) }
      #expect(error?.description.contains("not 3x3 by 2") == true)
    }
  }

  @Test func epsilon() throws {
    var shapes = Foreign.shapes("fireN.squeeze", "fireN.e1", "fireN.e3")
    for part in ["weight", "bias", "running_mean", "running_var"] { shapes["bn1.\(part)"] = [8] }
    let values: [String: [Float]] = [
      "conv1.weight": [Float](repeating: 6, count: 216),
      "bn1.weight": [Float](repeating: 1, count: 8),
      "bn1.running_var": [Float](repeating: 3, count: 8),
    ]
    let arrays = Foreign.arrays(shapes, values)
    let told = try #require(try ForeignNetwork(arrays, epsilons: ["bn1": 1]))
    #expect(!told.assumesEpsilon)
    #expect(try told.arrays["conv1.weight"]?.values().allSatisfy { $0 == 3 } == true)
    let assumed = try ModelWeights(arrays: arrays, metadata: [:]).assumptions
    #expect(assumed.count { $0.contains("eps") } == 1)
  }

  @Test func bypassAndReLU() throws {
    func assumed(_ change: (inout [String: [Int]]) -> Void) throws -> [String] {
      var shapes = Foreign.shapes("fireN.squeeze", "fireN.e1", "fireN.e3")
      change(&shapes)
      return try ModelWeights(arrays: Foreign.arrays(shapes), metadata: [:]).assumptions
    }
    let different = try assumed { _ in }
    #expect(different.contains("a ReLU after conv10 is assumed"))
    #expect(!different.contains { $0.contains("bypass") })
    let equal = try assumed {
      $0["fire2.e1.weight"] = [2, 2, 1, 1]
      $0["fire2.e1.bias"] = [2]
      $0["fire3.squeeze.weight"] = [3, 8, 1, 1]
    }
    #expect(equal.contains("no bypass is assumed"))
    // Of torchvision's class all that is known.
    #expect(try PyTorchTests.read("state_dict.pth").assumptions.isEmpty)
  }

  @Test func messages() {
    func message(_ change: (inout [String: [Int]]) -> Void) -> String {
      var shapes = Foreign.shapes("fireN.squeeze", "fireN.e1", "fireN.e3")
      change(&shapes)
      return Foreign.error(shapes)
    }
    for channels in [2, 4] {
      let error = message { $0["conv1.weight"] = [8, channels, 3, 3] }
      #expect(error.contains("conv1.weight") && error.contains("over \(channels) channels"))
    }
    let turned = message { shapes in
      shapes = shapes.mapValues {
        $0.count == 4 ? [$0[2], $0[3], $0[1], $0[0]] : $0
      }
    }
    #expect(turned.contains("transpose(3, 2, 0, 1)"), "\(turned)")
    let known = Foreign.error([
      "conv1.weight": [7, 7, 3, 96], "conv1.bias": [96], "fire2/squeeze1x1.weight": [1, 1, 96, 16],
      "conv10.weight": [1, 1, 512, 5],
    ])
    #expect(known.contains("conv1.weight") && known.contains("transpose(3, 2, 0, 1)"))
  }

  /// As PyTorch 2.15 writes a tensor of float8.
  @Test func float8() {
    let storage = Pickle.tuple(
      Pickle.text("storage"), Pickle.global("torch.storage\nUntypedStorage"), Pickle.text("0"),
      Pickle.text("cpu"), Pickle.int(216))
    let first =
      Pickle.global("torch._utils\n_rebuild_tensor_v3")
      + Pickle.tuple(
        storage + [0x51], Pickle.int(0), Pickle.ints([8, 3, 3, 3]), Pickle.ints([27, 9, 3, 1]),
        [0x89], [0x7D], Pickle.global("torch\nfloat8_e4m3fn"), [0x4E]) + [0x52]
    let error = #expect(throws: WeightsFileError.self) {
      try Self.read(Self.network.dropLast() + Pickle.text("conv1.weight") + first + [0x75])
    }
    #expect(error?.description == "array conv1.weight has type float8_e4m3fn: store it as float32")
  }
}
