import SqueezeNet

@testable import Weights

extension FuzzTarget {
  static let weights: [FuzzTarget] = [
    // Any file: its kind is told by its content.
    FuzzTarget(name: "weights") { bytes in
      let source = source(bytes)
      guard
        let format = accepted({ () throws(WeightsError) in try WeightsFormats.format(of: source) })
      else { return }
      try readsBack(source, format)
    },
    FuzzTarget(name: "npz") { bytes in
      guard let arrays = accepted({ () throws(WeightsError) in try NPZFile.decode(bytes) })
      else { return }
      let written = try NPZFile.encode(arrays)
      try promise(isSame(try NPZFile.decode(written), arrays), "the npz reads back differently")
    },
    FuzzTarget(name: "npy") { bytes in
      guard let file = accepted({ () throws(WeightsError) in try NPYFile.decode(bytes) })
      else { return }
      let again = try NPYFile.decode(NPYFile.encode(shape: file.shape, values: file.values))
      try promise(
        again.shape == file.shape && bits(again.values) == bits(file.values),
        "the npy reads back differently")
    },
    FuzzTarget(name: "safetensors") { bytes in
      _ = accepted { () throws(WeightsError) in try SafetensorsFile.decode(source(bytes)) }
      _ = accepted { () throws(WeightsError) in try SafetensorsFormat.read(source(bytes)) }
    },
    FuzzTarget(name: "pickle") { bytes in
      _ = accepted { () throws(WeightsError) in try PickleInterpreter.load(bytes) }
      _ = accepted { () throws(WeightsError) in try NDFFormat.read(source(bytes)) }
    },
    FuzzTarget(name: "pytorch") { bytes in
      _ = accepted { () throws(WeightsError) in try PyTorchFormat.read(source(bytes)) }
      _ = accepted { () throws(WeightsError) in try LegacyPyTorchFormat.read(source(bytes)) }
      guard
        let (_, pickle) = accepted({ () throws(WeightsError) in
          try PickleInterpreter.load(bytes, dialect: .pytorch)
        })
      else { return }
      for case .tensor(let tensor) in pickle.objects {
        let values = accepted { () throws(WeightsError) in
          try tensor.values(in: bytes.indices, of: source(bytes), name: "")
        }
        try promise(
          values.map { $0.count == tensor.shape.reduce(1, *) } ?? true,
          "a tensor has not as many values as its shape says")
      }
    },
    FuzzTarget(name: "sqz") { try readsBack(source($0), CompressedFormat.self) },
    FuzzTarget(name: "graph") { bytes in
      let formats: [any WeightsFormat.Type] = [
        ONNXFormat.self, CaffeFormat.self, TFLiteFormat.self,
      ]
      for format in formats { try readsBack(source(bytes), format) }
    },
    // Two files: the text up to a zero, the arrays behind it.
    FuzzTarget(name: "ncnn") { bytes in
      let lines = String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        .split(whereSeparator: \.isNewline)
      let arrays = ByteReader(Array(bytes.drop { $0 != 0 }.dropFirst()))
      _ = accepted { () throws(WeightsError) in try NCNNGraph(lines, arrays).graph.weights() }
    },
    FuzzTarget(name: "hdf5") { bytes in
      guard let file = accepted({ () throws(WeightsError) in try HDF5File(bytes) }) else { return }
      var open = [file.root]
      while let object = open.popLast() {
        open += object.members.values
        guard let array = object.array?.stored(in: file, name: "") else { continue }
        let values = accepted { () throws(WeightsError) in try array.values() }
        try promise(
          values.map { $0.count == array.shape.reduce(1, *) } ?? true,
          "an array has not as many values as its shape says")
      }
    },
    FuzzTarget(name: "deep-compression") { bytes in
      _ = accepted { () throws(WeightsError) in try DeepCompressionFormat.read(source(bytes)) }
    },
  ]

  private static func source(_ bytes: [UInt8]) -> WeightsSource {
    WeightsSource(bytes: bytes, path: "x")
  }

  /// What can be read can be written in every form, and is the same weights then.
  private static func readsBack(_ source: WeightsSource, _ format: any WeightsFormat.Type) throws {
    guard let weights = accepted({ () throws(WeightsError) in try format.read(source) })
    else { return }
    for writable in WeightsFormats.writable {
      for naming in ArrayNaming.allCases {
        // A codebook does not hold any weights.
        guard
          let written = accepted({ () throws(WeightsError) in
            try writable.write(weights, naming: naming)
          })
        else { continue }
        let again = try writable.read(Self.source(written))
        try promise(
          again.convolutions == weights.convolutions,
          "\(writable.name), \(naming): other weights are read back")
      }
    }
  }

  /// Not `==`: a NaN reads back as the same NaN.
  private static func isSame(_ one: [NPZFile.Array], _ other: [NPZFile.Array]) -> Bool {
    one.count == other.count
      && zip(one, other).allSatisfy {
        $0.name == $1.name && $0.shape == $1.shape && bits($0.values) == bits($1.values)
      }
  }

  private static func bits(_ values: [Float]) -> [UInt32] { values.map(\.bitPattern) }
}
