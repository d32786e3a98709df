import FoundationEssentials
import SqueezeNet

/// The facts that a file written here has about its weights beside the arrays.
struct WeightsMetadata {
  var preprocessing: Preprocessing?
  var paddingConvention: PaddingConvention?
  var isTrained = true
  var poolingAfter: Set<Int>?
  var bypass: Bypass?
  var conv1Stride: Int?
  var isExpand3x3First = false
  /// Connection and order of concatenation of each fire block, where they are not all alike.
  var blocks: [(bypass: FireBlock.Connection?, isExpand3x3First: Bool)]?
  var classNames: [String]?
  /// True for files whose names are neither ours nor torchvision's.
  var isForeign = false
  var sourceHash: String?
  /// What was assumed when the file was made, a clause each.
  var assumed: [String] = []
  var assumesPreprocessing = false
  var assumesPadding = false
  /// The name that the file gives its architecture.
  private var architecture: String?

  private enum Key {
    static let architecture = "sqz.architecture"
    static let preprocessing = "sqz.preparation"
    static let paddingConvention = "sqz.geometry"
    static let trained = "sqz.trained"
    static let poolingAfter = "sqz.pooling_after"
    static let bypass = "sqz.bypass"
    static let conv1Stride = "sqz.conv1_stride"
    static let expand3x3First = "sqz.expand3x3_first"
    static let blocks = "sqz.blocks"
    static let classes = "sqz.classes"
    static let source = "sqz.source_sha256"
    /// Lines: keys of above, and clauses.
    static let assumed = "sqz.assumed"
  }

