import Analysis
import Exports
import Reports
import SqueezeNet

/// Exports of numbers: a report each.
extension ExportKind {
  static let numbers: [ExportKind] = [.comparison, .activity, .why, .filters, .whatIf, .profile]

  static let comparison = ExportKind(
    "comparison", "n", "the comparison's figures as .csv, .json, .txt",
    title: { _ in "numbers: both passes, layer by layer" },
    problem: { $0.comparisonProblem },
    content: {
      .numbers(["and", NamePart.plain($0.comparedWith), "compared"]) { try CompareReport($0) }
    })

  static let activity = ExportKind(
    "activity", "n", "dead channels, zeros, distributions as .csv, .json, .txt",
    title: { _ in "numbers: dead channels, zeros" },
    problem: { state in
      if let problem = state.passProblem { return problem }
      return state.surveys.count == state.network.layers.count ? nil : "being counted"
    },
    content: {
      .numbers([NamePart.model($0.network), "activity"], isOfPass: true) {
        try ActivityReport($0)
      }
    })

  static let why = ExportKind(
    "why", "n", "what a class's score is made of as .csv, .json, .txt",
    title: { "numbers: why \($0.exportedClassName)" },
    problem: { $0.passProblem ?? $0.weightsProblem },
    content: { state in
      state.exportedClass.map { index in
        .numbers(
          NamePart.ofClass(index) + ["why"], layers: ClassExplanation.layers(of: state.network),
          isOfPass: true
        ) { try WhyReport($0, class: index) }
      }
    })

  static let filters = ExportKind(
    "filters", "n", "which channels a channel watches as .csv, .json, .txt",
    title: { "numbers: what \($0.kernelsTitle) watches" },
    problem: { $0.kernelsProblem },
    content: { state in
      guard let output = state.shownOutput, let convolution = state.shownConvolution else {
        return nil
      }
      let network = state.network
      let isWhole = state.filterPicture == .colors
      let channels = isWhole ? Array(0..<convolution.outputChannels) : [output.channel]
      return .numbers(
        [network.architecture.rawValue, NamePart.layer(output.layer, network)]
          + (isWhole ? [] : [NamePart.channel(output.channel)]) + ["filters"],
        isOfPhoto: false
      ) { try FiltersReport($0, layer: output.layer, channels: channels) }
    })

  static let whatIf = ExportKind(
    "what-if", "n", "the answer before and after as .csv, .json, .txt",
    title: { _ in "numbers: before and after" },
    problem: {
      $0.photoProblem ?? ($0.whatIf.ablation.isEmpty ? "nothing is off" : $0.passProblem)
    },
    content: { _ in .numbers(["what-if"]) { try WhatIfReport($0) } })

  static let profile = ExportKind(
    "profile", "p", "times and figures of every layer as .csv, .json, .txt",
    title: { _ in "profile: times, figures of every layer" },
    problem: {
      let isWhole = $0.whatIf.ablation.isEmpty
      return $0.photoProblem ?? (isWhole ? $0.passProblem : "of the whole network: z in what if")
    },
    content: { .numbers([NamePart.model($0.network), "profile"]) { try Profile($0) } })
}
