import SqueezeNet
import Weights

/// A prepared input made by a rule, the same floats bit for bit as `Scripts/goldens/inputs.py`:
/// value i is the top 8 bits of draw i + 1 of SplitMix64, minus the Caffe mean of channel i mod 3.
public enum SyntheticInput {
  public static func values(shape: Shape, seed: UInt64) -> [Float] {
    let mean = Preprocessing.caffe.mean
    var generator = SplitMix64(seed: seed)
    return (0..<shape.count).map { Float(generator.next() >> 56) - mean[$0 % 3] }
  }
}
