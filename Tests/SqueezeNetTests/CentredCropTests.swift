import SqueezeNet
import Testing

@Suite("Centred crop") struct CentredCropTests {
  /// By hand; what is left over by an odd pixel is cut at the right or at the bottom.
  @Test(
    arguments: [
      (7, 4, "2", [1, 0, 4, 4]), (4, 7, "2", [0, 1, 4, 4]), (5, 2, "9", [1, 0, 2, 2]),
      (640, 480, "224", [80, 0, 480, 480]), (227, 227, "227", [0, 0, 227, 227]),
      (10, 10, "1x3", [0, 3, 10, 3]), (10, 10, "3x1", [3, 0, 3, 10]),
      (1, 500, "224", [0, 249, 1, 1]),
      (1, 1, "1x4096", [0, 0, 1, 1]), (1, 1, "4096x1", [0, 0, 1, 1]),
    ])
  func places(_ width: Int, _ height: Int, _ input: String, _ expected: [Int]) throws {
    let crop = CentredCrop(
      photoWidth: width, photoHeight: height, input: try #require(InputSize(parsing: input)))
    #expect([crop.x, crop.y, crop.width, crop.height] == expected)
  }
}
