"""What a scenario asks of a subject: the traits by which people and companies are chosen."""

from typing import Literal

from hall.registers.births import Birth
from hall.registers.census import Census
from hall.registers.closing import tax_cleared
from hall.registers.companies import Company, Premises, Staffing, Status
from hall.registers.people import Dwelling, Paper, Person, Registration
from hall.registers.welfare import is_disabled, is_veteran
from hall.registers.working import is_unemployed
from matters.words import Frozen


class PersonTraits(Frozen):
    """Traits of a person; what is left out may be anything, but children must be asked for."""

    adult: bool = True
    local: bool | None = None
    sex: Literal["male", "female"] | None = None
    district: str | None = None
    registration: Registration | None = None
    lived_months_at_least: int | None = None
    """Months since registration; asking for it means one single, current record."""
    lived_months_below: int | None = None
    """Registered for less than that; asking for it means one single, current record."""
    dwelling: Dwelling | None = None
    lease: Literal["filed", "unfiled", "none"] | None = None
    permit: Paper | None = None
    employed: bool | None = None
    employment_registered: bool | None = None
    insured_months_at_least: int | None = None
    insured: bool | None = None
    housing_fund: bool | None = None
    health_certificate: Paper | None = None
    low_income: bool | None = None
    promise_eligible: bool | None = None
    with_child: bool | None = None
    leads_company: bool | None = None
    gave_birth: bool | None = None
    """A mother of a newborn; asking for what follows means that she is."""
    married: bool | None = None
    """To the father of the newborn."""
    birth_certificate: Literal["issued", "none"] | None = None
    marital: Literal["single", "married", "divorced", "widowed"] | None = None
    retired: bool | None = None
    """Draws a pension; the old come after everybody else."""
    unemployed: bool | None = None
    """Registered as looking for work."""
    disabled: bool | None = None
    veteran: bool | None = None
    lost_parent: bool | None = None
    """One of the parents, who lived in Ningbo, died."""


class CompanyTraits(Frozen):
    """Traits of a company; what is left out may be anything."""

    sound: bool | None = None
    """Existing, on no list, may promise, and never had a food licence."""
    status: Status | None = None
    kind: Literal["有限责任公司", "个体工商户"] | None = None
    district: str | None = None
    catering: bool | None = None
    """餐饮服务 stands in its scope."""
    abnormal: bool | None = None
    serious: bool | None = None
    promise_eligible: bool | None = None
    premises: Premises | None = None
    """By title, by filed lease, or neither."""
    staffing: Staffing | None = None
    """Health certificates of the staff: all, some or none valid; `none`: no food staff."""
    area_at_least: float | None = None
    area_below: float | None = None
    food_licence: Literal["none", "valid", "revoked"] | None = None
    tobacco_distance_at_least: int | None = None
    tobacco_distance_below: int | None = None
    in_arrears: bool | None = None
    tax_cleared: bool | None = None
    """Nothing is left to settle with the tax bureau."""


PLAIN_OF_PERSON = (
    "local", "sex", "district", "registration", "dwelling", "permit", "employed",
    "employment_registered", "health_certificate", "low_income", "promise_eligible",
)  # fmt: skip
PLAIN_OF_COMPANY = (
    "status", "kind", "district", "catering", "abnormal", "serious", "promise_eligible",
    "premises", "staffing", "food_licence", "in_arrears",
)  # fmt: skip
MARITAL = {"已婚": "married", "离婚": "divorced", "丧偶": "widowed"}
LEASE_OF = {"lease-filed": "filed", "lease-unfiled": "unfiled"}


def person_has(traits: PersonTraits, person: Person, census: Census) -> bool:
    """Whether the person has all of the traits."""
    if not _equal(traits, person, PLAIN_OF_PERSON):
        return False
    months = person.months_registered(census.today)
    current = person.registration == "single"
    return (
        traits.adult == (person.guardian is None)
        and _among(months, traits.lived_months_at_least, traits.lived_months_below, current)
        and _among(person.insured_months, traits.insured_months_at_least, None, True)
        and traits.lease in (None, LEASE_OF.get(person.dwelling, "none"))
        and traits.insured in (None, person.insured_months > 0)
        and traits.housing_fund in (None, person.fund_months > 0)
        and traits.with_child in (None, person.id_number in census.children)
        and traits.leads_company in (None, person.id_number in census.leads)
        and _gave_birth(traits, census.births.get(person.id_number))
        and _circumstances(traits, person, census)
    )


def _circumstances(traits: PersonTraits, person: Person, census: Census) -> bool:
    pair = census.parents.get(person.id_number)
    lost = pair is not None and any(
        one.id_number in census.dead for one in (pair.father, pair.mother)
    )
    return (
        traits.marital in (None, _marital(person, census))
        and traits.retired in (None, person.retired)
        and traits.unemployed in (None, is_unemployed(person))
        and traits.disabled in (None, is_disabled(person))
        and traits.veteran in (None, is_veteran(person, census.today))
        and traits.lost_parent in (None, lost)
    )


def _marital(person: Person, census: Census) -> str:
    marriage = census.marriages.get(person.id_number)
    return MARITAL[marriage.status] if marriage else "single"


def _gave_birth(traits: PersonTraits, birth: Birth | None) -> bool:
    if traits.gave_birth is not None and traits.gave_birth != (birth is not None):
        return False
    if birth is None:
        return traits.married is None and traits.birth_certificate is None
    issued = "issued" if birth.certificate else "none"
    return traits.married in (None, birth.married) and traits.birth_certificate in (None, issued)


def company_has(traits: CompanyTraits, company: Company) -> bool:
    """Whether the company has all of the traits."""
    sound = (
        company.status == "存续"
        and not company.abnormal
        and not company.serious
        and company.promise_eligible
        and company.food_licence == "none"
    )
    distance = traits.tobacco_distance_at_least, traits.tobacco_distance_below
    return (
        _equal(traits, company, PLAIN_OF_COMPANY)
        and traits.sound in (None, sound)
        and traits.tax_cleared in (None, tax_cleared(company))
        and _among(company.area_m2, traits.area_at_least, traits.area_below, True)
        and _among(company.tobacco_distance_m, *distance, True)
    )


def _equal(traits: Frozen, subject: Frozen, names: tuple[str, ...]) -> bool:
    return all(
        (wanted := getattr(traits, name)) is None or wanted == getattr(subject, name)
        for name in names
    )


def _among(value: float, least: float | None, below: float | None, known: bool) -> bool:
    if least is None and below is None:
        return True
    return known and (least is None or value >= least) and (below is None or value < below)
