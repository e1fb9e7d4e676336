"""Chance that can be had again: every draw follows from the seed and from what is drawn, not from the order of drawing.

So two runs that differ in one officer see the same applicants with the same troubles, and differ by the officer alone.
"""

from collections.abc import Mapping
from hashlib import blake2b
from itertools import accumulate
from math import exp, log, sqrt
from statistics import NormalDist

from matters.workbench.simulation_plan import Length

_BITS = 64
_NORMAL = NormalDist()


class Chance:
    """Draws of one seed."""

    def __init__(self, seed: int) -> None:
        self._seed = str(seed).encode()

    def share(self, *names: object) -> float:
        """A number above 0 and below 1, always the same for the same names."""
        text = "\x1f".join(map(str, names)).encode()
        drawn = int.from_bytes(blake2b(text, digest_size=_BITS // 8, key=self._seed).digest())
        # 53 bits are what a float holds; the half keeps both ends out.
        return ((drawn >> 11) + 0.5) / 2**53

    def happens(self, share: float, *names: object) -> bool:
        return self.share(*names) < share

    def wait(self, *names: object) -> float:
        """Until the next of things that come by chance, once in a unit of time on average."""
        return -log(self.share(*names))

    def length(self, length: Length, *names: object) -> float:
        """A length of the distribution, in its own unit."""
        drawn = self.share(*names)
        if length.least is None or length.most is None:
            return length.usual * exp(length.spread * _NORMAL.inv_cdf(drawn))
        return _triangular(length.least, length.usual, length.most, drawn)

    def choice(self, weights: Mapping[str, float], *names: object) -> str:
        """One of the keys, by weight."""
        sums = tuple(accumulate(weights.values()))
        place = self.share(*names) * sums[-1]
        return next(key for key, up_to in zip(weights, sums, strict=True) if place < up_to)


def _triangular(least: float, usual: float, most: float, drawn: float) -> float:
    width = most - least
    if width == 0:
        return usual
    if drawn < (usual - least) / width:
        return least + sqrt(drawn * width * (usual - least))
    return most - sqrt((1 - drawn) * width * (most - usual))
