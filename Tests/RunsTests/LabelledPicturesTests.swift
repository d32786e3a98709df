import Files
import SqueezeNet
import Testing

@testable import Runs

/// Photos whose folders are their classes.
@Suite struct LabelledPicturesTests {
  private func network(_ names: [String]?, classes: Int = 2) throws -> Network {
    var architecture = Architecture.v11
    architecture.classCount = classes
    return try Network(
      architecture: architecture, paddingConvention: .keras,
      classes: ClassNames(count: classes, names: names))
  }

  @Test func foldersAreClassesByNameOrInTheirOrder() throws {
    let paths: [Path] = ["b/hot_dog/1.jpg", "a/bun/2.jpg", "b/hot_dog/3.jpg"]
    let named = try LabelledPictures(paths, for: network(["Hot dog", "bun"]))
    #expect(named.pictures.map(\.path) == paths && named.pictures.map(\.truth) == [0, 1, 0])
    let numbered = try LabelledPictures(paths, for: network(nil))
    #expect(numbered.pictures.map(\.truth) == [1, 0, 1])
    #expect(numbered.classes[1] == "hot_dog" && numbered.notes.count == 1)
  }

  @Test func othersAreRefusedInOneLine() throws {
    let network = try network(["hot dog", "bun"])
    for (path, part) in [("x/cat/1.jpg", "cat is none"), ("1.jpg", "'sqz-tui FOLDER'")] {
      #expect { try LabelledPictures([Path(path)], for: network) } throws: {
        ($0 as? Failure)?.line.contains(part) == true
      }
    }
  }
}
