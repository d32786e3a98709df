import Files

/// Tests name files by texts. Not in the program: a path that is put into a text loses its bytes.
extension Path: ExpressibleByStringInterpolation {}

extension String {
  public var asPath: Path { Path(self) }
}
