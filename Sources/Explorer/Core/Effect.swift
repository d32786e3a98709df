import Inference
import Reports
import TerminalUI

/// A side effect that `update` asks for. The run loop carries it out and answers with events.
///
/// The session carries its requests out in the order in which they come. The frontier is the
/// number of layers that the session holds outputs of.
public enum Effect: Sendable, Hashable {
  /// Decode and prepare an image, off the interface's thread.
  case loadImage(index: Int)
  /// Give the image to the session and start over with nothing computed.
  case useImage(index: Int, generation: Int)
  /// Compute the layers from the session's frontier up to, not including, `upTo`, waiting `pause`
  /// milliseconds before each. A second one joins the queue.
  case run(upTo: Int, pause: Int, generation: Int)
  /// Move the session's frontier back so that `layers` are done. After `cancel` the session may
  /// stand one layer further than the events told; this brings both together again.
  case rewind(to: Int, generation: Int)
  /// Copy a layer's output (nil: the image) and send it.
  case fetchActivation(layer: Int?, generation: Int)
  /// Switch channels off and cover a part of the image: only these, until others come or another
  /// image is used. The layers behind them run again.
  case ablate(Ablation, generation: Int)
  /// Measure what each channel of a layer does, by switching it off alone.
  case measureAblationLosses(layer: Int, number: Int)
  /// Survey outputs of the present pass, off the interface's thread.
  case survey(layers: [Int])
  /// Compute the pass that the present one is compared with, and compare them, off the
  /// interface's thread.
  case compare(ComparePartner, number: Int)
  /// Stop that.
  case stopComparing
  /// Repeat the whole pass. The frontier stays where it is.
  case measure(runs: Int, generation: Int)
  /// Repeat the whole pass until `cancel`.
  case repeatPasses(generation: Int)
  /// Measure what the machine gives, with whole passes for each number of threads.
  case measureMachine(threads: [Int], runs: Int, generation: Int)
  /// Stop what the session does at the next layer, and forget the runs and measurements that were
  /// asked for before; what is asked for afterwards is carried out.
  case cancel
  /// Write a file, off the interface's thread.
  case export(ExportJob, overwrite: Bool, number: Int)
  /// Stop that where it is still possible.
  case stopExport
  /// What the run loop itself carries out.
  case display(DisplayRequest)
}
