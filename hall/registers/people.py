"""Synthetic people: who they are, and what the registers hold of them."""

from datetime import date, timedelta
from random import Random
from typing import Literal

from hall.registers import places
from hall.registers.chance import likely, weighted
from hall.registers.names import full_name, given_name, surname_in
from matters.identifiers import id_number
from matters.words import Frozen

Dwelling = Literal["own-house", "lease-filed", "lease-unfiled", "dormitory", "relatives"]
Paper = Literal["none", "valid", "expired"]
Registration = Literal["none", "single", "double", "outdated"]
Degree = Literal["初中", "高中", "大专", "本科", "硕士"]

PERMIT_FROM = 8
"""Months of residence from which some hold a permit already."""

HUSBAND_OF, WIFE_OF = 22, 20
"""Years from which one may marry (民法典 1047)."""
WORKS_FROM = 16
"""Years (劳动法 15)."""
YOUNGEST_PARENT = 19
"""Years."""
YOUNGEST_CHILD = 30
"""Days."""

CHILD_EVERY = 10
"""Every tenth of the generated people is a child of the one before."""


class Person(Frozen):
    """One person, as the registers together know them."""

    id_number: str
    name: str
    birth: date
    sex: Literal["male", "female"]
    mobile: str
    local: bool
    """Household registered in Ningbo."""
    district: str
    hukou_address: str
    address: str
    dwelling: Dwelling
    registration: Registration
    """How the residence register holds them; locals are not in it."""
    registered_since: date | None
    permit: Paper
    employed: bool
    employment_registered: bool
    insured_months: int
    retired: bool = False
    """Draws a pension; the months are those of their working life."""
    health_certificate: Paper
    degree: Degree
    fund_months: int
    low_income: bool
    promise_eligible: bool
    guardian: str | None = None
    """Identity number of a child's parent."""

    def is_adult(self, today: date) -> bool:
        return self.birth <= today.replace(year=today.year - 18, day=min(today.day, 28))

    def months_registered(self, today: date) -> int:
        """Full months since the registration (浙江省流动人口居住登记条例 16)."""
        since = self.registered_since
        if since is None:
            return 0
        months = (today.year - since.year) * 12 + today.month - since.month
        return max(0, months - (today.day < since.day))


def adult(rng: Random, today: date) -> Person:
    """A person of 18 to 60 with a life of their own."""
    sex: Literal["male", "female"] = rng.choice(("male", "female"))
    birth = today - timedelta(days=rng.randint(18 * 366, 60 * 365))
    local = likely(rng, 0.2)
    district = rng.choice(places.DISTRICTS)
    address = places.home(rng, district)
    area, hukou = _origin(rng, local, birth, district, address)
    registration, since = _registration(rng, local, today)
    months = 0 if since is None else (today - since).days // 30
    employed = likely(rng, 0.58)
    insured = rng.randint(1, 72) if employed and likely(rng, 0.85) else 0
    working_months = ((today - birth).days // 365 - WORKS_FROM) * 12
    return Person(
        id_number=number_of(rng, area, birth, sex),
        name=full_name(rng, sex),
        birth=birth,
        sex=sex,
        mobile=f"1{rng.choice('35789')}{rng.randint(0, 9)}{rng.randint(0, 99999999):08d}",
        local=local,
        district=district.code,
        hukou_address=hukou,
        address=address,
        dwelling=_dwelling(rng, local),
        registration=registration,
        registered_since=since,
        permit=_permit(rng, months),
        employed=employed,
        employment_registered=employed and likely(rng, 0.5),
        insured_months=min(insured, working_months),
        health_certificate=weighted(rng, ("valid", 60), ("expired", 15), ("none", 25)),
        degree=_degree(rng),
        fund_months=min(rng.randint(1, insured), working_months)
        if insured and likely(rng, 0.6)
        else 0,
        low_income=likely(rng, 0.06),
        promise_eligible=not likely(rng, 0.06),
    )


def child(rng: Random, parent: Person, today: date) -> Person:
    """A child of under 16 who lives with the parent."""
    sex: Literal["male", "female"] = rng.choice(("male", "female"))
    birth = today - timedelta(days=rng.randint(YOUNGEST_CHILD, 15 * 365))
    birth = min(
        max(birth, on_birthday(parent, YOUNGEST_PARENT)), today - timedelta(days=YOUNGEST_CHILD)
    )
    return parent.model_copy(
        update={
            "id_number": number_of(rng, _area_at_birth(parent, birth), birth, sex),
            "name": surname_of(parent) + given_name(rng, sex),
            "birth": birth,
            "sex": sex,
            "permit": "none",
            "employed": False,
            "employment_registered": False,
            "insured_months": 0,
            "health_certificate": "none",
            "fund_months": 0,
            "guardian": parent.id_number,
        }
    )


def renumbered(person: Person, taken: dict[str, Person]) -> Person:
    """The same person under a number that nobody has yet."""
    number, sequence = person.id_number, int(person.id_number[14:17])
    while number in taken:
        sequence = (sequence + 2) % 1000
        number = id_number(person.id_number[:6], person.birth, sequence)
    return person if number == person.id_number else person.model_copy(update={"id_number": number})


def surname_of(person: Person) -> str:
    return surname_in(person.name)


def on_birthday(person: Person, years: int) -> date:
    """The day on which they become so many years old."""
    birth = person.birth
    return birth.replace(year=birth.year + years, day=min(birth.day, 28))


def may_marry_from(husband: Person, wife: Person) -> date:
    """The first day on which both are of the age that the law asks for."""
    return max(on_birthday(husband, HUSBAND_OF), on_birthday(wife, WIFE_OF))


def number_of(rng: Random, area: str, birth: date, sex: str) -> str:
    """An identity number with a sequence that fits the sex."""
    return id_number(area, birth, rng.randint(0, 498) * 2 + (sex == "male"))


def _area_at_birth(parent: Person, birth: date) -> str:
    if not parent.local:
        return parent.id_number[:6]
    since = places.BY_CODE[parent.district].since
    return parent.district if birth.year > since else places.NINGBO


def _origin(
    rng: Random, local: bool, birth: date, district: places.District, address: str
) -> tuple[str, str]:
    if local:
        code = district.code if birth.year > district.since else places.NINGBO
        return code, address
    origin = rng.choice(places.ORIGINS)
    return origin.code, f"{origin.name}{origin.town}{rng.randint(1, 20)}组{rng.randint(1, 90)}号"


def _dwelling(rng: Random, local: bool) -> Dwelling:
    if local:
        return weighted(rng, ("own-house", 80), ("relatives", 20))
    return weighted(
        rng,
        ("own-house", 18),
        ("lease-filed", 40),
        ("lease-unfiled", 20),
        ("dormitory", 14),
        ("relatives", 8),
    )


def _registration(rng: Random, local: bool, today: date) -> tuple[Registration, date | None]:
    if local:
        return "none", None
    kind: Registration = weighted(rng, ("single", 78), ("none", 14), ("double", 4), ("outdated", 4))
    if kind == "none":
        return kind, None
    days = rng.randint(5, 175) if likely(rng, 0.3) else rng.randint(200, 2000)
    return kind, today - timedelta(days=days)


def _permit(rng: Random, months: int) -> Paper:
    if months < PERMIT_FROM:
        return "none"
    return weighted(rng, ("none", 65), ("valid", 27), ("expired", 8))


def _degree(rng: Random) -> Degree:
    return weighted(rng, ("初中", 25), ("高中", 30), ("大专", 22), ("本科", 19), ("硕士", 4))
