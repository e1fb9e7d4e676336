"""Synthetic organisations that are no businesses: associations, foundations, public institutions."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Literal

from hall.registers import places
from hall.registers.chance import seeded, weighted
from hall.registers.people import Person
from matters.identifiers import credit_code
from matters.words import Frozen

Kind = Literal["社会团体", "民办非企业单位", "基金会", "机关", "事业单位", "群众团体"]


class Registry(Frozen):
    """Who registers organisations: which kinds, with what beginning of the code."""

    book: str
    """What the organisation codes that it hands out begin with."""
    kinds: dict[Kind, tuple[str, tuple[str, ...]]]
    """The first two characters of the credit code, and what such organisations are called."""


SOCIAL = Registry(
    book="MJ",
    kinds={
        "社会团体": ("51", ("餐饮行业协会", "物流协会", "书法家协会", "登山协会")),
        "民办非企业单位": ("52", ("养老服务中心", "幼儿园", "社会工作服务中心")),
        "基金会": ("53", ("教育基金会", "慈善基金会")),
    },
)
"""Civil affairs (社会组织)."""
PUBLIC = Registry(
    book="MB",
    kinds={
        "机关": ("11", ("统计局", "交通运输局", "水利局", "体育局")),
        "事业单位": ("12", ("图书馆", "第一中学", "人民医院", "公共就业服务中心", "文化馆")),
        "群众团体": ("13", ("妇女联合会", "科学技术协会", "红十字会")),
    },
)
"""The office of public posts (机关、事业单位、群众团体)."""


class Organisation(Frozen):
    """One organisation with its registration."""

    uscc: str
    name: str
    kind: Kind
    status: Literal["正常", "注销"]
    address: str
    legal_rep: str
    legal_rep_id: str
    established: date
    valid_until: date


def organisations(
    registry: Registry, seed: int, count: int, people: Sequence[Person], today: date
) -> dict[str, Organisation]:
    """By credit code; those who lead them are chosen among the people."""
    made = {}
    for serial in range(count if people else 0):
        rng = seeded(seed, f"organisation:{registry.book}:{serial}")
        one = _organisation(rng, registry, serial, rng.choice(people), today)
        made[one.uscc] = one
    return made


def _organisation(
    rng: Random, registry: Registry, serial: int, head: Person, today: date
) -> Organisation:
    district = rng.choice(places.DISTRICTS)
    kind = rng.choice(tuple(registry.kinds))
    beginning, names = registry.kinds[kind]
    return Organisation(
        uscc=credit_code(district.code, f"{registry.book}{serial:06d}", beginning),
        name=f"宁波市{district.name}{rng.choice(names)}",
        kind=kind,
        status=weighted(rng, ("正常", 93), ("注销", 7)),
        address=places.shop(rng, district),
        legal_rep=head.name,
        legal_rep_id=head.id_number,
        established=today - timedelta(days=rng.randint(200, 6000)),
        valid_until=today + timedelta(days=rng.randint(40, 1800)),
    )
