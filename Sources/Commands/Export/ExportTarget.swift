import ArgumentParser
import Exports
import Files
import Images
import Inference
import Runs
import SqueezeNet

/// The arguments of every export of a pass: a photo, a file, a model.
struct ExportTarget: ParsableArguments {
  @Argument(help: ImageFormat.argumentHelp, completion: .file())
  var image: Path

  @OptionGroup var file: ExportFile
  @OptionGroup var model: ModelOptions
  @OptionGroup var decoding: ImageOptions

  /// Computes what a content needs, and writes it.
  ///
  /// - Parameters:
  ///   - ablation: Channels and pixels that are off in the pass.
  ///   - content: The content to write; asked again with the probabilities of all classes where
  ///     they are among what it needs.
  func export(
    options: PictureOptions = PictureOptions(), ablation: AblationOptions? = nil,
    _ content: (_ opened: OpenModel, _ probabilities: [Float]) throws -> ExportContent
  ) throws {
    let opened = try OpenModel(model)
    let network = opened.network
    let first = try content(opened, [])
    let format = try file.format(of: first)
    let ablation = try ablation?.ablation(in: network) ?? Ablation()
    let runner = try ModelRunner(opened, first, options)
    let photo = try decoding.load(image, for: opened.identity)
    let source = try runner.source(
      of: photo, named: image.description, layers: first.layers(network), ablation: ablation)
    let probabilities = source.activations[network.layers.count - 1]?.values ?? []
    try file.write(
      probabilities.isEmpty ? first : try content(opened, probabilities), format, source, options)
  }
}

extension OpenModel {
  /// - Throws: `Failure` where a pass and what is made of it take more memory than is allowed, or a
  ///   picture would be too large.
  func checkMemory(
    keepsActivations: Bool, besides: (Network) -> Int = { _ in 0 }, _ content: ExportContent,
    _ options: PictureOptions = PictureOptions()
  ) throws {
    do {
      _ = try content.bytes(network, options)
    } catch {
      throw Failure.usage("\(error)")
    }
    try checkMemory(keepsActivations: keepsActivations) {
      // A smaller input may make the picture of it larger, and too large: no size to name.
      besides($0) + ((try? content.bytes($0, options)) ?? Int(UInt32.max))
    }
  }
}

extension ModelRunner {
  /// A runner for what an export needs.
  init(_ opened: OpenModel, _ content: ExportContent, _ options: PictureOptions = PictureOptions())
    throws
  {
    try opened.checkMemory(keepsActivations: false, content, options)
    try self.init(opened, besides: { _ in 0 })
  }
}
