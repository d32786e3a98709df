import Explorer
import Files
import Glibc
import Runs
import SqueezeNet
import TextFormats

extension Lesson {
  /// - Parameter name: Of a built-in lesson, else of a file.
  /// - Throws: `Failure` with the file's line for what is no lesson, or asks for what the network
  ///   does not have.
  static func named(_ name: Path, for network: Network) throws -> Lesson {
    let builtIn = BuiltInLesson.all.first { $0.name == name.description }
    let bytes = try builtIn.map { Array($0.text.utf8) } ?? read(name)
    do throws(Problem) {
      let lesson = try Lesson(bytes)
      try lesson.check(for: network)
      return lesson
    } catch {
      throw Failure(.badData, "\(name):\(error.line): \(error.reason)")
    }
  }

  private static func read(_ path: Path) throws -> [UInt8] {
    do throws(SystemError) {
      return try WholeFile.read(path, limit: SizeLimit.configuration)
    } catch {
      switch error.code {
      case ENOENT:
        let names = BuiltInLesson.all.map(\.name).joined(separator: ", ")
        throw Failure(.noInput, "\(path): there is no such lesson: give \(names), or a file")
      case EFBIG:
        throw Failure(.badData, "\(path): larger than 64 KiB, which no lesson is")
      default:
        throw Failure(.noInput, "\(path): cannot be read: \(error.description)")
      }
    }
  }
}

extension BuiltInLesson {
  /// A line for each.
  static var list: String {
    var table = TextTable([("name", .left), ("steps", .right), ("title", .left)])
    for choice in all {
      guard let lesson = choice.lesson else { continue }
      table.add([choice.name, "\(lesson.steps.count)", lesson.title])
    }
    return table.text
  }
}
