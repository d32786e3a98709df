import Foundation
import Glibc
import TestSupport
import Testing

/// No input costs more than 10 s of processor time or 512 MB, and none ends in more than one line.
/// A new fault is one row: the command, its status, a word of its line; a hostile file is made in
/// `HostileFolder`.
///
/// The limits are guards, not measurements, and hold for a debug build too: what computes is
/// optimised in both.
@Suite("Budgets", .serialized) struct BudgetTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let script: String
    /// Nil where the input may be used or refused.
    let status: Int32?
    let says: String
    var mebibytes = 512
    var testDescription: String { script }

    init(_ script: String, _ status: Int32?, _ says: String = "", mebibytes: Int = 512) {
      (self.script, self.status, self.says) = (script, status, says)
      self.mebibytes = mebibytes
    }
  }

  static let rows: [Row] = [
    // A debug build has some 60 MB of code and symbols; a release build takes 38 MB.
    Row("classify photo.jpg", 0, mebibytes: isDebug ? 120 : 45),
    // Weights.
    Row("layers --weights hash.pkl", 65, "1048576 bytes"),
    Row("layers --weights buffers.pkl", 65, "500x500x4x5"),
    Row("layers --weights nothing.pkl", 65, "more values"),
    Row("layers --weights bomb.npz", 65, "NumPy array"),
    Row("layers --weights header.safetensors", 65, "damaged"),
    Row("layers --weights names.safetensors", 65, "conv1.weight"),
    Row("layers --weights shared.pth", 65, "too large"),
    Row("layers --weights modules.pth", 65, "no names"),
    Row("layers --weights lists.pth", 65, "without a network"),
    Row("layers --weights /dev/zero", 65, "not weights"),
    Row("weights add /dev/zero", 65, "not weights"),
    // Photos.
    Row("classify chunk-2GiB.png", 65, "PNG"),
    Row("classify pixels.png", 0),
    Row("classify /dev/zero", 66, "is a device"),
    Row("classify black.png", 0),
    Row("classify interlaced.png", 0),
    Row("classify texts.png", 0),
    Row("classify deep.png", 65, "make the photo smaller"),
    Row("classify coefficients.jpg", 65, "make the photo smaller"),
    Row("classify scans.jpg", 65, "take too long"),
    Row("classify colour.webp", 65, "make the photo smaller"),
    // Sizes.
    Row("photo.jpg --size 4096", 64, "allowed: --size"),
    Row("classify photo.jpg --size 4096", 64, "allowed: --size"),
    Row("classify photo.jpg --size 4096 --model v1.1", 64, "allowed: --size"),
    Row("classify photo.jpg --size 4096x64", 0),
    Row("classify photo.jpg --size 4096 --threads 256", 64, "allowed: --size"),
    Row("profile photo.jpg --size 4096", 64, "allowed: --size"),
    Row("trace photo.jpg softmax --depth all --size 4096", 64, "allowed: --size"),
    Row("trace photo.jpg softmax --depth all --format json", 0),
    Row("dump photo.jpg conv1 --size 4096 -o x.npy", 64, "allowed: --size"),
    Row("why photo.jpg --size 4096", 64, "allowed: --size"),
    Row("whatif photo.jpg --size 4096 --off conv1:1", 64, "allowed: --size"),
    Row("activity photo.jpg --size 4096", 64, "allowed: --size"),
    Row("compare photo.jpg photo.jpg --size 2048", 64, "allowed: --size"),
    Row("compare photo.jpg --other-size 2048", 64, "allowed: --size"),
    Row("export activations photo.jpg --size 2048 -o x.npz", 64, "allowed: --size"),
    Row("export activations photo.jpg --size 4096 --layer conv1 -o x.npy", 64, "allowed: --size"),
    Row("export sheet photo.jpg --layer conv1 --size 4096 -o x.png", 64, "pixels are too many"),
    Row("export sheet photo.jpg --layer conv1 --sort effect --size 4096 -o x.png", 64, "too many"),
    Row("export map photo.jpg --layer conv1 --scale 1024 -o x.png", 64, "pixels are too many"),
    Row("export map photo.jpg --layer conv1 --scale 60 -o x.png", 0),
    Row("export overlay photo.jpg --layer conv1 --size 4096 -o x.png", 64, "allowed: --size"),
    Row(
      "export difference photo.jpg --layer conv1 --off conv1:1 --size 3000 -o x.png", 64, "--size"),
    Row("export diagram photo.jpg --size 2048 -o x.svg", 64, "allowed: --size"),
    Row("export diagram --size 4096 -o x.svg", 0),
    Row("export screen photo.jpg --size 2048 -o x.svg", 64, "allowed: --size"),
    Row("export screen photo.jpg --size 600 -o x.svg", 0),
    Row("layers --size 4096", 0),
  ]

  #if DEBUG
    static let isDebug = true
  #else
    static let isDebug = false
  #endif

  @Test(arguments: rows) func costs(_ row: Row) throws {
    let folder = try HostileFolder()
    let (run, seconds, mebibytes) = try folder.measured(row.script)
    #expect(seconds <= 10)
    #expect(mebibytes <= row.mebibytes)
    if let status = row.status { #expect(run.status == status, "\(run.errors)") }
    #expect(run.status == 0 ? run.errors.isEmpty : run.hasOneErrorLine, "\(run.errors)")
    #expect(row.says.isEmpty || run.errors.contains(row.says), "\(run.errors)")
  }

  /// The size that a refusal names is computed, and stays within the limit; one that is a tenth
  /// larger is refused.
  @Test(arguments: [
    "classify photo.jpg", "classify photo.jpg --model v1.1", "profile photo.jpg --runs 1",
    "dump photo.jpg conv1 -o x.npy", "compare photo.jpg photo.jpg", "activity photo.jpg",
    "export activations photo.jpg -o x.npz", "export screen photo.jpg -o x.svg",
  ])
  func theNamedSizeFits(_ script: String) throws {
    let folder = try HostileFolder()
    let refused = try folder.measured("\(script) --size 4096").run
    let side = try #require(refused.errors.firstMatch(of: /--size (\d+)/).flatMap { Int($0.1) })
    let (run, seconds, mebibytes) = try folder.measured("\(script) --size \(side)")
    #expect(run.status == 0, "\(run.errors)")
    #expect(seconds <= 30)
    #expect(mebibytes <= 512, "--size \(side)")
    #expect(mebibytes >= 512 / 3, "--size \(side): more would fit")
    #expect(try folder.measured("\(script) --force --size \(side * 11 / 10)").run.status == 64)
  }

  @Test func memoryRaisesTheLimit() throws {
    let folder = try HostileFolder()
    #expect(try folder.measured("classify photo.jpg --size 1100 --memory 100").run.status == 64)
    #expect(try folder.measured("classify photo.jpg --size 1100 --memory 600").run.status == 0)
  }

  /// Where the system gives less than is allowed, one line says so, and nothing else goes wrong.
  @Test(arguments: [250_000, 350_000, 450_000]) func noMemoryIsToldOf(_ kibibytes: Int) throws {
    let folder = try HostileFolder()
    let run = try folder.measured(
      "classify photo.jpg --size 1500 --threads 1", before: "ulimit -v \(kibibytes)"
    ).run
    #expect(run.status == 71)
    #expect(run.hasOneErrorLine, "\(run.errors)")
    #expect(run.errors.contains("not enough memory"), "\(run.errors)")
  }
}

