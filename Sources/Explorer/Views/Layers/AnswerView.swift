import Inference
import SqueezeNet
import TerminalUI
import TextFormats

/// The network's answer for the photo: the strongest classes with bars.
enum AnswerView {
  static func draw(_ state: State, _ layout: LayersLayout, _ theme: Theme, on canvas: inout Canvas)
  {
    let rect = layout.answer
    let heading = rect.row(0)
    let count = max(0, rect.height - 1)
    let words = [1: "top class", 3: "top three", 5: "top five"]
    let word = state.network.classes.count < count ? "classes" : words[count] ?? "top five"
    var x = canvas.write(word, in: heading, style: theme.title)
    if !state.model.isTrained {
      x = canvas.write("untrained", in: heading, x: x + 2, style: theme.untrained)
    }
    guard !state.pass.top.isEmpty else {
      if case .failed = state.currentImage?.status { return }
      let word = "after softmax"
      if x + 2 + word.count <= heading.right {
        canvas.write(word, atEndOf: heading, style: theme.label)
      }
      // The photo stays in sight while its answer is on the way.
      if layout.photo.isEmpty, state.table.selection != .input, let image = state.loadedImage {
        PhotoView.drawPixels(
          image, size: state.network.size, glyphs: state.map.glyphs, theme,
          in: rect.inset(top: 1), on: &canvas)
      }
      return
    }
    for (index, prediction) in state.pass.top.prefix(count).enumerated() {
      drawPrediction(
        prediction, state.network.classes[prediction.index], rank: index + 1, theme, on: &canvas,
        in: rect.row(index + 1))
    }
  }

  private static func drawPrediction(
    _ prediction: Prediction, _ className: String, rank: Int, _ theme: Theme,
    on canvas: inout Canvas, in line: Rect
  ) {
    let probability = Double(prediction.probability)
    let percent = Numbers.probability(prediction.probability).rightAligned(to: 7)
    let barWidth = line.width >= 24 ? min(20, line.width / 7) : 0
    let nameWidth = min(44, line.width - 2 - percent.count - barWidth - 2)
    let name = theme.glyphs.fit(className, nameWidth)
    let style = rank == 1 ? theme.value : .plain
    canvas.write("\(rank) \(name)", in: line, style: style)
    let barX = line.x + 2 + max(0, nameWidth) + 1
    canvas.write(
      theme.glyphs.bar(probability.isFinite ? probability : 0, width: barWidth), in: line, x: barX,
      style: theme.answer)
    canvas.write(percent, in: line, x: barX + barWidth + 1, style: style)
  }
}

extension State {
  /// `98.80% espresso`; nil until the pass is complete.
  var answerSentence: String? {
    pass.top.first.map { answer in
      let sentence = "\(Numbers.probability(answer.probability)) \(network.classes[answer.index])"
      return model.isTrained ? sentence : "\(sentence), by untrained weights"
    }
  }
}
