"""Everybody and every company of the demonstration, made from a seed, and how to find them."""

from collections import deque
from datetime import date
from random import Random

from hall.registers.births import Birth, births
from hall.registers.chance import seeded
from hall.registers.childhood import births_of
from hall.registers.companies import Company, Staffing, company
from hall.registers.deeds import Deed, inheritances, powers
from hall.registers.dwellings import Lease, Title, account_of, leases_of, titles_of
from hall.registers.elders import Departed, Parents, departed, parents
from hall.registers.marriages import Marriage, of_newborns, of_others, of_the_old
from hall.registers.organisations import PUBLIC, SOCIAL, Organisation, organisations
from hall.registers.people import CHILD_EVERY, Person, adult, child, renumbered
from hall.registers.purchases import Purchase, purchases

FIRST_TITLE_OF_THE_OLD = 500_000
"""Far above the serial numbers of all others, whose titles must stay as they are."""


class Census:
    """The people and companies of one seed on one day, and indexes to them."""

    def __init__(self, seed: int, today: date, people: int = 4000, companies: int = 1500) -> None:
        self.today = today
        self.people = _people(seed, today, people)
        firms = _companies(seed, today, companies, tuple(self.people.values()))
        self.companies = _with_staff(seed, firms, tuple(self.people.values()))
        self.employer = {staff: firm for firm in self.companies.values() for staff in firm.staff}
        self.leads = {firm.legal_rep_id: firm for firm in firms}
        self.children: dict[str, tuple[Person, ...]] = {}
        for person in self.people.values():
            if person.guardian:
                known = self.children.get(person.guardian, ())
                self.children[person.guardian] = (*known, person)
        self.births = births(seeded(seed, "births"), self.people.values(), today)
        self.mother_of_his_child = {one.father: one.mother for one in self.births.values()}
        self.titles: dict[str, tuple[Title, ...]] = {}
        self.leases: dict[str, tuple[Lease, ...]] = {}
        self.lease_by_number: dict[str, Lease] = {}
        self._file_dwellings(seed)
        self._file_families(seed)
        self._file_deeds_and_contracts(seed)

    def _file_families(self, seed: int) -> None:
        """Marriages, births of children, and the old: those who live join the people."""
        pairs = parents(seed, self.people.values(), self.today)
        old = [one for pair in pairs for one in (pair.father, pair.mother)]
        gone = (departed(seed, one, self.today) for one in old)
        self.dead: dict[str, Departed] = {one.person.id_number: one for one in gone if one}
        self.parents: dict[str, Parents] = {pair.child: pair for pair in pairs}
        taken = {*self.births, *self.mother_of_his_child}
        free = [
            one
            for one in self.people.values()
            if one.guardian is None and one.id_number not in taken
        ]
        wedded = (
            *of_newborns(self.births.values(), self.people),
            *of_others(seeded(seed, "marriages"), free, self.children, self.today),
            *of_the_old(pairs, self.dead),
        )
        self.marriages: dict[str, Marriage] = {
            one: made for made in wedded for one in (made.husband, made.wife)
        }
        children = [one for one in self.people.values() if one.guardian]
        self.childbirths: dict[str, Birth] = births_of(seed, children, self.people, self.marriages)
        rng = seeded(seed, "titles of the old")
        for serial, one in enumerate(old, start=FIRST_TITLE_OF_THE_OLD):
            self.titles[one.id_number] = titles_of(rng, serial, one, self.today)
        living = (one for one in old if one.id_number not in self.dead)
        self.people |= {one.id_number: one for one in living}

    def _file_deeds_and_contracts(self, seed: int) -> None:
        """What the notaries and the housing bureau keep, and organisations that are no businesses."""
        grown = [one for one in self.people.values() if not one.guardian and not one.retired]
        heirs = (
            (self.dead[one.id_number], self.people[pair.child])
            for pair in self.parents.values()
            for one in (pair.father, pair.mother)
            if one.id_number in self.dead
        )
        made = (*inheritances(seed, heirs, self.today), *powers(seed, grown, self.today))
        self.deeds: dict[str, Deed] = {deed.number: deed for deed in made}
        self.deeds_of: dict[str, tuple[Deed, ...]] = {}
        for deed in self.deeds.values():
            for one in (deed.principal, deed.beneficiary):
                self.deeds_of[one] = (*self.deeds_of.get(one, ()), deed)
        self.purchases: dict[str, Purchase] = purchases(seed, grown, self.today)
        self.account_holders = {account_of(key): key for key in (*self.people, *self.companies)}
        locals_ = [one for one in grown if one.local]
        self.social_organisations: dict[str, Organisation] = organisations(
            SOCIAL, seed, 60, locals_, self.today
        )
        self.public_organisations: dict[str, Organisation] = organisations(
            PUBLIC, seed, 80, locals_, self.today
        )

    def _file_dwellings(self, seed: int) -> None:
        landlords = tuple(p.name for p in self.people.values() if p.local and not p.guardian)
        rng = seeded(seed, "dwellings")
        holders: tuple[Person | Company, ...] = (
            *self.people.values(),
            *self.companies.values(),
        )
        for serial, holder in enumerate(holders, start=1):
            key = holder.id_number if isinstance(holder, Person) else holder.uscc
            self.titles[key] = titles_of(rng, serial, holder, self.today)
            self.leases[key] = leases_of(rng, serial, holder, landlords, self.today)
            self.lease_by_number.update({lease.number: lease for lease in self.leases[key]})


