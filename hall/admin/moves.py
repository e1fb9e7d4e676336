"""Running cases under another version and past cases through a draft, as pieces of work with their counts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from flows.installation import Installation
from hall.admin import moving
from hall.admin.moving import Move
from hall.admin.replaying import how_many_past, past_cases
from hall.workshop import Labour, Progress, Stopped
from matters.spec import Matter
from matters.workbench.migrating import Ruling, Verdict
from matters.workbench.replaying import Kind, Replayed, Summary, summed

How = Literal["look", "apply", "undo"]
MOST_SHOWN = 500
"""More cases are counted, but not listed."""

_WAYS: dict[How, Callable[[Installation, Move], Iterator[Verdict | None]]] = {
    "look": moving.verdicts,
    "apply": moving.apply,
    "undo": moving.undo,
}


@dataclass(frozen=True)
class Moves:
    """What became of the running cases."""

    how: How
    version: int
    moves: int = 0
    new_work: int = 0
    cannot: int = 0
    there: int = 0
    """Those that follow the version already."""
    shown: tuple[Verdict, ...] = ()
    stopped: bool = False
    """It was ended before the last case; what was moved until then stays moved."""

    @property
    def judged(self) -> int:
        return self.moves + self.new_work + self.cannot

    def of(self, ruling: Ruling) -> int:
        return {"moves": self.moves, "new-work": self.new_work, "cannot": self.cannot}[ruling]


@dataclass(frozen=True)
class Replays:
    """What past cases would have been under the draft."""

    summary: Summary
    shown: tuple[Replayed, ...]
    """Only those that would have been otherwise."""
    kinds: tuple[Kind, ...] = ()


def moves(house: Installation, move: Move, how: How) -> Labour:
    """Judge, move or move back every running case; each is a transaction of its own, so it may be ended at any time."""

    def labour(progress: Progress) -> Moves:
        total = moving.how_many(house, move.key)
        found = Moves(how, move.version)
        shown: list[Verdict] = []
        for number, one in enumerate(_WAYS[how](house, move), start=1):
            found = _counted(found, one)
            if one is not None and len(shown) < MOST_SHOWN:
                shown.append(one)
            if not _goes_on(progress, number, total):
                break
        ended = progress.is_stopped and found.judged + found.there < total
        return replace(found, shown=tuple(_cannot_first(shown)), stopped=ended)

    return labour


def _goes_on(progress: Progress, done: int, total: int) -> bool:
    """Whether nobody asked for the end; what was done until then is told all the same."""
    try:
        progress(done, total)
    except Stopped:
        return False
    return True


def _counted(found: Moves, one: Verdict | None) -> Moves:
    match one:
        case None:
            return replace(found, there=found.there + 1)
        case Verdict(ruling="moves"):
            return replace(found, moves=found.moves + 1)
        case Verdict(ruling="new-work"):
            return replace(found, new_work=found.new_work + 1)
        case _:
            return replace(found, cannot=found.cannot + 1)


def _cannot_first(shown: list[Verdict]) -> list[Verdict]:
    order: dict[Ruling, int] = {"cannot": 0, "new-work": 1, "moves": 2}
    return sorted(shown, key=lambda one: order[one.ruling])


def replays(house: Installation, draft: Matter) -> Labour:
    """Every past case of the matter under the draft; nothing is changed, and no answer is shown."""

    def labour(progress: Progress) -> Replays:
        total = how_many_past(house, draft.matter)
        shown: list[Replayed] = []

        def seen() -> Iterator[Replayed]:
            for number, one in enumerate(past_cases(house, draft), start=1):
                if one.changes and len(shown) < MOST_SHOWN:
                    shown.append(one)
                yield one
                progress(number, total)

        return Replays(summed(seen()), tuple(shown))

    return labour
