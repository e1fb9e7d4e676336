"""Synthetic people: who they are, and what the registers hold of them."""

from datetime import date, timedelta
from random import Random
from typing import Literal

from hall.registers import places
from hall.registers.chance import likely, weighted
from matters.identifiers import id_number
from matters.words import Frozen

Dwelling = Literal["own-house", "lease-filed", "lease-unfiled", "dormitory", "relatives"]
Paper = Literal["none", "valid", "expired"]
Registration = Literal["none", "single", "double", "outdated"]
Degree = Literal["初中", "高中", "大专", "本科", "硕士"]

SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾萧田董潘袁蔡蒋余"
RARE_SURNAMES = ("欧阳", "上官", "司徒", "诸葛")
GIVEN_MALE = "伟强磊军勇杰涛超明刚辉鹏华飞波斌宇浩凯健峰建国志文俊海东晨阳"
GIVEN_FEMALE = "芳娜敏静丽艳娟霞秀玲桂英雪梅琳慧婷玉萍红洁莉颖欣怡佳雨彤"

PERMIT_FROM = 8
"""Months of residence from which some hold a permit already."""

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
    return Person(
        id_number=_number(rng, area, birth, sex),
        name=_name(rng, sex),
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
        insured_months=insured,
        health_certificate=weighted(rng, ("valid", 60), ("expired", 15), ("none", 25)),
        degree=_degree(rng),
        fund_months=rng.randint(1, insured) if insured and likely(rng, 0.6) else 0,
        low_income=likely(rng, 0.06),
        promise_eligible=not likely(rng, 0.06),
    )


def child(rng: Random, parent: Person, today: date) -> Person:
    """A child of under 16 who lives with the parent."""
    sex: Literal["male", "female"] = rng.choice(("male", "female"))
    birth = today - timedelta(days=rng.randint(30, 15 * 365))
    return parent.model_copy(
        update={
            "id_number": _number(rng, _area_at_birth(parent, birth), birth, sex),
            "name": surname_of(parent) + _given(rng, sex),
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
    return person.name[: 2 if person.name[:2] in RARE_SURNAMES else 1]


def _number(rng: Random, area: str, birth: date, sex: str) -> str:
    return id_number(area, birth, rng.randint(0, 498) * 2 + (sex == "male"))


def _given(rng: Random, sex: str) -> str:
    letters = GIVEN_MALE if sex == "male" else GIVEN_FEMALE
    return "".join(rng.choice(letters) for _ in range(rng.choice((1, 2, 2))))


def _name(rng: Random, sex: str) -> str:
    surname = rng.choice(RARE_SURNAMES) if likely(rng, 0.02) else rng.choice(SURNAMES)
    return surname + _given(rng, sex)


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