/// Hostile files, made when a test needs them.
final class HostileFolder: CommandFolder {
  /// An input that the fuzzer replays, too.
  private static func regression(_ name: String) -> @Sendable () -> [UInt8] {
    {
      let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Fuzz/Regressions/\(name)").standardizedFileURL
      return (try? Data(contentsOf: file)).map { [UInt8]($0) } ?? []
    }
  }

  private static let makers: [String: @Sendable () -> [UInt8]] = [
    "chunk-2GiB.png": regression("png/chunk-2GiB.png"),
    "pixels.png": regression("png/pixels.png"),
    "black.png": {
      HostileFiles.blackPNG(width: 12_000, height: 8000, interlaced: false, orientation: 6)
    },
    "interlaced.png": {
      HostileFiles.blackPNG(width: 12_000, height: 8000, interlaced: true, orientation: 6)
    },
    "texts.png": {
      // 200 MB each once inflated.
      let packed = HostileFiles.deflatedZeros(200 << 20)
      let chunks = ["Raw profile type exif\0\0", "XML:com.adobe.xmp\0\0", "Title\0\0"].map {
        HostileFiles.chunk("zTXt", Array($0.utf8) + packed)
      }
      let photo = HostileFiles.blackPNG(width: 32, height: 8, interlaced: false, orientation: 1)
      return photo.prefix(33) + Array(chunks.joined()) + photo.dropFirst(33)
    },
    "deep.png": { padded(HostileFiles.pngClaim(width: 16_384, height: 16_384, depth: 16)) },
    "coefficients.jpg": {
      padded(HostileFiles.jpegClaim(width: 14_000, height: 14_000, progressive: true))
    },
    "scans.jpg": { HostileFiles.longScans() },
    "colour.webp": { HostileFiles.colourWebP() },
    "hash.pkl": {
      // One key of a megabyte, recalled for 24,000 dictionaries.
      [0x80, 2, 0x28, 0x58] + bytes(UInt32(1 << 20)) + [UInt8](repeating: 0x61, count: 1 << 20)
        + [0x71, 0]
        + repeated([0x7D, 0x68, 0, 0x4E, 0x73], 24_000)
        + Array("l.".utf8)
    },
    "buffers.pkl": {
      // 52 arrays that name one buffer of 20 MB.
      func global(_ text: String) -> [UInt8] { Array("c\(text)\n".utf8) }
      func array(_ shape: [UInt8], _ contents: [UInt8] = [0x68, 0]) -> [UInt8] {
        global("numpy.core.multiarray\n_reconstruct") + global("numpy\nndarray") + [0x4B, 0, 0x85]
          + [0x43, 1, 0x62, 0x87, 0x52, 0x28, 0x4B, 1, 0x28] + shape + [0x74]
          + global("numpy\ndtype") + [0x58] + bytes(UInt32(2)) + Array("f4".utf8) + [0x85, 0x52]
          + [0x28, 0x4B, 3, 0x58] + bytes(UInt32(1)) + Array("<".utf8) + [0x74, 0x62]
          + [0x89] + contents + [0x74, 0x62]
      }
      let buffer = [0x42] + bytes(UInt32(20_000_000)) + [UInt8](repeating: 0, count: 20_000_000)
      let kernel: [UInt8] = [0x4B, 4, 0x4B, 5, 0x4D, 0xF4, 1, 0x4D, 0xF4, 1]  // 4, 5, 500, 500
      let bias: [UInt8] = [0x4D, 0x88, 0x13, 0x4D, 0xE8, 3]  // 5000, 1000
      var file: [UInt8] = [0x80, 3, 0x7D]
      for layer in 0..<26 {
        let name = Array((layer == 0 ? "conv1" : "layer\(layer)").utf8)
        file += [0x58] + bytes(UInt32(name.count)) + name + [0x5D, 0x28]
        file += array(kernel, layer == 0 ? buffer + [0x71, 0] : [0x68, 0]) + array(bias)
        file += [0x65, 0x73]
      }
      return file + [0x2E]
    },
    "shared.pth": {
      // Sixteen blocks of the most channels, whose arrays share a storage of 60 MB.
      var body: [UInt8] = [0x7D]
      func add(_ name: String, _ shape: [Int]) {
        let count = shape.reduce(1, *)
        let strides = shape.indices.map { shape[($0 + 1)...].reduce(1, *) }
        body += Array("X".utf8) + bytes(UInt32(name.utf8.count)) + Array(name.utf8)
        body += tensor(count, shape, strides) + [0x73]
      }
      add("features.0.weight", [2048, 3, 3, 3])
      add("features.0.bias", [2048])
      for place in 2..<18 {
        let parts = [
          ("squeeze", 400, 2048, 1), ("expand1x1", 16, 400, 1), ("expand3x3", 2032, 400, 3),
        ]
        for (part, outputs, inputs, side) in parts {
          add("features.\(place).\(part).weight", [outputs, inputs, side, side])
          add("features.\(place).\(part).bias", [outputs])
        }
      }
      add("classifier.1.weight", [2, 2048, 1, 1])
      add("classifier.1.bias", [2])
      return pytorch(body, data: 60_000_000)
    },
    "modules.pth": {
      // 300 modules, each of which has all of them.
      var body: [UInt8] = [0x7D, 0x71, 0]
      for index in 0..<300 {
        body += Array("X".utf8) + bytes(UInt32(4)) + Array(String(1000 + index).utf8)
        body += Array("ctorch.nn\nModule\n".utf8) + [0x29, 0x81, 0x7D]
        body += Array("X".utf8) + bytes(UInt32(8)) + Array("_modules".utf8) + [0x68, 0, 0x73, 0x62]
        body += [0x73]
      }
      let state =
        Array("ctorch.nn\nModule\n".utf8) + [0x29, 0x81, 0x7D]
        + Array("X".utf8) + bytes(UInt32(8)) + Array("_modules".utf8)
      return pytorch(state + body + [0x73, 0x62], data: 0)
    },
    "lists.pth": {
      // One list of numbers that 8000 checkpoints call the names of their classes.
      var body: [UInt8] = [0x28, 0x5D, 0x71, 0, 0x28] + repeated([0x4B, 1], 50_000) + [0x65]
      for _ in 0..<8000 {
        body +=
          [0x7D] + Array("X".utf8) + bytes(UInt32(7)) + Array("classes".utf8) + [0x68, 0, 0x73]
      }
      return pytorch(body + [0x74], data: 0)
    },
    "nothing.pkl": {
      [0x80, 2, 0x4E] + repeated([0x71, 0], 5_000_000) + [0x2E]
    },
    "bomb.npz": {
      // One deflated entry of a megabyte, that a thousand names of the directory share.
      let size = 1_000_000
      // Without what zlib has around the data.
      let packed = Array(HostileFiles.deflatedZeros(size).dropFirst(2).dropLast(4))
      let sum = HostileFiles.crc([UInt8](repeating: 0, count: size))
      let name = Array("0000.npy".utf8)
      func fields(_ name: [UInt8]) -> [UInt8] {
        [20, 0, 0, 0, 8, 0, 0, 0, 0x21, 0] + bytes(sum) + bytes(UInt32(packed.count))
          + bytes(UInt32(size)) + [UInt8(name.count), 0, 0, 0]
      }
      let local = [0x50, 0x4B, 3, 4] + fields(name) + name + packed
      var directory: [UInt8] = []
      for index in 0..<1000 {
        let name = Array("\(index + 1000).npy".utf8)
        directory +=
          [0x50, 0x4B, 1, 2, 20, 0] + fields(name) + [UInt8](repeating: 0, count: 10)
          + bytes(UInt32(0)) + name
      }
      return local + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + [0xE8, 3, 0xE8, 3]
        + bytes(UInt32(directory.count)) + bytes(UInt32(local.count)) + [0, 0]
    },
    "header.safetensors": {
      // As much JSON as a header may have, of the shortest values.
      let values = String(repeating: "1,", count: (4 << 20) / 2 - 20)
      return header("{\"a\":{\"dtype\":\"F32\",\"shape\":[\(values)1],\"x\":[]}}")
    },
    "names.safetensors": {
      let names = (0..<250_000).map { "\"\($0)\":\"\"" }.joined(separator: ",")
      return header("{\"__metadata__\":{\(names)}}")
    },
  ]

