"""Registers of those to whom special care is owed: disability, military service."""

from datetime import date, timedelta

from hall.registers.answers import DISABLED, VETERANS, Answer, Asked, Register
from hall.registers.census import Census
from hall.registers.chance import digits
from hall.registers.people import Person
from matters.words import Text

DISABILITIES = ("视力", "听力", "言语", "肢体", "智力", "精神")
LEVELS = ("一级", "二级", "三级", "四级")
_IN_A_HUNDRED_DISABLED = 3
_IN_A_HUNDRED_SERVED = 6
SERVES_FROM = 18


def is_disabled(person: Person) -> bool:
    return int(digits(f"disability:{person.id_number}", 2)) < _IN_A_HUNDRED_DISABLED


def is_veteran(person: Person, today: date) -> bool:
    """Whether they served; whoever did is old enough to have come back."""
    old_enough = (today - person.birth).days // 365 >= SERVES_FROM + 3
    chance = int(digits(f"service:{person.id_number}", 2))
    return old_enough and person.sex == "male" and chance < _IN_A_HUNDRED_SERVED


def disability(census: Census, asked: Asked) -> Answer:
    """A card of the disabled (残疾人证); its number is the identity number, kind and level."""
    person = census.people.get(asked.text("id_number"))
    if person is None or not is_disabled(person):
        return asked.nothing()
    place = int(digits(person.id_number, 4))
    kind, level = place % len(DISABILITIES), place % len(LEVELS)
    until = asked.today + timedelta(days=60 + place % 3000)
    return asked.found(
        card_number=f"{person.id_number}{kind + 1}{level + 1}",
        kind=DISABILITIES[kind],
        level=LEVELS[level],
        valid_until=until.isoformat(),
    )


def veteran(census: Census, asked: Asked) -> Answer:
    """A card of those who served (优待证)."""
    person = census.people.get(asked.text("id_number"))
    if person is None or not is_veteran(person, asked.today):
        return asked.nothing()
    left = person.birth.year + SERVES_FROM + 2 + int(digits(person.id_number, 1)) % 4
    return asked.found(
        status="退役军人",
        card_number=f"3302{digits(person.id_number, 12)}",
        left_in=min(left, asked.today.year),
    )


REGISTERS = (
    Register(
        key="disability",
        name=Text(zh="残疾人证信息", en="Cards of the disabled"),
        holder=DISABLED,
        searched_by=("id_number",),
        gives=("card_number", "kind", "level", "valid_until"),
        look_up=disability,
    ),
    Register(
        key="veteran",
        name=Text(zh="退役军人优待证信息", en="Veterans"),
        holder=VETERANS,
        searched_by=("id_number",),
        gives=("status", "card_number", "left_in"),
        look_up=veteran,
    ),
)
