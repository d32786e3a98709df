#if SQZ_AVX512
  private typealias Vector = SIMD16<Float>
#elseif SQZ_AVX2
  private typealias Vector = SIMD8<Float>
#else
  private typealias Vector = SIMD4<Float>
#endif

/// Independent chains of multiply-adds: more than latency × throughput of any current core, and
/// few enough for 16 registers.
private typealias Chains = InlineArray<12, Vector>

/// Multiply-adds in registers and nothing else, to learn how many this core can do.
///
/// - Returns: multiply-adds of single floats that were done, and a value that depends on all of
///   them.
public func multiplyAdds(rounds: Int) -> (count: Int, value: Float) {
  var chains = Chains { index in Vector(repeating: Float(index)) }
  let factor = Vector(repeating: 0.5)
  let addend = Vector(repeating: 1)
  var round = 0
  while round < rounds {
    for chain in 0..<12 { chains[chain] = multiplyAdd(chains[chain], factor, addend) }
    round += 1
  }
  var sum = Vector.zero
  for chain in 0..<12 { sum += chains[chain] }
  return (rounds * 12 * Vector.scalarCount, sum[0])
}

/// Without an FMA instruction `addingProduct` would be a library call for every lane.
@inline(__always)
private func multiplyAdd(_ a: Vector, _ b: Vector, _ c: Vector) -> Vector {
  #if SQZ_AVX2 || SQZ_AVX512 || arch(arm64)
    c.addingProduct(a, b)
  #else
    a * b + c
  #endif
}
