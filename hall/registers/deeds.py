"""Synthetic notarial deeds: inheritances from those who died, powers of attorney of the living."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from hall.registers.chance import likely, seeded
from hall.registers.elders import Departed
from hall.registers.people import Person
from matters.words import Frozen

HEIRS_WITH_A_DEED = 0.6
PRINCIPALS_EVERY = 40
OFFICES = (("天一", "浙江省宁波市天一公证处"), ("信业", "浙江省宁波市信业公证处"))
LONGEST_AGO = 700
"""Days."""


class Deed(Frozen):
    """One deed as the notary filed it."""

    number: str
    kind: Literal["继承", "委托"]
    principal: str
    """Identity number: who died, or who gives the power."""
    principal_name: str
    beneficiary: str
    """Identity number: who inherits, or who acts."""
    beneficiary_name: str
    office: str
    issued_on: date
    valid: bool


def inheritances(
    seed: int, heirs: Iterable[tuple[Departed, Person]], today: date
) -> Iterable[Deed]:
    """Of most of those who died."""
    for dead, heir in heirs:
        rng = seeded(seed, f"deed:{dead.person.id_number}")
        days = (today - dead.died_on).days
        if likely(rng, HEIRS_WITH_A_DEED):
            issued_on = today - timedelta(days=rng.randint(0, min(days, LONGEST_AGO)))
            yield _deed("继承", dead.person, heir, issued_on)


def powers(seed: int, people: Iterable[Person], today: date) -> Iterable[Deed]:
    """Of every so many grown-up people, to the next one."""
    adults = [person for person in people if person.guardian is None]
    for principal, agent in pairwise(adults):
        rng = seeded(seed, f"power:{principal.id_number}")
        if rng.randrange(PRINCIPALS_EVERY) == 0:
            issued_on = today - timedelta(days=rng.randint(1, LONGEST_AGO))
            made = _deed("委托", principal, agent, issued_on)
            yield made.model_copy(update={"valid": likely(rng, 0.9)})


def _deed(
    kind: Literal["继承", "委托"], principal: Person, beneficiary: Person, issued_on: date
) -> Deed:
    rng = seeded(0, f"{kind}:{principal.id_number}")
    mark, office = rng.choice(OFFICES)
    return Deed(
        number=f"（{issued_on.year}）浙甬{mark}证民字第{rng.randint(1, 99999):05d}号",
        kind=kind,
        principal=principal.id_number,
        principal_name=principal.name,
        beneficiary=beneficiary.id_number,
        beneficiary_name=beneficiary.name,
        office=office,
        issued_on=issued_on,
        valid=True,
    )
