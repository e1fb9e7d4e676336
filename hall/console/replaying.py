"""`onego matter replay`: which past cases would have asked, routed, stopped or ended otherwise under a draft."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.progress import track

from hall.admin.replaying import how_many_past, past_cases, plays
from hall.console.checking import library_of
from hall.console.differences import matter_named
from hall.console.opening import house_open
from hall.console.speech import ERR, OUT, into, say
from matters.errors import NotFound
from matters.reading import SHIPPED
from matters.rules import Rules
from matters.words import Text
from matters.workbench.replaying import Kind, Replayed, summed
from storage.embedded import cluster_of
from storage.settings import Settings

KINDS: dict[Kind, Text] = {
    "asks": Text(zh="问题或填报项不同", en="asked otherwise"),
    "papers": Text(zh="材料不同", en="other papers"),
    "routes": Text(zh="环节不同", en="routed otherwise"),
    "stops": Text(zh="将被停止", en="stopped"),
    "ends": Text(zh="结果不同", en="ended otherwise"),
}


@dataclass(frozen=True)
class Wanted:
    """The draft, and against which plays where it is not replayed on real cases."""

    draft: str
    scenarios: Path | None = None
    against: str | None = None
    """The version that the plays are played under; the shipped one unless said."""


def replay_draft(settings: Settings, wanted: Wanted, *, as_json: bool = False) -> None:
    """Print how many cases would have gone otherwise, and which. Raises MatterUnknown, MistakesFound, NotFound."""
    with _replaying(settings, wanted) as found:
        _print(found) if as_json else _tell(found)


@contextmanager
def _replaying(settings: Settings, wanted: Wanted) -> Iterator[Iterator[Replayed]]:
    """The cases one by one, while the database or the scenario file is open."""
    draft, _ = matter_named(settings, wanted.draft)
    if wanted.scenarios is None and _has_cases(settings):
        with house_open(settings) as house:
            total = how_many_past(house, draft.matter)
            yield _shown(past_cases(house, draft), total)
        return
    path = wanted.scenarios or SHIPPED / "scenarios" / f"{draft.matter}.yaml"
    if not path.exists():
        raise NotFound(Text(zh=f"情景文件 {path.name}", en=f"The scenario file {path.name}"))
    old, office = matter_named(settings, wanted.against or draft.matter)
    calendar = library_of(Path(wanted.draft)).calendar
    yield _shown(plays(Rules(old, office, calendar), draft, path), None)


def _has_cases(settings: Settings) -> bool:
    """Whether there is a database to replay; an embedded one that was never made has no cases."""
    return not settings.is_embedded or (cluster_of(settings.data_dir) / "PG_VERSION").exists()


def _shown(found: Iterable[Replayed], total: int | None) -> Iterator[Replayed]:
    yield from track(found, total=total, console=ERR, transient=True, disable=not ERR.is_terminal)


def _print(found: Iterator[Replayed]) -> None:
    kept = tuple(found)
    said = {
        "summary": summed(kept).model_dump(mode="json"),
        "cases": [one.model_dump(mode="json") for one in kept if one.changes],
    }
    OUT.print(json.dumps(said, ensure_ascii=False, indent=2))


def _tell(found: Iterator[Replayed]) -> None:
    """Each case as soon as it was replayed, then the counts."""
    counts = summed(_told(found))
    say(
        f"共{counts.cases}件，其中{counts.same}件与原来相同。",
        f"{counts.cases} case(s); {counts.same} went the same way.",
    )
    for kind, title in KINDS.items():
        if kind in counts.kinds:
            say(f"  {title.zh}：{counts.kinds[kind]}件", f"  {title.en}: {counts.kinds[kind]}")


def _told(found: Iterator[Replayed]) -> Iterator[Replayed]:
    for one in found:
        if one.changes:
            OUT.print(one.case, style="bold")
            for change in one.changes:
                OUT.print(f"    {into(change.what)}")
        yield one
