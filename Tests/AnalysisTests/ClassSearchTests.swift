import Analysis
import SqueezeNet
import Testing

@Suite("Class search")
struct ClassSearchTests {
  private let classes = ClassNames(of: .v10)

  private func names(_ text: String) -> [String] {
    ClassSearch.matches(text, among: classes).map { classes[$0] }
  }

  @Test func bestFirst() {
    // The name itself, then beginnings, then words, then anywhere.
    #expect(names("cock").first == "cock")
    #expect(names("cock").dropFirst().allSatisfy { $0.lowercased().contains("cock") })
    let shark = names("SHARK")
    #expect(Set(shark) == ["great white shark", "tiger shark"])
    let cats = names("cat")
    let begins = cats.prefix { $0.lowercased().hasPrefix("cat") }.count
    #expect(cats.dropFirst(begins).allSatisfy { !$0.lowercased().hasPrefix("cat") })
    #expect(cats.contains("tiger cat"))
    #expect(names("shark great") == ["great white shark"])
    #expect(names("  great   white ") == ["great white shark"])
  }

  @Test func numbersAndNothing() {
    #expect(ClassSearch.matches("504", among: classes).first == 504)
    #expect(ClassSearch.matches("", among: classes).count == 1000)
    #expect(ClassSearch.matches("no such thing", among: classes).isEmpty)
  }

  @Test func strongerFirstAmongEquals() throws {
    var probabilities = [Float](repeating: 0, count: 1000)
    let equals = ClassSearch.matches("terrier", among: classes).filter {
      classes[$0].hasSuffix(" terrier")
    }
    let last = try #require(equals.last)
    #expect(equals.count > 5 && equals == equals.sorted())
    probabilities[last] = 0.5
    #expect(
      ClassSearch.matches("terrier", among: classes, probabilities: probabilities).first == last)
  }

  @Test func onlyOne() {
    #expect(ClassSearch.only("espresso", among: classes) == 967)
    #expect(ClassSearch.only("Cock", among: classes) == 7)
    #expect(ClassSearch.only("967", among: classes) == 967)
    #expect(ClassSearch.only("great wh", among: classes) == 2)
    #expect(ClassSearch.only("shark", among: classes) == nil)
    #expect(ClassSearch.only("1000", among: classes) == nil)
    #expect(ClassSearch.only(" ", among: classes) == nil)
  }
}
