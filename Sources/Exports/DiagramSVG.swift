import Reports
import SqueezeNet
import TextFormats

/// The network or one fire block as papers and notebooks print it: boxes, arrows with shapes, where
/// parameters come from.
struct DiagramSVG {
  let network: Network
  let hasNumbers: Bool
  /// Maps by layer, each as the address of its picture.
  let maps: [Int: String]
  /// What the network saw, the strongest class first: `89.7% espresso`.
  let answers: [String]
  private var body = ""

  // In pixels: a box is as wide for every layer.
  private static let (box, gap, side, margin) = (188, 84, 96, 24)
  private static let widest = 1720
  private var boxHeight: Int { 24 + (maps.isEmpty ? 0 : Self.side + 8) + (hasNumbers ? 34 : 6) }
  /// Of both expands.
  private var high: Int { 2 * boxHeight + 16 }
  /// Of all blocks alike, so that they stand below each other.
  private var blockWidth: Int {
    3 * (Self.box + Self.gap) + (network.architecture.bypass == .none ? 0 : 40)
  }
  /// Its heading, its boxes, a bypass, its sums.
  private func height(_ stage: Range<Int>) -> Int {
    let fire = network.layer(at: stage.lowerBound)?.fire
    let around = fire?.bypass == nil ? 0 : fire?.bypass == .convolution ? boxHeight + 16 : 28
    return 28 + high + around + (hasNumbers ? 52 : 20)
  }

  init(_ network: Network, hasNumbers: Bool, maps: [Int: String], answers: [String]) {
    (self.network, self.hasNumbers, self.maps, self.answers) = (network, hasNumbers, maps, answers)
  }

  /// - Parameter stage: The layers of one block, or one layer; nil for the whole network.
  func text(_ stage: Range<Int>?, title: String) -> String {
    var copy = self
    let lines = (stage.map { [$0] } ?? network.stages).broken(width: Self.widest, gap: 0) {
      $0.count > 1 ? blockWidth : Self.box + Self.gap
    }
    copy.write(title, Self.margin, 30, size: 16, "font-weight=\"bold\"")
    var (x, y) = (0, 44)
    for line in lines {
      x = Self.margin
      for (stage, width) in line {
        copy.draw(stage, x: x, y: y)
        x += width
      }
      if line.last?.stage == lines.last?.last?.stage,
        let last = line.last.flatMap({ network.layer(at: $0.stage.upperBound - 1) })
      {
        copy.arrow(from: x, y + 28 + high / 2, last.outputShape)
      }
      y += line.map { height($0.stage) }.max() ?? 0
    }
    let right = lines.map { $0.reduce(0) { $0 + $1.width } }.max() ?? 0
    return SVGText.document(
      "<g font-family=\"Helvetica, Arial, sans-serif\" fill=\"#222\" stroke-width=\"1.2\">\n"
        + copy.body + "</g>\n",
      width: max(right + Self.margin, x + Self.gap) + Self.margin, height: y + 8, title: title,
      paper: "#fff")
  }

  private mutating func draw(_ stage: Range<Int>, x: Int, y: Int) {
    guard let first = network.layer(at: stage.lowerBound) else { return }
    let (step, top) = (Self.box + Self.gap, y + 28)
    let (middle, start) = (top + high / 2, x + Self.gap)
    arrow(from: x, middle, first.inputShape)
    guard let number = first.fire?.number, let fire = network.fire(number) else {
      return draw(first, x: start, y: middle - boxHeight / 2)
    }
    write(fire.concatenation.name, start, y + 18, size: 15, "font-weight=\"bold\"")
    draw(fire.squeeze, x: start, y: middle - boxHeight / 2)
    let join = start + 2 * step
    for (layer, y) in [(fire.expand1x1, top), (fire.expand3x3, top + boxHeight + 16)] {
      let centre = y + boxHeight / 2
      // Before the lines part, and after the boxes, shapes stand above them.
      let (fork, end) = (start + step - 16, start + step + Self.box)
      let meet = end + Self.gap - 16
      arrow([(start + Self.box, middle), (fork, middle), (fork, centre), (start + step, centre)])
      arrow([(end, centre), (meet, centre), (meet, middle), (join, middle)])
      write(layer.outputShape.display, end + 5, centre - 6, size: 10)
      draw(layer, x: start + step, y: y)
    }
    write(fire.squeeze.outputShape.display, start + Self.box + 5, middle - 6, size: 10)
    draw(fire.concatenation, x: join, y: middle - boxHeight / 2)
    var below = top + high + 22
    if fire.sum != nil {
      let (centre, end) = (
        top + high + 12 + (fire.bypass1x1 == nil ? 4 : boxHeight / 2), join + Self.box + 22
      )
      arrow([(join + Self.box, middle), (end - 10, middle)])
      if let around = fire.bypass1x1 {
        arrow([(x + 12, middle), (x + 12, centre), (start + step, centre)])
        arrow([(start + step + Self.box, centre), (end, centre), (end, middle + 10)])
        draw(around, x: start + step, y: centre - boxHeight / 2)
      } else {
        arrow([(x + 12, middle), (x + 12, centre), (end, centre), (end, middle + 10)])
        write("bypass", start, centre - 6, size: 11)
      }
      body += "<circle cx=\"\(end)\" cy=\"\(middle)\" r=\"10\" fill=\"#fff\" stroke=\"#333\"/>\n"
      write("+", end, middle + 5, size: 16, "text-anchor=\"middle\"")
      below = centre + (fire.bypass1x1 == nil ? 22 : boxHeight / 2 + 22)
    }
    guard hasNumbers else { return }
    let sums = fire.sums.map { $0[0] }
    write("\(sums[0]);  \(sums[1])", start, below, size: 12)
    write(sums[2], start, below + 17, size: 12)
  }

