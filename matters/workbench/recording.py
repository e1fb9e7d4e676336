"""Expectations written into a file of scenarios from what came of them; a person reviews every line."""

import difflib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum

from matters.composing import compose
from matters.fields import Value
from matters.mistakes import MistakesFound
from matters.positions import Listing, Node
from matters.positions import Mapping as Keys
from matters.rules import Rules
from matters.scenarios import Scenario, Scenarios
from matters.workbench.flow_style import added, is_flow
from matters.workbench.trials import run
from matters.workbench.trials_observed import Observed

WIDTH = 118
KEYS = ("items", "papers", "checks", "notices", "dates", "asks", "values")
"""What is recorded, in this order; outcome and results where the scenario says neither."""
ONCE = ("papers", "checks", "asks")
"""What is not recorded again where an earlier scenario has exactly the same: people have to read it all."""

Change = tuple[int, int, str]
"""Which characters are replaced, and by what."""


def recorded(rules: Rules, file: Scenarios, text: str, only: str | None = None) -> str:
    """The text with a `then` for every scenario, or for the one of that name; all other lines stay as they are.

    What a `then` says already is kept: an expectation that differs is for a person to judge. Raises MistakesFound if
    the text cannot be read, and what `run` raises.
    """
    text = text if text.endswith("\n") else f"{text}\n"
    nodes = _scenarios(text)
    known: set[str] = set()
    changes: list[Change] = []
    for number, scenario in enumerate(file.scenarios):
        seen = Observed(run(rules, file, scenario))
        if only in (None, scenario.scenario):
            said = dict(_unsaid(scenario, seen, set() if only else known))
            changes += _change(text, nodes, number, said)
        known |= {*seen.values, *(_spelled(key, getattr(seen, key)) for key in ONCE)}
    for first, end, new in reversed(changes):
        text = text[:first] + new + text[end:]
    return text


def difference(before: str, after: str, file: str) -> str:
    """What recording would change, as a unified diff."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), file, file, n=2
    )
    return "".join(lines)


def _scenarios(text: str) -> tuple[Node, ...]:
    root, mistakes = compose(text.encode(), "scenarios")
    if root is None or not isinstance(root, Keys):
        raise MistakesFound(mistakes)
    listed = root.get("scenarios")
    return listed.nodes if isinstance(listed, Listing) else ()


def _unsaid(scenario: Scenario, seen: Observed, known: set[str]) -> Iterator[tuple[str, object]]:
    """What came of it and is not expected yet."""
    if scenario.outcome is None and seen.outcome is not None:
        yield "outcome", seen.outcome
    if scenario.results is None and seen.results:
        yield "results", seen.results
    then = scenario.then
    whole = {
        "items": None if scenario.results or seen.results else seen.items,
        "papers": seen.papers,
        "checks": seen.checks,
        "notices": seen.notices,
        "dates": _later_days(seen),
        "asks": seen.asks,
        "values": _filled(seen, known),
    }
    for key in KEYS:
        repeated = key in ONCE and _spelled(key, whole[key]) in known
        if getattr(then, key) is None and whole[key] is not None and not repeated:
            yield key, whole[key]


def _spelled(key: str, value: object) -> str:
    return f"{key}: {_flow(value)}"


def _later_days(seen: Observed) -> dict[str, date] | None:
    """The days after the launch, and the end: what else happens at once needs no date, and the hall's own none."""
    days = {key: day for key, day in seen.dates.items() if day > seen.run.starts}
    days.pop("notice_by", None)
    if "closed" in seen.dates:
        days["closed"] = seen.dates["closed"]
    return days or None


def _filled(seen: Observed, known: set[str]) -> dict[str, Value] | None:
    """What registers filled, where no earlier scenario has shown it."""
    said = seen.run.now.answers
    new = {k: v for k, v in seen.values.items() if said.get(k) is None and k not in known}
    return new or None


