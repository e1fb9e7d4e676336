"""Everybody and every company of the demonstration, made from a seed, and how to find them."""

from collections import deque
from datetime import date
from random import Random

from hall.registers.births import births
from hall.registers.chance import seeded
from hall.registers.companies import Company, Staffing, company
from hall.registers.dwellings import Lease, Title, leases_of, titles_of
from hall.registers.people import CHILD_EVERY, Person, adult, child, renumbered


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
