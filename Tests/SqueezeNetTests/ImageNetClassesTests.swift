import SqueezeNet
import Testing

@Suite("ImageNet classes")
struct ImageNetClassesTests {
  @Test func everyClassHasItsOwnName() {
    #expect(ImageNetClasses.all.count == 1000)
    #expect(Set(ImageNetClasses.all.map { $0.lowercased() }).count == 1000)
    #expect(ImageNetClasses.all.allSatisfy { !$0.isEmpty && $0.first != " " && $0.last != " " })
  }

  /// From ILSVRC 2012's own list of synsets.
  @Test(
    arguments: [
      (0, "tench"), (134, "crane (bird)"), (207, "golden retriever"), (281, "tabby"),
      (285, "Egyptian cat"), (504, "coffee mug"), (517, "crane (machine)"), (967, "espresso"),
      (999, "toilet tissue"),
    ])
  func known(_ index: Int, _ name: String) {
    #expect(ClassNames(of: .v10)[index] == name)
  }

  @Test func noClass() {
    #expect(ClassNames(of: .v10)[-1] == "class -1")
    #expect(ClassNames(of: .v10)[1000] == "class 1000")
  }
}
