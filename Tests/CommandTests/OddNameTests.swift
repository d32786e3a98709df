import Foundation
import Testing

/// File names are bytes: these are no UTF-8, or look like what stands for such bytes inside.
@Suite struct OddNameTests {
  static let names = ["caf\\351", "\\377\\376", "\\364\\217\\272\\251", "e\\314\\201"]

  /// Shell words: `$1` is the name, which `printf` makes of octal numbers.
  private func run(_ name: String, _ script: String) throws -> (CommandFolder, CommandRun) {
    let folder = try CommandFolder()
    return (folder, try folder.run(script: "n=$(printf '\(name)'); " + script))
  }

  @Test(arguments: names) func theFilesOfTheseNamesAreReadAndWritten(_ name: String) throws {
    let (_, run) = try run(
      name,
      """
      set -e
      cp photo.jpg "$n.png"; cp v11.npz "$n.npz"; echo 'model = "v1.1"' > "$n.toml"
      "$0" classify "$n.png" --weights "$n.npz" --config "$n.toml" --top 1 > /dev/null
      "$0" dump "$n.png" conv1 -o "$n.npy"
      "$0" profile "$n.png" --runs 1 --csv="$n.csv" > /dev/null
      "$0" export map "$n.png" --layer conv1 -o "$n-map.png"
      "$0" weights convert "$n.npz" -o "$n.safetensors"
      "$0" compare "$n.png" --other-weights "$n.safetensors" > /dev/null
      rm "$n.png" "$n.npz" "$n.toml" "$n.npy" "$n.csv" "$n-map.png" "$n.safetensors"
      ls
      """)
    #expect(run.errors == "" && run.status == 0)
    #expect(run.text == "empty.jpg\nfolder\nphoto.jpg\nshort.jpg\nshort.npz\ntext.jpg\nv11.npz\n")
  }

  @Test(arguments: names) func foldersOfTheUserMayHaveSuchNames(_ name: String) throws {
    let (_, run) = try run(
      name,
      """
      set -e
      unset XDG_DATA_HOME XDG_CONFIG_HOME; mkdir "$n"; export HOME="$PWD/$n"
      "$0" weights add v11.npz > /dev/null
      test -f "$n/.local/share/sqz-tui/weights/v11.npz"
      "$0" weights add v11.npz
      "$0" config init > /dev/null
      cp v11.npz "$n/.config/sqz-tui/"
      echo 'weights = "v11.npz"' > "$("$0" config path)"
      "$0" layers | head -n 1
      """)
    #expect(run.errors == "" && run.status == 0)
    #expect(run.text.hasPrefix("Installed already"))
    #expect(run.text.contains("SqueezeNet v1.1"))
  }

  /// What is no UTF-8 is shown as such, in whatever part of the line it was.
  @Test(arguments: [
    "classify \"$n\"", "dump photo.jpg \"$n\" -o -", "layers --model \"$n\"", "layers \"--$n\"",
  ])
  func messagesShowReplacementSigns(_ command: String) throws {
    let (_, run) = try run("caf\\351", "\"$0\" \(command)")
    #expect([64, 66].contains(run.status) && run.hasOneErrorLine)
    #expect(run.errors.contains("caf\u{FFFD}"))
  }
}
