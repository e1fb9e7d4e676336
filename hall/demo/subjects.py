"""The applicants of a demonstration: synthetic people and companies, and what is known of each."""

from hall.registers.companies import Company
from hall.registers.people import Person
from hall.registers.synthetic import Society, TooFewSubjects
from hall.registers.traits import CompanyTraits, PersonTraits
from matters.fields import Value
from matters.plays import Facts
from matters.scenarios import Scenario, Scenarios, traits_of
from matters.spec import Matter

OF_COMPANY = ("uscc", "address", "area_m2", "legal_rep", "legal_rep_id", "legal_rep_mobile")


class Applicants:
    """Chooses a subject for every play; each comes once as long as there are others."""

    def __init__(self, society: Society) -> None:
        self._society = society
        self._seen: set[str] = set()

    def facts_for(self, matter: Matter, file: Scenarios, scenario: Scenario) -> Facts:
        """What is known of the next subject with the scenario's traits. Raises TooFewSubjects."""
        traits = traits_of(file, scenario)
        if matter.audience == "company":
            company = self._company(CompanyTraits.model_validate(traits))
            self._seen.add(company.uscc)
            return company_facts(company)
        person = self._person(PersonTraits.model_validate(traits))
        self._seen.add(person.id_number)
        return person_facts(person, self._society)

    def _company(self, traits: CompanyTraits) -> Company:
        try:
            return self._society.company(traits, besides=self._seen)
        except TooFewSubjects:
            return self._society.company(traits)

    def _person(self, traits: PersonTraits) -> Person:
        try:
            return self._society.person(traits, besides=self._seen)
        except TooFewSubjects:
            return self._society.person(traits)


def company_facts(company: Company) -> Facts:
    """What a scenario may say of a company, see `Scenario`."""
    facts: dict[str, Value] = {name: getattr(company, name) for name in OF_COMPANY}
    return facts | {"staff": company.staff}


def person_facts(person: Person, society: Society) -> Facts:
    """What a scenario may say of a person, see `Scenario`."""
    facts: dict[str, Value] = {
        "name": person.name,
        "id_number": person.id_number,
        "mobile": person.mobile,
        "address": person.address,
    }
    if person.registered_since:
        facts["registered_since"] = person.registered_since.isoformat()
    if firm := society.employer_of(person):
        facts |= {"employer_name": firm.name, "employer_uscc": firm.uscc}
    for child in society.children_of(person)[:1]:
        facts |= {"child_name": child.name, "child_id_number": child.id_number}
    facts |= _family(person, society)
    facts |= _mourning(person, society)
    if person.guardian:
        parent = society.census.people[person.guardian]
        facts |= {
            "guardian_name": parent.name,
            "guardian_id_number": parent.id_number,
            "guardian_mobile": parent.mobile,
        }
    return facts


def _family(person: Person, society: Society) -> Facts:
    """The other parent of a newborn, and the number of its certificate."""
    census = society.census
    mother = census.mother_of_his_child.get(person.id_number, person.id_number)
    birth = census.births.get(mother)
    if birth is None:
        return {}
    number = birth.father if person.id_number == mother else mother
    spouse = census.people[number]
    facts: dict[str, Value] = {
        "spouse_name": spouse.name,
        "spouse_id_number": spouse.id_number,
        "spouse_mobile": spouse.mobile,
    }
    return facts | ({"birth_certificate": birth.certificate} if birth.certificate else {})


def _mourning(person: Person, society: Society) -> Facts:
    """A parent who died, and the deed of the inheritance if a notary made one."""
    census = society.census
    pair = census.parents.get(person.id_number)
    dead = (
        [one for one in (pair.father, pair.mother) if one.id_number in census.dead] if pair else []
    )
    if not dead:
        return {}
    facts: dict[str, Value] = {
        "deceased_name": dead[0].name,
        "deceased_id_number": dead[0].id_number,
    }
    for deed in census.deeds_of.get(dead[0].id_number, ()):
        facts["deed_number"] = deed.number
    return facts
