"""Registers of working lives: the history of insurance, and unemployment."""

from datetime import date, timedelta

from hall.registers.answers import LABOUR, Answer, Asked, Register
from hall.registers.careers import career, interrupted_months
from hall.registers.census import Census
from hall.registers.chance import digits
from hall.registers.people import Person
from matters.words import Text

_IN_TEN_REGISTERED = "01234"
_IN_TEN_WITH_BENEFIT = "012"


def is_unemployed(person: Person) -> bool:
    """Registered as looking for work."""
    looking = not (person.employed or person.retired or person.guardian)
    return looking and digits(f"work:{person.id_number}", 1) in _IN_TEN_REGISTERED


def insurance_history(census: Census, asked: Asked) -> Answer:
    """How somebody's months came together (参保缴费明细), for pensions."""
    person = census.people.get(asked.text("id_number"))
    if person is None or not person.insured_months:
        return asked.nothing()
    firm = census.employer.get(person.id_number)
    stays = career(person, firm.name if firm else None, asked.today)
    return asked.found(
        first_paid_on=stays[0].first.isoformat(),
        months_paid=sum(stay.months for stay in stays),
        interrupted_months=interrupted_months(stays),
        employers=tuple(stay.employer for stay in stays),
        retired=person.retired,
    )


def unemployment(census: Census, asked: Asked) -> Answer:
    """Somebody who looks for work (失业登记)."""
    person = census.people.get(asked.text("id_number"))
    if person is None or not is_unemployed(person):
        return asked.nothing()
    since = asked.today - timedelta(days=10 + int(digits(person.id_number, 3)) // 2)
    paid = digits(person.id_number, 1) in _IN_TEN_WITH_BENEFIT
    return asked.found(
        registration_number=f"{person.district}SY{digits(person.id_number, 8)}",
        registered_on=since.isoformat(),
        receives_benefit=paid,
        benefit_until=_a_year_after(since).isoformat() if paid else None,
    )


def _a_year_after(day: date) -> date:
    return day + timedelta(days=365)


REGISTERS = (
    Register(
        key="insurance-history",
        name=Text(zh="社会保险缴费明细", en="Histories of insurance"),
        holder=LABOUR,
        searched_by=("id_number",),
        gives=("first_paid_on", "months_paid", "interrupted_months", "employers", "retired"),
        look_up=insurance_history,
    ),
    Register(
        key="unemployment",
        name=Text(zh="失业登记信息", en="Registered unemployment"),
        holder=LABOUR,
        searched_by=("id_number",),
        gives=("registration_number", "registered_on", "receives_benefit", "benefit_until"),
        valid_days=7,
        look_up=unemployment,
    ),
)
