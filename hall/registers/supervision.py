"""Registers that are asked when a firm complains or is inspected: its size, credit, visits, permits and monitoring."""

from flows.register_messages import Values
from hall.registers.answers import MARKET, REFORM, Answer, Asked, Register
from hall.registers.census import Census
from hall.registers.chance import digits
from hall.registers.companies import Company
from matters.words import Text

ECONOMY = Text(zh="宁波市经济和信息化局", en="Ningbo Bureau of Economy and Information Technology")
CENTRE = Text(zh="宁波市企业综合服务中心", en="Ningbo Enterprise Services Centre")
ENFORCEMENT = Text(
    zh="宁波市综合行政执法局", en="Ningbo Bureau of Urban Management and Law Enforcement"
)

_SMALL = 100
"""Registered capital in 10,000 yuan up to which a synthetic firm counts as small."""


def _of_firm(census: Census, asked: Asked) -> Company | None:
    return census.companies.get(asked.text("uscc"))


def enterprise_size(census: Census, asked: Asked) -> Answer:
    """The size of the firm; every synthetic one is small or medium-sized."""
    firm = _of_firm(census, asked)
    if firm is None:
        return asked.nothing()
    return asked.found(size="小型" if firm.capital <= _SMALL else "中型", small=True)


def complaint_record(census: Census, asked: Asked) -> Answer:
    """Whether the same complaint is under way; the synthetic society has none."""
    return (
        asked.found(open_same=False, open_case=None) if _of_firm(census, asked) else asked.nothing()
    )


def inspection_record(census: Census, asked: Asked) -> Answer:
    """How often the firm was visited this year; the synthetic year begins without visits."""
    return (
        asked.found(visits_this_year=0, last_on=None)
        if _of_firm(census, asked)
        else asked.nothing()
    )


def public_credit(census: Census, asked: Asked) -> Answer:
    """The credit grade from A to D: worst for the seriously unlawful, best for some of the sound."""
    firm = _of_firm(census, asked)
    if firm is None:
        return asked.nothing()
    if firm.serious:
        return asked.found(grade="D")
    if firm.abnormal or not firm.promise_eligible:
        return asked.found(grade="C")
    return asked.found(grade="A" if digits(firm.uscc, 1) in "789" else "B")


def permit_record(census: Census, asked: Asked) -> Answer:
    """Whether all permits are valid, and penalties that were not met."""
    firm = _of_firm(census, asked)
    if firm is None:
        return asked.nothing()
    values: Values = {
        "all_valid": firm.food_licence != "revoked",
        "open_penalties": 1 if firm.serious else 0,
    }
    return asked.found(**values)


def online_monitoring(census: Census, asked: Asked) -> Answer:
    """What sensors and platforms report of the firm."""
    firm = _of_firm(census, asked)
    if firm is None:
        return asked.nothing()
    return asked.found(normal=not firm.abnormal, warnings=1 if firm.abnormal else 0)


REGISTERS = (
    Register(
        key="enterprise-size",
        name=Text(zh="企业规模类型", en="Size of enterprises"),
        holder=ECONOMY,
        searched_by=("uscc",),
        gives=("size", "small"),
        look_up=enterprise_size,
    ),
    Register(
        key="complaint-record",
        name=Text(zh="企业诉求办件", en="Complaints of firms"),
        holder=CENTRE,
        searched_by=("uscc",),
        gives=("open_same", "open_case"),
        valid_days=1,
        look_up=complaint_record,
    ),
    Register(
        key="inspection-record",
        name=Text(zh="涉企行政检查记录", en="Inspections of firms"),
        holder=ENFORCEMENT,
        searched_by=("uscc",),
        gives=("visits_this_year", "last_on"),
        valid_days=1,
        look_up=inspection_record,
    ),
    Register(
        key="public-credit",
        name=Text(zh="公共信用评价", en="Public credit grades"),
        holder=REFORM,
        searched_by=("uscc",),
        gives=("grade",),
        look_up=public_credit,
    ),
    Register(
        key="permit-record",
        name=Text(zh="许可证件和处罚信息", en="Permits and penalties"),
        holder=MARKET,
        searched_by=("uscc",),
        gives=("all_valid", "open_penalties"),
        valid_days=7,
        look_up=permit_record,
    ),
    Register(
        key="online-monitoring",
        name=Text(zh="互联网＋监管监测", en="Online monitoring"),
        holder=ENFORCEMENT,
        searched_by=("uscc",),
        gives=("normal", "warnings"),
        valid_days=1,
        look_up=online_monitoring,
    ),
)
