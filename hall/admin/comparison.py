"""What changed from one version of a matter to the next, line by line."""

import difflib
from collections.abc import Iterator
from typing import Literal, NamedTuple

AROUND = 3
"""Unchanged lines that are shown beside a change."""


class Change(NamedTuple):
    """One line of a comparison."""

    kind: Literal["same", "gone", "new", "gap"]
    before: int | None
    """Its number in the earlier text."""
    after: int | None
    """Its number in the later text."""
    text: str


def compared(before: str, after: str) -> tuple[Change, ...]:
    """The changed lines with some around them; nothing if the texts are equal."""
    old, new = before.splitlines(), after.splitlines()
    groups = difflib.SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(AROUND)
    changes: list[Change] = []
    for group in groups:
        changes.append(Change("gap", None, None, ""))
        for tag, *span in group:
            changes += _changes(tag, (span[0], span[1]), (span[2], span[3]), (old, new))
    return tuple(changes[1:])


def _changes(
    tag: str, was: tuple[int, int], now: tuple[int, int], texts: tuple[list[str], list[str]]
) -> Iterator[Change]:
    old, new = texts
    if tag == "equal":
        for one, two in zip(range(*was), range(*now), strict=True):
            yield Change("same", one + 1, two + 1, old[one])
        return
    for one in range(*was):
        yield Change("gone", one + 1, None, old[one])
    for two in range(*now):
        yield Change("new", None, two + 1, new[two])
