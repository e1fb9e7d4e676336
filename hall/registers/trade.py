"""Registers of companies: licence, lists, credit, food licence."""

from datetime import timedelta

from flows.register_messages import Values
from hall.registers.answers import MARKET, REFORM, Answer, Asked, Register
from hall.registers.census import Census
from hall.registers.chance import digits
from matters.identifiers import food_licence_number
from matters.words import Text


def business_licence(census: Census, asked: Asked) -> Answer:
    """The licence as registered (营业执照)."""
    firm = census.companies.get(asked.text("uscc"))
    if firm is None:
        return asked.nothing()
    values: Values = {
        "status": firm.status,
        "name": firm.name,
        "kind": firm.kind,
        "address": firm.address,
        "area": firm.district,
        "legal_rep": firm.legal_rep,
        "scope": firm.scope,
        "serves_meals": "餐饮服务" in firm.scope,
        "established_on": firm.established.isoformat(),
        "capital": firm.capital,
    }
    if asked.differs("name", firm.name):
        return asked.mismatch(**values)
    return asked.found(**values)


def abnormal_list(census: Census, asked: Asked) -> Answer:
    """Whether the company is on the list of abnormal operations (经营异常名录)."""
    firm = census.companies.get(asked.text("uscc"))
    if firm is None:
        return asked.nothing()
    reason = "通过登记的住所（经营场所）无法联系" if firm.abnormal else None
    return asked.found(listed=firm.abnormal, reason=reason)


def serious_illegal(census: Census, asked: Asked) -> Answer:
    """Whether the company is on the list of seriously unlawful ones (严重违法失信名单)."""
    firm = census.companies.get(asked.text("uscc"))
    if firm is None:
        return asked.nothing()
    reason = "两年内受到三次以上同类行政处罚" if firm.serious else None
    return asked.found(listed=firm.serious, reason=reason)


def credit_record(census: Census, asked: Asked) -> Answer:
    """Whether a person or company may still make promises (domain 2.5)."""
    key = asked.text("uscc", "id_number")
    holder = census.companies.get(key) or census.people.get(key)
    if holder is None:
        return asked.nothing()
    reason = None if holder.promise_eligible else "曾作出不实承诺，尚未完成信用修复"
    return asked.found(promise_eligible=holder.promise_eligible, reason=reason)


def food_licence(census: Census, asked: Asked) -> Answer:
    """A food licence that the company holds or lost (食品经营许可)."""
    firm = census.companies.get(asked.text("uscc"))
    if firm is None or firm.food_licence == "none":
        return asked.nothing()
    revoked = firm.food_licence == "revoked"
    days = 300 + int(digits(firm.uscc, 3))
    return asked.found(
        licence_number=food_licence_number(2, firm.district, int(digits(firm.uscc, 6))),
        status="吊销" if revoked else "有效",
        valid_until=(asked.today + timedelta(days=-days if revoked else days)).isoformat(),
        revoked_within_five_years=revoked,
    )


REGISTERS = (
    Register(
        key="business-licence",
        name=Text(zh="营业执照信息", en="Business licence"),
        holder=MARKET,
        searched_by=("uscc",),
        compares=("name",),
        gives=(
            "status",
            "name",
            "kind",
            "address",
            "area",
            "legal_rep",
            "scope",
            "serves_meals",
            "established_on",
            "capital",
        ),
        look_up=business_licence,
    ),
    Register(
        key="abnormal-list",
        name=Text(zh="经营异常名录", en="Abnormal operations list"),
        holder=MARKET,
        searched_by=("uscc",),
        gives=("listed", "reason"),
        valid_days=1,
        look_up=abnormal_list,
    ),
    Register(
        key="serious-illegal",
        name=Text(zh="严重违法失信名单", en="Seriously unlawful list"),
        holder=MARKET,
        searched_by=("uscc",),
        gives=("listed", "reason"),
        valid_days=1,
        look_up=serious_illegal,
    ),
    Register(
        key="credit-record",
        name=Text(zh="信用承诺资格", en="Credit and promises"),
        holder=REFORM,
        searched_by=("uscc", "id_number"),
        gives=("promise_eligible", "reason"),
        valid_days=7,
        look_up=credit_record,
    ),
    Register(
        key="food-licence",
        name=Text(zh="食品经营许可证信息", en="Food licences"),
        holder=MARKET,
        searched_by=("uscc",),
        gives=("licence_number", "status", "valid_until", "revoked_within_five_years"),
        look_up=food_licence,
    ),
)
