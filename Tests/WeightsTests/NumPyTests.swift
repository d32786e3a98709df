import Foundation
import SqueezeNet
import TestSupport
import Testing

@testable import Weights

/// What is written here, read by NumPy itself.
@Suite("NumPy reads what is written")
struct NumPyTests {
  private static let hasNumPy = Python.has("numpy")
  private static let hasTorch = Python.has("torch")

  @Test(
    .enabled(if: hasNumPy, "python3 has no NumPy here"),
    arguments: Architecture.published.map(\.architecture))
  func wholeModels(_ architecture: Architecture) throws {
    let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    let script = package.standardizedFileURL.appending(
      path: "Scripts/goldens/check_written_weights.py")
    try TemporaryFolder.use { folder in
      var files: [String] = []
      for naming in ArrayNaming.allCases {
        for fileExtension in ["npz", "safetensors"] + (Self.hasTorch ? ["pth"] : []) {
          let path = folder.path("\(naming.rawValue).\(fileExtension)")
          try WeightsWriter.write(try Fixtures.model(architecture), to: path.asPath, naming: naming)
          files.append(path)
        }
      }
      #expect(files.count == (Self.hasTorch ? 6 : 4))
      #expect(try Python.run([script.path, architecture.name, "7", "0.1"] + files) == 0)
    }
  }

  @Test(.enabled(if: hasNumPy, "python3 has no NumPy here"))
  func singleArrays() throws {
    try TemporaryFolder.use { folder in
      let path = folder.path("x.npy")
      for shape in [[], [1], [1000], [2, 3], [5, 7, 3], [0, 4]] {
        let values = Fixtures.ramp(shape.reduce(1, *))
        try Data(NPYFile.encode(shape: shape, values: values)).write(to: URL(filePath: path))
        let size = shape.map { "\($0)," }.joined()
        let check = """
          import numpy as np, sys
          x = np.load(sys.argv[1], allow_pickle=False)
          assert x.dtype == np.dtype('<f4') and x.shape == tuple([\(size)]), x.shape
          assert np.array_equal(x.ravel(), np.arange(x.size) / 4 - 2)
          assert x.flags.c_contiguous
          """
        #expect(try Python.run(["-c", check, path]) == 0)
      }
    }
  }

  @Test(.enabled(if: hasNumPy, "python3 has no NumPy here"))
  func archivesOfArrays() throws {
    let arrays = try Fixtures.namedArrays()
    try TemporaryFolder.use { folder in
      let path = folder.path("x.npz")
      try Data(NPZFile.encode(arrays)).write(to: URL(filePath: path))
      let check = """
        import numpy as np, sys
        x = np.load(sys.argv[1], allow_pickle=False)
        assert x.files == ["fire2", "fire2/squeeze1x1", "softmax"], x.files
        assert x["fire2/squeeze1x1"].shape == (2, 3, 4) and x["softmax"].shape == (1000,)
        for name in x.files:
            assert x[name].dtype == np.dtype("<f4")
            assert np.array_equal(x[name].ravel(), np.arange(x[name].size) / 4 - 2)
        """
      #expect(try Python.run(["-c", check, path]) == 0)
    }
  }
}
