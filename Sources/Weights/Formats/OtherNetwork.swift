/// A network that people have beside SqueezeNet, told by names that only its arrays have.
struct OtherNetwork {
  let name: String
  /// Any of them, somewhere in a name.
  private let marks: [String]

  private static let all = [
    OtherNetwork(name: "a ResNet", marks: ["layer1.0.conv1", "layer1.0.bn1", "conv2_block1_out"]),
    OtherNetwork(name: "a DenseNet", marks: ["denseblock1.", "conv2_block1_concat"]),
    OtherNetwork(
      name: "a MobileNet",
      marks: ["features.1.conv.0", "features.1.block.0", "conv_dw", "expanded_conv"]),
    // torchvision's has blocks that are called like EfficientNet's.
    OtherNetwork(
      name: "a ConvNeXt", marks: ["features.1.0.layer_scale", "stages.0.blocks.0.", "convnext_"]),
    OtherNetwork(
      name: "an EfficientNet",
      marks: ["features.1.0.block.", "_blocks.0.", "blocks.0.0.se.", "block1a_"]),
    OtherNetwork(
      name: "a transformer",
      marks: ["cls_token", "class_token", "attn.qkv", "self_attention", "relative_position"]),
    OtherNetwork(
      name: "an Inception network", marks: ["Mixed_5b", "inception3a", "mixed0", "mixed_5b"]),
    OtherNetwork(name: "a ShuffleNet", marks: ["stage2.0.branch"]),
    OtherNetwork(name: "a YOLO network", marks: ["model.0.conv.weight", "model.1.cv1", "anchors"]),
    OtherNetwork(name: "an Xception", marks: ["block2_sepconv1"]),
    OtherNetwork(name: "a NASNet", marks: ["normal_conv_1_"]),
    OtherNetwork(
      name: "a VGG or AlexNet", marks: ["classifier.6.weight", "features.10.weight", "block5_conv"]),
  ]

  /// - Throws: for names of a network that is known here, with the name that tells it.
  static func refuse(_ names: some Collection<String>) throws(WeightsError) {
    for network in all {
      for mark in network.marks {
        guard let name = names.filter({ $0.contains(mark) }).min() else { continue }
        throw .unsupported(
          "\(network.name) (it has \(name.printable)): only SqueezeNet's weights are read")
      }
    }
  }
}
