import ArgumentParser
import Runs
import SqueezeNet

/// The paper's design space: metaparameters of the fire blocks, each a value or a list of them.
struct DesignOptions: ParsableArguments {
  @Option(help: "SR: squeeze filters for each expand filter. (default: 0.125)")
  var squeezeRatio: ValueList<Double>?

  @Option(name: .customLong("pct3x3"), help: "The share of 3x3 expand filters. (default: 0.5)")
  var pct3x3: ValueList<Double>?

  @Option(help: "Expand filters of fire2. (default: 128)")
  var baseE: ValueList<Int>?

  @Option(help: "Expand filters added after every --freq blocks. (default: 128)")
  var incrE: ValueList<Int>?

  @Option(help: "Blocks until expand filters are added. (default: 2)")
  var freq: ValueList<Int>?

  @Option(help: "Connections around blocks: none, simple or complex. (default: none)")
  var bypass: ValueList<Bypass>?

  /// More designs than this are no table any more.
  private static let limit = 200

  func validate() throws {
    try check("squeeze-ratio", squeezeRatio, in: DesignSpace.squeezeRatios)
    try check("pct3x3", pct3x3, in: DesignSpace.shares3x3)
    try check("base-e", baseE, in: DesignSpace.filters)
    try check("incr-e", incrE, in: DesignSpace.increments)
    try check("freq", freq, in: DesignSpace.frequencies)
  }

  private func check<Value>(
    _ option: String, _ list: ValueList<Value>?, in range: ClosedRange<Value>
  ) throws {
    guard let wrong = list?.values.first(where: { !range.contains($0) }) else { return }
    throw ValidationError(
      "--\(option) \(wrong): give numbers from \(range.lowerBound) to \(range.upperBound)")
  }

  var isEmpty: Bool {
    squeezeRatio == nil && pct3x3 == nil && baseE == nil && incrE == nil && freq == nil
      && bypass == nil
  }

  /// Every combination of what was said, the last option turning first.
  func designs() throws -> [DesignSpace] {
    var designs = [DesignSpace()]
    func vary<Value>(_ path: WritableKeyPath<DesignSpace, Value>, _ list: ValueList<Value>?) throws
    {
      guard let list else { return }
      guard designs.count * list.values.count <= Self.limit else {
        throw Failure.usage("more than \(Self.limit) designs: give fewer values")
      }
      designs = designs.flatMap { design in
        list.values.map { value in
          var design = design
          design[keyPath: path] = value
          return design
        }
      }
    }
    try vary(\.squeezeRatio, squeezeRatio)
    try vary(\.pct3x3, pct3x3)
    try vary(\.baseE, baseE)
    try vary(\.incrE, incrE)
    try vary(\.freq, freq)
    try vary(\.bypass, bypass)
    return designs
  }

  /// Opens the one design that was said, or nil for none.
  func open(_ model: ModelOptions) throws -> OpenModel? {
    if isEmpty { return nil }
    let designs = try designs()
    guard let design = designs.first, designs.count == 1 else {
      throw Failure.usage("one value for each option: 'sqz-tui space' takes lists")
    }
    return try OpenModel(try model.resolved(), design: design)
  }
}

/// Values with commas between, as in `0.125,0.5`.
struct ValueList<Value: DesignValue>: ExpressibleByArgument {
  let values: [Value]

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    values = parts.compactMap { Value(design: String($0)) }
    if values.count != parts.count || values.isEmpty { return nil }
  }

  var defaultValueDescription: String { "" }
  /// For messages: a list of names is long, but numbers have none.
  static var allValueStrings: [String] { Value.names }
}

protocol DesignValue: Sendable {
  static var names: [String] { get }
  init?(design text: String)
}

extension DesignValue {
  static var names: [String] { [] }
}

extension Double: DesignValue {
  init?(design text: String) {
    guard let value = Double(text), value.isFinite else { return nil }
    self = value
  }
}

extension Int: DesignValue {
  init?(design text: String) { self.init(text) }
}

extension Bypass: DesignValue {
  static var names: [String] { allCases.map(\.rawValue) }
  init?(design text: String) { self.init(rawValue: text) }
}
