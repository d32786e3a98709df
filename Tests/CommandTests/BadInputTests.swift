import Foundation
import Testing

/// Bad input gets its exit status, one line, and leaves no file behind.
@Suite struct BadInputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let arguments: String
    let status: Int32
    /// What the line must name.
    let says: String
    var testDescription: String { arguments }

    init(_ arguments: String, _ status: Int32, _ says: String) {
      self.arguments = arguments
      self.status = status
      self.says = says
    }
  }

  static let cases: [Case] = [
    Case("", 64, "photo.jpg"),
    Case("missing.jpg", 66, "missing.jpg"),
    Case("classify missing.jpg", 66, "missing.jpg"),
    Case("classify folder", 66, "folder"),
    Case("classify empty.jpg", 65, "empty.jpg"),
    Case("classify text.jpg", 65, "text.jpg"),
    Case("classify short.jpg --strict", 65, "truncated"),
    Case("explore short.jpg --strict", 65, "truncated"),
    Case("classify photo.jpg --size 5 --geometry caffe", 64, "smallest"),
    Case("photo.jpg --size 5 --geometry paper", 64, "smallest"),
    Case("layers --size 9999", 64, "4096"),
    Case("layers --size 1x2x3", 64, "--size"),
    Case("layers --size -1", 64, "--size"),
    Case("classify photo.jpg --threads 0", 64, "--threads 0"),
    Case("classify photo.jpg --threads -1", 64, "--threads -1"),
    Case("classify photo.jpg --threads 100000", 64, "--threads"),
    Case("classify photo.jpg --top 0", 64, "--top 0"),
    Case("classify photo.jpg --top 65537", 64, "--top 65537"),
    Case("profile photo.jpg --runs 0", 64, "--runs 0"),
    Case("trace photo.jpg", 64, "layer"),
    Case("trace photo.jpg conv11", 64, "conv11"),
    Case("trace missing.jpg conv1", 66, "missing.jpg"),
    Case("trace photo.jpg conv1 --at 0,0,96 --model v1.0", 64, "channels 0 to 95"),
    Case("trace photo.jpg conv1 --at 113,0,0 --model v1.0", 64, "rows 0 to 111"),
    Case("trace photo.jpg input --at 0,0,3", 64, "channels 0 to 2"),
    Case("trace photo.jpg softmax --at 1000", 64, "channels 0 to 999"),
    Case("trace photo.jpg conv1 --at 5", 64, "row,column,channel"),
    Case("trace photo.jpg conv1 --at -1,0,0", 64, "row,column,channel"),
    Case("trace photo.jpg conv1 --at 1,2,3,4", 64, "row,column,channel"),
    Case("trace photo.jpg conv1 --at ,,", 64, "row,column,channel"),
    Case("trace photo.jpg conv1 --at 9999999999999999999,0,0", 64, "row,column,channel"),
    Case("trace photo.jpg conv1 --depth 0", 64, "--depth"),
    Case("trace photo.jpg conv1 --depth -1", 64, "--depth"),
    Case("trace photo.jpg conv1 --depth deep", 64, "--depth"),
    Case("trace photo.jpg conv1 --top -1", 64, "--top -1"),
    Case("filters fire4", 64, "fire4: it has no weights"),
    Case("filters input", 64, "input: it has no weights"),
    Case("filters fire99", 64, "fire99"),
    Case("filters conv1 --channels 96 --model v1.0", 64, "0 to 95"),
    Case("filters conv1 --channels x", 64, "--channels"),
    Case("filters conv1 --top 0", 64, "--top 0"),
    Case("layers --model v1.2", 64, "v1.2"),
    Case("layers --geometry round", 64, "round"),
    Case("layers --format xml", 64, "xml"),
    Case("layers extra", 64, "extra"),
    Case("explore photo.jpg --view x", 64, "of the following: layers, blocks, sheet, map, "),
    Case("classify", 64, "images"),
    Case("classify --nonsense photo.jpg", 64, "--nonsense"),
    Case("layers --weights missing.npz", 66, "missing.npz"),
    Case("layers --weights short.npz", 65, "short.npz"),
    Case("layers --weights text.jpg", 65, "text.jpg"),
    Case("layers --weights empty.jpg", 65, "empty.jpg"),
    Case("layers --weights folder", 66, "folder"),
    Case("layers --weights v11.npz --model v1.0", 65, "v1.1, not v1.0"),
    Case("weights add short.npz", 65, "short.npz"),
    Case("weights add missing.npz", 66, "missing.npz"),
    Case("weights convert v11.npz -o x.unknown", 64, "x.unknown"),
    Case("weights convert v11.npz -o none/x.npz", 73, "none/x.npz"),
    Case("weights convert v11.npz -o photo.npz/x.npz", 73, "photo.npz"),
    Case("weights convert short.npz -o x.npz", 65, "short.npz"),
    Case("profile photo.jpg --csv none/x.csv", 73, "none/x.csv"),
    Case("profile photo.jpg --csv text.jpg", 73, "exists"),
    Case("profile photo.jpg --csv folder", 73, "folder"),
    Case("dump photo.jpg conv1 -o none/x.npy", 73, "none/x.npy"),
    Case("dump photo.jpg conv1 -o text.jpg", 73, "exists"),
    Case("dump photo.jpg conv1 -o /dev/full", 73, "No space"),
    Case("dump photo.jpg conv11 -o x.npy", 64, "conv11"),
    Case("dump missing.jpg conv1 -o x.npy", 66, "missing.jpg"),
    Case("dump photo.jpg conv1", 64, "--output"),
    Case("export map photo.jpg --layer conv1 -o x.jpg", 64, ".png"),
    Case("export map photo.jpg --layer conv1 -o png", 64, ".png"),
    Case("export map photo.jpg -o x.png", 64, "--layer"),
    Case("export map photo.jpg --layer conv11 -o x.png", 64, "conv11"),
    Case("export map photo.jpg --layer conv1 --channel 96 -o x.png", 64, "0 to 95"),
    Case("export map photo.jpg --layer conv1 --channel -1 -o x.png", 64, "--channel"),
    Case("export map photo.jpg --layer softmax -o x.png", 64, "one value a channel"),
    Case("export map photo.jpg --layer conv1 --scale 0 -o x.png", 64, "--scale 0"),
    Case("export map photo.jpg --layer conv1 --scale 1024 -o x.png", 64, "smaller scale"),
    Case("export map photo.jpg --layer conv1 --range 2:1 -o x.png", 64, "--range"),
    Case("export map photo.jpg --layer conv1 --gamma 0 -o x.png", 64, "--gamma"),
    Case("export map photo.jpg --layer conv1 --colormap jet -o x.png", 64, "jet"),
    Case("export map missing.jpg --layer conv1 -o x.png", 66, "missing.jpg"),
    Case("export map text.jpg --layer conv1 -o x.png", 65, "text.jpg"),
    Case("export map photo.jpg --layer conv1 -o none/x.png", 73, "none/x.png"),
    Case("export map photo.jpg --layer conv1 -o /dev/full", 64, ".png"),
    Case("export overlay photo.jpg --layer input -o x.png", 64, "the input is the photo"),
    Case("export overlay photo.jpg --layer conv1 --opacity 2 -o x.png", 64, "--opacity"),
    Case("export class-map photo.jpg --class zebrafish -o x.png", 64, "zebrafish"),
    Case("export class-map photo.jpg --class shark -o x.png", 64, "great white shark"),
    Case("export class-map photo.jpg --class 1000 -o x.png", 64, "1000"),
    Case("export kernels --layer fire4 -o x.png", 64, "has no kernels"),
    Case("export kernels --layer input -o x.png", 64, "has no kernels"),
    Case("export kernels --layer fire4/expand3x3 -o x.png", 64, "choose one of its channels"),
    Case("export kernels --layer conv1 --channel 96 --model v1.0 -o x.png", 64, "0 to 95"),
    Case("export kernels --layer conv1 --channel -1 -o x.png", 64, "--channel"),
    Case("export kernels --layer conv1 --sort size -o x.png", 64, "size"),
    Case("export kernels --layer conv1 -o x.svg", 64, ".png"),
    Case("export difference photo.jpg --layer conv1 -o x.png", 64, "--other-geometry"),
    Case("export difference photo.jpg photo.jpg --layer conv11 -o x.png", 64, "conv11"),
    Case(
      "export difference photo.jpg photo.jpg --layer conv1 --channel 96 --model v1.0 -o x.png", 64,
      "0 to 95"),
    Case(
      "export difference photo.jpg --other-model v1.1 --model v1.0 --layer conv1 -o x.png", 64,
      "trained apart"),
    Case("export difference photo.jpg photo.jpg --layer softmax -o x.png", 64, "no map"),
    Case("export difference photo.jpg photo.jpg --layer conv1 --channel max -o x.png", 64, "max"),
    Case("export difference photo.jpg missing.jpg --layer conv1 -o x.png", 66, "missing.jpg"),
    Case("export map photo.jpg --layer conv1 --off conv1:96 --model v1.0 -o x.png", 64, "0 to 95"),
    Case("why photo.jpg --class zebrafish", 64, "zebrafish"),
    Case("why photo.jpg --class shark", 64, "great white shark"),
    Case("why photo.jpg --top 513", 64, "--top 513"),
    Case("why photo.jpg --against zebrafish", 64, "--against 'zebrafish'"),
    Case("why photo.jpg --class 7 --against 7", 64, "the class itself"),
    Case("export class-map photo.jpg --class 7 --against 7 -o x.png", 64, "the class itself"),
    Case("sensitivity photo.jpg --square 0", 64, "--square 0"),
    Case("sensitivity photo.jpg --square 5000", 64, "--square 5000"),
    Case("sensitivity missing.jpg", 66, "missing.jpg"),
    Case("why text.jpg", 65, "text.jpg"),
    Case("whatif photo.jpg", 64, "--off or --occlude"),
    Case("whatif photo.jpg --off fire4", 64, "layer:channels"),
    Case("whatif photo.jpg --off fire10:1", 64, "fire10"),
    Case("whatif photo.jpg --off softmax:1", 64, "softmax"),
    Case("whatif photo.jpg --off input:1", 64, "input"),
    Case("whatif photo.jpg --off conv1:96", 64, "0 to 95"),
    Case("whatif photo.jpg --off conv1:", 64, "no list of channels"),
    Case("whatif photo.jpg --occlude 1,2", 64, "column,row,side"),
    Case("whatif photo.jpg --occlude 1,2,0", 64, "column,row,side"),
    Case("whatif photo.jpg --occlude 900,2,5", 64, "outside"),
    Case("whatif missing.jpg --off conv1:1", 66, "missing.jpg"),
    Case("compare photo.jpg", 64, "--other-geometry"),
    Case("compare photo.jpg missing.jpg", 66, "missing.jpg"),
    Case("compare text.jpg photo.jpg", 65, "text.jpg"),
    Case("compare photo.jpg --other-weights none.npz", 66, "none.npz"),
    Case("compare photo.jpg --other-weights v11.npz --other-model v1.0", 65, "v11.npz"),
    Case("compare photo.jpg --geometry paper --other-size 3", 64, "size"),
    Case("compare photo.jpg --off conv1:96", 64, "0 to 95"),
    Case("why missing.jpg --class 3", 66, "missing.jpg"),
    Case("export sheet photo.jpg --layer conv1 --columns 0 -o x.png", 64, "--columns 0"),
    Case("export sheet photo.jpg --layer conv1 --sort size -o x.png", 64, "size"),
    Case("export sheet photo.jpg --layer fire4 --sort contribution -o x.png", 64, "--sort effect"),
    Case(
      "export sheet photo.jpg --layer conv10 --sort effect -o x.png", 64, "layers before conv10"),
    Case("export sheet photo.jpg --layer conv1 --class 3 -o x.png", 64, "--sort contribution"),
    Case("export sheet photo.jpg --layer fire9 --sort effect --class zz -o x.png", 64, "zz"),
    Case("photo.jpg --colors 7", 64, "7"),
    Case("photo.jpg --background grey", 64, "grey"),
    Case("photo.jpg --slow-motion 11", 64, "--slow-motion 11"),
    Case("config --threads 0", 64, "--threads 0"),
    Case("config init -o none/x.toml", 73, "none/x.toml"),
    Case("config init -o text.jpg", 73, "exists"),
    Case("export screen photo.jpg -o x.png", 64, ".svg"),
    Case("export screen photo.jpg --rows 0 -o x.svg", 64, "--rows 0"),
    Case("export screen photo.jpg --view maps -o x.svg", 64, "maps"),
    Case("export screen photo.jpg --layer input -o x.svg", 64, "input"),
    Case("export screen photo.jpg --layer conv1 --channel 96 -o x.svg", 64, "0 to 95"),
    Case("export screen photo.jpg --keys 'a Hop' -o x.svg", 64, "Hop"),
    Case("export profile photo.jpg --runs 0 -o x.csv", 64, "--runs 0"),
    Case("export activations photo.jpg -o x.npy", 64, ".npz"),
    Case("export activations photo.jpg --layer conv1 -o x.npz", 64, ".npy"),
    Case("export activations photo.jpg -o folder", 64, ".npz"),
  ]

  @Test(arguments: cases) func endsWithOneLine(_ bad: Case) throws {
    let folder = try CommandFolder()
    let text = try folder.read("text.jpg")
    let before = folder.names
    let arguments = bad.arguments.isEmpty ? "" : " \(bad.arguments)"
    let run = try folder.run(script: "\"$0\"\(arguments)")
    #expect(run.status == bad.status)
    #expect(run.hasOneErrorLine, "\(run.errors)")
    // Names aside: any terminal shows it, and a list of values has no runs of blanks.
    #expect(run.errors.allSatisfy(\.isASCII) && !run.errors.contains("  "))
    #expect(run.errors.contains(bad.says), "\(run.errors)")
    #expect(run.output.isEmpty)
    #expect(folder.names.subtracting([".output", ".errors"]) == before)
    #expect(try folder.read("text.jpg") == text)
  }

  @Test func aTruncatedImageIsShownAndSaidToBe() throws {
    let folder = try CommandFolder()
    let run = try folder.run("classify", "short.jpg")
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    #expect(run.text.contains("short.jpg, truncated"))
  }

  @Test func oneBadImageLeavesTheOthers() throws {
    let folder = try CommandFolder()
    let run = try folder.run(
      "classify", "photo.jpg", "text.jpg", "missing.jpg", "short.jpg", "--top", "1", "--format",
      "csv")
    #expect(run.status == 65, "the first failure's")
    #expect(run.errorLines.count == 4, "two failures, and one that is truncated")
    let rows = run.text.components(separatedBy: "\r\n").dropFirst().filter { !$0.isEmpty }
    #expect(rows.map { $0.prefix { $0 != "," } } == ["photo.jpg", "short.jpg"])
  }

  @Test func hostileNamesStayOnOneLine() throws {
    let folder = try CommandFolder()
    let run = try folder.run("classify", "a\n\u{1B}[31mb")
    #expect(run.status == 66)
    #expect(run.hasOneErrorLine)
    #expect(!run.errors.contains("\u{1B}"))
  }
}
