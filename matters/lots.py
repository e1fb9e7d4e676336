"""Random draws that anybody can repeat: the same seed, pool and weights always give the same people or objects.

Each name gets the number u = SHA-256(seed, name) / 2²⁵⁶ and the key u^(1/weight); the highest keys are drawn
(weighted sampling without replacement after Efraimidis and Spirakis, 2006). The order of the pool does not matter.
"""

import math
from collections.abc import Sequence
from hashlib import sha256

_RANGE = 2**256


def drawn(seed: str, pool: Sequence[str], weights: Sequence[float], count: int) -> tuple[str, ...]:
    """So many of the pool, fewer where it is smaller; a weight of nothing or less is never drawn."""
    eligible = [(name, weight) for name, weight in zip(pool, weights, strict=True) if weight > 0]
    ranked = sorted(eligible, key=lambda one: (-_key(seed, *one), one[0]))
    return tuple(name for name, _ in ranked[:count])


def _key(seed: str, name: str, weight: float) -> float:
    """The logarithm of u^(1/weight): it ranks the same, and keeps apart what is very near to one."""
    number = int.from_bytes(sha256(f"{seed}\x00{name}".encode()).digest(), "big")
    return math.log((number + 1) / (_RANGE + 1)) / weight
