/// Keys of the menu of exports and of the file's name.
extension KeyBindings {
  static let exports: [Binding] = [
    Binding(.exportUp, [.exports], .exports, [.up], "export-up", "export above"),
    Binding(
      .exportDown, [.exports], .exports, [.down], "export-down", "export below", hint: "choose"),
    Binding(
      .chooseExport, [.exports], .exports, ExportKind.letters.map { .character($0) },
      "choose-export", "the export with that letter"),
    Binding(
      .acceptEntry, [.exports], .exports, [.enter], "accept-entry", "the marked export",
      hint: "name it"),
    Binding(
      .closeExports, [.exports], .exports, [.escape, "q"], "close-exports", "export nothing",
      hint: "back"),
    Binding(
      .scaleUp, [.exports], .exports, ["+", "="], "scale-up", "a larger picture", hint: "larger"),
    Binding(
      .scaleDown, [.exports], .exports, ["-"], "scale-down", "a smaller picture",
      hint: "smaller"),
    Binding(
      .exportLabels, [.exports], .exports, ["t"], "export-labels",
      "title and legend around the maps, or not", hint: "title"),
    Binding(
      .acceptExport, [.export], .export, [.enter], "accept-export", "write the file",
      hint: "write"),
    Binding(
      .abandonExport, [.export], .export, [.escape], "abandon-export", "write nothing",
      hint: "back"),
    Binding(
      .nextFormat, [.export], .export, [.tab], "next-format",
      "the next format, by the name's extension", hint: "format"),
    Binding(
      .overwrite, [.confirm], .export, ["y"], "overwrite", "overwrite the file that is there",
      hint: "overwrite"),
    Binding(
      .keepFile, [.confirm], .export, ["n", "q", .escape], "keep-file", "leave it as it is",
      hint: "leave it"),
  ]
}
