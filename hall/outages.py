"""Registers that are away now: what they are needed for, and what to do instead (故障提示; domain 3.14)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from flows.installation import Installation
from hall.check_uses import papers_replaced
from matters.spec import Material, Matter, RungKind
from matters.words import Text
from storage import register_states

_WAYS: Mapping[RungKind, Text] = MappingProxyType(
    {
        "licence": Text(zh="调取电子证照", en="fetch the e-licence"),
        "verification": Text(zh="请有关部门核验", en="have the department verify it"),
        "promise": Text(zh="签署告知承诺", en="sign the promise"),
        "proof": Text(zh="提交其他证明材料", en="hand in another proof"),
        "deferred": Text(zh="容缺后补", en="let it come later"),
        "upload": Text(zh="自备提交", en="hand in the paper"),
    }
)


@dataclass(frozen=True)
class Outage:
    """One register that does not answer."""

    register: str
    name: Text
    holder: Text | None
    since: datetime


@dataclass(frozen=True)
class WayRound:
    """One paper that it would have made needless, and how it can be given instead."""

    material: Material
    ways: tuple[Text, ...]


@dataclass(frozen=True)
class OutageHere:
    """An outage as it concerns one matter."""

    outage: Outage
    checks: tuple[Text, ...]
    instead: tuple[WayRound, ...]


def outages(house: Installation) -> tuple[Outage, ...]:
    """The registers that are down, longest away first."""
    with house.database.transaction() as connection:
        away = register_states.away(connection)
    declared = {one.key: one for one in house.registers.registers}
    return tuple(
        Outage(
            register=one.register,
            name=declared[one.register].name
            if one.register in declared
            else Text.same(one.register),
            holder=declared[one.register].holder if one.register in declared else None,
            since=one.since,
        )
        for one in away
    )


def outages_in(house: Installation, matter: Matter) -> tuple[OutageHere, ...]:
    """Those that the matter's checks ask, each with the ways round it."""
    found = (_here(matter, one) for one in outages(house))
    return tuple(one for one in found if one.checks)


def _here(matter: Matter, outage: Outage) -> OutageHere:
    uses = [use for use in matter.checks if use.check.register_key == outage.register]
    papers = dict.fromkeys(one.key for use in uses for one in papers_replaced(matter, use))
    return OutageHere(
        outage=outage,
        checks=tuple(use.check.name for use in uses),
        instead=tuple(WayRound(one, ways_of(one)) for one in matter.materials if one.key in papers),
    )


def ways_of(material: Material) -> tuple[Text, ...]:
    """How the paper can be given while its register is away; handing it in is always open."""
    kinds = {rung.kind for rung in material.ladder} | {"upload"}
    return tuple(words for kind, words in _WAYS.items() if kind in kinds)
