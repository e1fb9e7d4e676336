"""Repeatable chance for the demonstration: the same seed tells the same story."""

from random import Random
from typing import TypeVar
from zlib import crc32

Choice = TypeVar("Choice", bound=str)


def seeded(seed: int, of: str) -> Random:
    """A source of its own for one subject, so that adding one does not change the others."""
    return Random(f"{seed}:{of}")  # noqa: S311 - a demonstration must be repeatable


def likely(rng: Random, share: float) -> bool:
    """True in that share of all cases."""
    return rng.random() < share


def weighted(rng: Random, *choices: tuple[Choice, int]) -> Choice:
    """One of the choices, by weight."""
    return rng.choices([c for c, _ in choices], [weight for _, weight in choices])[0]


def digits(of: str, count: int) -> str:
    """A number of that many digits that always belongs to the same holder."""
    return f"{crc32(of.encode()) % 10**count:0{count}d}"
