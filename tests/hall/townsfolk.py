"""Everybody who may be asked about, and the checks that ask of them."""

from flows.register_messages import Values
from hall.registers.traits import CompanyTraits, PersonTraits
from matters.reading import shipped_catalogue
from matters.spec import DataCheck
from tests.hall.demo_gateway import society


def everybody() -> list[Values]:
    """What a matter would ask with, for some grown-ups, children and companies."""
    people = (
        *society().people(PersonTraits())[:400],
        *society().people(PersonTraits(adult=False))[:100],
    )
    asked: list[Values] = [
        {
            "id_number": p.id_number,
            "holder_code": p.id_number,
            "name": p.name,
            "id_numbers": (p.id_number,),
        }
        for p in people
    ]
    firms = society().companies(CompanyTraits())[:300]
    asked += [{"uscc": c.uscc, "usccs": (c.uscc,), "id_numbers": c.staff} for c in firms if c.staff]
    census = society().census
    asked += [{"uscc": code} for code in census.social_organisations]
    asked += [{"uscc": code} for code in census.public_organisations]
    dead = census.dead.values()
    return asked + [{"id_number": d.person.id_number, "name": d.person.name} for d in dead]


def asked_of_systems() -> list[DataCheck]:
    """The checks that no person answers."""
    catalogue = shipped_catalogue()
    by_people = {one.key for one in catalogue.registers.registers if one.department}
    return [check for check in catalogue.checks if check.register_key not in by_people]
