"""What parts of a matter look at: the names in their conditions, and those that stand in place of one."""

from collections.abc import Iterable, Iterator, Mapping

from pydantic import BaseModel

from matters.expressions import Expression

_NO_USE = frozenset({"key", "label", "text", "name", "help", "fills", "options", "ask"})
"""To be declared, labelled or filled in is not to be used."""


def looked_at(value: object) -> Iterator[str]:
    """Every name in a part of a matter and in all that it holds; some more than once."""
    match value:
        case Expression(names=names):
            yield from names
        case str():
            yield value
        case BaseModel() | tuple() | Mapping():
            for one in _inside(value):
                yield from looked_at(one)


def _inside(value: BaseModel | tuple[object, ...] | Mapping[object, object]) -> Iterable[object]:
    match value:
        case BaseModel():
            return [one for name, one in value if name not in _NO_USE]
        case tuple():
            return value
        case _:
            return value.values()


def calls(check: str, value: str) -> frozenset[str]:
    """Every name under which a matter may speak of the value of a check: `id-verify.sex`, `checks.id_verify.sex`."""
    spelt = {check, check.replace("-", "_")}
    whole = {f"checks.{one}" for one in spelt}
    return frozenset(whole | {f"{one}.{value}" for one in spelt | whole})
