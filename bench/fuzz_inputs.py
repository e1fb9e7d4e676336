"""Inputs of the fuzzer: right documents, changed in their structure and their text."""

import pickle
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random

import yaml  # type: ignore[import-untyped]  # the wheel carries no types

from bench.fuzz_texts import a_spoiled_text
from bench.fuzz_trees import Found, change, places_of

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CHANGES_OF_ONE = (1, 1, 1, 2, 3, 6)
_WIDE = 1000
_LARGEST = 3_000_000


class _Plainly(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes what stands twice out twice, as no matter may hold an alias."""

    def ignore_aliases(self, data: object) -> bool:
        return True


@dataclass(frozen=True)
class Seed:
    """One right document, ready to be copied."""

    name: str
    text: str

    @cached_property
    def _frozen(self) -> bytes:
        return pickle.dumps(yaml.load(self.text, Loader=_LOADER))

    def tree(self) -> object:
        """A copy of its values."""
        return pickle.loads(self._frozen)


@dataclass(frozen=True)
class Inputs:
    """The seeds with their weights, and the words that stand in them."""

    seeds: tuple[Seed, ...]
    weights: tuple[int, ...]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Every key of every seed: a known key in a wrong place tells more than a random word."""
        found = (place.key for seed in self.seeds for place in places_of(seed.tree()))
        return tuple(sorted({key for key in found if isinstance(key, str)}))

    def content(self, rng: Random) -> tuple[Seed, bytes]:
        """One input: which seed it was made of, and its bytes."""
        (seed,) = rng.choices(self.seeds, self.weights)
        match rng.choice(("tree", "tree", "tree", "both", "text")):
            case "tree":
                return seed, self._changed(rng, seed).encode("utf-8", "surrogatepass")[:_LARGEST]
            case "both":
                return seed, a_spoiled_text(rng, self._changed(rng, seed)[:_LARGEST])[:_LARGEST]
            case _:
                return seed, a_spoiled_text(rng, seed.text)[:_LARGEST]

    def _changed(self, rng: Random, seed: Seed) -> str:
        tree = seed.tree()
        for _ in range(rng.choice(_CHANGES_OF_ONE)):
            others = tuple(one.tree for one in self.seeds)
            change(rng, Found(list(places_of(tree)), self.keys, others))
        written = yaml.dump(tree, Dumper=_Plainly, allow_unicode=True, sort_keys=False, width=_WIDE)
        return str(written)


def seeds_of(files: list[Path]) -> tuple[Seed, ...]:
    """The documents of these files."""
    return tuple(Seed(path.name, path.read_text(encoding="utf-8")) for path in files)
