import ArgumentParser
import Files
import Glibc
import Inference
import SqueezeNet
import Weights

/// The engine as a server for `Scripts/bench`: it times passes when it is told to, so that a
/// driver can run it in turns with its peers.
///
/// `run N` on standard input is answered by one line of N pass times in milliseconds; `layers N` by
/// one line a layer: its name, minimum and median in microseconds, its rate and what share of the
/// measured peak that is; `top` by the five strongest classes as `class:probability`; `name` by the
/// engine's name.
@main
struct SqzBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sqz-bench", abstract: "Times passes in turns with a peer, told by a driver.")

  @Option(help: "Architecture: v1.0 or v1.1.") var model = "v1.0"
  @Option(help: "Geometry: keras, paper, caffe or torchvision.") var geometry = "keras"
  @Option(help: "Input size, N or HxW.") var size: String?
  @Option(help: "Threads that compute.") var threads = 1
  @Option(help: "Weights file; seeded weights without one.") var weights: String?
  @Option(help: "Seed of the weights.") var seed = ModelWeights.defaultSeed
  @Option(help: "Largest bias of seeded weights.") var biasLimit = 0.0
  @Option(help: "Seed of the input.") var inputSeed: UInt64 = 20_160_224
  @Flag(help: "Keep every layer's output, as the explorer does.") var keepActivations = false
  @Option(help: "Kernels: baseline, avx2 or avx512; the best by default.") var kernels: String?

  func run() throws {
    guard let architecture = Architecture(named: model),
      let geometry = PaddingConvention(named: geometry)
    else { throw ValidationError("unknown model or geometry") }
    let network = try Network(
      architecture: architecture, paddingConvention: geometry,
      size: size.flatMap { InputSize(parsing: $0) })
    guard network.passBytes(threads: max(1, threads), keepsActivations: keepActivations) < 1 << 30
    else { throw ValidationError("--size \(network.size): a pass takes more than 1 GiB of memory") }
    let engine = try Engine(
      network: network,
      weights: try weights.map { try WeightsReader.read(path: Path($0)).weights }
        ?? .glorot(architecture: architecture, seed: seed, biasLimit: biasLimit),
      threads: threads, kernels: kernels.flatMap(KernelSet.init(rawValue:)),
      keepsActivations: keepActivations)
    try engine.setInput(SyntheticInput.values(shape: network.inputShape, seed: inputSeed))
    engine.run()
    while let line = readLine() {
      let words = line.split(separator: " ")
      switch (words.first, words.dropFirst().first.flatMap { Int($0) }) {
      case ("run", let count?) where count > 0: print(passes(engine, count))
      case ("layers", let count?) where count > 0: printLayers(engine, count)
      case ("top", _): print(top(engine))
      case ("name", _): print("sqz-tui \(engine.kernels)" + (keepActivations ? ", all kept" : ""))
      default: print("error unknown request")
      }
      flush()
    }
  }

  private func passes(_ engine: Engine, _ count: Int) -> String {
    (0..<count).map { _ in String(Double(engine.run()) / 1e6) }.joined(separator: " ")
  }

  private func printLayers(_ engine: Engine, _ count: Int) {
    guard let measured = engine.measure(runs: count) else { return }
    print("peak \(measured.peak) GMAC/s")
    for layer in engine.network.layers where layer.operation != .concatenation {
      let time = measured.layers[layer.index]
      let rate = Double(layer.macs) / time.median
      print(
        "\(layer.name) \(time.minimum / 1e3) \(time.median / 1e3) us \(rate) GMAC/s",
        "\(rate / measured.peak * 100) %")
    }
  }

  private func top(_ engine: Engine) -> String {
    guard let softmax = engine.activation(layer: engine.network.layers.count - 1) else { return "" }
    return Prediction.top(5, of: softmax.values)
      .map { "\($0.index):\($0.probability)" }.joined(separator: " ")
  }
}

/// Answers must leave at once: the driver waits for them.
private func flush() { fflush(nil) }
