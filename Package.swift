// swift-tools-version: 6.1
import PackageDescription

/// Inner loops are built optimised even in debug builds: they are hopeless otherwise.
func kernelTarget(_ name: String, _ instructionSet: [String]) -> Target {
  .target(
    name: name, dependencies: ["CCPU", "KernelTypes"],
    swiftSettings: [
      .define(name.replacing("Kernels", with: "SQZ_").uppercased()),
      .unsafeFlags(["-Ounchecked"] + instructionSet.flatMap { ["-Xcc", $0] }),
    ])
}

let package = Package(
  name: "sqz-tui",
  products: [.executable(name: "sqz-tui", targets: ["sqz-tui"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    .target(name: "SqueezeNet"),
    .target(name: "Files"),
    .systemLibrary(name: "CMinizip", providers: [.apt(["libminizip-dev"])]),
    .systemLibrary(name: "CMessageDigest", providers: [.apt(["libmd-dev"])]),
    // Loops over a million values stay fast in debug builds: here, in Inference and in Analysis.
    .target(
      name: "Weights", dependencies: ["SqueezeNet", "Files", "CMinizip", "CMessageDigest"],
      swiftSettings: [.unsafeFlags(["-O"])]),
    .target(name: "KernelTypes"),
    kernelTarget("KernelsBaseline", []),
    kernelTarget("KernelsAVX2", ["-mavx2", "-mfma"]),
    kernelTarget(
      "KernelsAVX512", ["-mavx512f", "-mavx512vl", "-mavx512dq", "-mavx512bw", "-mfma"]),
    .target(
      name: "ReferenceKernels", dependencies: ["SqueezeNet", "Weights"],
      swiftSettings: [.unsafeFlags(["-O"])]),
    .target(name: "CCPU"),
    .target(
      name: "Inference",
      dependencies: [
        "SqueezeNet", "Weights", "CCPU", "KernelTypes", "KernelsBaseline", "KernelsAVX2",
        "KernelsAVX512",
      ],
      swiftSettings: [.unsafeFlags(["-O"])]),
    .target(
      name: "Analysis", dependencies: ["SqueezeNet", "Weights", "Inference"],
      swiftSettings: [.unsafeFlags(["-O"])]),
    .target(name: "CJPEG", linkerSettings: [.linkedLibrary("jpeg")]),
    .target(name: "CPNG", linkerSettings: [.linkedLibrary("png")]),
    .target(name: "Images", dependencies: ["SqueezeNet", "CJPEG", "CPNG"]),
    .target(name: "Explorer", dependencies: ["SqueezeNet", "Weights", "Inference", "Analysis"]),
    .target(name: "Configuration", dependencies: ["SqueezeNet", "Files", "Explorer"]),
    .target(name: "Pictures", dependencies: ["SqueezeNet", "Explorer", "CPNG"]),
    .target(name: "Screen", dependencies: ["SqueezeNet", "Inference", "Analysis", "Explorer"]),
    .target(
      name: "Exports",
      dependencies: [
        "SqueezeNet", "Weights", "Inference", "Analysis", "Explorer", "Pictures", "Screen",
      ]),
    .target(name: "CTerminal", linkerSettings: [.linkedLibrary("ncursesw")]),
    .target(name: "Terminal", dependencies: ["CTerminal", "Explorer", "Screen"]),
    .executableTarget(
      name: "sqz-tui",
      dependencies: [
        "SqueezeNet", "Files", "Weights", "Inference", "Analysis", "Images", "Explorer",
        "Configuration", "Screen", "Terminal", "Exports",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "sqz-bench",
      dependencies: [
        "SqueezeNet", "Weights", "Inference",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(name: "TestSupport", path: "Tests/Support"),
    .testTarget(name: "FilesTests", dependencies: ["Files", "TestSupport"]),
    .testTarget(name: "SqueezeNetTests", dependencies: ["SqueezeNet"]),
    .testTarget(
      name: "WeightsTests", dependencies: ["Weights", "SqueezeNet", "TestSupport"],
      resources: [.copy("Goldens")]),
    .testTarget(
      name: "InferenceTests",
      dependencies: ["Inference", "ReferenceKernels", "Weights", "SqueezeNet", "TestSupport"],
      resources: [.copy("Goldens")]),
    .testTarget(
      name: "AnalysisTests",
      dependencies: [
        "Analysis", "ReferenceKernels", "Inference", "Weights", "SqueezeNet", "TestSupport",
      ],
      resources: [.copy("Goldens")]),
    .testTarget(
      name: "ImagesTests", dependencies: ["Images", "SqueezeNet", "TestSupport"],
      resources: [.copy("Goldens")]),
    .testTarget(
      name: "ExplorerTests",
      dependencies: ["Explorer", "Analysis", "Inference", "Weights", "SqueezeNet", "TestSupport"],
      resources: [.copy("Goldens")]),
    .testTarget(
      name: "ConfigurationTests",
      dependencies: ["Configuration", "Explorer", "SqueezeNet", "TestSupport"],
      resources: [.copy("Goldens")]),
    .testTarget(
      name: "PicturesTests",
      dependencies: ["Pictures", "Images", "Explorer", "SqueezeNet", "TestSupport"]),
    .testTarget(
      name: "ExportsTests",
      dependencies: [
        "Exports", "Explorer", "Analysis", "Inference", "Images", "Weights", "SqueezeNet",
      ]),
    .testTarget(
      name: "ScreenTests",
      dependencies: ["Screen", "Explorer", "Analysis", "Inference", "Weights", "SqueezeNet"],
      resources: [.copy("Screens")]),
    .testTarget(
      name: "TerminalTests", dependencies: ["Terminal", "CTerminal", "Screen", "Explorer"]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "sqz-tui", "Explorer", "Images", "Inference", "Weights", "SqueezeNet", "TestSupport",
      ]),
  ],
  swiftLanguageModes: [.v6]
)