  /// A tensor of the one storage.
  private static func tensor(_ count: Int, _ shape: [Int], _ strides: [Int]) -> [UInt8] {
    func tuple(_ numbers: [Int]) -> [UInt8] {
      [0x28] + numbers.flatMap { [0x4A] + bytes(Int32($0)) } + [0x74]
    }
    return Array("ctorch._utils\n_rebuild_tensor_v2\n((X".utf8) + bytes(UInt32(7))
      + Array("storagectorch\nFloatStorage\nX".utf8) + bytes(UInt32(1)) + Array("0X".utf8)
      + bytes(UInt32(3)) + Array("cpu".utf8) + [0x4A] + bytes(Int32(15_000_000)) + [0x74, 0x51]
      + [0x4B, 0] + tuple(shape) + tuple(strides) + [0x89, 0x4E, 0x74, 0x52]
  }

  /// A zip archive with a pickle and a storage of zeros, as PyTorch writes it.
  private static func pytorch(_ body: [UInt8], data: Int) -> [UInt8] {
    let files = [
      ("x/data.pkl", [0x80, 2] + body + [0x2E]), ("x/data/0", [UInt8](repeating: 0, count: data)),
    ]
    var (file, directory): ([UInt8], [UInt8]) = ([], [])
    for (name, content) in files {
      let place = bytes(UInt32(file.count))
      let size = bytes(UInt32(content.count))
      // Version, flags, method, time and date; PyTorch need not write a checksum.
      let fields =
        [20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0] + bytes(UInt32(0)) + size + size
        + [UInt8(name.utf8.count), 0, 0, 0]
      file += [0x50, 0x4B, 3, 4] + fields + Array(name.utf8) + content
      directory +=
        [0x50, 0x4B, 1, 2, 20, 0] + fields + [UInt8](repeating: 0, count: 10) + place
        + Array(name.utf8)
    }
    return file + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0, 2, 0, 2, 0]
      + bytes(UInt32(directory.count)) + bytes(UInt32(file.count)) + [0, 0]
  }

  /// As large as a file of so many pixels may be.
  private static func padded(_ file: [UInt8]) -> [UInt8] {
    file + [UInt8](repeating: 0, count: 1 << 20)
  }

  private static func header(_ json: String) -> [UInt8] {
    Self.bytes(UInt64(json.utf8.count)) + Array(json.utf8)
  }

  private static func repeated(_ pattern: [UInt8], _ count: Int) -> [UInt8] {
    var bytes = pattern
    while bytes.count < pattern.count * count { bytes += bytes }
    return Array(bytes.prefix(pattern.count * count))
  }

  private static func bytes(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }

  /// Runs the program under a stop at 60 s, and looks at what it takes.
  ///
  /// - Parameter before: What the shell does before.
  func measured(_ command: String, before: String = ":") throws -> (
    run: CommandRun, seconds: Double, mebibytes: Int
  ) {
    for (name, make) in Self.makers where command.contains(name) { try write(make(), name) }
    try write([], ".output")
    try write([], ".errors")
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, path(".output"), O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, path(".errors"), O_WRONLY, 0)
    let script = "cd \"$1\"; \(before); ulimit -t 60; exec \"$0\" \(command)"
    let arguments: [String] = ["sh", "-c", script, CommandRun.binary.path, url.path]
    var words = arguments.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for word in words + variables { free(word) } }
    var child: pid_t = 0
    #expect(posix_spawn(&child, "/bin/sh", &actions, nil, &words, &variables) == 0)
    var (status, usage): (Int32, rusage) = (0, rusage())
    // ru_maxrss counts the test's own memory, from before the child became another program.
    var kibibytes = 0
    while wait4(child, &status, WNOHANG, &usage) == 0 {
      let lines = (try? String(contentsOfFile: "/proc/\(child)/status", encoding: .utf8)) ?? ""
      let peak = lines.firstMatch(of: /VmHWM:\s*(\d+)/).flatMap { Int($0.1) }
      kibibytes = max(kibibytes, peak ?? 0)
      usleep(2000)
    }
    let times = [usage.ru_utime, usage.ru_stime]
    let seconds = times.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
    let run = CommandRun(
      status: status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F,
      output: try read(".output"), errors: String(decoding: try read(".errors"), as: UTF8.self))
    return (run, seconds, kibibytes >> 10)
  }
}
