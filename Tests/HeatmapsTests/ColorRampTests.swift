import Foundation
import Heatmaps
import Testing

@Suite struct ColorRampTests {
  /// Places and colours of matplotlib 3.11's tables, 0 … 255.
  static let places = [3, 40, 77, 101, 140, 178, 199, 230, 251]
  static let known: [(Colormap, [UInt32])] = [
    (
      .magma,
      [
        0x010108, 0x29115A, 0x651A80, 0x8B2981, 0xCA3E72, 0xF66E5C, 0xFD9668, 0xFECF92, 0xFCF6B8,
      ]
    ),
    (
      .viridis,
      [
        0x450559, 0x453781, 0x34608D, 0x2A778E, 0x1E9C89, 0x42BE71, 0x6ECE58, 0xBDDF26, 0xF4E61E,
      ]
    ),
    (
      .cividis,
      [
        0x002553, 0x273E6E, 0x50576C, 0x656870, 0x888578, 0xADA272, 0xC3B369, 0xE5CF52, 0xFDE334,
      ]
    ),
  ]

  @Test(arguments: known) func colormapsAreTheKnownOnes(_ map: Colormap, _ colors: [UInt32]) {
    for (place, color) in zip(Self.places, colors) {
      let found = ColorRamp.sequential(map).color(Double(place) / 255)
      let expected = RGB(hex: color)
      for (a, b) in [
        (found.red, expected.red), (found.green, expected.green), (found.blue, expected.blue),
      ] { #expect(abs(Int(a) - Int(b)) <= 8, "\(map) at \(place)") }
    }
  }

  /// CIE lightness, written down here on its own.
  private func lightness(_ color: RGB) -> Double {
    let linear = [color.red, color.green, color.blue].map { value in
      let share = Double(value) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    let y = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return y > 216.0 / 24389 ? 116 * cbrt(y) - 16 : y * 24389 / 27
  }

  @Test(arguments: Colormap.allCases) func lightnessRises(_ colormap: Colormap) {
    let colors = ColorRamp.sequential(colormap).colors(64).map(lightness)
    for (darker, lighter) in zip(colors, colors.dropFirst()) { #expect(darker < lighter) }
  }

  @Test(arguments: [false, true]) func bothSidesOfZeroAreEquallyStrong(_ onDark: Bool) {
    let ramp = ColorRamp.diverging(onDark: onDark)
    let zero = lightness(ramp.color(0.5))
    #expect(onDark ? zero < 5 : zero > 95)
    var before = 0.0
    for step in 1...32 {
      let (low, high) = (ramp.color(0.5 - Double(step) / 64), ramp.color(0.5 + Double(step) / 64))
      let (left, right) = (abs(lightness(low) - zero), abs(lightness(high) - zero))
      #expect(abs(left - right) < 5)
      #expect(min(left, right) > before)
      before = max(left, right) - 4
      if step > 4 {
        #expect(low.blue > low.red && high.red > high.blue, "blue below zero, orange above")
      }
    }
  }

  @Test func endsAndCounts() {
    let ramp = ColorRamp.sequential(.grey)
    #expect(ramp.color(-1) == ramp.color(0) && ramp.color(2) == ramp.color(1))
    #expect(ramp.colors(0).isEmpty && ramp.colors(1).count == 1)
    #expect(ramp.colors(3) == [ramp.color(0), ramp.color(0.5), ramp.color(1)])
    #expect(RGB(hex: 0x12ABEF).hex == 0x12ABEF)
  }
}

@Suite struct ValueScaleTests {
  @Test func signedValuesAreCentredOnZero() {
    let scale = ColorScale(
      ValueRange(minimum: -1, maximum: 3), colormap: .magma, signed: true, onDark: false)
    #expect(
      scale.ramp == .diverging(onDark: false) && scale.range == ValueRange(minimum: -3, maximum: 3))
    let values = scale.values
    #expect(values.place(0) == 0.5 && values.place(3) == 1 && values.place(-9) == 0)
    let plain = ColorScale(
      ValueRange(minimum: 0, maximum: 2), colormap: .magma, signed: false, onDark: false)
    #expect(plain.ramp == .sequential(.magma) && plain.values.place(1) == 0.5)
  }

  @Test func gammaBendsAwayFromTheStartOrFromZero() {
    let plain = ValueScale(ValueRange(minimum: 0, maximum: 4), gamma: 0.5)
    #expect([0, 1, 4].map { plain.place($0) } == [0, 0.5, 1])
    let signed = ValueScale(ValueRange(minimum: -4, maximum: 0), gamma: 0.5, signed: true)
    #expect([-4, -1, 0, 1, 4].map { signed.place($0) } == [0, 0.25, 0.5, 0.75, 1])
  }

  /// What is beyond an end has the end's place, also bent.
  @Test(arguments: [(1, false), (1, true), (0.5, false), (0.5, true)])
  func nothingIsBeyondTheEnds(_ gamma: Double, _ isSigned: Bool) {
    let scale = ValueScale(ValueRange(minimum: -2, maximum: 2), gamma: gamma, signed: isSigned)
    #expect([-9, -2, 2, 9].map { scale.place($0) } == [0, 0, 1, 1])
    #expect([-0.5, 0, 1, 1.5].map { scale.bent($0) } == [0, 0, 1, 1])
  }

  @Test func rangesWithoutExtent() {
    func place(_ value: Float, signed: Bool) -> Double? {
      ValueScale(ValueRange(minimum: value, maximum: value), signed: signed).place(value)
    }
    #expect(place(0, signed: false) == 0 && place(7, signed: false) == 0.5)
    #expect(place(0, signed: true) == 0.5)
    let wide = ValueScale(
      ValueRange(minimum: -.greatestFiniteMagnitude, maximum: .greatestFiniteMagnitude))
    #expect(wide.place(0) == 0.5 && wide.place(.nan) == nil && wide.place(.infinity) == nil)
    let colors = ColorScale(
      ValueRange(minimum: 0, maximum: 1), colormap: .grey, signed: false, onDark: true)
    #expect(colors.color(.nan) == colors.ramp.notFinite)
  }
}
