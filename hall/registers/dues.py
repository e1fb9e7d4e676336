"""Registers of the tax bureau on what was paid, and on those whom it cannot find."""

from datetime import timedelta

from hall.registers.answers import TAX, Answer, Asked, Register
from hall.registers.census import Census
from hall.registers.chance import digits
from hall.registers.companies import Company
from matters.words import Text

_IN_TEN_GONE = "012345"


def has_vanished(firm: Company) -> bool:
    """Whether the tax bureau lists the business as one that it cannot find (非正常户)."""
    return firm.in_arrears and digits(f"tax:{firm.uscc}", 1) in _IN_TEN_GONE


def tax_paid(census: Census, asked: Asked) -> Answer:
    """The last tax that was paid (完税证明): deed tax of an owner, else VAT or income tax."""
    key = asked.text("id_number", "uscc")
    firm, person = census.companies.get(key), census.people.get(key)
    if firm is not None:
        kind, paid = "增值税", not firm.in_arrears
    elif person is not None and (census.titles.get(key) or person.insured_months):
        kind, paid = ("契税" if census.titles.get(key) else "个人所得税"), True
    else:
        return asked.nothing()
    paid_on = asked.today - timedelta(days=5 + int(digits(key, 2)))
    return asked.found(
        paid=paid,
        tax_kind=kind,
        certificate_number=f"333020{paid_on:%y%m}{digits(key, 8)}" if paid else None,
        paid_on=paid_on.isoformat() if paid else None,
    )


def abnormal_taxpayer(census: Census, asked: Asked) -> Answer:
    """Whether the business is on the list of those that cannot be found (非正常户)."""
    firm = census.companies.get(asked.text("uscc"))
    if firm is None:
        return asked.nothing()
    listed = has_vanished(firm)
    reason = "未按规定申报纳税且无法联系" if listed else None
    return asked.found(listed=listed, reason=reason)


REGISTERS = (
    Register(
        key="tax-paid",
        name=Text(zh="完税信息", en="Taxes paid"),
        holder=TAX,
        searched_by=("id_number", "uscc"),
        gives=("paid", "tax_kind", "certificate_number", "paid_on"),
        valid_days=7,
        look_up=tax_paid,
    ),
    Register(
        key="abnormal-taxpayer",
        name=Text(zh="税务非正常户信息", en="Taxpayers that cannot be found"),
        holder=TAX,
        searched_by=("uscc",),
        gives=("listed", "reason"),
        valid_days=1,
        look_up=abnormal_taxpayer,
    ),
)
