"""What a draft's page tells its script: the compiled rules of the form, and what they look at besides the page."""

import json
from collections.abc import Iterable, Iterator, Mapping

from pydantic import JsonValue

from forms.conditions import conditions_json, tables_json
from forms.lines import GroupLine, Line
from hall.counter.draft import OpenDraft
from matters.fields import Value


def script_of(desk: OpenDraft) -> str:
    """As JSON inside a page: nothing in it can end its element."""
    return json.dumps(rules_of(desk), ensure_ascii=False).replace("<", "\\u003c")


def rules_of(desk: OpenDraft) -> dict[str, JsonValue]:
    """The rules in an order to evaluate, what checks said, and what other pages of the draft were told."""
    named = frozenset(_named(desk.filling.outline.to_compute))
    looked_at = named | {name.partition(".")[0] for name in named}
    said: dict[str, JsonValue] = {
        path: _json(value)
        for path, value in desk.filling.all_values.items()
        if value is not None and path in looked_at
    }
    types: dict[str, JsonValue] = {
        line.path: line.standard.type
        for group in desk.filling.outline.groups
        for line in group.lines
    }
    return {
        "rules": conditions_json(desk.matter),
        "tables": tables_json(desk.matter),
        "known": _known(desk, named),
        "said": said,
        "types": types,
    }


def _named(lines: Iterable[Line | GroupLine]) -> Iterator[str]:
    for line in lines:
        yield from line.depends_on
        if isinstance(line, GroupLine):
            yield from (name for one in line.lines for name in _required_by(one))
        else:
            yield from _required_by(line)


def _required_by(line: Line) -> frozenset[str]:
    return line.required_when.names if line.required_when else frozenset()


def _known(desk: OpenDraft, named: Iterable[str]) -> dict[str, JsonValue]:
    checks: dict[str, JsonValue] = {}
    found = desk.filling.scope.get("checks")
    for name in named:
        first, _, rest = name.partition(".")
        check, _, value = rest.partition(".")
        said = found.get(check) if first == "checks" and isinstance(found, Mapping) else None
        if isinstance(said, Mapping) and value in said:
            own = checks.setdefault(check, {})
            if isinstance(own, dict):
                own[value] = _plain(said[value])
    return {"received_on": desk.on.isoformat(), "checks": checks}


def _plain(value: object) -> JsonValue:
    return value if isinstance(value, bool | int | float | str) else str(value)


def _json(value: Value) -> JsonValue:
    match value:
        case tuple():
            return [_json(one) if isinstance(one, str) else _row(one) for one in value]
        case _:
            return value


def _row(row: Mapping[str, Value]) -> JsonValue:
    return {key: _json(value) for key, value in row.items() if value is not None}
