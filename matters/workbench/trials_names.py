"""Names in a scenario that its matter does not have, each at its line."""

from collections.abc import Iterable, Iterator

from matters.case import ACCEPTANCE
from matters.mistakes import Mistake, unknown
from matters.nouns import CHECK, FIELD, PROMISE, STEP
from matters.positions import Loc
from matters.scenarios import Scenario, Turn
from matters.sheets import Sheet
from matters.spec import Matter
from matters.words import Text

MATERIAL = Text(zh="材料", en="material")
LACKED = Text(zh="材料或承诺", en="material or promise")

_Named = Iterator[tuple[Loc, Text, str]]


def name_mistakes(matter: Matter, scenario: Scenario, sheet: Sheet, at: Loc) -> Iterator[Mistake]:
    """Every name that points nowhere, with the nearest right one."""
    known = _known(matter)
    for loc, kind, name in _named(scenario):
        if name not in known[kind.en]:
            yield sheet.mistake((*at, *loc), *unknown(kind, name, known[kind.en]))


def _known(matter: Matter) -> dict[str, frozenset[str]]:
    materials = frozenset(one.key for one in matter.materials)
    promises = frozenset(one.key for one in matter.promises)
    return {
        MATERIAL.en: materials,
        PROMISE.en: promises,
        LACKED.en: materials | promises,
        CHECK.en: frozenset(one.key for one in matter.checks),
        STEP.en: frozenset(one.step for one in matter.steps) | {ACCEPTANCE},
        FIELD.en: frozenset(matter.types),
    }


def _named(scenario: Scenario) -> _Named:
    yield from _each((), FIELD, {"answers": scenario.answers})
    yield from _each((), MATERIAL, {"uploads": scenario.uploads})
    yield from _each((), LACKED, {"lacks": scenario.lacks})
    yield from _each((), PROMISE, {"promises": scenario.promises})
    yield from _each((), CHECK, {"down": scenario.down, "registers": scenario.registers})
    yield from _each((), STEP, {"results": scenario.results or {}})
    then = scenario.then
    yield from _each(("then",), STEP, {"items": then.items or ()})
    yield from _each(("then",), CHECK, {"checks": then.checks or {}})
    for number, paper in enumerate(then.papers or ()):
        yield ("then", "papers", number), MATERIAL, paper.split()[0]
    for number, turn in enumerate(scenario.acts):
        yield from _of_turn(("acts", number), turn)


def _of_turn(at: Loc, turn: Turn) -> _Named:
    yield (*at, "at"), STEP, turn.at
    if turn.after is not None:
        yield (*at, "after"), STEP, turn.after
    yield from _each(at, MATERIAL, {"uploads": turn.uploads})
    yield from _each(at, PROMISE, {"promises": turn.promises})
    answers = turn.said.get("answers")
    if isinstance(answers, dict):
        yield from _each(at, FIELD, {"answers": answers})


def _each(at: Loc, kind: Text, lists: dict[str, Iterable[str]]) -> _Named:
    for key, names in lists.items():
        for number, name in enumerate(names):
            yield (*at, key, name if isinstance(names, dict) else number), kind, name
