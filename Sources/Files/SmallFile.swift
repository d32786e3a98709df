/// Goes with its last use, in `ConfigurationFile`.
public enum SmallFile {
  public static func read(_ path: String, limit: Int) throws(SystemError) -> [UInt8] {
    try WholeFile.read(path, limit: limit)
  }
}
