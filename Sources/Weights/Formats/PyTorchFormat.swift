/// PyTorch's files since version 1.6: a zip archive. Read are a state_dict, a checkpoint with one,
/// a whole module and TorchScript.
enum PyTorchFormat: WeightsFormat {
  static let name = "PyTorch"
  static let fileExtensions = ["pth", "pt", "ckpt"]

  static func matches(_ source: WeightsSource) -> Bool {
    NPZFormat.matches(source)
      && (try? ZipDirectory(source))?.files.contains {
        $0.name.hasSuffix(PyTorchFile.pickleName)
      } == true
  }

  static func read(_ source: WeightsSource) throws(WeightsError) -> ModelWeights {
    try PyTorchModel(PyTorchFile(archive: source)).weights()
  }
}
