import Configuration
import Explorer
import Files
import SqueezeNet
import TerminalUI
import TextFormats

@testable import Commands
@testable import Inference
@testable import Terminal
@testable import Weights

extension FuzzTarget {
  static let text: [FuzzTarget] = [
    FuzzTarget(name: "configuration") { bytes in
      _ = accepted { () throws(ConfigurationError) in
        try ConfigurationFile.parse(bytes, path: "config.toml", settings: Settings.table)
      }
    },
    FuzzTarget(name: "class-names") { bytes in
      for isCSV in [false, true] {
        let names = accepted { () throws(WeightsError) in
          try ClassNamesFile.names(in: bytes, isCSV: isCSV)
        }
        guard let names else { continue }
        let classes = ClassNames(count: names.count, names: names).all
        try promise(
          classes.allSatisfy { !$0.isEmpty && !$0.contains(where: \.isNewline) },
          "a name is no line of text")
      }
    },
    FuzzTarget(name: "preprocess") { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      guard let read = try? Preprocessing(parsing: text) else { return }
      try promise(try Preprocessing(parsing: read.name) == read, "\(read.name) reads differently")
      for channel in 0..<3 {
        try promise(
          read.levels(ofChannel: channel).allSatisfy(\.isFinite), "a level is not finite")
      }
      _ = read.meanColour
    },
    FuzzTarget(name: "lesson") { bytes in
      let read = accepted { () throws(Lesson.Problem) in try Lesson(bytes) }
      guard let lesson = read else { return }
      try promise(
        !lesson.title.isEmpty && !lesson.steps.isEmpty
          && lesson.steps.map(\.caption).allSatisfy {
            (1...Lesson.mostLines).contains($0.count)
              && $0.allSatisfy { !$0.isEmpty && $0.columns <= Lesson.mostColumns }
          },
        "a caption does not fit a screen")
      let network = try Network(architecture: .v11, paddingConvention: .caffe)
      _ = accepted { () throws(Lesson.Problem) in try lesson.check(for: network) }
    },
    // The first byte cuts the rest in two: in how many pieces keys come must not matter.
    FuzzTarget(name: "keys") { bytes in
      guard let first = bytes.first else { return }
      let rest = bytes.dropFirst()
      for usesMouse in [false, true] {
        var whole = KeyDecoder()
        var cut = KeyDecoder()
        whole.usesMouse = usesMouse
        cut.usesMouse = usesMouse
        let inputs = whole.decode(rest) + whole.timeOut()
        let count = Int(first) % max(1, rest.count)
        let pieces = cut.decode(rest.prefix(count)) + cut.decode(rest.dropFirst(count))
        try promise(inputs == pieces + cut.timeOut(), "keys differ when they come in two pieces")
      }
    },
    FuzzTarget(name: "layers-and-channels") { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      _ = InputSize(parsing: text)
      let network = try Network(architecture: .v11, paddingConvention: .caffe)
      for option in ["--off", "--occlude"] {
        guard let options = try? AblationOptions.parse([option, text]),
          let ablation = try? options.ablation(in: network)
        else { continue }
        try promise(!ablation.isEmpty, "\(option) is taken and does nothing")
      }
    },
  ]
}
