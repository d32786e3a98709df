/// PyTorch's files since version 1.6: a zip archive. Read are a state_dict, a checkpoint with one,
/// a whole module and TorchScript.
enum PyTorchFormat: WeightsFormat {
  static let name = "PyTorch"
  static let fileExtensions = ["pth", "pt", "ckpt"]

  static func matches(_ bytes: [UInt8]) -> Bool {
    NPZFormat.matches(bytes)
      && (try? ZipArchive.names(bytes))?.contains { $0.hasSuffix(PyTorchFile.pickleName) } == true
  }

  static func read(_ bytes: [UInt8]) throws(WeightsError) -> ModelWeights {
    try PyTorchModel(PyTorchFile(archive: bytes)).weights()
  }
}
