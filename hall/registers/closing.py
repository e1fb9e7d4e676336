"""Registers that are asked when a business closes: obstacles, tax, insurance, housing fund, customs, seals."""

from datetime import timedelta

from flows.register_messages import Values
from hall.registers.answers import (
    CUSTOMS,
    FUND,
    LABOUR,
    MARKET,
    POLICE,
    TAX,
    Answer,
    Asked,
    Register,
)
from hall.registers.census import Census
from hall.registers.chance import digits
from hall.registers.companies import Company
from matters.words import Text

NOTICE_DAYS = 45
_IN_TEN_LIQUIDATED = "4567"
_IN_TEN_CLEARED = "012"
_IN_TEN_TRADING_ABROAD = "01"


def tax_cleared(firm: Company) -> bool:
    """Whether the tax bureau has nothing left to settle with the business."""
    return not firm.in_arrears and digits(firm.uscc, 1) in _IN_TEN_CLEARED


def closure_obstacles(census: Census, asked: Asked) -> Answer:
    """Whether the simplified way is open (市场主体登记管理条例实施细则 48), and branches that still exist."""
    firm = census.companies.get(asked.text("uscc"))
    if firm is None:
        return asked.nothing()
    reason = None
    if firm.status == "吊销":
        reason = "被吊销营业执照"
    elif firm.abnormal or firm.serious:
        reason = "列入经营异常名录或者严重违法失信名单"
    return asked.found(simplified_allowed=reason is None, reason=reason, open_branches=0)


def tax_clear(census: Census, asked: Asked) -> Answer:
    """Whether taxes are settled (清税)."""
    firm = census.companies.get(asked.text("uscc"))
    if firm is None:
        return asked.nothing()
    cleared = tax_cleared(firm)
    values: Values = {
        "cleared": cleared,
        "in_arrears": firm.in_arrears,
        "certificate_number": f"甬税清〔2026〕{digits(firm.uscc, 5)}号" if cleared else None,
    }
    return asked.found(**values)


def employer_insurance(census: Census, asked: Asked) -> Answer:
    """The social insurance account of an employer."""
    firm = census.companies.get(asked.text("uscc"))
    if firm is None or not firm.staff:
        return asked.nothing()
    return asked.found(registered=True, insured_count=len(firm.staff), in_arrears=firm.in_arrears)


def employer_fund(census: Census, asked: Asked) -> Answer:
    """The housing fund account of an employer."""
    firm = census.companies.get(asked.text("uscc"))
    if firm is None or not firm.staff:
        return asked.nothing()
    account = f"0574{digits(firm.uscc, 6)}"
    return asked.found(registered=True, account_number=account, in_arrears=firm.in_arrears)


def customs_record(census: Census, asked: Asked) -> Answer:
    """Whether customs has the business on file, under a code of ten characters (报关单位备案)."""
    firm = census.companies.get(asked.text("uscc"))
    if firm is None or firm.catering or digits(firm.uscc, 1) not in _IN_TEN_TRADING_ABROAD:
        return asked.nothing()
    return asked.found(registered=True, customs_code=f"3302{digits(firm.uscc, 6)}")


def seal_record(census: Census, asked: Asked) -> Answer:
    """The seals that the police have on file (公章刻制备案)."""
    firm = census.companies.get(asked.text("uscc"))
    if firm is None or firm.kind == "个体工商户":
        return asked.nothing()
    return asked.found(recorded=True, seals=3, record_code=f"3302{digits(firm.uscc, 9)}")


def creditors_notice(census: Census, asked: Asked) -> Answer:
    """The notice to creditors in the public system, and whether its 45 days are over (公司法 235)."""
    firm = census.companies.get(asked.text("uscc"))
    if firm is None or firm.status == "注销" or digits(firm.uscc, 1) not in _IN_TEN_LIQUIDATED:
        return asked.nothing()
    days = NOTICE_DAYS + 1 + int(digits(firm.uscc, 2))
    published = asked.today - timedelta(days=days)
    return asked.found(published_on=published.isoformat(), expired=days > NOTICE_DAYS)


REGISTERS = (
    Register(
        key="creditors-notice",
        name=Text(zh="债权人公告信息", en="Notices to creditors"),
        holder=MARKET,
        searched_by=("uscc",),
        gives=("published_on", "expired"),
        valid_days=1,
        look_up=creditors_notice,
    ),
    Register(
        key="closure-obstacles",
        name=Text(zh="注销登记受限情形", en="Obstacles to closing"),
        holder=MARKET,
        searched_by=("uscc",),
        gives=("simplified_allowed", "reason", "open_branches"),
        valid_days=1,
        look_up=closure_obstacles,
    ),
    Register(
        key="tax-clear",
        name=Text(zh="清税信息", en="Taxes settled"),
        holder=TAX,
        searched_by=("uscc",),
        gives=("cleared", "in_arrears", "certificate_number"),
        valid_days=1,
        look_up=tax_clear,
    ),
    Register(
        key="employer-insurance",
        name=Text(zh="单位社会保险登记信息", en="Employers' social insurance"),
        holder=LABOUR,
        searched_by=("uscc",),
        gives=("registered", "insured_count", "in_arrears"),
        valid_days=7,
        look_up=employer_insurance,
    ),
    Register(
        key="employer-fund",
        name=Text(zh="单位住房公积金登记信息", en="Employers' housing fund"),
        holder=FUND,
        searched_by=("uscc",),
        gives=("registered", "account_number", "in_arrears"),
        valid_days=7,
        look_up=employer_fund,
    ),
    Register(
        key="customs-record",
        name=Text(zh="报关单位备案信息", en="Customs records"),
        holder=CUSTOMS,
        searched_by=("uscc",),
        gives=("registered", "customs_code"),
        look_up=customs_record,
    ),
    Register(
        key="seal-record",
        name=Text(zh="公章刻制备案信息", en="Seals on file"),
        holder=POLICE,
        searched_by=("uscc",),
        gives=("recorded", "seals", "record_code"),
        look_up=seal_record,
    ),
)
