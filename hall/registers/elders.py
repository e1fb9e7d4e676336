"""Synthetic parents of grown-up people of Ningbo: those who live, and those who died."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random
from typing import Literal

from hall.registers import places
from hall.registers.chance import likely, seeded
from hall.registers.names import family_name, given_name
from hall.registers.people import Person, number_of, renumbered, surname_of
from matters.words import Frozen

YOUNGEST_CHILD = 38
"""Age in years from which somebody's parents belong to the society."""
WITH_PARENTS = 0.9
DIES_BEFORE = ((70, 0.08), (80, 0.2), (90, 0.4), (150, 0.7))
"""Age in years, and the share of those younger than that who died."""
LAST_DEATH, FIRST_DEATH = 2, 3000
"""Days ago."""
CREMATION_PLACES = ("宁波市殡仪馆", "余姚市殡仪馆", "慈溪市殡仪馆")
PLACES_OF_DEATH = ("宁波市第一医院", "宁波市第二医院", "宁波市鄞州人民医院", "家中")


class Departed(Frozen):
    """Somebody who died, as the registers together know them."""

    person: Person
    died_on: date
    certificate: str
    """Number of the medical certificate of death (死亡医学证明)."""
    place: str
    cancelled_on: date | None
    """The day on which the police took them from the household register."""
    cremated_on: date | None
    cremation_number: str
    cremation_place: str


class Parents(Frozen):
    """The parents of one grown-up person."""

    child: str
    """Identity number."""
    father: Person
    mother: Person
    married_on: date


def parents(seed: int, people: Iterable[Person], today: date) -> tuple[Parents, ...]:
    """The parents of most of the locals who are old enough to have old ones."""
    taken = {person.id_number: person for person in people}
    found = []
    for child in tuple(taken.values()):
        years = (today - child.birth).days // 365
        rng = seeded(seed, f"parents:{child.id_number}")
        if not child.local or child.guardian or years < YOUNGEST_CHILD:
            continue
        if likely(rng, WITH_PARENTS):
            made = _couple(rng, child, taken)
            taken |= {one.id_number: one for one in (made.father, made.mother)}
            found.append(made)
    return tuple(found)


def departed(seed: int, person: Person, today: date) -> Departed | None:
    """How that person died, if they did."""
    rng = seeded(seed, f"death:{person.id_number}")
    years = (today - person.birth).days // 365
    if not likely(rng, next(share for age, share in DIES_BEFORE if years < age)):
        return None
    died_on = today - timedelta(days=rng.randint(LAST_DEATH, FIRST_DEATH))
    days = (today - died_on).days
    cremated_on = died_on + timedelta(days=3)
    return Departed(
        person=person,
        died_on=died_on,
        certificate=f"3302{died_on.year}{rng.randint(0, 9999999):07d}",
        place=rng.choice(PLACES_OF_DEATH),
        cancelled_on=died_on + timedelta(days=20) if days > 30 else None,  # noqa: PLR2004
        cremated_on=cremated_on if cremated_on <= today else None,
        cremation_number=f"甬火{died_on.year}{rng.randint(0, 999999):06d}",
        cremation_place=rng.choice(CREMATION_PLACES),
    )


def _couple(rng: Random, child: Person, taken: dict[str, Person]) -> Parents:
    father = renumbered(_parent(rng, child, "male"), taken)
    mother = renumbered(_parent(rng, child, "female"), taken)
    return Parents(
        child=child.id_number,
        father=father,
        mother=mother,
        married_on=child.birth - timedelta(days=rng.randint(300, 360)),
    )


def _parent(rng: Random, child: Person, sex: Literal["male", "female"]) -> Person:
    birth = child.birth - timedelta(days=rng.randint(23 * 366, 34 * 365))
    district = places.BY_CODE[child.district]
    address = places.home(rng, district)
    surname = surname_of(child) if sex == "male" else family_name(rng)
    insured = rng.randint(180, 440) if likely(rng, 0.7) else 0
    return child.model_copy(
        update={
            "id_number": number_of(rng, places.NINGBO, birth, sex),
            "name": surname + given_name(rng, sex),
            "birth": birth,
            "sex": sex,
            "mobile": f"13{rng.randint(0, 9)}{rng.randint(0, 99999999):08d}",
            "address": address,
            "hukou_address": address,
            "dwelling": "own-house" if sex == "male" else "relatives",
            "employed": False,
            "employment_registered": False,
            "insured_months": insured,
            "retired": True,
            "health_certificate": "none",
            "degree": rng.choice(("初中", "高中")),
            "fund_months": 0,
            "low_income": likely(rng, 0.06),
            "promise_eligible": True,
        }
    )
