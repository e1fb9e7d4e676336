"""Synthetic births of the last months: the mother, the father, and what the hospital wrote down."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random
from typing import Literal

from hall.registers.chance import likely
from hall.registers.people import Person, may_marry_from, surname_of
from matters.words import Frozen

HOSPITALS = ("宁波市妇女儿童医院", "宁波市第一医院", "宁波市鄞州人民医院", "慈溪市妇幼保健院")
GIVEN = ("安然", "一诺", "沐辰", "若汐", "子墨", "语桐")
LATEST, EARLIEST = 3, 25
"""Days since the birth: of newborns only."""
YOUNGEST_MOTHER, OLDEST_MOTHER = 20, 45
OLDER_FATHER = 15
"""Years by which a father is older at most."""


class Birth(Frozen):
    """One birth, as the registers together know it."""

    mother: str
    """Identity number."""
    father: str
    married: bool
    name: str
    sex: Literal["1", "2"]
    """GB/T 2261.1"""
    born: date
    time: str
    weight_g: int
    weeks: int
    order: int
    hospital: str
    certificate: str | None
    """The number of the certificate, once it is issued."""


def births(rng: Random, people: Iterable[Person], today: date) -> dict[str, Birth]:
    """By mother; nobody is the father of two of them."""
    adults = [person for person in people if person.guardian is None]
    fathers = [person for person in adults if person.sex == "male"]
    found: dict[str, Birth] = {}
    for mother in adults:
        if mother.sex == "male" or not _of_age(mother, today) or not likely(rng, 0.3):
            continue
        father = next((one for one in fathers if _fits(mother, one)), None)
        if father is None:
            continue
        fathers.remove(father)
        found[mother.id_number] = _birth(rng, mother, father, today)
    return found


def _of_age(mother: Person, today: date) -> bool:
    return YOUNGEST_MOTHER <= (today - mother.birth).days // 365 < OLDEST_MOTHER


def _fits(mother: Person, father: Person) -> bool:
    older = mother.birth.year - father.birth.year
    return 0 <= older <= OLDER_FATHER and mother.local == father.local


def _birth(rng: Random, mother: Person, father: Person, today: date) -> Birth:
    old_enough = may_marry_from(father, mother) < today - timedelta(days=EARLIEST)
    return Birth(
        mother=mother.id_number,
        father=father.id_number,
        married=likely(rng, 0.8) and old_enough,
        name=surname_of(father) + rng.choice(GIVEN),
        sex=rng.choice(("1", "2")),
        born=today - timedelta(days=rng.randint(LATEST, EARLIEST)),
        time=f"{rng.randint(0, 23):02d}:{rng.randint(0, 59):02d}",
        weight_g=rng.randint(260, 410) * 10,
        weeks=rng.randint(37, 41),
        order=rng.choice((1, 1, 1, 2)),
        hospital=rng.choice(HOSPITALS),
        certificate=f"V33{rng.randint(0, 9999999):07d}" if likely(rng, 0.5) else None,
    )
