import Exports
import Heatmaps

/// Exports of pictures.
extension ExportKind {
  static let map = ExportKind(
    name: "map", letter: "m", help: "the shown map as .png",
    title: { "map: \($0.exportedMapTitle)" },
    problem: { $0.mapProblem },
    content: { $0.mapChoice.map { .map($0) } })

  static let sheet = ExportKind(
    name: "sheet", letter: "s", help: "all channels of the layer as a contact sheet, .png",
    title: { "contact sheet: \($0.exportedLayerName)" },
    problem: { $0.mapProblem },
    content: { state in state.mapChoice.map { .sheet($0, state.shownOrder) } })

  static let overlay = ExportKind(
    name: "overlay", letter: "o", help: "the map over the photo as .png",
    title: { "map over the photo: \($0.exportedMapTitle)" },
    problem: { $0.mapProblem },
    content: { $0.mapChoice.map { .overlay($0) } })

  static let classMap = ExportKind(
    name: "class-map", letter: "c", help: "the map of the class over the photo as .png",
    title: {
      "map over the photo: \($0.exportedClassName)\($0.why.isBeforeReLU ? ", before ReLU" : "")"
    },
    problem: { $0.passProblem ?? $0.weightsProblem },
    content: { state in
      let choice = MapChoice(layer: nil, colormap: state.map.colormap)
      return state.exportedClass.map {
        .classMap($0, against: state.shownRival, choice, beforeReLU: state.why.isBeforeReLU)
      }
    })

  static let kernels = ExportKind(
    name: "kernels", letter: "k", help: "the shown kernels as .png",
    title: { "kernels: \($0.kernelsTitle)" },
    problem: { $0.kernelsProblem },
    content: { state in
      guard let output = state.shownOutput else { return nil }
      let filters = state.filters
      guard state.filterPicture == .colors else {
        return .kernels(
          KernelChoice(
            layer: output.layer, channel: output.channel, order: filters.order, ends: filters.ends))
      }
      return .kernels(
        KernelChoice(
          layer: output.layer, channel: nil, order: filters.pictureOrder,
          ends: filters.ownColors ? .kernel : .layer))
    })

  static let difference = ExportKind(
    name: "difference", letter: "d", help: "the map of the difference of two passes as .png",
    title: { "difference B − A: \($0.exportedMapTitle)" },
    problem: { $0.differenceProblem },
    content: { state in
      guard var choice = state.mapChoice else { return nil }
      // Beside a maximum of channels stands the mean difference, too.
      if choice.reduction == .maximum { choice.reduction = .mean }
      return .difference(choice, against: state.comparedWith)
    })
}

/// Exports of arrays and of the screen, which every view offers.
extension ExportKind {
  static let activation = ExportKind(
    name: "activation", letter: "a", help: "the selected layer's output for NumPy, .npy",
    title: { "output of \($0.exportedLayerName), for NumPy" },
    problem: { $0.layerProblem },
    content: { $0.selectedLayer.map { .activation(layer: $0.index) } })

  static let pass = ExportKind(
    name: "pass", letter: "w", help: "the outputs of all layers for NumPy, .npz",
    title: { _ in "whole pass, for NumPy" }, problem: { $0.passProblem }, content: { _ in .pass })

  static let screen = ExportKind(
    name: "screen", letter: "e",
    help: "the whole screen as .svg, as text with colours .ans, as .txt",
    title: { _ in "whole screen" }, content: { .screen($0.view.rawValue) })
}
