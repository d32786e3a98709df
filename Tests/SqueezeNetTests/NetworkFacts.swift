// Written by Scripts/goldens/facts.py; not by hand.

import SqueezeNet

struct SizeFact: Sendable {
  let architecture: Architecture
  let paddingConvention: PaddingConvention
  let height: Int
  let width: Int
  let macs: Int
  /// Height and width of conv1, the three poolings and conv10.
  let shapes: String

  init(
    _ architecture: Architecture, _ paddingConvention: PaddingConvention, height: Int, width: Int,
    macs: Int,
    shapes: String
  ) {
    self.architecture = architecture
    self.paddingConvention = paddingConvention
    self.height = height
    self.width = width
    self.macs = macs
    self.shapes = shapes
  }
}

struct FieldFact: Sendable {
  let architecture: Architecture
  let paddingConvention: PaddingConvention
  let layer: String
  let field: ReceptiveField

  init(
    _ architecture: Architecture, _ paddingConvention: PaddingConvention, _ layer: String,
    _ size: Int,
    _ stride: Int, _ top: Int, _ left: Int
  ) {
    self.architecture = architecture
    self.paddingConvention = paddingConvention
    self.layer = layer
    field = ReceptiveField(size: size, stride: stride, top: top, left: left)
  }
}

enum NetworkFacts {
  static let smallestSides: [(Architecture, PaddingConvention, Int)] = [
    (.v10, .keras, 1),
    (.v10, .paper, 21),
    (.v10, .caffe, 21),
    (.v10, .torchvision, 21),
    (.v11, .keras, 1),
    (.v11, .paper, 17),
    (.v11, .caffe, 17),
    (.v11, .torchvision, 17),
  ]

