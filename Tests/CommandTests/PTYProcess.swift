import Foundation
import Glibc

/// A program in a pseudo-terminal of its own, as its session's leader: what it draws can be read
/// as a screen, keys can be typed, the window resized, the terminal taken away.
final class PTYProcess {
  enum Ending: Hashable {
    case exited(Int32)
    case signalled(Int32)
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  // Linux's values of what the Glibc module leaves out: TIOCSPTLCK, TIOCGPTN, POSIX_SPAWN_SETSID.
  private static let unlock: UInt = 0x4004_5431
  private static let slaveNumber: UInt = 0x8004_5430
  private static let newSession: Int16 = 0x80

  let pid: pid_t
  private(set) var screen: PTYScreen
  /// Everything that was sent, unparsed.
  private(set) var output: [UInt8] = []
  /// Whether pastes are to be told from keys, as the program asked last.
  var isBracketingPastes: Bool {
    let text = String(decoding: output, as: UTF8.self)
    return text.range(of: "\u{1B}[?2004", options: .backwards)
      .map { text[$0.upperBound...].hasPrefix("h") } ?? false
  }
  private var master: Int32
  /// Kept open so that the terminal's settings can be read after the program ended.
  private var slave: Int32
  private var ending: Ending?

  /// - Parameter environment: On top of a minimal one; nil removes a variable.
  init(
    _ arguments: [String], width: Int = 80, height: Int = 24,
    environment: [String: String?] = [:], directory: String? = nil, isNonBlocking: Bool = false
  ) throws {
    screen = PTYScreen(width: width, height: height)
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var number: Int32 = 0
    var lock: Int32 = 0
    guard master >= 0, ioctl(master, Self.unlock, &lock) == 0,
      ioctl(master, Self.slaveNumber, &number) == 0
    else { throw Failure(description: "no pseudo-terminal: errno \(errno)") }
    let path = "/dev/pts/\(number)"
    slave = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    var size = winsize(
      ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // Opened by a session leader without a terminal, it becomes the controlling one.
    posix_spawn_file_actions_addopen(
      &actions, 0, path, O_RDWR | (isNonBlocking ? O_NONBLOCK : 0), 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(
      &attributes, Self.newSession | Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)

    var variables: [String: String?] = [
      "PATH": ProcessInfo.processInfo.environment["PATH"], "TERM": "xterm-256color",
      "LC_ALL": "C.UTF-8", "HOME": "/nonexistent",
      // Of make mutants.
      "SQZ_MUTANT": ProcessInfo.processInfo.environment["SQZ_MUTANT"],
    ]
    variables.merge(environment) { $1 }
    let pairs = variables.compactMap { name, value in value.map { "\(name)=\($0)" } }
    var arguments = arguments
    if let directory {
      arguments = ["sh", "-c", "cd \"$0\" && exec \"$@\"", directory] + arguments
    }
    var argv = arguments.map { strdup($0) } + [nil]
    var envp = pairs.map { strdup($0) } + [nil]
    defer { for string in argv + envp { free(string) } }
    var child: pid_t = 0
    let error = posix_spawnp(&child, arguments[0], &actions, &attributes, &argv, &envp)
    guard error == 0 else { throw Failure(description: "\(arguments[0]): errno \(error)") }
    pid = child
  }

  deinit {
    if ending == nil {
      kill(-pid, SIGKILL)
      kill(pid, SIGKILL)
      waitpid(pid, nil, 0)
    }
    if master >= 0 { close(master) }
    if slave >= 0 { close(slave) }
  }

  func type(_ text: String) { type(Array(text.utf8)) }

  func type(_ bytes: [UInt8]) {
    _ = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
  }

  func send(_ signal: Int32) { kill(pid, signal) }

  func resize(width: Int, height: Int) {
    screen.resize(width: width, height: height)
    var size = winsize(
      ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Takes the terminal away, as closing its window does.
  func hangUp() {
    close(slave)
    close(master)
    (slave, master) = (-1, -1)
  }

  /// The settings of the terminal, as a program that starts now would find them.
  func settings() -> [UInt32] {
    var settings = termios()
    tcgetattr(slave, &settings)
    return [settings.c_iflag, settings.c_oflag, settings.c_cflag, settings.c_lflag]
  }

  /// Reads what the program sends until `condition` holds; throws, with the screen, when it does
  /// not within `seconds`.
  func wait(
    _ what: String, seconds: Double = 30, until condition: (PTYScreen) -> Bool
  ) throws {
    let end = Date(timeIntervalSinceNow: seconds)
    while true {
      let isEnded = poll() != nil
      read(milliseconds: 20)
      if condition(screen) { return }
      if isEnded || Date() > end {
        let state = isEnded ? "ended" : "still running"
        throw Failure(description: "no \(what); \(state) and showing:\n\(screen.text)")
      }
    }
  }

  /// Reads until nothing has come for a while.
  func settle(milliseconds: Int32 = 150) { while read(milliseconds: milliseconds) {} }

  /// Reads until the program ends.
  func end(seconds: Double = 30) throws -> Ending {
    let end = Date(timeIntervalSinceNow: seconds)
    while Date() < end {
      if let ending = poll() {
        while read(milliseconds: 0) {}
        return ending
      }
      read(milliseconds: 20)
    }
    throw Failure(description: "still running and showing:\n\(screen.text)")
  }

  /// Waits until the program ends, and reads nothing meanwhile.
  func endUnread(seconds: Double) throws -> Ending {
    let end = Date(timeIntervalSinceNow: seconds)
    while Date() < end {
      if let ending = poll() { return ending }
      usleep(20_000)
    }
    throw Failure(description: "still running")
  }

  private func poll() -> Ending? {
    if ending == nil {
      var status: Int32 = 0
      guard waitpid(pid, &status, WNOHANG) == pid else { return nil }
      ending = status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .signalled(status & 0x7F)
    }
    return ending
  }

  /// Whether anything came.
  @discardableResult private func read(milliseconds: Int32) -> Bool {
    guard master >= 0 else {
      usleep(useconds_t(milliseconds) * 1000)
      return false
    }
    var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard Glibc.poll(&descriptor, 1, milliseconds) > 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = Glibc.read(master, &buffer, buffer.count)
    guard count > 0 else { return false }
    output += buffer[..<count]
    screen.feed(buffer[..<count])
    return true
  }
}
