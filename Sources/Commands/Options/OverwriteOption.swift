import ArgumentParser

struct OverwriteOption: ParsableArguments {
  @Flag(help: "Replace the output file when it exists.")
  var force = false
}
