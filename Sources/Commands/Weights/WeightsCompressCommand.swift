import ArgumentParser
import Files
import Images
import Reports
import Runs
import SqueezeNet
import Weights

struct WeightsCompressCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compress",
    abstract: "Make weights a tenth of their size, and show what that costs.",
    discussion: """
      Each layer keeps few distinct values, found by k-means, which are written as Huffman codes, as \
      in Deep Compression; biases stay float32. The table names bytes, bits and density of each layer, \
      and for photos of yours whether the first class stays. Without -o nothing is written. An .sqz \
      file opens like any other weights; a .net file, too, which takes v1.0 alone.

      EXAMPLES:
        sqz-tui weights compress best_model.pth -o best.sqz photos
        sqz-tui weights compress v10.npz --bits 5 photo.jpg
        sqz-tui weights compress v10.npz -o v10.sqz --bits 8 --density 0.4
      """)

  @Argument(help: "The weights.", completion: .file())
  var file: Path

  @Argument(help: ImageFormat.argumentsHelp, completion: .file())
  var images: [Path] = []

  @Option(
    name: .shortAndLong, help: "The file to write, .sqz or .net.",
    completion: .file(extensions: ["sqz", "net"]))
  var output: Path?

  @Option(help: "Bits of a code, 4 to 8: a layer has 2^bits values, zero among them.")
  var bits = Compression().bits

  @Option(help: "Those of conv1 and of squeeze layers.")
  var squeezeBits = Compression().squeezeBits

  @Option(help: "The share of weights that a layer keeps, the largest ones.")
  var density = Compression().density

  @OptionGroup var facts: WeightsFactOptions
  @OptionGroup var overwriting: OverwriteOption
  @OptionGroup var formatOption: FormatOption
  @OptionGroup var decoding: ImageOptions

  private var compression: Compression {
    Compression(bits: bits, squeezeBits: squeezeBits, density: density)
  }

  func validate() throws {
    try images.checkStandardInput()
    try check("bits", bits, in: Compression.bitRange)
    try check("squeeze-bits", squeezeBits, in: Compression.bitRange)
    if let output, !["sqz", "net"].contains(where: output.description.lowercased().hasSuffix) {
      throw ValidationError("-o \(output): give a name that ends in .sqz or .net")
    }
    guard density > 0, density <= 1 else {
      throw ValidationError("--density \(density): give a number above 0, 1 at most")
    }
  }

  func run() throws {
    if let output { try OutputFile.check(output, force: overwriting.force) }
    let opened = try OpenModel(facts.resolved(file))
    var failures = FailureList()
    var photos: [(name: String, image: PreparedImage)] = []
    for path in images.withPicturesOfFolders(&failures) {
      do {
        let image = try decoding.load(path, for: opened.identity, asText: false)
        photos.append((path.description, image))
      } catch let failure as Failure {
        failures.report(failure)
      }
    }
    func answers(_ weights: ModelWeights) throws -> [[Float]] {
      if photos.isEmpty { return [] }
      let runner = try ModelRunner(opened.with(weights), keepsWeights: false)
      return try photos.map { try runner.probabilities(of: $0.image) }
    }
    let asked = opened.weights.compressed(compression)
    if let output {
      do throws(WeightsFileError) {
        try WeightsWriter.write(asked, to: output, replacing: overwriting.force)
      } catch {
        throw Failure(error)
      }
      // A .net has no Huffman codes: the table is of .sqz.
      if !output.description.lowercased().hasSuffix("sqz") {
        StandardError.tell("\(output): the bytes below are those of an .sqz, which is smaller")
      }
    }
    var variants: [CompressionReport.Variant] = []
    var seen: Set<Compression> = []
    for compression in [compression]
      + [6, 5].map({ Compression(bits: $0, squeezeBits: $0, density: density) })
    where seen.insert(compression).inserted {
      let weights = compression == self.compression ? asked : opened.weights.compressed(compression)
      variants.append(
        CompressionReport.Variant(
          compression: compression, bytes: weights.compressedByteCount ?? 0,
          answers: try answers(weights)))
    }
    try formatOption.print(
      CompressionReport(
        title: file.description, network: opened.network, kernels: asked.compressedKernels ?? [],
        photos: photos.map(\.name), answers: try answers(opened.weights), variants: variants))
    try failures.end()
  }
}
