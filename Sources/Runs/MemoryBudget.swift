import Configuration
import Inference
import SqueezeNet

extension OpenModel {
  /// The program, its weights as they are read and as they are packed, a photo as it is decoded.
  private static let programBytes = 48 << 20

  /// Makes sure, before anything is allocated, that a pass and what is made of it fit into the
  /// memory that is allowed.
  ///
  /// - Parameter besides: Bytes that are needed besides the pass: copies of outputs, files.
  /// - Throws: `Failure` that names the largest size that fits.
  public func checkMemory(
    keepsActivations: Bool, besides: (Network) throws -> Int = { _ in 0 }
  ) throws {
    func needed(_ network: Network) throws -> Int {
      try Self.programBytes + besides(network)
        + network.passBytes(threads: threads, keepsActivations: keepsActivations)
    }
    let allowed = preferences[Settings.memory] ?? Limits.usualMemory
    let bytes = try needed(network)
    guard bytes > allowed << 20 else {
      guard canAllocate(bytes: bytes - Self.programBytes) else {
        throw Failure(
          .system,
          "size \(network.size): not enough memory: \(Self.mebibytes(bytes)) MiB are needed")
      }
      return
    }
    let side = max(network.size.height, network.size.width)
    // Halves what lies between a side that fits and one that does not.
    var (fits, tooLarge) = (0, side)
    var largest: InputSize?
    while tooLarge - fits > 1 {
      let middle = (fits + tooLarge) / 2
      let size = InputSize(
        height: max(1, network.size.height * middle / side),
        width: max(1, network.size.width * middle / side))
      let smaller = try? Self.network(
        network.architecture, paddingConvention: network.paddingConvention, size: size,
        classes: network.classes)
      guard let smaller else {
        fits = middle
        continue
      }
      if try needed(smaller) > allowed << 20 {
        tooLarge = middle
      } else {
        (fits, largest) = (middle, size)
      }
    }
    throw Failure.usage(
      "size \(network.size): \(Self.mebibytes(bytes)) MiB of memory are needed, \(allowed) are "
        + "allowed: " + (largest.map { "--size \($0) fits, " } ?? "")
        + "--memory \(Self.mebibytes(bytes)) allows it")
  }

  /// What the explorer holds: the values of a pass, of which one output is copied.
  public var explorerBytes: Int {
    network.passBytes(threads: threads, keepsActivations: true) + 2 * network.largestOutputBytes
  }

  private static func mebibytes(_ bytes: Int) -> Int { (bytes - 1) >> 20 + 1 }
}

extension Failure {
  public init(_ error: EngineError) {
    if case .memory = error {
      self.init(.system, error.description)
    } else {
      self.init(.usage, "network: \(error.description)")
    }
  }
}
