import SqueezeNet

/// What Keras writes into HDF5: a whole model, or its weights alone, which a `model.json` beside
/// them describes.
enum KerasHDF5Format: WeightsFormat {
  static let name = "Keras HDF5"
  static let fileExtensions = ["h5", "hdf5"]

  static func matches(_ source: WeightsSource) -> Bool {
    HDF5File.start(in: source.head) != nil && !source.head.starts(with: "MATLAB".utf8)
  }

  static func read(_ source: WeightsSource) throws(WeightsError) -> ModelWeights {
    let file = try HDF5File(try source.whole())
    let own = try file.root.attributes["model_config"]?.first.map { text throws(WeightsError) in
      try Self.model(Array(text.utf8))
    }
    return try weights(of: own == nil ? try modelBeside(source) : own) { file }
  }

  /// The description beside `squeezenet.weights.h5`: `squeezenet.json`, or a folder's only one.
  private static func modelBeside(_ source: WeightsSource) throws(WeightsError) -> KerasModel? {
    let stem = source.path.name.description.split(separator: ".").first.map(String.init) ?? ""
    for name in ["\(stem).json", "model.json", "config.json"] {
      // Other programs have files of these names, too.
      if let text = try source.sibling(name)?.whole(), let value = JSONValue(parsing: text),
        let model = KerasModel(value)
      {
        return model
      }
    }
    return nil
  }

  /// - Parameter model: nil where only the arrays are there.
  static func weights(
    of model: KerasModel?, in file: () throws(WeightsError) -> HDF5File
  ) throws(WeightsError) -> ModelWeights {
    var names = model?.layerNames ?? []
    do throws(WeightsError) {
      let arrays = try KerasArrays(file())
      names += arrays.names
      var weights: ModelWeights
      if let model {
        var graph = try KerasGraph(model, arrays).graph
        graph.usualPreprocessing = arrays.isCaffe ? .caffeExact : .signed
        graph.producer = "Keras" + (arrays.version.map { " \($0)" } ?? "")
        weights = try graph.weights()
      } else {
        weights = try arrays.weightsByOrder()
      }
      weights.stored = arrays.stored
      return weights
    } catch {
      try OtherNetwork.refuse(names)
      throw error
    }
  }

  static func model(_ description: [UInt8]) throws(WeightsError) -> KerasModel {
    guard let value = JSONValue(parsing: description) else {
      throw .malformed("Keras's description of the network is no JSON, or too long")
    }
    guard let model = KerasModel(value) else {
      throw .unsupported(
        "a Keras model of a class of its own, whose layers are not in the file: build it with "
          + "keras.Model(inputs, outputs)")
    }
    return model
  }
}

/// Keras 3's own format: a zip archive of the description and the weights.
enum KerasFormat: WeightsFormat {
  static let name = "Keras"
  static let fileExtensions = ["keras"]
  static let weightsName = "model.weights.h5"

  static func matches(_ source: WeightsSource) -> Bool {
    NPZFormat.matches(source)
      && (try? ZipDirectory(source))?.files.contains { $0.name == weightsName } == true
  }

  static func read(_ source: WeightsSource) throws(WeightsError) -> ModelWeights {
    let directory = try ZipDirectory(source)
    func entry(_ name: String) throws(WeightsError) -> [UInt8] {
      guard let file = directory.files.first(where: { $0.name == name }) else {
        throw .malformed("a Keras file without \(name) in it")
      }
      return try directory.bytes(of: file)
    }
    let model = try KerasHDF5Format.model(try entry("config.json"))
    return try KerasHDF5Format.weights(of: model) { () throws(WeightsError) in
      try HDF5File(try entry(weightsName))
    }
  }
}
