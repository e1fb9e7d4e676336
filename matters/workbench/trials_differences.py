"""What came of a trial against what its scenario expects, each difference with its place in the file."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from matters.positions import Loc
from matters.scenarios import Scenario
from matters.words import Text
from matters.workbench.trials_observed import Observed


class Difference(NamedTuple):
    """One thing that is otherwise than expected; `loc` leads to it from the scenario."""

    loc: Loc
    what: Text


def differences(scenario: Scenario, seen: Observed) -> tuple[Difference, ...]:
    """Everything that is otherwise, in the order of the scenario's keys; none when it went as it says."""
    return tuple(_all(scenario, seen))


def _all(scenario: Scenario, seen: Observed) -> Iterator[Difference]:
    yield from _turns(scenario, seen)
    if scenario.outcome is not None and scenario.outcome != seen.outcome:
        yield _other(("outcome",), _OUTCOME, scenario.outcome, seen.outcome, seen.run.stuck)
    then = scenario.then
    yield from _whole(("results",), scenario.results, seen.results)
    yield from _whole(("then", "checks"), then.checks, seen.checks)
    yield from _set(("then", "items"), then.items, seen.items)
    yield from _set(("then", "papers"), then.papers, seen.papers)
    yield from _set(("then", "notices"), then.notices, seen.notices)
    yield from _set(("then", "asks"), then.asks, seen.asks)
    yield from _mapped(("then", "dates"), then.dates or {}, seen.dates.get)
    yield from _mapped(("then", "values"), then.values or {}, seen.value)


def _whole(
    loc: Loc, wanted: Mapping[str, object] | None, came: Mapping[str, object]
) -> Iterator[Difference]:
    """Every key of both; nothing is expected where nothing is said."""
    if wanted is None:
        return
    yield from _mapped(loc, wanted, came.get)
    if extra := [key for key in came if key not in wanted]:
        yield _more(loc, extra)


_OUTCOME = Text(zh="办件结果", en="the outcome")


def _turns(scenario: Scenario, seen: Observed) -> Iterator[Difference]:
    for turn, text in seen.run.surprises:
        yield Difference(() if turn is None else ("acts", turn, "act"), text)
    for place, one in enumerate(scenario.acts):
        if place not in seen.run.done:
            yield Difference(
                ("acts", place, "act"),
                Text(
                    zh=f"动作“{one.act}”始终没有机会办理。",
                    en=f"The act “{one.act}” never became possible.",
                ),
            )


def _other(loc: Loc, what: Text, wanted: object, came: object, why: Text | None) -> Difference:
    zh = f"{what.zh}应为“{_shown(wanted)}”，实际为“{_shown(came)}”。"
    en = f"Expected {what.en} “{_shown(wanted)}”; it is “{_shown(came)}”."
    if why is not None:
        zh, en = zh + f"办理停在：{why.zh}", en + f" It stopped at: {why.en}"
    return Difference(loc, Text(zh=zh, en=en))


def _mapped(
    loc: Loc, wanted: Mapping[str, object], came: Callable[[str], object]
) -> Iterator[Difference]:
    for key, value in wanted.items():
        if (is_now := came(key)) != value:
            yield _other((*loc, key), Text(zh=f"“{key}”", en=key), value, is_now, None)


def _set(loc: Loc, wanted: tuple[str, ...] | None, came: tuple[str, ...]) -> Iterator[Difference]:
    """Entries that are missing or too many; an entry that says only its first words fits any that begins so."""
    if wanted is None:
        return
    left = Counter(came)
    for number, one in sorted(enumerate(wanted), key=lambda entry: -len(entry[1].split())):
        found = next((full for full in left if left[full] and _begins(full, one)), None)
        if found is None:
            yield Difference(
                (*loc, number),
                Text(zh=f"没有出现“{one}”。", en=f"“{one}” did not come.{_near(one, came)}"),
            )
        else:
            left[found] -= 1
    if extra := [one for one, count in left.items() if count > 0]:
        yield _more(loc, extra)


def _begins(full: str, wanted: str) -> bool:
    words = wanted.split()
    return full.split()[: len(words)] == words


def _near(wanted: str, came: Iterable[str]) -> str:
    first = wanted.split()[0]
    near = [one for one in came if one.split()[0] == first]
    return f" There is “{near[0]}”." if near else ""


def _more(loc: Loc, extra: list[str]) -> Difference:
    zh, en = "、".join(extra), ", ".join(extra)
    return Difference(loc, Text(zh=f"多出：{zh}。", en=f"Not expected: {en}."))


def _shown(value: object) -> str:
    match value:
        case None:
            return "—"
        case bool():
            return "true" if value else "false"
        case tuple():
            return ", ".join(map(str, value))
        case _:
            return str(value)