  static let sizes: [SizeFact] = [
    SizeFact(
      .v10, .keras, height: 224, width: 224, macs: 887_513_088,
      shapes: "112x112 56x56 28x28 14x14 14x14"),
    SizeFact(
      .v10, .keras, height: 65, width: 65, macs: 89_720_096,
      shapes: "33x33 17x17 9x9 5x5 5x5"),
    SizeFact(
      .v10, .keras, height: 97, width: 130, macs: 246_639_392,
      shapes: "49x65 25x33 13x17 7x9 7x9"),
    SizeFact(
      .v10, .keras, height: 300, width: 451, macs: 2_434_980_736,
      shapes: "150x226 75x113 38x57 19x29 19x29"),
    SizeFact(
      .v10, .keras, height: 1, width: 1, macs: 1_244_448,
      shapes: "1x1 1x1 1x1 1x1 1x1"),
    SizeFact(
      .v10, .paper, height: 227, width: 227, macs: 832_667_936,
      shapes: "111x111 55x55 27x27 13x13 13x13"),
    SizeFact(
      .v10, .paper, height: 65, width: 65, macs: 56_808_064,
      shapes: "30x30 15x15 7x7 3x3 3x3"),
    SizeFact(
      .v10, .paper, height: 97, width: 130, macs: 189_011_584,
      shapes: "46x62 23x31 11x15 5x7 5x7"),
    SizeFact(
      .v10, .paper, height: 300, width: 451, macs: 2_263_232_160,
      shapes: "147x223 73x111 36x55 18x27 18x27"),
    SizeFact(
      .v10, .paper, height: 21, width: 21, macs: 4_528_128,
      shapes: "8x8 4x4 2x2 1x1 1x1"),
    SizeFact(
      .v10, .caffe, height: 227, width: 227, macs: 861_339_936,
      shapes: "111x111 55x55 27x27 13x13 15x15"),
    SizeFact(
      .v10, .caffe, height: 65, width: 65, macs: 65_000_064,
      shapes: "30x30 15x15 7x7 3x3 5x5"),
    SizeFact(
      .v10, .caffe, height: 97, width: 130, macs: 203_347_584,
      shapes: "46x62 23x31 11x15 5x7 7x9"),
    SizeFact(
      .v10, .caffe, height: 300, width: 451, macs: 2_311_360_160,
      shapes: "147x223 73x111 36x55 18x27 20x29"),
    SizeFact(
      .v10, .caffe, height: 21, width: 21, macs: 8_624_128,
      shapes: "8x8 4x4 2x2 1x1 3x3"),
    SizeFact(
      .v10, .torchvision, height: 224, width: 224, macs: 818_924_576,
      shapes: "109x109 54x54 27x27 13x13 13x13"),
    SizeFact(
      .v10, .torchvision, height: 65, width: 65, macs: 56_808_064,
      shapes: "30x30 15x15 7x7 3x3 3x3"),
    SizeFact(
      .v10, .torchvision, height: 97, width: 130, macs: 189_011_584,
      shapes: "46x62 23x31 11x15 5x7 5x7"),
    SizeFact(
      .v10, .torchvision, height: 300, width: 451, macs: 2_263_232_160,
      shapes: "147x223 73x111 36x55 18x27 18x27"),
    SizeFact(
      .v10, .torchvision, height: 21, width: 21, macs: 4_528_128,
      shapes: "8x8 4x4 2x2 1x1 1x1"),
    SizeFact(
      .v11, .keras, height: 224, width: 224, macs: 387_358_720,
      shapes: "112x112 56x56 28x28 14x14 14x14"),
    SizeFact(
      .v11, .keras, height: 65, width: 65, macs: 44_120_768,
      shapes: "33x33 17x17 9x9 5x5 5x5"),
    SizeFact(
      .v11, .keras, height: 97, width: 130, macs: 115_814_080,
      shapes: "49x65 25x33 13x17 7x9 7x9"),
    SizeFact(
      .v11, .keras, height: 300, width: 451, macs: 1_074_984_192,
      shapes: "150x226 75x113 38x57 19x29 19x29"),
    SizeFact(
      .v11, .keras, height: 1, width: 1, macs: 1_231_552,
      shapes: "1x1 1x1 1x1 1x1 1x1"),
    SizeFact(
      .v11, .paper, height: 227, width: 227, macs: 387_747_520,
      shapes: "113x113 56x56 28x28 14x14 14x14"),
    SizeFact(
      .v11, .paper, height: 65, width: 65, macs: 31_621_120,
      shapes: "32x32 16x16 8x8 4x4 4x4"),
    SizeFact(
      .v11, .paper, height: 97, width: 130, macs: 94_863_360,
      shapes: "48x64 24x32 12x16 6x8 6x8"),
    SizeFact(
      .v11, .paper, height: 300, width: 451, macs: 1_008_809_408,
      shapes: "149x225 74x112 37x56 18x28 18x28"),
    SizeFact(
      .v11, .paper, height: 17, width: 17, macs: 1_976_320,
      shapes: "8x8 4x4 2x2 1x1 1x1"),
    SizeFact(
      .v11, .caffe, height: 227, width: 227, macs: 387_747_520,
      shapes: "113x113 56x56 28x28 14x14 14x14"),
    SizeFact(
      .v11, .caffe, height: 65, width: 65, macs: 31_621_120,
      shapes: "32x32 16x16 8x8 4x4 4x4"),
    SizeFact(
      .v11, .caffe, height: 97, width: 130, macs: 94_863_360,
      shapes: "48x64 24x32 12x16 6x8 6x8"),
    SizeFact(
      .v11, .caffe, height: 300, width: 451, macs: 1_008_809_408,
      shapes: "149x225 74x112 37x56 18x28 18x28"),
    SizeFact(
      .v11, .caffe, height: 17, width: 17, macs: 1_976_320,
      shapes: "8x8 4x4 2x2 1x1 1x1"),
    SizeFact(
      .v11, .torchvision, height: 224, width: 224, macs: 349_151_936,
      shapes: "111x111 55x55 27x27 13x13 13x13"),
    SizeFact(
      .v11, .torchvision, height: 65, width: 65, macs: 31_621_120,
      shapes: "32x32 16x16 8x8 4x4 4x4"),
    SizeFact(
      .v11, .torchvision, height: 97, width: 130, macs: 94_863_360,
      shapes: "48x64 24x32 12x16 6x8 6x8"),
    SizeFact(
      .v11, .torchvision, height: 300, width: 451, macs: 1_008_809_408,
      shapes: "149x225 74x112 37x56 18x28 18x28"),
    SizeFact(
      .v11, .torchvision, height: 17, width: 17, macs: 1_976_320,
      shapes: "8x8 4x4 2x2 1x1 1x1"),
  ]

