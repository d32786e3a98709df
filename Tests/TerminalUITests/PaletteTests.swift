import Foundation
import TestSupport
import Testing

@testable import Heatmaps
@testable import TerminalUI

/// The xterm palette and CIE lightness, written down here independently of the module.
private func xterm(_ index: UInt8) -> [Double] {
  if index >= 232 { return Array(repeating: Double(8 + 10 * Int(index - 232)), count: 3) }
  let cube: [Double] = [0, 95, 135, 175, 215, 255]
  let place = Int(index) - 16
  return [cube[place / 36], cube[(place / 6) % 6], cube[place % 6]]
}

private func luminance(_ index: UInt8) -> Double {
  let linear = xterm(index).map { value in
    let share = value / 255
    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
  }
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

private func lightness(_ index: UInt8) -> Double {
  let y = luminance(index)
  return y > 216.0 / 24389 ? 116 * cbrt(y) - 16 : y * 24389 / 27
}

@Test(arguments: Colormap.allCases)
func lightnessRisesWithEveryStepOfARamp(_ colormap: Colormap) {
  let ramp = Palette.ramp(.sequential(colormap))
  #expect(ramp.count >= 9)
  #expect(ramp.allSatisfy { $0 >= 16 })
  for (darker, lighter) in zip(ramp, ramp.dropFirst()) {
    #expect(lightness(darker) < lightness(lighter), "\(darker) before \(lighter)")
  }
  #expect(!ramp.contains(Palette.notFinite(.sequential(colormap))))
}

@Test(arguments: [false, true]) func divergingRampsAreEvenOnBothSides(_ onDark: Bool) {
  let ramp = Palette.ramp(.diverging(onDark: onDark))
  let middle = ramp.count / 2
  #expect(ramp.count % 2 == 1 && ramp[middle] == (onDark ? 16 : 231))
  for side in [Array(ramp[...middle].reversed()), Array(ramp[middle...])] {
    for (nearer, farther) in zip(side, side.dropFirst()) {
      #expect((lightness(nearer) < lightness(farther)) == onDark)
    }
  }
  for distance in 1...middle {
    let (low, high) = (ramp[middle - distance], ramp[middle + distance])
    #expect(abs(lightness(low) - lightness(high)) < 10)
    #expect(xterm(low)[2] > xterm(low)[0] && xterm(high)[0] > xterm(high)[2])
  }
  #expect(!ramp.contains(Palette.notFinite(.diverging(onDark: onDark))))
}

@Test func colorsOfThePaletteAreXterms() {
  for index in UInt8(16)...255 {
    let rgb = Palette.rgb(index)
    let expected = xterm(index)
    #expect(rgb.map { [Double($0.red), Double($0.green), Double($0.blue)] } == expected)
  }
  #expect(Palette.rgb(15) == nil)
}

/// OKLab (Ottosson 2020) of a colour, 0 … 255 each: lightness, chroma and hue in degrees.
private func oklch(_ color: [Double]) -> (lightness: Double, chroma: Double, hue: Double) {
  let linear = color.map { value in
    let share = value / 255
    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
  }
  func product(_ row: [Double], _ values: [Double]) -> Double {
    zip(row, values).reduce(0) { $0 + $1.0 * $1.1 }
  }
  let cones = [
    [0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
  ].map { cbrt(product($0, linear)) }
  let a = product([1.9779984951, -2.4285922050, 0.4505937099], cones)
  let b = product([0.0259040371, 0.7827717662, -0.8086757660], cones)
  return (
    product([0.2104542553, 0.7936177850, -0.0040720468], cones), hypot(a, b),
    (atan2(b, a) * 180 / .pi + 360).truncatingRemainder(dividingBy: 360)
  )
}

private func between(_ hue: Double, _ other: Double) -> Double {
  let distance = abs(hue - other)
  return min(distance, 360 - distance)
}

private func parts(_ color: RGB) -> [Double] {
  [Double(color.red), Double(color.green), Double(color.blue)]
}

/// A step of 256 colours is as the true colour at its place: no grey cell in a coloured ramp, and no
/// other hue. Near black the eye sees neither.
@Test(
  arguments: Colormap.allCases.map(ColorRamp.sequential) + [
    .diverging(onDark: false), .diverging(onDark: true),
  ])
func rampsKeepTheirHue(_ ramp: ColorRamp) {
  let steps = Palette.ramp(ramp)
  for (step, color) in zip(steps, ramp.colors(steps.count)) {
    let (found, wanted) = (oklch(xterm(step)), oklch(parts(color)))
    guard wanted.chroma > 0.03, wanted.lightness > 0.15 else { continue }
    #expect(found.chroma > wanted.chroma / 2, "\(step) is grey")
    #expect(between(found.hue, wanted.hue) < 40, "\(step) is of another hue")
  }
}

/// What the palette has stays; of tints the hue is kept better than by the distance in RGB, which
/// is off by 12.7° on average.
@Test func nearestColorKeepsTheHue() {
  for index in UInt8(16)...255 {
    let found = Palette.rgb(index).map { xterm(Palette.nearest($0)) }
    #expect(found == xterm(index))
  }
  var generator = SplitMix(seed: 7)
  var hues: [Double] = []
  for _ in 0..<800 {
    let grey = UInt8(20 + generator.next() % 200)
    let share = Double(generator.next() % 1000) / 1000
    let ramps: [ColorRamp] = [.sequential(.magma), .sequential(.viridis), .diverging(onDark: true)]
    let tint = RGB(red: grey, green: grey, blue: grey)
      .mixed(with: ramps[Int(generator.next() % 3)].color(share), share: 0.85 * share)
    let (wanted, found) = (oklch(parts(tint)), oklch(xterm(Palette.nearest(tint))))
    #expect(abs(found.lightness - wanted.lightness) < 0.12)
    if wanted.chroma > 0.04, found.chroma > wanted.chroma / 2 {
      hues.append(between(found.hue, wanted.hue))
    }
  }
  #expect(hues.reduce(0, +) / Double(hues.count) < 10)
}

/// The indices that accents use on 256 colours: 3:1 is what WCAG asks of large text and graphics.
@Test(arguments: [28, 31, 130, 160] as [UInt8])
func accentsReadOnBlackAndOnWhite(_ index: UInt8) {
  #expect((luminance(index) + 0.05) / 0.05 >= 3)
  #expect(1.05 / (luminance(index) + 0.05) >= 3)
}
