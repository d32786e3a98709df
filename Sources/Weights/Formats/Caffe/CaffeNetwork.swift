/// A layer as Caffe's text and its binary files have it.
struct CaffeLayer {
  var name = ""
  /// In lower case without `_`: old files say `INNER_PRODUCT` for `InnerProduct`.
  private(set) var type = ""
  var bottoms: [String] = []
  var tops: [String] = []
  /// By their path, as `convolution_param.pad`; words as their numbers.
  var parameters: [String: [Float]] = [:]
  /// Kernel and bias, or what the layer has.
  var blobs: [StoredArray] = []
  /// True for a layer of the other phase than the one that answers.
  var isLeftOut = false

  mutating func setType(_ text: String) { type = text.lowercased().filter { $0 != "_" } }

  /// A size, given once for both sides or once for each; rows before columns.
  func sides(_ group: String, _ name: String, _ height: String, _ width: String, usual: Int)
    -> [Int]
  {
    func numbers(_ name: String) -> [Int] {
      (parameters["\(group).\(name)"] ?? []).map { Int(exactly: $0) ?? -1 }
    }
    if let row = numbers(height).first, let column = numbers(width).first { return [row, column] }
    let both = numbers(name)
    return both.isEmpty ? [usual, usual] : [both[0], both[both.count - 1]]
  }

  func number(_ path: String) -> Float? { parameters[path]?.last }
}

/// Caffe's NetParameter: the layers of a network, with or without their arrays.
struct CaffeNetwork {
  var layers: [CaffeLayer] = []
  /// Of the network itself; newer files have an Input layer.
  var inputs: [String] = []
  var inputShape: [Float] = []

  /// The fields that are read of each layer's parameters, by their numbers in new layers and in old.
  private static let groups: [(name: String, new: UInt64, old: UInt64, fields: [UInt64: String])] =
    [
      (
        "convolution_param", 106, 10,
        [
          1: "num_output", 3: "pad", 4: "kernel_size", 5: "group", 6: "stride", 9: "pad_h",
          10: "pad_w", 11: "kernel_h", 12: "kernel_w", 13: "stride_h", 14: "stride_w",
          18: "dilation",
        ]
      ),
      (
        "pooling_param", 121, 19,
        [
          1: "pool", 2: "kernel_size", 3: "stride", 4: "pad", 5: "kernel_h", 6: "kernel_w",
          7: "stride_h", 8: "stride_w", 9: "pad_h", 10: "pad_w", 12: "global_pooling",
          13: "rounding",
        ]
      ),
      ("concat_param", 104, 9, [1: "concat_dim", 2: "axis"]),
      ("eltwise_param", 110, 24, [1: "operation", 2: "coeff"]),
      ("relu_param", 123, 30, [1: "negative_slope"]),
      ("batch_norm_param", 139, 139, [3: "eps"]),
      ("transform_param", 100, 36, [1: "scale", 3: "crop_size", 5: "mean_value"]),
    ]

  /// The old numbers of those types that SqueezeNets have.
  private static let types: [Int: String] = [
    1: "Accuracy", 3: "Concat", 4: "Convolution", 5: "Data", 6: "Dropout", 8: "Flatten",
    9: "HDF5Data", 12: "ImageData", 14: "InnerProduct", 15: "LRN", 17: "Pooling", 18: "ReLU",
    19: "Sigmoid", 20: "Softmax", 21: "SoftmaxWithLoss", 22: "Split", 25: "Eltwise",
    29: "MemoryData",
    36: "Silence",
  ]

  /// A `.caffemodel`.
  init(_ bytes: ArraySlice<UInt8>) throws(WeightsError) {
    try ProtobufMessage.read(bytes) { field throws(WeightsError) in
      switch field.number {
      case 2: layers.append(try Self.layer(field.value.bytes, isOld: true))
      case 100: layers.append(try Self.layer(field.value.bytes, isOld: false))
      case 3: inputs.append(field.value.text)
      case 4: inputShape += try field.value.integers(upTo: 32).map { Float($0) }
      case 8: inputShape += try Self.dimensions(field.value.bytes).map { Float($0) }
      default: break
      }
      guard layers.count + inputs.count + inputShape.count <= NetworkGraph.nodeLimit else {
        throw .unsupported(
          "a network of more than \(NetworkGraph.nodeLimit) layers: a SqueezeNet has some 70")
      }
    }
  }