  /// Size, stride, top and left of each layer's units at an input of this size.
  static let fieldSize = InputSize(height: 640, width: 651)
  static let fields: [FieldFact] = [
    FieldFact(.v10, .keras, "conv1", 7, 2, -2, -3),
    FieldFact(.v10, .keras, "maxpool1", 11, 4, -2, -3),
    FieldFact(.v10, .keras, "fire2/squeeze1x1", 11, 4, -2, -3),
    FieldFact(.v10, .keras, "fire2/expand1x1", 11, 4, -2, -3),
    FieldFact(.v10, .keras, "fire2/expand3x3", 19, 4, -6, -7),
    FieldFact(.v10, .keras, "fire2", 19, 4, -6, -7),
    FieldFact(.v10, .keras, "fire3/squeeze1x1", 19, 4, -6, -7),
    FieldFact(.v10, .keras, "fire3/expand1x1", 19, 4, -6, -7),
    FieldFact(.v10, .keras, "fire3/expand3x3", 27, 4, -10, -11),
    FieldFact(.v10, .keras, "fire3", 27, 4, -10, -11),
    FieldFact(.v10, .keras, "fire4/squeeze1x1", 27, 4, -10, -11),
    FieldFact(.v10, .keras, "fire4/expand1x1", 27, 4, -10, -11),
    FieldFact(.v10, .keras, "fire4/expand3x3", 35, 4, -14, -15),
    FieldFact(.v10, .keras, "fire4", 35, 4, -14, -15),
    FieldFact(.v10, .keras, "maxpool4", 43, 8, -14, -19),
    FieldFact(.v10, .keras, "fire5/squeeze1x1", 43, 8, -14, -19),
    FieldFact(.v10, .keras, "fire5/expand1x1", 43, 8, -14, -19),
    FieldFact(.v10, .keras, "fire5/expand3x3", 59, 8, -22, -27),
    FieldFact(.v10, .keras, "fire5", 59, 8, -22, -27),
    FieldFact(.v10, .keras, "fire6/squeeze1x1", 59, 8, -22, -27),
    FieldFact(.v10, .keras, "fire6/expand1x1", 59, 8, -22, -27),
    FieldFact(.v10, .keras, "fire6/expand3x3", 75, 8, -30, -35),
    FieldFact(.v10, .keras, "fire6", 75, 8, -30, -35),
    FieldFact(.v10, .keras, "fire7/squeeze1x1", 75, 8, -30, -35),
    FieldFact(.v10, .keras, "fire7/expand1x1", 75, 8, -30, -35),
    FieldFact(.v10, .keras, "fire7/expand3x3", 91, 8, -38, -43),
    FieldFact(.v10, .keras, "fire7", 91, 8, -38, -43),
    FieldFact(.v10, .keras, "fire8/squeeze1x1", 91, 8, -38, -43),
    FieldFact(.v10, .keras, "fire8/expand1x1", 91, 8, -38, -43),
    FieldFact(.v10, .keras, "fire8/expand3x3", 107, 8, -46, -51),
    FieldFact(.v10, .keras, "fire8", 107, 8, -46, -51),
    FieldFact(.v10, .keras, "maxpool8", 123, 16, -46, -51),
    FieldFact(.v10, .keras, "fire9/squeeze1x1", 123, 16, -46, -51),
    FieldFact(.v10, .keras, "fire9/expand1x1", 123, 16, -46, -51),
    FieldFact(.v10, .keras, "fire9/expand3x3", 155, 16, -62, -67),
    FieldFact(.v10, .keras, "fire9", 155, 16, -62, -67),
    FieldFact(.v10, .keras, "conv10", 155, 16, -62, -67),
    FieldFact(.v10, .caffe, "conv1", 7, 2, 0, 0),
    FieldFact(.v10, .caffe, "maxpool1", 11, 4, 0, 0),
    FieldFact(.v10, .caffe, "fire2/squeeze1x1", 11, 4, 0, 0),
    FieldFact(.v10, .caffe, "fire2/expand1x1", 11, 4, 0, 0),
    FieldFact(.v10, .caffe, "fire2/expand3x3", 19, 4, -4, -4),
    FieldFact(.v10, .caffe, "fire2", 19, 4, -4, -4),
    FieldFact(.v10, .caffe, "fire3/squeeze1x1", 19, 4, -4, -4),
    FieldFact(.v10, .caffe, "fire3/expand1x1", 19, 4, -4, -4),
    FieldFact(.v10, .caffe, "fire3/expand3x3", 27, 4, -8, -8),
    FieldFact(.v10, .caffe, "fire3", 27, 4, -8, -8),
    FieldFact(.v10, .caffe, "fire4/squeeze1x1", 27, 4, -8, -8),
    FieldFact(.v10, .caffe, "fire4/expand1x1", 27, 4, -8, -8),
    FieldFact(.v10, .caffe, "fire4/expand3x3", 35, 4, -12, -12),
    FieldFact(.v10, .caffe, "fire4", 35, 4, -12, -12),
    FieldFact(.v10, .caffe, "maxpool4", 43, 8, -12, -12),
    FieldFact(.v10, .caffe, "fire5/squeeze1x1", 43, 8, -12, -12),
    FieldFact(.v10, .caffe, "fire5/expand1x1", 43, 8, -12, -12),
    FieldFact(.v10, .caffe, "fire5/expand3x3", 59, 8, -20, -20),
    FieldFact(.v10, .caffe, "fire5", 59, 8, -20, -20),
    FieldFact(.v10, .caffe, "fire6/squeeze1x1", 59, 8, -20, -20),
    FieldFact(.v10, .caffe, "fire6/expand1x1", 59, 8, -20, -20),
    FieldFact(.v10, .caffe, "fire6/expand3x3", 75, 8, -28, -28),
    FieldFact(.v10, .caffe, "fire6", 75, 8, -28, -28),
    FieldFact(.v10, .caffe, "fire7/squeeze1x1", 75, 8, -28, -28),
    FieldFact(.v10, .caffe, "fire7/expand1x1", 75, 8, -28, -28),
    FieldFact(.v10, .caffe, "fire7/expand3x3", 91, 8, -36, -36),
    FieldFact(.v10, .caffe, "fire7", 91, 8, -36, -36),
    FieldFact(.v10, .caffe, "fire8/squeeze1x1", 91, 8, -36, -36),
    FieldFact(.v10, .caffe, "fire8/expand1x1", 91, 8, -36, -36),
    FieldFact(.v10, .caffe, "fire8/expand3x3", 107, 8, -44, -44),
    FieldFact(.v10, .caffe, "fire8", 107, 8, -44, -44),
    FieldFact(.v10, .caffe, "maxpool8", 123, 16, -44, -44),
    FieldFact(.v10, .caffe, "fire9/squeeze1x1", 123, 16, -44, -44),
    FieldFact(.v10, .caffe, "fire9/expand1x1", 123, 16, -44, -44),
    FieldFact(.v10, .caffe, "fire9/expand3x3", 155, 16, -60, -60),
    FieldFact(.v10, .caffe, "fire9", 155, 16, -60, -60),
    FieldFact(.v10, .caffe, "conv10", 155, 16, -76, -76),
    FieldFact(.v11, .keras, "conv1", 3, 2, 0, -1),
    FieldFact(.v11, .keras, "maxpool1", 7, 4, 0, -1),
    FieldFact(.v11, .keras, "fire2/squeeze1x1", 7, 4, 0, -1),
    FieldFact(.v11, .keras, "fire2/expand1x1", 7, 4, 0, -1),
    FieldFact(.v11, .keras, "fire2/expand3x3", 15, 4, -4, -5),
    FieldFact(.v11, .keras, "fire2", 15, 4, -4, -5),
    FieldFact(.v11, .keras, "fire3/squeeze1x1", 15, 4, -4, -5),
    FieldFact(.v11, .keras, "fire3/expand1x1", 15, 4, -4, -5),
    FieldFact(.v11, .keras, "fire3/expand3x3", 23, 4, -8, -9),
    FieldFact(.v11, .keras, "fire3", 23, 4, -8, -9),
    FieldFact(.v11, .keras, "maxpool3", 31, 8, -8, -13),
    FieldFact(.v11, .keras, "fire4/squeeze1x1", 31, 8, -8, -13),
    FieldFact(.v11, .keras, "fire4/expand1x1", 31, 8, -8, -13),
    FieldFact(.v11, .keras, "fire4/expand3x3", 47, 8, -16, -21),
    FieldFact(.v11, .keras, "fire4", 47, 8, -16, -21),
    FieldFact(.v11, .keras, "fire5/squeeze1x1", 47, 8, -16, -21),
    FieldFact(.v11, .keras, "fire5/expand1x1", 47, 8, -16, -21),
    FieldFact(.v11, .keras, "fire5/expand3x3", 63, 8, -24, -29),
    FieldFact(.v11, .keras, "fire5", 63, 8, -24, -29),
    FieldFact(.v11, .keras, "maxpool5", 79, 16, -24, -29),
    FieldFact(.v11, .keras, "fire6/squeeze1x1", 79, 16, -24, -29),
    FieldFact(.v11, .keras, "fire6/expand1x1", 79, 16, -24, -29),
    FieldFact(.v11, .keras, "fire6/expand3x3", 111, 16, -40, -45),
    FieldFact(.v11, .keras, "fire6", 111, 16, -40, -45),
    FieldFact(.v11, .keras, "fire7/squeeze1x1", 111, 16, -40, -45),
    FieldFact(.v11, .keras, "fire7/expand1x1", 111, 16, -40, -45),
    FieldFact(.v11, .keras, "fire7/expand3x3", 143, 16, -56, -61),
    FieldFact(.v11, .keras, "fire7", 143, 16, -56, -61),
    FieldFact(.v11, .keras, "fire8/squeeze1x1", 143, 16, -56, -61),
    FieldFact(.v11, .keras, "fire8/expand1x1", 143, 16, -56, -61),
    FieldFact(.v11, .keras, "fire8/expand3x3", 175, 16, -72, -77),
    FieldFact(.v11, .keras, "fire8", 175, 16, -72, -77),
    FieldFact(.v11, .keras, "fire9/squeeze1x1", 175, 16, -72, -77),
    FieldFact(.v11, .keras, "fire9/expand1x1", 175, 16, -72, -77),
    FieldFact(.v11, .keras, "fire9/expand3x3", 207, 16, -88, -93),
    FieldFact(.v11, .keras, "fire9", 207, 16, -88, -93),
    FieldFact(.v11, .keras, "conv10", 207, 16, -88, -93),
    FieldFact(.v11, .caffe, "conv1", 3, 2, 0, 0),
    FieldFact(.v11, .caffe, "maxpool1", 7, 4, 0, 0),
    FieldFact(.v11, .caffe, "fire2/squeeze1x1", 7, 4, 0, 0),
    FieldFact(.v11, .caffe, "fire2/expand1x1", 7, 4, 0, 0),
    FieldFact(.v11, .caffe, "fire2/expand3x3", 15, 4, -4, -4),
    FieldFact(.v11, .caffe, "fire2", 15, 4, -4, -4),
    FieldFact(.v11, .caffe, "fire3/squeeze1x1", 15, 4, -4, -4),
    FieldFact(.v11, .caffe, "fire3/expand1x1", 15, 4, -4, -4),
    FieldFact(.v11, .caffe, "fire3/expand3x3", 23, 4, -8, -8),
    FieldFact(.v11, .caffe, "fire3", 23, 4, -8, -8),
    FieldFact(.v11, .caffe, "maxpool3", 31, 8, -8, -8),
    FieldFact(.v11, .caffe, "fire4/squeeze1x1", 31, 8, -8, -8),
    FieldFact(.v11, .caffe, "fire4/expand1x1", 31, 8, -8, -8),
    FieldFact(.v11, .caffe, "fire4/expand3x3", 47, 8, -16, -16),
    FieldFact(.v11, .caffe, "fire4", 47, 8, -16, -16),
    FieldFact(.v11, .caffe, "fire5/squeeze1x1", 47, 8, -16, -16),
    FieldFact(.v11, .caffe, "fire5/expand1x1", 47, 8, -16, -16),
    FieldFact(.v11, .caffe, "fire5/expand3x3", 63, 8, -24, -24),
    FieldFact(.v11, .caffe, "fire5", 63, 8, -24, -24),
    FieldFact(.v11, .caffe, "maxpool5", 79, 16, -24, -24),
    FieldFact(.v11, .caffe, "fire6/squeeze1x1", 79, 16, -24, -24),
    FieldFact(.v11, .caffe, "fire6/expand1x1", 79, 16, -24, -24),
    FieldFact(.v11, .caffe, "fire6/expand3x3", 111, 16, -40, -40),
    FieldFact(.v11, .caffe, "fire6", 111, 16, -40, -40),
    FieldFact(.v11, .caffe, "fire7/squeeze1x1", 111, 16, -40, -40),
    FieldFact(.v11, .caffe, "fire7/expand1x1", 111, 16, -40, -40),
    FieldFact(.v11, .caffe, "fire7/expand3x3", 143, 16, -56, -56),
    FieldFact(.v11, .caffe, "fire7", 143, 16, -56, -56),
    FieldFact(.v11, .caffe, "fire8/squeeze1x1", 143, 16, -56, -56),
    FieldFact(.v11, .caffe, "fire8/expand1x1", 143, 16, -56, -56),
    FieldFact(.v11, .caffe, "fire8/expand3x3", 175, 16, -72, -72),
    FieldFact(.v11, .caffe, "fire8", 175, 16, -72, -72),
    FieldFact(.v11, .caffe, "fire9/squeeze1x1", 175, 16, -72, -72),
    FieldFact(.v11, .caffe, "fire9/expand1x1", 175, 16, -72, -72),
    FieldFact(.v11, .caffe, "fire9/expand3x3", 207, 16, -88, -88),
    FieldFact(.v11, .caffe, "fire9", 207, 16, -88, -88),
    FieldFact(.v11, .caffe, "conv10", 207, 16, -88, -88),
  ]
}
