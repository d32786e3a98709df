import Inference
import Reports
import TerminalUI

/// A side effect that `update` asks for. The run loop carries it out and answers with events.
public enum Effect: Sendable, Hashable {
  /// Decode and prepare an image, off the interface's thread.
  case loadImage(index: Int)
  /// Give the image's values to the session as its input; the state holds none.
  case useImage(index: Int, generation: Int)
  /// Whatever else the session is to do, in the order in which it comes.
  case session(SessionRequest)
  /// Survey outputs of the present pass, off the interface's thread.
  case survey(layers: [Int])
  /// Compute the pass that the present one is compared with, and compare them, off the
  /// interface's thread.
  case compare(ComparePartner, number: Int)
  /// Stop that.
  case stopComparing
  /// Compute the answers of all photos, whose folders are their classes, off the interface's thread.
  case evaluate(number: Int)
  /// Stop that.
  case stopEvaluating
  /// Look which networks are installed.
  case listNetworks
  /// Open another network, off the interface's thread; the present one stays until then.
  case openNetwork(NetworkChoice, number: Int)
  /// Drop that.
  case stopOpening
  /// Use the network that was opened: what comes after this is for its session.
  case useNetwork(number: Int)
  /// Write a file, off the interface's thread.
  case export(ExportJob, overwrite: Bool, number: Int)
  /// Stop that where it is still possible.
  case stopExport
  /// A request that the run loop itself carries out.
  case display(DisplayRequest)
}
