"""`onego matter migrate`: a verdict and a reason for every running case; applied, or taken back, when asked to."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from rich.progress import track

from hall.admin import moving
from hall.admin.moving import Move
from hall.console.opening import house_open
from hall.console.speech import ERR, OUT, into, say
from matters.words import Text
from matters.workbench.migrating import Ruling, Verdict
from storage.settings import Settings

How = Literal["look", "apply", "undo"]

WORDS: dict[Ruling, Text] = {
    "moves": Text(zh="可以转版", en="moves"),
    "new-work": Text(zh="可以转版，有新增工作", en="moves, with new work"),
    "cannot": Text(zh="不能转版", en="cannot move"),
}
BACK: dict[Ruling, Text] = {
    "moves": Text(zh="已转回", en="moved back"),
    "new-work": Text(zh="已转回", en="moved back"),
    "cannot": Text(zh="不能转回", en="cannot move back"),
}


@dataclass(frozen=True)
class Counts:
    """How many cases got which ruling."""

    moves: int
    new_work: int
    cannot: int
    there: int
    """Those that follow the version already."""


def migrate_cases(settings: Settings, move: Move, how: How, *, as_json: bool = False) -> int:
    """Judge every running case, and move it if asked to; 1 if one cannot. Raises MatterUnknown, NotFound."""
    ways = {"look": moving.verdicts, "apply": moving.apply, "undo": moving.undo}
    with house_open(settings) as house:
        total = moving.how_many(house, move.key)
        found, there = _all(ways[how](house, move), total)
    counts = _counted(found, there)
    if as_json:
        said = {"matter": move.key, "to": move.version, "done": how, "counts": vars(counts),
                "cases": [one.model_dump(mode="json", exclude={"steps"}) for one in found]}  # fmt: skip
        OUT.print(json.dumps(said, ensure_ascii=False, indent=2))
    else:
        _tell(found, counts, how)
    return 1 if counts.cannot else 0


def _all(verdicts: Iterable[Verdict | None], total: int) -> tuple[tuple[Verdict, ...], int]:
    found: list[Verdict] = []
    there = 0
    for one in _shown(verdicts, total):
        if one is None:
            there += 1
        else:
            found.append(one)
    return tuple(found), there


def _shown(verdicts: Iterable[Verdict | None], total: int) -> Iterator[Verdict | None]:
    """With a bar on standard error where somebody looks at it."""
    yield from track(
        verdicts, total=total, console=ERR, transient=True, disable=not ERR.is_terminal
    )


def _counted(found: tuple[Verdict, ...], there: int) -> Counts:
    kinds = [one.ruling for one in found]
    return Counts(kinds.count("moves"), kinds.count("new-work"), kinds.count("cannot"), there)


def _tell(found: tuple[Verdict, ...], counts: Counts, how: How) -> None:
    words = BACK if how == "undo" else WORDS
    for one in found:
        OUT.print(f"{one.case}  {into(words[one.ruling])}")
        for reason in one.reasons:
            OUT.print(f"    {into(reason)}")
    if how == "undo":
        say(
            f"转回{counts.moves}件，不能转回{counts.cannot}件。",
            f"{counts.moves} moved back, {counts.cannot} cannot.",
        )
        return
    say(
        f"可以转版{counts.moves}件，有新增工作{counts.new_work}件，不能转版{counts.cannot}件，"
        f"已按该版本办理{counts.there}件。",
        f"{counts.moves} move, {counts.new_work} move with new work, {counts.cannot} cannot;"
        f" {counts.there} follow the version already.",
    )
    if how == "look":
        say(
            "这是试算，没有改变任何办件；加 --apply 后实际转版。",
            "This was a dry run and changed nothing; add --apply to move them.",
        )
