import Testing

@testable import TextFormats

@Test(arguments: [
  (0.0, "0"), (0.4119, "0.412"), (14.214, "14.21"), (-131.69, "-131.7"), (9.9996, "10.00"),
  (123_456, "123456"), (0.0001, "1.0e-4"), (-0.000_099_6, "-1.0e-4"), (2.5e9, "2.5e9"),
  (9.99e12, "1.0e13"), (.infinity, "inf"), (3.4e38, "3.4e38"),
])
func valuesHaveAboutFourDigits(_ value: Double, _ text: String) {
  #expect(Numbers.value(value) == text)
  #expect(Numbers.value(value).count <= 7)
}

@Test(arguments: [
  (0.0, "0.00"), (580_000, "0.58"), (12_404_999, "12.40"), (999_994_000, "999.99"),
  (999_995_000, "1000.0"), (1_234_560_000, "1234.6"), (99_999_000_000, "99999"),
])
func millisecondsFitSixColumns(_ nanoseconds: Double, _ text: String) {
  #expect(Numbers.milliseconds(nanoseconds) == text)
  #expect(Numbers.milliseconds(nanoseconds).count <= 6)
}

@Test(arguments: [
  (0, "0"), (999, "999"), (1000, "1 k"), (934_400, "934 k"), (999_499, "999 k"),
  (999_500, "1.0 M"), (111_513_600, "111.5 M"), (999_949_999, "999.9 M"),
  (999_950_000, "1.00 G"), (261_000_000_000, "261 G"),
])
func macsHaveAUnit(_ count: Int, _ text: String) {
  #expect(Numbers.macs(count) == text)
  #expect(Numbers.macs(count).count <= 8)
}

@Test func countsHaveThousandsSeparators() {
  #expect(Numbers.count(1_248_424) == "1,248,424")
  #expect(Numbers.count(-1000) == "-1,000")
  #expect(Numbers.count(999) == "999")
}

@Test func sharesAreNeverRoundedToNoneOrAll() {
  #expect(Numbers.percent(0) == "0%")
  #expect(Numbers.percent(0.001) == "1%")
  #expect(Numbers.percent(0.634) == "63%")
  #expect(Numbers.percent(0.999) == "99%")
  #expect(Numbers.percent(1) == "100%")
}

@Test func bytesAndRates() {
  #expect(Numbers.bytes(4_730_688) == "4.7 MB")
  #expect(Numbers.bytes(387_200) == "387.2 kB")
  #expect(Numbers.bytes(512) == "512 B")
  #expect(Numbers.rate(macs: 111_513_600, nanoseconds: 1_820_000) == "61.3")
  #expect(Numbers.rate(macs: 261_000_000, nanoseconds: 1_000_000) == "261")
  #expect(Numbers.rate(macs: 0, nanoseconds: 5) == "")
  #expect(Numbers.rate(macs: 5, nanoseconds: 0) == "")
}

@Test func numbersTakeTheDigitsThatFit() {
  let cases: [(Double, Int, String?)] = [
    (146.4, 5, "146.4"), (146.4, 4, "146"), (146.4, 3, "146"), (146.4, 2, nil), (0, 1, "0"),
    (14.21, 4, "14.2"), (0.4237, 4, "0.42"), (0.4237, 3, ".42"), (-0.3, 3, "-.3"),
    (-0.26, 4, "-.26"), (1299, 4, "1299"), (1299, 3, nil), (0.0004, 3, ".00"), (0.0004, 1, nil),
    (.nan, 3, "nan"), (-.infinity, 3, nil),
  ]
  for (value, width, expected) in cases {
    #expect(Numbers.value(value, within: width) == expected, "\(value) in \(width)")
  }
}
