/// The names of a network's classes, in the order of its answer.
public struct ClassNames: Sendable, Hashable {
  public let count: Int
  /// As many as there are, or fewer.
  private let names: [String]

  /// - Parameter names: As many as there are classes; else classes go by their number. What no
  ///   line of text has becomes a blank.
  public init(count: Int, names: [String]? = nil) {
    self.count = count
    self.names = names.flatMap { $0.count == count ? $0.map(Self.line) : nil } ?? []
  }

  /// ImageNet's for a thousand classes, numbers for others.
  public init(of architecture: Architecture) {
    let count = architecture.answerCount
    self = count == Self.imageNet.count ? Self.imageNet : ClassNames(count: count)
  }

  /// Made once: weights, network and search all have them.
  private static let imageNet = ClassNames(
    count: ImageNetClasses.all.count, names: ImageNetClasses.all)

  /// `class 3` for one without a name.
  public subscript(index: Int) -> String {
    hasName(index) ? names[index] : "class \(index)"
  }

  public func hasName(_ index: Int) -> Bool {
    names.indices.contains(index) && !names[index].isEmpty
  }

  /// True where classes have no names.
  public var areNumbers: Bool { names.isEmpty }

  private static let nameLimit = 200

  /// A name as one line of text, no longer than a name can be.
  private static func line(_ name: String) -> String {
    if name.utf8.count <= nameLimit, name.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
      return name.first == " " || name.last == " " ? trimmed(name.unicodeScalars) : name
    }
    let scalars = name.unicodeScalars.map { scalar -> Unicode.Scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned,
        .privateUse:
        " "
      default: scalar
      }
    }
    return trimmed(scalars.prefix(nameLimit))
  }

  private static func trimmed(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    scalars.split(separator: " ").map { String(String.UnicodeScalarView($0)) }
      .joined(separator: " ")
  }

  /// All names, to search in.
  public var all: [String] { (0..<count).map { self[$0] } }
}

extension Architecture {
  /// Probabilities that a pass gives: one a class, two for a sigmoid.
  public var answerCount: Int { classCount == 1 ? 2 : classCount }
}

extension Network {
  /// True for layers with a channel a class: conv10 and those after it.
  public func hasClasses(layer index: Int) -> Bool {
    conv10.map { index >= $0.index && layers.indices.contains(index) } ?? false
  }

  /// The name of the class that a layer's channel stands for; nil for layers that know of none.
  public func className(ofChannel channel: Int, layer index: Int) -> String? {
    guard hasClasses(layer: index), let layer = layer(at: index),
      (0..<layer.outputShape.channels).contains(channel)
    else { return nil }
    // One logit speaks for the second answer.
    return classes[layer.outputShape.channels < classes.count ? channel + 1 : channel]
  }

  /// The channel of conv10 that a class's logit comes from. A sigmoid's two answers share one: it
  /// speaks for the second and, with the sign turned, for the first.
  public func logit(ofClass index: Int) -> (channel: Int, sign: Double)? {
    guard (0..<classes.count).contains(index) else { return nil }
    return architecture.classCount == 1 ? (0, index == 1 ? 1 : -1) : (index, 1)
  }
}
