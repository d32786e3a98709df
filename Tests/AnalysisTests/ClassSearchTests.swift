import Analysis
import SqueezeNet
import Testing

@Suite("Class search")
struct ClassSearchTests {
  private func names(_ text: String) -> [String] {
    ClassSearch.matches(text).map { ImageNetClasses.name(of: $0) }
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
    #expect(ClassSearch.matches("504").first == 504)
    #expect(ClassSearch.matches("").count == Architecture.classCount)
    #expect(ClassSearch.matches("no such thing").isEmpty)
  }

  @Test func strongerFirstAmongEquals() throws {
    var probabilities = [Float](repeating: 0, count: Architecture.classCount)
    let equals = ClassSearch.matches("terrier").filter {
      ImageNetClasses.name(of: $0).hasSuffix(" terrier")
    }
    let last = try #require(equals.last)
    #expect(equals.count > 5 && equals == equals.sorted())
    probabilities[last] = 0.5
    #expect(ClassSearch.matches("terrier", probabilities: probabilities).first == last)
  }

  @Test func onlyOne() {
    #expect(ClassSearch.only("espresso") == 967)
    #expect(ClassSearch.only("Cock") == 7)
    #expect(ClassSearch.only("967") == 967)
    #expect(ClassSearch.only("great wh") == 2)
    #expect(ClassSearch.only("shark") == nil)
    #expect(ClassSearch.only("1000") == nil)
    #expect(ClassSearch.only(" ") == nil)
  }
}
