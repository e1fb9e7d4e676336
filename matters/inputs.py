"""With what a register is asked: answers, what is derived from them, one field of all rows of a group."""

from collections.abc import Mapping
from datetime import date

from matters.fields import Answers, Value
from matters.spec import CheckUse, Matter


def looked_up(path: str, matter: Matter, answers: Answers, seen: Mapping[str, object]) -> Value:
    """What stands under a path of the form; `seen` is what conditions see of the case."""
    if path in matter.derived:
        return _kept(seen[path])
    if path in matter.row_elements:
        group, _, key = path.partition(".")
        rows = answers.get(group)
        cells = (
            (row.get(key) for row in rows if isinstance(row, dict))
            if isinstance(rows, tuple)
            else ()
        )
        return tuple(str(cell) for cell in cells if cell not in (None, ""))
    return answers.get(path)


def _kept(value: object) -> Value:
    """What an expression came to, as answers are kept."""
    match value:
        case date():
            return value.isoformat()
        case str() | int() | float():
            return value
        case tuple():
            return tuple(str(one) for one in value if one is not None)
        case _:
            return None


def sources_of(use: CheckUse, matter: Matter) -> frozenset[str]:
    """All paths on which it depends what the check is asked with."""
    found: set[str] = set()
    ahead = list(use.inputs.values())
    while ahead:
        path = ahead.pop()
        if path in found:
            continue
        found.add(path)
        if path in matter.row_elements:
            ahead.append(path.partition(".")[0])
        if path in matter.derived:
            conditions, derive = matter.derived[path]
            ahead += [name for one in (*conditions, derive) for name in one.names]
    return frozenset(found)
