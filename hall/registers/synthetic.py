"""The synthetic society that the registers speak of: chosen by traits, asked by check."""

from collections.abc import Collection, Iterable
from datetime import date
from itertools import islice
from typing import TypeVar

from flows.register_messages import Values
from hall.registers import (
    bodies,
    closing,
    departures,
    dues,
    families,
    founding,
    licences,
    livelihood,
    pharmacy,
    population,
    premises,
    rights,
    supervision,
    trade,
    welfare,
    working,
)
from hall.registers.answers import Answer, Asked, Register, RegisterUnknown
from hall.registers.census import Census
from hall.registers.companies import Company
from hall.registers.people import Person
from hall.registers.traits import CompanyTraits, PersonTraits, company_has, person_has
from matters.errors import OneGoError

Subject = TypeVar("Subject", Person, Company)

REGISTERS: dict[str, Register] = {
    register.key: register
    for register in (
        *population.REGISTERS,
        *trade.REGISTERS,
        *premises.REGISTERS,
        *livelihood.REGISTERS,
        *families.REGISTERS,
        *founding.REGISTERS,
        *closing.REGISTERS,
        *pharmacy.REGISTERS,
        *supervision.REGISTERS,
        *departures.REGISTERS,
        *welfare.REGISTERS,
        *working.REGISTERS,
        *bodies.REGISTERS,
        *dues.REGISTERS,
        *rights.REGISTERS,
        *licences.REGISTERS,
    )
}


class TooFewSubjects(OneGoError):
    """The society has not so many subjects with those traits."""

    def __init__(self, wanted: int, traits: PersonTraits | CompanyTraits) -> None:
        said = ", ".join(f"{k}={v}" for k, v in traits.model_dump(exclude_unset=True).items())
        super().__init__(
            zh=f"模拟数据中符合条件（{said}）的对象不足{wanted}个。请放宽条件或增大规模。",
            en=f"Fewer than {wanted} synthetic subjects have these traits ({said})."
            " Ask for fewer traits, or make a larger society.",
        )


class Society:
    """Synthetic people and companies; the same seed and day give the same society."""

    def __init__(self, seed: int, today: date, people: int = 4000, companies: int = 1500) -> None:
        self.today = today
        self.census = Census(seed, today, people, companies)
        self._people: dict[PersonTraits, tuple[Person, ...]] = {}
        self._companies: dict[CompanyTraits, tuple[Company, ...]] = {}

    def people(self, traits: PersonTraits) -> tuple[Person, ...]:
        """Everybody with these traits, always in the same order."""
        if traits not in self._people:
            everybody = self.census.people.values()
            self._people[traits] = tuple(p for p in everybody if person_has(traits, p, self.census))
        return self._people[traits]

    def companies(self, traits: CompanyTraits) -> tuple[Company, ...]:
        """Every company with these traits, always in the same order."""
        if traits not in self._companies:
            every = self.census.companies.values()
            self._companies[traits] = tuple(c for c in every if company_has(traits, c))
        return self._companies[traits]

    def person(
        self, traits: PersonTraits, nth: int = 0, besides: Collection[str] = frozenset()
    ) -> Person:
        """The n-th person with these traits, not counting the ID numbers in `besides`.

        Raises TooFewSubjects.
        """
        free = (p for p in self.people(traits) if p.id_number not in besides)
        return _nth(free, nth, traits)

    def company(
        self, traits: CompanyTraits, nth: int = 0, besides: Collection[str] = frozenset()
    ) -> Company:
        """The n-th company with these traits, not counting the codes in `besides`.

        Raises TooFewSubjects.
        """
        free = (c for c in self.companies(traits) if c.uscc not in besides)
        return _nth(free, nth, traits)

    def children_of(self, parent: Person) -> tuple[Person, ...]:
        return self.census.children.get(parent.id_number, ())

    def employer_of(self, person: Person) -> Company | None:
        return self.census.employer.get(person.id_number)

    def answer(self, check: str, inputs: Values, today: date | None = None) -> Answer:
        """What the register says; never pending or unavailable, which is the gateway's business.

        Raises RegisterUnknown and QuestionIncomplete.
        """
        register = REGISTERS.get(check)
        if register is None:
            raise RegisterUnknown(check)
        asked = Asked(check=check, inputs=inputs, today=today or self.today)
        return register.look_up(self.census, asked)


def _nth(subjects: Iterable[Subject], nth: int, traits: PersonTraits | CompanyTraits) -> Subject:
    for subject in islice(subjects, nth, None):
        return subject
    raise TooFewSubjects(nth + 1, traits)
