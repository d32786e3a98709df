"""Whether an engine computes what it should, and at float32: held to float64.

An engine's logits may be off by EPSILON of the largest logit, the bound that the engine's own
tests keep for every layer. With ln p = z - ln sum exp z both terms are off by at most that, so
ln p may be off by twice as much, and by the rounding of a float32 softmax. Float16 and bfloat16
are off by 3 to 600 times that, so an engine that uses them is found out.
"""

import dataclasses
import math

EPSILON = 2e-5
ROUNDING = 1e-6


@dataclasses.dataclass
class Truth:
    """Natural logarithms of all probabilities, and the largest logit's magnitude."""

    logarithms: list
    largest: float

    @property
    def tolerance(self):
        return 2 * EPSILON * self.largest + ROUNDING

    def error(self, top):
        """Largest error of ln p among five (class, probability), strongest first.

        Each is held to its class and to its place, so that classes which are equal to within the
        tolerance may change places."""
        if len(top) != 5:
            return math.inf
        ranking = sorted(self.logarithms, reverse=True)
        worst = 0.0
        for place, (index, probability) in enumerate(top):
            if not (0 <= index < len(ranking) and 0 < probability <= 1.001):
                return math.inf
            found = math.log(probability)
            wanted = (self.logarithms[index], ranking[place])
            worst = max(worst, *(abs(found - value) for value in wanted))
        return worst


def truth(architecture, geometry, image, weights):
    """From the float64 reference of the goldens."""
    import numpy as np
    import reference

    logits = reference.run(architecture, geometry, image, weights)["avgpool10"].reshape(-1)
    shifted = logits - logits.max()
    logarithms = shifted - np.log(np.exp(shifted).sum())
    return Truth(logarithms.tolist(), float(np.abs(logits).max()))