def _people(seed: int, today: date, count: int) -> dict[str, Person]:
    made: dict[str, Person] = {}
    previous: Person | None = None
    for serial in range(count):
        rng = seeded(seed, f"person:{serial}")
        if previous is not None and serial % CHILD_EVERY == CHILD_EVERY - 1:
            person = child(rng, previous, today)
        else:
            person = adult(rng, today)
        person = renumbered(person, made)
        made[person.id_number] = previous = person
    return made


def _companies(
    seed: int, today: date, count: int, people: tuple[Person, ...]
) -> tuple[Company, ...]:
    free = tuple(p for p in people if not p.guardian and not p.employed)
    if not free:
        return ()
    made = []
    for serial in range(count):
        rng = seeded(seed, f"company:{serial}")
        made.append(company(rng, serial, free[serial % len(free)], today))
    return tuple(made)


def _with_staff(
    seed: int, companies: tuple[Company, ...], people: tuple[Person, ...]
) -> dict[str, Company]:
    """The companies with their staff: every employed person works at exactly one of them."""
    rng = seeded(seed, "staff")
    employed = [p for p in people if p.employed]
    certified = deque(p.id_number for p in employed if p.health_certificate == "valid")
    others = deque(p.id_number for p in employed if p.health_certificate != "valid")
    staffed: dict[str, Company] = {}
    for firm in companies:
        staff, kind = _team(rng, firm, certified, others)
        staffed[firm.uscc] = firm.model_copy(update={"staff": staff, "staffing": kind})
    living = [f for f in staffed.values() if f.status == "存续" and not f.catering]
    for place, number in enumerate((*certified, *others) if living else ()):
        uscc = living[place % len(living)].uscc
        firm = staffed[uscc]
        staffed[uscc] = firm.model_copy(update={"staff": (*firm.staff, number)})
    return staffed


def _team(
    rng: Random, firm: Company, certified: deque[str], others: deque[str]
) -> tuple[tuple[str, ...], Staffing]:
    if not firm.catering or firm.status != "存续":
        return (), "none"
    wanted = rng.choices(("certified", "mixed", "uncertified"), (75, 17, 8))[0]
    if wanted == "certified" and len(certified) > 1:
        return (certified.popleft(), certified.popleft()), "certified"
    if wanted == "mixed" and certified and others:
        return (certified.popleft(), others.popleft()), "mixed"
    if wanted == "uncertified" and others:
        return (others.popleft(),), "uncertified"
    return (), "none"
