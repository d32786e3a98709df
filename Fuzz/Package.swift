// swift-tools-version: 6.1
import PackageDescription

/// The readers of data from outside, for libFuzzer. `make fuzz` builds it with
/// `--sanitize=fuzzer`, without which it does not link.
let package = Package(
  name: "Fuzz",
  dependencies: [.package(name: "sqz-tui", path: "..")],
  targets: [
    .executableTarget(
      name: "Fuzz",
      dependencies: [.product(name: "SqzModules", package: "sqz-tui")],
      swiftSettings: [.unsafeFlags(["-parse-as-library"])])
  ],
  swiftLanguageModes: [.v6]
)