def _change(
    text: str, nodes: tuple[Node, ...], number: int, said: Mapping[str, object]
) -> list[Change]:
    """Where the scenario says more from now on; nowhere if it says all already."""
    node = nodes[number]
    if not said or not isinstance(node, Keys):
        return []
    then = node.entries.get("then")
    indent = " " * (min(entry.place.column for entry in node.entries.values()) - 1)
    if then is None:
        return [_with_then(text, node, indent, said, _line_after(text, nodes, number))]
    if is_flow(text, then.node.place):
        return [added(text, then.node.place, _entries(said, f"{indent}  "), f"{indent}  ")]
    if isinstance(then.node, Keys):
        indent = " " * (min(entry.place.column for entry in then.node.entries.values()) - 1)
    after = [e.place.line for e in node.entries.values() if e.place.line > then.place.line]
    end = min((*after, _line_after(text, nodes, number)))
    return [_inserted(text, then.place.line, end, _entries(said, indent), indent)]


def _with_then(text: str, node: Keys, indent: str, said: Mapping[str, object], end: int) -> Change:
    """A `then` where the scenario has none."""
    deeper = f"{indent}  "
    if is_flow(text, node.place):
        entries = f",\n{deeper}".join(_entries(said, deeper))
        return added(text, node.place, [f"then: {{\n{deeper}{entries}}}"], indent)
    entries = f"\n{deeper}".join(_entries(said, deeper))
    return _inserted(text, node.place.line, end, [f"then:\n{deeper}{entries}"], indent)


def _entries(said: Mapping[str, object], indent: str) -> list[str]:
    return [f"\n{indent}".join(written(key, value)) for key, value in said.items()]


def _line_after(text: str, nodes: tuple[Node, ...], number: int) -> int:
    """The line, from 1, on which the next scenario begins, or that after the last."""
    if number + 1 < len(nodes):
        return nodes[number + 1].place.line
    return len(text.splitlines()) + 1


def _inserted(text: str, first: int, end: int, entries: list[str], indent: str) -> Change:
    """The entries below what stands in these lines, from 1 and without the last."""
    lines = text.splitlines(keepends=True)
    at = sum(map(len, lines[: _last_content(lines, first - 1, end - 1)]))
    return at, at, "".join(f"{indent}{one}\n" for one in entries)


def _last_content(lines: list[str], first: int, end: int) -> int:
    """The line after the last that is neither empty nor a comment."""
    while end > first and (not (text := lines[end - 1].strip()) or text.startswith("#")):
        end -= 1
    return end


def written(key: str, value: object) -> list[str]:
    """A key with its value as lines of YAML, no longer than the files of the catalogue have them."""
    whole = f"{key}: {_flow(value)}"
    if len(whole) <= WIDTH:
        return [whole]
    match value:
        case Mapping():
            words = [f"{name}: {_flow(one)}" for name, one in value.items()]
            return [f"{key}: {{", *_wrapped(words), "}"]
        case tuple() | list():
            return [f"{key}: [", *_wrapped([_flow(one) for one in value]), "]"]
        case _:
            return [whole]


def _wrapped(words: list[str]) -> Iterator[str]:
    line = " "
    for word in words:
        if len(line) + len(word) + 2 > WIDTH:
            yield line
            line = " "
        line += f" {word},"
    yield line.rstrip(",")


def _flow(value: object) -> str:
    match value:
        case Enum():
            return str(value.value)
        case date():
            return value.isoformat()
        case Mapping():
            return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
        case tuple() | list():
            return "[" + ", ".join(_flow(one) for one in value) + "]"
        case str():
            return value if _plain(value) else json.dumps(value, ensure_ascii=False)
        case _:
            return json.dumps(value)


_QUOTED = frozenset("{}[],&*#?|<>=!%@`\"'")


def _plain(text: str) -> bool:
    """Whether YAML reads the words back as they are without quotes."""
    if not text or text != text.strip() or set(text) & _QUOTED or ": " in text or text[-1] == ":":
        return False
    return not (text[0] in "-+.0123456789~" or text.lower() in ("true", "false", "null"))