  /// - Parameter entries: as the file has them; those without our prefix are left alone.
  init(_ entries: [String: String]) throws(WeightsError) {
    func read<Value>(_ key: String, _ parse: (String) -> Value?) throws(WeightsError) -> Value? {
      guard let value = entries[key] else { return nil }
      guard let known = parse(value) else { throw .unknownMetadata(key: key, value: value) }
      return known
    }
    preprocessing = try read(Key.preprocessing) { try? Preprocessing(parsing: $0) }
    paddingConvention = try read(Key.paddingConvention) {
      PaddingConvention(named: $0) ?? PaddingConvention(fileText: $0)
    }
    isTrained = try read(Key.trained, Bool.init(_:)) ?? true
    bypass = try read(Key.bypass, Bypass.init(rawValue:))
    conv1Stride = try read(Key.conv1Stride) { text in
      Int(text).flatMap { (1...4).contains($0) ? $0 : nil }
    }
    isExpand3x3First = try read(Key.expand3x3First, Bool.init(_:)) ?? false
    blocks = try read(Key.blocks) { text in
      let words = text.split(separator: " ")
      let known = words.compactMap { word in Self.blockWords.first { $0.word == word } }
      return known.count == words.count ? known.map { ($0.bypass, $0.isExpand3x3First) } : nil
    }
    poolingAfter = try read(Key.poolingAfter) { text in
      let parts = text.split(separator: " ")
      let numbers = parts.compactMap { Int($0) }
      let limits = 1...Architecture.fireBlockLimit + 1
      return numbers.count == parts.count && numbers.allSatisfy(limits.contains)
        ? Set(numbers) : nil
    }
    classNames = entries[Key.classes].map {
      $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    architecture = entries[Key.architecture]
    sourceHash = try read(Key.source) { $0.utf8.count == 64 ? $0 : nil }
    let lines = (entries[Key.assumed] ?? "").split(separator: "\n").prefix(16).map(String.init)
    assumesPreprocessing = lines.contains(Key.preprocessing)
    assumesPadding = lines.contains(Key.paddingConvention)
    assumed = lines.filter { !$0.hasPrefix("sqz.") }.map(\.printable)
  }

  /// - Throws: where the file calls its architecture other than its arrays are.
  func check(_ found: Architecture) throws(WeightsError) {
    if preprocessing?.order == .grey, found.inputChannels != 1 {
      throw .unknownMetadata(key: Key.preprocessing, value: preprocessing?.name ?? "")
    }
    if let architecture, architecture != found.name {
      throw .unknownMetadata(key: Key.architecture, value: architecture)
    }
  }

  private static let blockWords:
    [(
      word: String, bypass: FireBlock.Connection?, isExpand3x3First: Bool
    )] = [
      ("none", nil, false), ("identity", .identity, false), ("convolution", .convolution, false),
      ("none,3x3", nil, true), ("identity,3x3", .identity, true),
      ("convolution,3x3", .convolution, true),
    ]

  /// The entries as formats without a place of their own for them have them: a JSON object, string to
  /// string.
  static func json(of weights: ModelWeights) throws(WeightsError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    guard let json = try? encoder.encode(entries(of: weights)) else {
      throw .notWritable("the facts about them are no JSON")
    }
    return Array(json)
  }

  /// - Returns: nil for what `json` did not write.
  static func entries(inJSON bytes: some Sequence<UInt8>) -> [String: String]? {
    try? JSONDecoder().decode([String: String].self, from: Data(bytes))
  }

  static func entries(of weights: ModelWeights) -> [String: String] {
    let architecture = weights.architecture
    var entries = [
      Key.architecture: architecture.name,
      Key.preprocessing: weights.preprocessing.name,
      Key.paddingConvention: weights.paddingConvention.fileText ?? weights.paddingConvention.name,
      Key.trained: String(weights.isTrained),
    ]
    if weights.classes != ClassNames(of: architecture) {
      entries[Key.classes] = weights.classes.all.joined(separator: "\n")
    }
    entries[Key.source] = weights.sourceHash
    var assumed = weights.assumptions
    if weights.origins.preprocessing == .assumed { assumed.append(Key.preprocessing) }
    if weights.origins.paddingConvention == .assumed { assumed.append(Key.paddingConvention) }
    if !assumed.isEmpty { entries[Key.assumed] = assumed.joined(separator: "\n") }
    // What arrays do not tell, where it is not the published members'.
    guard Architecture(named: architecture.name) == nil else { return entries }
    entries[Key.poolingAfter] = architecture.poolingAfter.sorted().map(String.init)
      .joined(separator: " ")
    entries[Key.conv1Stride] = String(architecture.conv1Stride)
    entries[Key.bypass] = architecture.bypass.rawValue
    let blocks = architecture.fireBlocks
    let areAlike = blocks.allSatisfy { $0.isExpand3x3First == blocks[0].isExpand3x3First }
    if blocks.contains(where: \.isExpand3x3First) { entries[Key.expand3x3First] = "\(areAlike)" }
    if !areAlike || architecture.with(architecture.bypass) != architecture {
      entries[Key.blocks] = blocks.compactMap { block in
        Self.blockWords.first {
          $0.bypass == block.bypass && $0.isExpand3x3First == block.isExpand3x3First
        }?.word
      }.joined(separator: " ")
    }
    return entries
  }
}

extension PaddingConvention {
  /// `224 same up relu`: what a convention without a name is, and conv10's border where there is
  /// one; nil for others.
  fileprivate var fileText: String? {
    guard Self(named: name) == nil else { return nil }
    let border = if case .zeros(let pixels) = conv1 { "\(pixels)" } else { "same" }
    let head = conv10HasReLU ? "relu" : "linear"
    let last = conv10Border.flatMap { $0 == 0 ? nil : " \($0)" } ?? ""
    return "\(defaultSize) \(border) \(pooling.rawValue) \(head)\(last)"
  }

  fileprivate init?(fileText: String) {
    let parts = fileText.split(separator: " ").map(String.init)
    let last = parts.count == 5 ? Int(parts[4]) : 0
    guard (4...5).contains(parts.count), let size = InputSize(parsing: parts[0]),
      max(size.height, size.width) <= InputSize.maximumSide, let last, (0...16).contains(last),
      let pooling = PoolingBorder(rawValue: parts[2]), ["relu", "linear"].contains(parts[3])
    else { return nil }
    let border = Int(parts[1])
    guard parts[1] == "same" || border.map({ (0...16).contains($0) }) == true else { return nil }
    self = .file(
      size: size, conv1: border.map { .zeros($0) } ?? .same, pooling: pooling,
      conv10HasReLU: parts[3] == "relu", conv10Border: last)
  }
}