  /// A layer's box: its name, its map, its formulas.
  private mutating func draw(_ layer: Layer, x: Int, y: Int) {
    body += """
      <rect x="\(x)" y="\(y)" width="\(Self.box)" height="\(boxHeight)" rx="5" \
      fill="\(color(layer))" stroke="#333"/>

      """
    let centre = x + Self.box / 2
    let name = layer.isConcatenation ? "concatenate" : layer.shortName
    write(name, centre, y + 17, size: 13, "text-anchor=\"middle\" font-weight=\"bold\"")
    if let map = maps[layer.index] {
      body += """
        <image x="\(centre - Self.side / 2)" y="\(y + 24)" width="\(Self.side)" \
        height="\(Self.side)" href="\(map)"/>

        """
    }
    guard hasNumbers else { return }
    let words =
      layer == network.answer && !answers.isEmpty
      ? answers : layer.formulas.map { $0.joined(separator: " ") }
    for (row, text) in words.enumerated() {
      let bottom = maps[layer.index] == nil ? y + 36 : y + boxHeight - 22
      // Of a large photo the numbers are long.
      let size = text.count > 30 ? 9 : 11
      write(text, centre, bottom + row * 14, size: size, "text-anchor=\"middle\"")
    }
  }

  /// Pale, so that it prints; each kind of layer has its own.
  private func color(_ layer: Layer) -> String {
    switch layer.operation {
    case .convolution(let convolution):
      layer.name == layer.fire?.squeezeName
        ? "#fde6cf" : convolution.kernel == 1 ? "#dcebd5" : "#d5e4f5"
    case .maxPooling, .globalAveragePooling: "#f7dcdc"
    case .concatenation, .addition: "#eee"
    case .softmax, .sigmoid: "#fff4cf"
    }
  }

  /// What comes into a stage, or out of the last one.
  private mutating func arrow(from x: Int, _ y: Int, _ shape: Shape) {
    write(shape.display, x + Self.gap / 2 - 2, y - 6, size: 10, "text-anchor=\"middle\"")
    arrow([(x + 4, y), (x + Self.gap, y)])
  }

  private mutating func arrow(_ corners: [(x: Int, y: Int)]) {
    guard let start = corners.first, let end = corners.last, corners.count > 1 else { return }
    let before = corners[corners.count - 2]
    let path = corners.dropFirst().map { "L\($0.x) \($0.y)" }.joined()
    let (dx, dy) = ((end.x - before.x).signum() * 7, (end.y - before.y).signum() * 7)
    body += """
      <path d="M\(start.x) \(start.y)\(path)" fill="none" stroke="#333"/>
      <path d="M\(end.x) \(end.y)l\(-dx - dy / 2) \(-dy - dx / 2)l\(dy) \(dx)z"/>

      """
  }

  private mutating func write(
    _ text: String, _ x: Int, _ y: Int, size: Int, _ attributes: String = ""
  ) {
    let gap = attributes.isEmpty ? "" : " "
    body +=
      "<text x=\"\(x)\" y=\"\(y)\" font-size=\"\(size)\"\(gap)\(attributes)>"
      + "\(SVGText.escaped(text))</text>\n"
  }
}

extension [Range<Int>] {
  /// Breaks stages into lines as words are: as many as a width has room for.
  public func broken(
    width: Int, gap: Int, _ wanted: (Range<Int>) -> Int
  ) -> [[(stage: Range<Int>, width: Int)]] {
    var lines: [[(stage: Range<Int>, width: Int)]] = []
    var used = 0
    for stage in self {
      let next = wanted(stage)
      if lines.isEmpty || used + gap + next > width {
        lines.append([])
        used = -gap
      }
      used += gap + next
      lines[lines.count - 1].append((stage, next))
    }
    return lines
  }
}
