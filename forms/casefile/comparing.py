"""What a case file says beside what follows from its facts: every difference with its step, clock, day or notice."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol, TypeVar

from forms.casefile.contents import ClockSaid, Derived, Difference, Kind
from matters.case import Case, NoticeIssued
from matters.words import Frozen, Text

V = TypeVar("V", bound=Frozen)


class _Keyed(Protocol):
    """What is told by key."""

    @property
    def key(self) -> str: ...


def derived_differences(said: Derived, found: Derived, case: Case) -> Iterator[Difference]:
    """Where the file's own account of the case differs from what its facts give."""
    for name in ("outcome", "accepted", "deemed", "on"):
        yield from _one("state", name, getattr(said, name), getattr(found, name))
    yield from _each(
        "state", {one.step: one for one in said.steps}, {one.step: one for one in found.steps}
    )
    work = [
        {f"{one.step} {one.part or ''} {one.department}": one for one in side.work}
        for side in (said, found)
    ]
    yield from _each("state", *work)
    yield from _clocks(_by_key(said.clocks), _by_key(found.clocks))
    yield from _one("notices", "called for", said.called_for, found.called_for)
    yield from _each("notices", _by_key(said.letters), _by_key(found.letters))
    yield from _uncalled(found, case)


K = TypeVar("K", bound=_Keyed)


def _by_key(told: Iterable[K]) -> dict[str, K]:
    return {one.key: one for one in told}


def _clocks(said: dict[str, ClockSaid], found: dict[str, ClockSaid]) -> Iterator[Difference]:
    """Clocks are told to the day: the first on which the two accounts part."""
    for key in said.keys() & found.keys():
        theirs = {one.on: one for one in said[key].days}
        ours = {one.on: one for one in found[key].days}
        parted = sorted(on for on in theirs.keys() | ours.keys() if theirs.get(on) != ours.get(on))
        if parted:
            yield _differ(
                "clocks", f"{key} {parted[0]}", theirs.get(parted[0]), ours.get(parted[0])
            )
    bare = {"days": ()}
    yield from _each(
        "clocks",
        {key: one.model_copy(update=bare) for key, one in said.items()},
        {key: one.model_copy(update=bare) for key, one in found.items()},
    )


def _each(about: Kind, said: Mapping[str, V], found: Mapping[str, V]) -> Iterator[Difference]:
    for key in dict.fromkeys((*said, *found)):
        theirs, ours = said.get(key), found.get(key)
        if theirs is None or ours is None:
            if theirs is not ours:
                yield _differ(about, key, theirs, ours)
            continue
        for name in type(theirs).model_fields:
            yield from _one(about, f"{key} {name}", getattr(theirs, name), getattr(ours, name))


def _one(about: Kind, where: str, said: object, found: object) -> Iterator[Difference]:
    if said != found:
        yield _differ(about, where, said, found)


def _uncalled(found: Derived, case: Case) -> Iterator[Difference]:
    """Notices that were issued though the facts before them call for none such."""
    for one in found.letters:
        if not one.sha256:
            numbers = (
                f.number for f in case.facts if isinstance(f, NoticeIssued) and f.key == one.key
            )
            number = next(numbers, "")
            says = Text(
                zh=f"已制发文书{number}，但此前的事实并不要求制发该文书",
                en=f"{number} was issued, but the facts before it call for no such notice",
            )
            yield Difference(about="notices", where=one.key, says=says)


def _differ(about: Kind, where: str, said: object, found: object) -> Difference:
    theirs, ours = _words(said), _words(found)
    says = Text(
        zh=f"档案所载为“{theirs}”，由事实推导应为“{ours}”",
        en=f"the file says “{theirs}”, its facts give “{ours}”",
    )
    return Difference(about=about, where=where, says=says)


def _words(value: object) -> str:
    match value:
        case None:
            return "—"
        case Frozen():
            return value.model_dump_json(exclude_defaults=True)
        case _:
            return str(value)
