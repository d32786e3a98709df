import Foundation
import SqueezeNet
import Testing

/// What the commands print and write when all is well.
@Suite struct OutputTests {
  @Test func layersShowThePaper() throws {
    let folder = try CommandFolder()
    let text = try folder.run("layers", "--model", "v1.0", "--geometry", "paper").text
    #expect(text.contains("1,248,424"))
    for size in ["111x111x96", "55x55x96", "27x27x256", "13x13x1000"] {
      #expect(text.contains(size))
    }
    let csv = try folder.run("layers", "--model", "v1.1", "--format", "csv").text
    #expect(csv.components(separatedBy: "\r\n").contains { $0.hasPrefix("total,,,,,,,1235496,") })
    let json = try folder.run("layers", "--size", "480x640", "--format", "json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: json.output) as? [String: Any])
    let total = try #require(object["total"] as? [String: Any])
    #expect(total["parameters"] as? Int == 1_248_424)
  }

  @Test func profileWritesTheCSV() throws {
    let folder = try CommandFolder()
    let run = try folder.run("profile", "photo.jpg", "--runs", "2", "--csv", "-")
    #expect(run.status == 0)
    let rows = run.text.components(separatedBy: "\r\n")
    #expect(
      rows.first
        == "layer,type,kernel,stride,input_shape,output_shape,parameters,macs,activation_bytes,"
        + "time_ms_min,time_ms_median,time_ms_p95,share_percent,gmac_per_s,mean,std,min,max,"
        + "zero_percent,algorithm,peak_percent,minimum_bytes,mac_per_byte")
    #expect(rows.last == "" && rows.dropLast().last?.hasPrefix("total,") == true)
    #expect(
      rows.dropLast().allSatisfy {
        $0.split(separator: ",", omittingEmptySubsequences: false).count == 23
      })
    _ = try folder.run("profile", "photo.jpg", "--runs", "1", "--csv", "p.csv")
    #expect(try folder.read("p.csv").starts(with: Data("layer,type,".utf8)))
    #expect(try folder.run("profile", "photo.jpg", "--runs", "1", "--csv", "p.csv").status == 73)
    #expect(
      try folder.run("profile", "photo.jpg", "--runs", "1", "--csv", "p.csv", "--force").status == 0
    )
  }

  /// Counted again in the dumped values.
  @Test func activityCountsZeros() throws {
    let folder = try CommandFolder()
    let csv = try folder.run("activity", "photo.jpg", "--format", "csv").text
    let rows = csv.components(separatedBy: "\r\n").map { $0.components(separatedBy: ",") }
    let conv1 = try #require(rows.first { $0[0] == "conv1" })
    _ = try folder.run("dump", "photo.jpg", "conv1", "-o", "x.npy")
    let values = try folder.floats("x.npy")
    let zeros = Double(values.count { $0 == 0 }) / Double(values.count) * 100
    let told = try #require(Double(conv1[3]))
    #expect(abs(told - zeros) < 0.001)
    let dead = (0..<96).count { channel in
      stride(from: channel, to: values.count, by: 96).allSatisfy { values[$0] == 0 }
    }
    #expect(conv1[1] == "96" && conv1[2] == String(dead))
    let json = try folder.run("activity", "photo.jpg", "--format", "json").output
    let object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    #expect(object["trained"] as? Bool == false)
    let layers = try #require(object["layers"] as? [[String: Any]])
    #expect(layers.count == rows.count - 3)
    let text = try folder.run("activity", "photo.jpg").text
    #expect(text.contains("untrained") && text.contains("fire2/expand3x3"))
  }

  @Test func classifySaysUntrainedInEveryFormat() throws {
    let folder = try CommandFolder()
    let text = try folder.run("classify", "photo.jpg", "--top", "3").text
    #expect(text.components(separatedBy: "(untrained)").count == 4)
    let csv = try folder.run("classify", "photo.jpg", "--format", "csv").text
    #expect(csv.components(separatedBy: ",false,").count == 6)
    let json = try folder.run("classify", "photo.jpg", "--format", "json").output
    let object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    #expect(object["trained"] as? Bool == false)
    let images = try #require(object["images"] as? [[String: Any]])
    #expect((images.first?["top"] as? [Any])?.count == 5)
  }

  /// The parts add up to the engine's score, in every geometry and for any class.
  @Test(arguments: PaddingConvention.named) func whyAddsUp(
    _ paddingConvention: PaddingConvention
  ) throws {
    let folder = try CommandFolder()
    for name in ["7", "coffee mug"] {
      let run = try folder.run(
        "why", "photo.jpg", "--class", name, "--format", "csv", "--geometry",
        paddingConvention.name)
      #expect(run.status == 0)
      let lines = run.text.components(separatedBy: "\r\n").dropFirst().filter { !$0.isEmpty }
      let rows: [[Substring]] = lines.map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
      }
      func sum(_ part: String) -> Double {
        var total = 0.0
        for row in rows where row[3] == part { total += Double(row[6]) ?? .nan }
        return total
      }
      #expect(rows.count == 516 && rows.allSatisfy { $0.count == 7 })
      #expect(abs(sum("channel") + sum("bias") - sum("logit")) <= 1e-4)
      #expect(abs(sum("sum") - sum("logit") - sum("difference")) <= 1e-9)
    }
  }

  /// The parts of one class minus those of another add up to the difference of their logits.
  @Test func whyOneRatherThanAnother() throws {
    let folder = try CommandFolder()
    func rows(_ arguments: String) throws -> [[String]] {
      let run = try folder.run(script: "\"$0\" why photo.jpg --format csv \(arguments)")
      #expect(run.status == 0)
      return run.text.components(separatedBy: "\r\n").dropFirst().filter { !$0.isEmpty }
        .map { $0.components(separatedBy: ",") }
    }
    func sum(_ rows: [[String]], _ part: String) -> Double {
      rows.filter { $0[3] == part }.reduce(0) { $0 + (Double($1[6]) ?? .nan) }
    }
    let (a, b) = (try rows("--class 7"), try rows("--class 504"))
    let both = try rows("--class 7 --against 'coffee mug'")
    #expect(both.count == 516 && both.allSatisfy { $0.suffix(2) == ["504", "coffee mug"] })
    let difference = sum(both, "logit_difference")
    #expect(abs(difference - sum(a, "logit") + sum(b, "logit")) <= 1e-6)
    #expect(abs(sum(both, "channel") + sum(both, "bias") - difference) <= 1e-4)
    let text = try folder.run("why", "photo.jpg", "--class", "7", "--against", "504").text
    #expect(text.contains("rather than coffee mug") && text.contains("difference of the logits"))
    let json = try folder.run(
      "why", "photo.jpg", "--class", "7", "--against", "504", "--format", "json"
    ).output
    let object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    #expect((object["against"] as? [String: Any])?["index"] as? Int == 504)
    #expect(abs((object["logitDifference"] as? Double ?? .nan) - difference) < 1e-9)
  }

  /// Each place as `whatif --occlude` has it.
  @Test func sensitivityAgreesWithCoveredPhotos() throws {
    let folder = try CommandFolder()
    let run = try folder.run(
      script: "\"$0\" sensitivity photo.jpg --size 64 --square 20 --class 7 --format csv")
    #expect(run.status == 0)
    let rows = run.text.components(separatedBy: "\r\n").dropFirst().filter { !$0.isEmpty }
      .map { $0.components(separatedBy: ",") }
    #expect(rows.count == 196 && rows.allSatisfy { $0.count == 12 })
    for row in [rows[0], rows[103], rows[195]] {
      let square = "\(row[3]),\(row[4]),20"
      let json = try folder.run(
        script: "\"$0\" whatif photo.jpg --size 64 --occlude \(square) --top 1000 --format json"
      ).output
      let object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
      let classes = try #require(object["classes"] as? [[String: Any]])
      let own = try #require(classes.first { $0["index"] as? Int == 7 })
      let (before, after) = (own["before"] as? Double ?? .nan, own["after"] as? Double ?? .nan)
      #expect(abs(after - (Double(row[6]) ?? .nan)) < 1e-7)
      #expect(abs(before - after - (Double(row[7]) ?? .nan)) < 1e-7)
      #expect(classes.first?["index"] as? Int == Int(row[9]))
    }
    let text = try folder.run("sensitivity", "photo.jpg", "--size", "64", "--top", "3").text
    #expect(text.contains("covering the 9x9 px square at x ") && text.contains("14x14 places"))
    let export = try folder.run(
      script: "\"$0\" export sensitivity photo.jpg --size 64 --square 20 -o x.png")
    #expect(export.status == 0)
  }

  /// Every channel of both halves of fire9, under the name by which it is switched off.
  @Test func whyNamesChannelsThatCanBeOff() throws {
    let folder = try CommandFolder()
    let csv = try folder.run("why", "photo.jpg", "--format", "csv", "--model", "v1.0").text
    let names = csv.components(separatedBy: "\r\n").map { $0.components(separatedBy: ",") }
      .filter { $0.count == 7 && $0[3] == "channel" }.map { "\($0[4]):\($0[5])" }
    #expect(Set(names).count == 512)
    let off = names.map { "--off \($0)" }.joined(separator: " ")
    let run = try folder.run(
      script: "\"$0\" whatif photo.jpg --model v1.0 --format json \(off)")
    let object = try #require(try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
    #expect(object["off"] as? [String] == ["fire9/expand1x1:all", "fire9/expand3x3:all"])
    #expect(object["schema"] as? Int == 2)
    let text = try folder.run("why", "photo.jpg", "--top", "1", "--model", "v1.0").text
    #expect(names.contains { text.contains(" \($0) ") }, "\(text)")
  }

  @Test func whySaysItInTextAndJSON() throws {
    let folder = try CommandFolder()
    let text = try folder.run("why", "photo.jpg", "--top", "3").text
    #expect(text.contains("rank 1, ") && text.contains("(untrained)"))
    #expect(text.contains("512 channels of fire9") && text.contains("the engine computed"))
    #expect(text.components(separatedBy: " fire9/expand").count == 4)
    // What each channel adds, and what those up to it add together.
    let rows = text.split(separator: "\n").filter { $0.contains(" fire9/expand") }.map { line in
      line.split(separator: " ").dropFirst(3).compactMap { Double($0) }
    }
    var total = 0.0
    for row in rows {
      try #require(row.count == 2, "\(text)")
      total += row[0]
      #expect(abs(row[1] - total) <= 3e-6, "\(text)")
    }
    let json = try folder.run("why", "photo.jpg", "--class", "0", "--format", "json").output
    let object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    #expect(object["name"] as? String == "tench" && object["index"] as? Int == 0)
    #expect((object["channels"] as? [Any])?.count == 512)
    let map = try #require(object["map"] as? [String: Any])
    let values = try #require(map["values"] as? [Double])
    let logit = try #require(object["logit"] as? Double)
    // A class's score is its map's mean.
    #expect(abs(values.reduce(0, +) / Double(values.count) - logit) <= 1e-4)
  }

  /// All of fire9 off leaves conv10's bias alone, the same at every pixel: the classes by bias.
  @Test func whatIfSwitchesChannelsOff() throws {
    let folder = try CommandFolder()
    let run = try folder.run(
      "whatif", "photo.jpg", "--off", "fire9:all", "--format", "json", "--top", "1000")
    let object = try #require(
      try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
    #expect(object["off"] as? [String] == ["fire9/expand1x1:all", "fire9/expand3x3:all"])
    let classes = try #require(object["classes"] as? [[String: Any]])
    #expect(classes.count == 1000)
    // Untrained biases are zero: every class is left with the same.
    #expect(classes.allSatisfy { abs(($0["after"] as? Double ?? 0) - 0.001) < 1e-6 })
    #expect(classes.contains { ($0["before"] as? Double ?? 0.001) != ($0["after"] as? Double) })
    for option in ["--off conv1:1,3-5", "--occlude 20,30,50", "--occlude -10,0,40"] {
      let text = try folder.run(script: "\"$0\" whatif photo.jpg \(option)").text
      #expect(text.contains("off: ") && text.components(separatedBy: "(untrained)").count >= 6)
    }
    let csv = try folder.run("whatif", "photo.jpg", "--occlude", "0,0,9", "--format", "csv").text
    #expect(csv.hasPrefix("image,off,index,class,before,after,change,rank_before,rank_after\r\n"))
    #expect(csv.contains("\"square 0,0,9\""))
  }

  @Test(arguments: [
    ("input", [227, 300, 3]), ("conv1", [111, 147, 96]), ("fire2", [55, 73, 128]),
    ("softmax", [1000]), ("avgpool10", [1000]),
  ]) func dumpIsNumPy(layer: String, shape: [Int]) throws {
    let folder = try CommandFolder()
    let run = try folder.run(
      "dump", "photo.jpg", layer, "-o", "x.npy", "--size", "227x300", "--geometry", "paper")
    #expect(run.status == 0)
    // Read here by NumPy's own description of the format, not by the program's reader.
    let bytes = [UInt8](try folder.read("x.npy"))
    #expect(bytes.starts(with: [0x93] + Array("NUMPY".utf8) + [1, 0]))
    let length = Int(bytes[8]) + Int(bytes[9]) << 8
    let header = String(decoding: bytes[10..<10 + length], as: UTF8.self)
    #expect((10 + length) % 64 == 0)
    let dimensions = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    #expect(header.contains("'descr': '<f4'") && header.contains("'fortran_order': False"))
    #expect(header.contains("'shape': (\(dimensions))"))
    #expect(bytes.count == 10 + length + 4 * shape.reduce(1, *))
    if layer == "softmax" {
      let sum = try folder.floats("x.npy").reduce(0.0) { $0 + Double($1) }
      #expect(abs(sum - 1) < 1e-5)
    }
  }

  @Test func exploringWithoutATerminalPrintsTheTable() throws {
    let folder = try CommandFolder()
    for arguments in ["photo.jpg", "explore photo.jpg", "--model v1.0 photo.jpg"] {
      let run = try folder.run(script: "\"$0\" \(arguments)")
      #expect(run.status == 0)
      #expect(run.text.contains("1,248,424"))
      #expect(run.text.components(separatedBy: "(untrained)").count >= 6)
    }
    try folder.write(try folder.read("photo.jpg"), "layers")
    #expect(try folder.run("./layers").text.contains("./layers: SqueezeNet"))
    #expect(try folder.run("explore", "layers").text.contains("layers: SqueezeNet"))
  }

  @Test func closedPipesAreQuiet() throws {
    let folder = try CommandFolder()
    let run = try folder.run(
      script: "for i in 1 2 3; do \"$0\" layers --format json | true; \"$0\" --help | true; done")
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
  }

  @Test func weightsAreInstalledListedAndUsed() throws {
    let folder = try CommandFolder()
    #expect(try folder.run("weights", "add", "v11.npz", "--origin", "a test").status == 0)
    #expect(try folder.run("weights", "add", "v11.npz").text.hasPrefix("Installed already"))
    let json = try folder.run("weights", "list", "--format", "json").output
    let object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    let entry = try #require((object["weights"] as? [[String: Any]])?.first)
    #expect(entry["architecture"] as? String == "v1.1")
    #expect(entry["origin"] as? String == "a test")
    #expect(entry["trained"] as? Bool == false)
    #expect((entry["sha256"] as? String)?.count == 64)
    #expect(try folder.run("weights", "list").text.contains("SqueezeNet v1.1, untrained"))
    #expect(try folder.run("weights", "convert", "v11.npz", "-o", "x.safetensors").status == 0)
    #expect(try folder.run("layers", "--weights", "x.safetensors").text.contains("1,235,496"))
  }

  @Test(arguments: [
    "", "explore", "layers", "classify", "why", "trace", "whatif", "compare", "filters", "profile",
    "activity", "dump", "export", "weights", "config",
  ])
  func helpShowsExamples(command: String) throws {
    let run = try CommandFolder().run(script: "\"$0\" \(command) --help")
    #expect(run.status == 0)
    #expect(run.text.contains("EXAMPLES:\n  sqz-tui "))
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func completionsNameTheCommands(shell: String) throws {
    let run = try CommandFolder().run("--generate-completion-script", shell)
    #expect(run.status == 0)
    for word in ["classify", "profile", "geometry", "torchvision"] {
      #expect(run.text.contains(word))
    }
  }
}
