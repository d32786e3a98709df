import Foundation
import Inference
import SqueezeNet
import Testing

@testable import Explorer
@testable import Reports
@testable import TextFormats

@Suite("Profile and summaries")
struct ProfileTests {
  /// RFC 4180 by a state machine of its own; records end with CRLF, the last one too.
  static func parse(_ text: String) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var field = ""
    var quoted = false
    let bytes = Array(text.unicodeScalars)
    var index = 0
    while index < bytes.count {
      let scalar = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : nil
      if quoted {
        if scalar == "\"", next == "\"" {
          field.append("\"")
          index += 1
        } else if scalar == "\"" {
          quoted = false
        } else {
          field.unicodeScalars.append(scalar)
        }
      } else if scalar == "\"" {
        quoted = true
      } else if scalar == "," {
        record.append(field)
        field = ""
      } else if scalar == "\r", next == "\n" {
        records.append(record + [field])
        (record, field) = ([], "")
        index += 1
      } else {
        field.unicodeScalars.append(scalar)
      }
      index += 1
    }
    return records
  }

  static func number(_ text: String) throws -> Double { try #require(Double(text)) }

  @Test func csvOfASinglePass() throws {
    let explored = try Explored.opened()
    let profile = try #require(explored.state.profile)
    let records = Self.parse(profile.csv)
    #expect(
      records.first?.joined(separator: ",")
        == "layer,type,kernel,stride,input_shape,output_shape,parameters,macs,activation_bytes,"
        + "time_ms_min,time_ms_median,time_ms_p95,share_percent,gmac_per_s,mean,std,min,max,"
        + "zero_percent,algorithm,peak_percent,minimum_bytes,mac_per_byte")
    #expect(records.count == 41 && records.allSatisfy { $0.count == 23 })
    let byName = Dictionary(uniqueKeysWithValues: records.map { ($0[0], $0) })
    // conv1 of 64×72: (64 − 7) / 2 + 1 = 29 by 33; 29·33·96·7·7·3 multiply-accumulates in 1 ms.
    let conv1 = try #require(byName["conv1"])
    #expect(
      conv1.prefix(9) == [
        "conv1", "convolution", "7x7", "2", "64x72x3", "29x33x96", "14208", "13505184", "367488",
      ])
    #expect(conv1[9...11] == ["1.0000", "1.0000", "1.0000"])
    #expect(conv1[13] == "13.505")
    // 64·72·3 values in, 14,208 parameters, 367,488 bytes out.
    #expect(conv1[21...] == ["479616", "28.158"])
    // Layer times are 1 … 39 ms: 780 ms in all.
    #expect(conv1[12] == "0.128")
    let softmax = try #require(byName["softmax"])
    #expect(softmax[2] == "" && softmax[3] == "" && softmax[13] == "" && softmax[7] == "0")
    // The fake's statistics are those of 0, layer, 0, 1.
    #expect(softmax[14] == "9.750000" && softmax[17] == "38.000000" && softmax[18] == "50.000")
    let total = try #require(records.last)
    #expect(total[0] == "total" && total[1...5].allSatisfy(\.isEmpty))
    #expect(total[6] == "1248424" && total[10] == "780.0000" && total[12] == "100.000")
    #expect(total[14...18].allSatisfy { $0.isEmpty })
    let layers = records.dropFirst().dropLast()
    let macs = try layers.reduce(0) { try $0 + Self.number($1[7]) }
    #expect(try macs == Self.number(total[7]))
    let shares = try layers.reduce(0) { try $0 + Self.number($1[12]) }
    #expect(abs(shares - 100) < 0.05)
    #expect(byName["fire2"]?[1] == "concatenation")
  }

  @Test func csvOfAMeasurement() throws {
    var explored = try Explored.opened()
    explored.press("t")
    explored.settle()
    let records = Self.parse(try #require(explored.state.profile).csv)
    #expect(records[1][9...11] == ["1.0000", "10.5000", "19.0500"])
    #expect(records.last?[9...12] == ["1.0000", "10.5000", "19.0500", "100.000"])
  }

  /// The median of whole passes is half of the medians' sum.
  @Test func sharesAddUpWhateverTheTotalIs() throws {
    let explored = try Explored.opened()
    let timing = { (time: UInt64) in TimingSummary(nanoseconds: [time]) }
    let layers = try (1...explored.count).map { try #require(timing(UInt64($0) * 1_000_000)) }
    let measurement = Measurement(
      layers: layers, total: try #require(timing(390_000_000)), peak: 100)
    let profile = try #require(
      Profile(
        model: explored.state.model, image: "a",
        results: explored.state.pass.results.compactMap { $0 }, measurement: measurement))
    #expect(abs(profile.rows.reduce(0) { $0 + $1.sharePercent } - 100) < 1e-9)
    #expect(profile.rows[38].sharePercent == 39.0 / 780 * 100)
    let total = try #require(Self.parse(profile.csv).last)
    #expect(total[10] == "390.0000" && total[12] == "100.000")
    #expect(profile.json.contains(#""sum_of_medians_ms": 780.0"#))
    #expect(profile.text.contains("the sum of the layers' medians, 780.000 ms"))
  }

  @Test func onlyCompletePassesHaveAProfile() throws {
    var explored = try Explored.opened()
    explored.press("p")
    #expect(explored.state.profile == nil)
    let results = explored.state.pass.results.compactMap { $0 }
    #expect(Profile(model: explored.state.model, image: "a", results: results) == nil)
  }

  @Test func jsonIsJSON() throws {
    let explored = try Explored.opened(images: ["we\"ird\\\u{1}\nñ.jpg"])
    let profile = try #require(explored.state.profile)
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(profile.json.utf8)) as? [String: Any])
    #expect(object["image"] as? String == "we\"ird\\\u{1}\nñ.jpg")
    #expect(object["trained"] as? Bool == true && object["runs"] as? Int == 1)
    let layers = try #require(object["layers"] as? [[String: Any]])
    #expect(layers[0]["minimum_bytes"] as? Int == 479_616)
    #expect(layers[38]["mac_per_byte"] is NSNull)
    #expect(layers.count == 39 && layers[0]["output_shape"] as? [Int] == [29, 33, 96])
    #expect(layers[38]["kernel"] is NSNull)
    let total = try #require(object["total"] as? [String: Any])
    #expect(total["parameters"] as? Int == 1_248_424)
    let summary = ModelSummary(explored.network)
    let model = try #require(
      JSONSerialization.jsonObject(with: Data(summary.json.utf8)) as? [String: Any])
    #expect((model["layers"] as? [[String: Any]])?.count == 39)
  }

  /// The paper's Table 1.
  @Test func modelSummaryOfThePaper() throws {
    let network = try Network(architecture: .v10, paddingConvention: .paper, size: InputSize(224))
    let records = Self.parse(ModelSummary(network).csv)
    #expect(records.count == 41 && records.allSatisfy { $0.count == 12 })
    #expect(records.last?[7] == "1248424")
    #expect(records[1][10...11] == ["7", "2"])
    let keras = Self.parse(
      ModelSummary(try Network(architecture: .v10, paddingConvention: .keras)).csv)
    // 224 + 5 columns and rows of border: two before, three after.
    #expect(keras[1][4] == "2,2,3,3")
    let text = ModelSummary(network).text
    #expect(text.contains("1,248,424"))
    #expect(text.allSatisfy { $0.isASCII })
  }

  @Test func textIsAligned() throws {
    let profile = try #require(try Explored.opened().state.profile)
    let lines = profile.text.split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("a/coffee.jpg: SqueezeNet v1.0 caffe 64x72, trained (w.net)"))
    let column = try #require(lines[2].range(of: "output")?.upperBound)
    let width = lines[2].distance(from: lines[2].startIndex, to: column)
    #expect(lines[3].prefix(width).hasSuffix("29x33x96"))
    #expect(lines.last?.hasPrefix("total") == true)
  }

  @Test(arguments: [
    (1.005, 0, "1"), (0.5, 0, "1"), (-0.5, 0, "-1"), (-0.0004, 3, "0.000"),
    (1234.5678, 2, "1234.57"),
    (0.05, 1, "0.1"), (-7.25, 4, "-7.2500"), (.nan, 2, "nan"), (-.infinity, 2, "-inf"),
    (999.9999, 3, "1000.000"),
  ])
  func fixedDecimals(_ value: Double, _ decimals: Int, _ expected: String) {
    #expect(Numbers.fixed(value, decimals) == expected)
  }

  @Test func groupsOfThree() {
    #expect(
      [0, 12, 123, 1234, -1_248_424].map(Numbers.count)
        == ["0", "12", "123", "1,234", "-1,248,424"])
  }

  @Test func quotedFieldsComeBack() {
    let fields = ["a", "b,c", "say \"hi\"", "two\r\nlines", "", "\""]
    #expect(Self.parse(CSVText.record(fields)) == [fields])
  }

  @Test func rowsOfTheTable() throws {
    var explored = try Explored.opened()
    let conv1 = explored.state.summary(of: .layer(0))
    #expect(conv1.operation == "7×7/2" && conv1.parameters == 14_208 && conv1.fold == .none)
    let fire2 = explored.state.summary(of: .block(2))
    // Layers 2 to 5 take 3 + 4 + 5 + 6 ms.
    #expect(fire2.nanoseconds == 18_000_000 && fire2.parameters == 11_920)
    #expect(fire2.operation == "16>64+64" && fire2.fold == .folded && fire2.zeroShare == 0.5)
    #expect(fire2.outputShape?.channels == 128 && fire2.inputShape?.channels == 96)
    #expect(explored.state.summary(of: .layer(5)).name == "concatenate")
    #expect(explored.state.summary(of: .layer(2)).operation == "1×1")
    #expect(explored.state.totalSummary.nanoseconds == 780_000_000)
    #expect(explored.state.totalSummary.parameters == 1_248_424)
    explored.press("3", "F", "F", "F", "F", "F", "F", "F", "F", "F", "F", "F", "F", "n")
    explored.settle()
    #expect(explored.state.pass.frontier == 7)
    #expect(explored.state.summary(of: .block(3)).status == .partial)
    #expect(explored.state.summary(of: .block(3)).nanoseconds == nil)
    #expect(explored.state.summary(of: .block(4)).status == .pending)
    #expect(explored.state.summary(of: .block(2)).status == .done)
    #expect(explored.state.totalSummary.nanoseconds == nil)
  }
}
