"""What changed from one version of a matter to the next, in words and line by line."""

import difflib
from collections.abc import Iterator
from typing import Literal, NamedTuple

from matters.office import Office
from matters.spec import Matter
from matters.words import Text
from matters.workbench.differences import Difference, differences
from matters.workbench.differences_names import Whom

AROUND = 3
"""Unchanged lines that are shown beside a change."""


GROUPS: dict[Whom, Text] = {
    "applicants": Text(zh="对申请人", en="For applicants"),
    "departments": Text(zh="对部门", en="For departments"),
    "dates": Text(zh="期限", en="Dates"),
}


def in_words(
    before: Matter, after: Matter, office: Office
) -> tuple[tuple[Text, tuple[Difference, ...]], ...]:
    """What changes, grouped by whom it concerns; nothing if nothing does."""
    found = differences(before, after, office)
    return tuple(
        (title, own)
        for whom, title in GROUPS.items()
        if (own := tuple(one for one in found if one.whom == whom))
    )


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
