import Foundation
import Testing

/// `sqz-tui trace` over the untrained network: what is printed adds up.
@Suite struct TraceTests {
  private struct Document: Decodable {
    struct Step: Decodable {
      struct Part: Decodable {
        struct Place: Decodable, Equatable { let layer: String, row, column, channel: Int }
        let channel: Int
        let amount: Double
        let inputs: [Double?]
        let weights: [Double]
        let from: Place?
      }
      let layer, type: String
      let row, column, channel: Int
      let value, sum, result, rounding, magnitude: Double
      let bias: Double?
      let off: Bool
      let parts: [Part]
    }
    let schema: Int
    let trail: [Step]
  }

  private func trail(_ arguments: String) throws -> [Document.Step] {
    let run = try CommandFolder().run(
      script: "\"$0\" trace photo.jpg \(arguments) --format json")
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    return try JSONDecoder().decode(Document.self, from: run.output).trail
  }

  @Test(arguments: ["v1.0 --geometry caffe", "v1.1 --geometry keras"])
  func theTrailLeadsFromTheAnswerToAPixel(_ model: String) throws {
    let steps = try trail("softmax --depth all --model \(model)")
    #expect(steps.first?.layer == "softmax" && steps.last?.layer == "input")
    for (step, next) in zip(steps, steps.dropFirst()) {
      #expect(
        step.parts.contains {
          $0.from
            == .init(
              layer: next.layer, row: next.row,
              column: next.column, channel: next.channel)
        })
      #expect(abs(step.value - step.result - step.rounding) <= 1e-6 * max(1, abs(step.value)))
      #expect(abs(step.rounding) <= 2e-6 * step.magnitude, "\(step.layer)")
      guard step.type == "convolution" else { continue }
      let total = step.parts.reduce(step.bias ?? .nan) { $0 + $1.amount }
      #expect(abs(total - step.sum) <= 1e-9 * step.magnitude)
      for part in step.parts {
        let products = zip(part.inputs, part.weights).map { ($0 ?? 0) * $1 }
        #expect(abs(products.reduce(0, +) - part.amount) <= 1e-6 * step.magnitude)
      }
    }
  }

  @Test func theStrongestIsTheDefault() throws {
    let step = try #require(try trail("fire4/expand3x3").first)
    let again = try #require(
      try trail("fire4/expand3x3 --at \(step.row),\(step.column),\(step.channel)").first)
    #expect(step.value == again.value && step.value > 0)
    let corner = try #require(try trail("fire4/expand3x3 --at 0,0,5").first)
    #expect(corner.value <= step.value)
    #expect(corner.parts.allSatisfy { $0.inputs.count { $0 == nil } == 5 }, "two sides of padding")
    #expect(try trail("softmax --at 504").first?.channel == 504)
    #expect(try trail("fire4 --at 0,0,9 --off fire4:9").first?.off == true)
  }

  @Test func textAndCSVSayTheSame() throws {
    let folder = try CommandFolder()
    let text = try folder.run(
      "trace", "photo.jpg", "conv1", "--at", "0,0,3", "--depth", "2", "--geometry", "keras",
      "--preprocess", "caffe"
    ).text
    for words in [
      "conv1, row 0, column 0, channel 3", "in the padding", "bias", "after ReLU",
      "rounding", " red ", " green ", " blue ", "of 0 to 255",
    ] {
      #expect(text.contains(words), "\(words)\n\(text)")
    }
    #expect(text.utf8.allSatisfy { $0 < 128 })
    let csv = try folder.run("trace", "photo.jpg", "conv10", "--at", "3,3,7", "--format", "csv")
      .text
    let rows = csv.components(separatedBy: "\r\n").filter { !$0.isEmpty }
      .map { $0.components(separatedBy: ",") }
    #expect(rows.allSatisfy { $0.count == 12 } && rows.count == 1 + 512 + 5)
    #expect(rows.first?[6] == "part")
    func sum(_ part: String) -> Double {
      rows.dropFirst().filter { $0[6] == part }.reduce(0) { $0 + (Double($1[11]) ?? .nan) }
    }
    #expect(abs(sum("part") + sum("bias") - sum("sum")) <= 1e-9)
    #expect(abs(sum("result") + sum("rounding") - sum("value")) <= 1e-12)
    let brief = try folder.run("trace", "photo.jpg", "softmax", "--depth", "all", "--top", "0").text
    #expect(brief.contains("largest part") && !brief.contains("rounding"))
  }
}
