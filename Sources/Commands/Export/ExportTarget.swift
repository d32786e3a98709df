import ArgumentParser
import Exports
import Files
import Inference
import Runs
import SqueezeNet

/// The arguments of every export of a pass: a photo, a file, a model.
struct ExportTarget: ParsableArguments {
  @Argument(help: "The photo, JPEG or PNG.", completion: .file())
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
    let photo = try decoding.load(image, for: opened.identity)
    let source = try ModelRunner(opened).source(
      of: photo, named: image.description, layers: first.layers(network), ablation: ablation)
    let probabilities = source.activations[network.layers.count - 1]?.values ?? []
    try file.write(
      probabilities.isEmpty ? first : try content(opened, probabilities), format, source, options)
  }
}
