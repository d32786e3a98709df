/// A kind of file that people have and that is not read: it is named by its content and never
/// called damaged. A kind is one row of `all`.
struct UnreadKind: Sendable, CustomStringConvertible {
  /// As messages say it, with its article.
  let name: String
  let advice: String
  let matches: @Sendable (Content) -> Bool

  var description: String { "\(name), which is not read: \(advice)" }

  private static let exportArrays = "save the layers' arrays as .npz or .safetensors"
  private static let unpack = "unpack it first"

  /// In the order in which content is compared with them.
  static let all: [UnreadKind] = [
    UnreadKind("a model of torch.export", "save its state_dict with torch.save") {
      $0.hasEntry { $0.hasSuffix("archive_format") }
    },
    UnreadKind("a zip archive without NumPy arrays", "an .npz has .npy files in it") {
      $0.isZip && !$0.entries.isEmpty
        && !$0.hasEntry { name in
          [NPZFile.suffix, PyTorchFile.pickleName, KerasFormat.weightsName].contains {
            name.hasSuffix($0)
          }
        }
    },
    UnreadKind("a pickle of protocol 0 or 1", "save it again with protocol 2 or newer") { content in
      content.tail.last == 0x2E
        && ["(dp", "(lp", "}q", "]q", "cnumpy", "ccollections"].contains { content.has($0) }
    },
    UnreadKind("an MXNet file", exportArrays) { $0.has([0x12, 1, 0, 0, 0, 0, 0, 0]) },
    UnreadKind("a TensorFlow SavedModel", exportArrays) { $0.has([8, 1, 0x12]) },
    UnreadKind("a Core ML model", exportArrays) {
      // Its description, a message, is where ONNX has the producer's name.
      $0.protobufVersion.map { (1...10).contains($0) } == true && $0.has([0x12], at: 2)
        && ($0.has([0x0A], at: 4) || $0.has([0x0A], at: 5))
    },
    UnreadKind("a TensorFlow checkpoint", exportArrays) {
      $0.tail == [0x57, 0xFB, 0x80, 0x8B, 0x24, 0x75, 0x47, 0xDB]
    },
    UnreadKind("a Caffe prototxt", "it holds no weights, the .caffemodel does") {
      $0.hasText("name:") || $0.hasText("layer {") || $0.hasText("input:")
    },
    UnreadKind("an OpenVINO model", exportArrays) { $0.hasText("<net name=", within: 200) },
    UnreadKind("a MATLAB file", exportArrays) { $0.has("MATLAB ") },
    UnreadKind("a web page (HTML)", "the download went wrong: fetch the file itself") {
      $0.hasText("<!doctype html") || $0.hasText("<html")
    },
    UnreadKind("a Git LFS pointer", "fetch the file itself with 'git lfs pull'") {
      $0.has("version https://git-lfs")
    },
    UnreadKind("a JSON file", "it holds no weights, the file beside it may") {
      $0.hasText("{\"") || $0.hasText("{\n") || $0.hasText("{\r")
    },
    UnreadKind("a compressed file (gzip)", unpack) { $0.has([0x1F, 0x8B]) },
    UnreadKind("a compressed file (xz)", unpack) { $0.has([0xFD, 0x37, 0x7A, 0x58, 0x5A]) },
    UnreadKind("a compressed file (bzip2)", unpack) { $0.has("BZh") },
    UnreadKind("a compressed file (Zstandard)", unpack) { $0.has([0x28, 0xB5, 0x2F, 0xFD]) },
    UnreadKind("a tar archive", unpack) { $0.has("ustar", at: 257) },
    UnreadKind("an image", "weights are wanted here, a photo is an argument") {
      $0.has([0xFF, 0xD8, 0xFF]) || $0.has([0x89, 0x50, 0x4E, 0x47]) || $0.has("GIF8")
        || $0.has("WEBP", at: 8) || $0.has("ftyp", at: 4) || $0.has([0x49, 0x49, 0x2A, 0])
        || $0.has([0x4D, 0x4D, 0, 0x2A])
    },
  ]

  private init(_ name: String, _ advice: String, _ matches: @escaping @Sendable (Content) -> Bool) {
    (self.name, self.advice, self.matches) = (name, advice, matches)
  }

  static func of(_ source: WeightsSource) -> UnreadKind? {
    // Its length in front may look like any of the short patterns.
    guard !SafetensorsFormat.matches(source) else { return nil }
    let content = Content(source)
    return all.first { $0.matches(content) }
  }
}

extension UnreadKind {
  /// A folder that is a model, by the names of its files.
  static func ofFolder(_ names: [String]) -> UnreadKind? {
    if names.contains("saved_model.pb") {
      return UnreadKind("a TensorFlow SavedModel", exportArrays) { _ in true }
    }
    guard names.contains("Manifest.json") else { return nil }
    return UnreadKind("a Core ML package", exportArrays) { _ in true }
  }

  /// What kinds are recognised by.
  struct Content {
    /// The beginning.
    let bytes: [UInt8]
    /// The last eight bytes at most.
    let tail: [UInt8]
    let isZip: Bool
    /// The names in a zip archive; none where its directory cannot be read.
    let entries: [String]
    /// The beginning without white space, in lower case.
    private let text: String

    init(_ source: WeightsSource) {
      bytes = source.head
      tail = (try? source.bytes(max(0, source.count - 8)..<source.count)) ?? []
      isZip = NPZFormat.matches(source)
      entries = isZip ? (try? ZipDirectory(source))?.files.map(\.name) ?? [] : []
      let start = bytes.prefix(512).drop { [0x20, 9, 10, 13, 0xEF, 0xBB, 0xBF].contains($0) }
      text = String(decoding: start, as: UTF8.self).lowercased()
    }

    func has(_ pattern: [UInt8], at offset: Int = 0) -> Bool {
      offset >= 0 && offset <= bytes.count && bytes[offset...].starts(with: pattern)
    }

    func has(_ word: String, at offset: Int = 0) -> Bool { has(Array(word.utf8), at: offset) }

    /// - Parameter length: Characters among which it may begin; else at the first.
    func hasText(_ word: String, within length: Int = 0) -> Bool {
      length == 0 ? text.hasPrefix(word) : text.prefix(length).contains(word)
    }

    func hasEntry(_ isWanted: (String) -> Bool) -> Bool { entries.contains(where: isWanted) }

    /// The version with which a protobuf of ONNX or Core ML begins: field 1, a small number.
    var protobufVersion: UInt8? { bytes.count > 8 && bytes[0] == 8 ? bytes[1] : nil }
  }
}
