// swift-tools-version: 6.1
import PackageDescription

/// Inner loops are built optimised even in debug builds: they are hopeless otherwise.
func kernelTarget(_ set: String, _ instructionSet: [String]) -> Target {
  .target(
    name: "Kernels\(set)", dependencies: ["CCPU", "KernelTypes"], path: "Sources/Kernels/\(set)",
    swiftSettings: [
      .define("SQZ_\(set.uppercased())"),
      .unsafeFlags(["-Ounchecked"] + instructionSet.flatMap { ["-Xcc", $0] }),
    ])
}

let package = Package(
  name: "sqz-tui",
  products: [
    .executable(name: "sqz-tui", targets: ["sqz-tui"]),
    // What the package Fuzz tries.
    .library(
      name: "SqzModules",
      targets: [
        "SqueezeNet", "Files", "Weights", "Images", "TextFormats", "TerminalUI", "Terminal",
        "Explorer", "Configuration", "Commands",
      ]),
    .library(name: "FaultInjection", type: .dynamic, targets: ["FaultInjection"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    .target(name: "SqueezeNet"),
    .target(name: "Files"),
    .systemLibrary(
      name: "CMinizip", path: "Sources/C/CMinizip", providers: [.apt(["libminizip-dev"])]),
    .systemLibrary(
      name: "CMessageDigest", path: "Sources/C/CMessageDigest", providers: [.apt(["libmd-dev"])]),
    // Loops over a million values stay fast in debug builds: here, in Inference and in Analysis.
    .target(
      name: "Weights", dependencies: ["SqueezeNet", "Files", "CMinizip", "CMessageDigest"],
      swiftSettings: [.unsafeFlags(["-O"])]),
    .target(name: "KernelTypes", path: "Sources/Kernels/Types"),
    kernelTarget("Baseline", []),
    kernelTarget("AVX2", ["-mavx2", "-mfma"]),
    kernelTarget("AVX512", ["-mavx512f", "-mavx512vl", "-mavx512dq", "-mavx512bw", "-mfma"]),
    .target(
      name: "ReferenceKernels", dependencies: ["SqueezeNet", "Weights"],
      swiftSettings: [.unsafeFlags(["-O"])]),
    .target(name: "CCPU", path: "Sources/C/CCPU"),
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
    .target(
      name: "CPhotos", path: "Sources/C/CPhotos",
      linkerSettings: ["jpeg", "png", "webp", "z"].map { .linkedLibrary($0) }),
    // make tells the version, from git.
    .target(
      name: "CVersion", path: "Sources/C/CVersion",
      cSettings: [
        .define(
          "SQZ_VERSION", to: "\"\(Context.environment["SQZ_VERSION"] ?? "development build")\"")
      ]),
    .target(name: "CPNG", path: "Sources/C/CPNG", linkerSettings: [.linkedLibrary("png")]),
    // Rows of photos are converted here.
    .target(
      name: "Images", dependencies: ["SqueezeNet", "Files", "CPhotos"],
      swiftSettings: [.unsafeFlags(["-O"])]),
    .target(name: "TextFormats"),
    .target(name: "Heatmaps", dependencies: ["SqueezeNet", "Inference", "TextFormats"]),
    .target(
      name: "Reports",
      dependencies: [
        "SqueezeNet", "Weights", "Inference", "Analysis", "TextFormats", "Heatmaps",
      ]),
    .target(name: "Pictures", dependencies: ["SqueezeNet", "TextFormats", "Heatmaps", "CPNG"]),
    .target(
      name: "Exports",
      dependencies: [
        "SqueezeNet", "Weights", "Inference", "Analysis", "TextFormats", "Heatmaps", "Reports",
        "Pictures",
      ]),
    .target(name: "TerminalUI", dependencies: ["Heatmaps", "TextFormats"]),
    .target(
      name: "Explorer",
      dependencies: [
        "SqueezeNet", "Weights", "Inference", "Analysis", "TextFormats", "Heatmaps", "Reports",
        "Exports", "TerminalUI",
      ]),
    .target(
      name: "Configuration",
      dependencies: ["SqueezeNet", "Files", "Heatmaps", "TerminalUI", "TextFormats"]),
    .target(
      name: "CTerminal", path: "Sources/C/CTerminal", linkerSettings: [.linkedLibrary("ncursesw")]),
    .target(name: "Terminal", dependencies: ["CTerminal", "TerminalUI"]),
    .target(
      name: "Runs",
      dependencies: [
        "SqueezeNet", "Files", "Weights", "Inference", "Analysis", "Images", "TextFormats",
        "Reports", "Configuration",
      ]),
    .target(
      name: "Commands",
      dependencies: [
        "SqueezeNet", "Files", "Weights", "Inference", "Analysis", "Images", "TextFormats",
        "Heatmaps", "Reports", "TerminalUI", "Explorer", "Configuration", "Terminal", "Exports",
        "Runs", "CVersion", "Pictures",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "sqz-tui", dependencies: ["Commands"]),
    .executableTarget(
      name: "sqz-bench",
      dependencies: [
        "SqueezeNet", "Files", "Weights", "Inference",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    // Put in front of the C library by tests: it makes calls fail.
    .target(name: "FaultInjection", path: "Tests/FaultInjection"),
    .target(name: "TestSupport", dependencies: ["Files", "SqueezeNet"], path: "Tests/Support"),
    .testTarget(name: "FilesTests", dependencies: ["Files", "TestSupport"]),
    .testTarget(name: "SqueezeNetTests", dependencies: ["SqueezeNet"]),
    .testTarget(
      name: "WeightsTests",
      dependencies: ["Files", "Weights", "SqueezeNet", "Inference", "TestSupport"],
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
      dependencies: [
        "Explorer", "TerminalUI", "Exports", "Reports", "Heatmaps", "TextFormats", "Analysis",
        "Inference", "Weights", "SqueezeNet", "TestSupport",
      ],
      resources: [.copy("Screens")]),
    .testTarget(
      name: "ConfigurationTests",
      dependencies: ["Configuration", "Explorer", "Files", "SqueezeNet", "TestSupport"],
      resources: [.copy("Goldens")]),
    .testTarget(
      name: "PicturesTests",
      dependencies: ["Pictures", "Images", "Explorer", "SqueezeNet", "TestSupport"]),
    .testTarget(
      name: "ExportsTests",
      dependencies: [
        "Exports", "Reports", "Heatmaps", "Analysis", "Inference", "Images", "Weights",
        "SqueezeNet",
      ]),
    .testTarget(name: "TextFormatsTests", dependencies: ["TextFormats"]),
    .testTarget(
      name: "HeatmapsTests",
      dependencies: ["Heatmaps", "Analysis", "Inference", "SqueezeNet", "TestSupport"],
      resources: [.copy("Goldens")]),
    .testTarget(
      name: "TerminalUITests",
      dependencies: ["TerminalUI", "Heatmaps", "TextFormats", "TestSupport"]),
    .testTarget(
      name: "TerminalTests", dependencies: ["Terminal", "CTerminal", "TerminalUI"]),
    .testTarget(
      name: "RunsTests",
      dependencies: [
        "Runs", "Configuration", "Analysis", "Inference", "Images", "Weights", "SqueezeNet",
        "TestSupport",
      ]),
    .testTarget(
      name: "FuzzTests",
      dependencies: [
        "Commands", "Configuration", "Explorer", "Files", "Images", "SqueezeNet", "Terminal",
        "TerminalUI", "TextFormats", "Weights",
      ]),
    .testTarget(
      name: "CommandsTests",
      dependencies: ["Commands", "Files", "Runs", "Inference", "SqueezeNet", "TestSupport"]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "sqz-tui", "Images", "Inference", "Weights", "SqueezeNet", "TestSupport",
      ]),
  ],
  swiftLanguageModes: [.v6]
)