  private static func layer(_ bytes: ArraySlice<UInt8>, isOld: Bool) throws(WeightsError)
    -> CaffeLayer
  {
    var layer = CaffeLayer()
    try ProtobufMessage.read(bytes) { field throws(WeightsError) in
      switch (field.number, isOld) {
      case (1, false), (4, true): layer.name = field.value.text
      case (2, false): layer.setType(field.value.text)
      case (5, true):
        let type = field.value.integer ?? 0
        layer.setType(types[type] ?? "layer of type \(type)")
      case (3, false), (2, true): layer.bottoms.append(field.value.text)
      case (4, false), (3, true): layer.tops.append(field.value.text)
      case (7, false), (6, true):
        layer.blobs.append(try blob(field.value.bytes, "\(layer.name).\(layer.blobs.count)"))
      case (143, false):
        // InputParameter: the shapes of what the layer gives.
        try ProtobufMessage.read(field.value.bytes) { field throws(WeightsError) in
          guard field.number == 1 else { return }
          layer.parameters["input_param.shape.dim"] =
            try dimensions(field.value.bytes).map { Float($0) }
        }
      default:
        guard let group = groups.first(where: { field.number == (isOld ? $0.old : $0.new) })
        else { return }
        try ProtobufMessage.read(field.value.bytes) { field throws(WeightsError) in
          guard let name = group.fields[field.number] else { return }
          var values = field.value.float.map { [$0] } ?? []
          if values.isEmpty { values = try field.value.integers().map { Float($0) } }
          layer.parameters["\(group.name).\(name)", default: []] += values
        }
      }
      guard layer.bottoms.count + layer.tops.count + layer.blobs.count <= NetworkGraph.nodeLimit
      else {
        throw .unsupported("a layer of more than \(NetworkGraph.nodeLimit) values")
      }
    }
    return layer
  }

  /// BlobShape.
  private static func dimensions(_ bytes: ArraySlice<UInt8>) throws(WeightsError) -> [Int] {
    var sizes: [Int] = []
    try ProtobufMessage.read(bytes) { field throws(WeightsError) in
      if field.number == 1 { sizes += try field.value.integers(upTo: 32) }
      guard sizes.count <= 32 else { throw .malformed("an array of more than 32 axes") }
    }
    return sizes
  }

  /// BlobProto: its shape is new, or four numbers; the values are in float32 or float64.
  private static func blob(_ bytes: ArraySlice<UInt8>, _ name: String) throws(WeightsError)
    -> StoredArray
  {
    var old: [UInt64: Int] = [:]
    var shape: [Int]?
    var values: [SafetensorsElement: ArraySlice<UInt8>] = [:]
    // Not packed, values come one by one.
    var loose: [UInt8] = []
    try ProtobufMessage.read(bytes) { field throws(WeightsError) in
      switch field.number {
      case 1...4: old[field.number] = field.value.integer
      case 5, 8:
        if case .fixed(let value) = field.value { loose += value }
        values[field.number == 5 ? .float32 : .float64] = field.value.packed
      case 7:
        shape = try dimensions(field.value.bytes)
      default: break
      }
    }
    guard let (type, packed) = values.first, values.count == 1 else {
      return StoredArray(shape: shape ?? [0], name: name) { [] }
    }
    let data = loose.isEmpty ? packed : loose[...]
    let sizes = shape ?? (1...4).map { old[$0] ?? 1 }
    return StoredArray(shape: sizes, name: name, type: "\(type)") { () throws(WeightsError) in
      guard let count = NPYHeader.count(of: sizes, upTo: data.count),
        count * type.byteCount == data.count
      else { throw .malformed("array \(name.printable) has not as many values as its shape needs") }
      return type.floats(data)
    }
  }
}
