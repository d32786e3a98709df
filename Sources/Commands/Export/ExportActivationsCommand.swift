import ArgumentParser
import Runs

struct ExportActivationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "activations",
    abstract: "Values for NumPy: one layer as .npy, or the whole pass as .npz.",
    discussion: """
      float32, height x width x channels; avgpool10 and softmax have channels only. In the .npz \
      every layer is under its name, the prepared image under `input`.

      EXAMPLES:
        sqz-tui export activations photo.jpg -o pass.npz
        python3 -c 'import numpy; print(numpy.load("pass.npz")["fire2/squeeze1x1"].shape)'
        sqz-tui export activations photo.jpg --layer conv10 -o conv10.npy
      """)

  @Option(help: "One layer, or input. (default: all)")
  var layer: String?

  @OptionGroup var ablation: AblationOptions
  @OptionGroup var target: ExportTarget

  func run() throws {
    try target.export(ablation: ablation) { opened, _ in
      guard let layer else { return .pass }
      return .activation(layer: try opened.network.index(ofLayer: layer))
    }
  }
}
