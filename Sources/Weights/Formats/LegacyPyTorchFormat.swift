/// PyTorch's files of before version 1.6: pickles, and the values of tensors behind them.
enum LegacyPyTorchFormat: WeightsFormat {
  static let name = "PyTorch before 1.6"
  static let fileExtensions = ["pt", "pth"]

  /// 0x1950A86A20F9469CFC6C as a pickle has it.
  private static let magic: [UInt8] = [
    0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19,
  ]

  static func matches(_ source: WeightsSource) -> Bool {
    // Behind the protocol, and since protocol 4 the length of a frame.
    let head = source.head
    return head.first == PickleOpcode.protocolVersion.rawValue
      && (head.dropFirst(2).starts(with: magic) || head.dropFirst(11).starts(with: magic))
  }

  static func read(_ source: WeightsSource) throws(WeightsError) -> ModelWeights {
    try PyTorchModel(PyTorchFile(stream: source)).weights()
  }
}
