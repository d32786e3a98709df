import ArgumentParser

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write what the explorer shows: pictures, screens, numbers.",
    discussion: """
      The output's extension says the format. A file is there whole or not at all.

      EXAMPLES:
        sqz-tui export map photo.jpg --layer fire4/expand3x3 --channel 17 -o map.png
        sqz-tui export sheet photo.jpg --layer conv1 -o sheet.png
        sqz-tui export class-map photo.jpg --class espresso -o why.png
        sqz-tui export screen photo.jpg --columns 100 --rows 30 -o screen.svg
        sqz-tui export diagram photo.jpg --layer fire2 -o fire2.svg
        sqz-tui export lesson photo.jpg --lesson fire-block -o lesson.svg
        sqz-tui export activations photo.jpg -o pass.npz
      """,
    subcommands: [
      ExportMapCommand.self, ExportSheetCommand.self, ExportOverlayCommand.self,
      ExportClassMapCommand.self, ExportSensitivityCommand.self, ExportKernelsCommand.self,
      ExportDifferenceCommand.self, ExportScreenCommand.self, ExportLessonCommand.self,
      ExportDiagramCommand.self, ExportProfileCommand.self,
      ExportActivationsCommand.self,
    ])
}
