"""The store of electronic licences (电子证照库): what departments issued, as documents with a number."""

from collections.abc import Callable
from datetime import date, timedelta

from hall.registers.answers import (
    CIVIL,
    HEALTH,
    LAND,
    MARKET,
    POLICE,
    Answer,
    Asked,
    Register,
)
from hall.registers.census import Census
from hall.registers.chance import digits
from matters.fields import Value
from matters.identifiers import food_licence_number
from matters.words import Frozen, Text

GIVES = ("licence_number", "holder", "issuer", "issued_on", "valid_until", "status")


class Licence(Frozen):
    """One electronic licence."""

    number: str
    holder: str
    issued_on: date
    valid_until: date | None = None
    """None: for good."""


Issued = Callable[[Census, str, date], tuple[Licence, ...]]


def titles(census: Census, key: str, _: date) -> tuple[Licence, ...]:
    """Of everything that somebody owns (不动产权证书)."""
    found = census.titles.get(key, ())
    return tuple(
        Licence(
            number=one.certificate,
            holder=one.owner,
            issued_on=date(int(one.certificate[2:6]), 6, 1 + int(digits(one.unit, 1))),
        )
        for one in found
    )


def business_licences(census: Census, key: str, _: date) -> tuple[Licence, ...]:
    """Of a business that exists (营业执照)."""
    firm = census.companies.get(key)
    if firm is None or firm.status != "存续":
        return ()
    return (Licence(number=firm.uscc, holder=firm.name, issued_on=firm.established),)


def food_licences(census: Census, key: str, today: date) -> tuple[Licence, ...]:
    """A food licence that is valid (食品经营许可证), for five years."""
    firm = census.companies.get(key)
    if firm is None or firm.food_licence != "valid":
        return ()
    until = today + timedelta(days=300 + int(digits(key, 3)))
    number = food_licence_number(2, firm.district, int(digits(key, 6)))
    issued_on = until - timedelta(days=5 * 365)
    return (Licence(number=number, holder=firm.name, issued_on=issued_on, valid_until=until),)


def residence_permits(census: Census, key: str, today: date) -> tuple[Licence, ...]:
    """A residence permit (居住证), endorsed yearly; one that was not is kept as expired."""
    person = census.people.get(key)
    if person is None or person.permit == "none":
        return ()
    rest = int(digits(key, 2)) + 20
    until = today + timedelta(days=rest if person.permit == "valid" else -rest)
    number = f"{person.district}JZ{digits(key, 9)}"
    issued_on = until - timedelta(days=365)
    return (Licence(number=number, holder=person.name, issued_on=issued_on, valid_until=until),)


def marriage_certificates(census: Census, key: str, _: date) -> tuple[Licence, ...]:
    """A marriage that lasts (结婚证)."""
    marriage, person = census.marriages.get(key), census.people.get(key)
    if marriage is None or person is None or marriage.ended:
        return ()
    return (Licence(number=marriage.certificate, holder=person.name, issued_on=marriage.since),)


def birth_certificates(census: Census, key: str, _: date) -> tuple[Licence, ...]:
    """Of a newborn, by its mother's number, or of a child by its own (出生医学证明)."""
    birth = census.births.get(key) or census.childbirths.get(key)
    if birth is None or birth.certificate is None:
        return ()
    return (Licence(number=birth.certificate, holder=birth.name, issued_on=birth.born),)


def _of(issuer: Text, by: str, issued: Issued) -> Callable[[Census, Asked], Answer]:
    def look_up(census: Census, asked: Asked) -> Answer:
        found = issued(census, asked.text(by), asked.today)
        if not found:
            return asked.nothing()
        if len(found) > 1:
            return asked.several(count=len(found))
        one = found[0]
        expired = one.valid_until is not None and one.valid_until < asked.today
        values = _values(one, issuer, "过期" if expired else "有效")
        return asked.mismatch(**values) if expired else asked.found(**values)

    return look_up


def _values(one: Licence, issuer: Text, status: str) -> dict[str, Value]:
    return {
        "licence_number": one.number,
        "holder": one.holder,
        "issuer": issuer.zh,
        "issued_on": one.issued_on.isoformat(),
        "valid_until": one.valid_until.isoformat() if one.valid_until else None,
        "status": status,
    }


def _register(key: str, name: Text, holder: Text, by: str, issued: Issued) -> Register:
    return Register(
        key=key,
        name=name,
        holder=holder,
        searched_by=(by,),
        gives=GIVES,
        look_up=_of(holder, by, issued),
    )


REGISTERS = (
    _register(
        "title-licence",
        Text(zh="不动产权证书（电子证照）", en="Electronic titles"),
        LAND,
        "holder_code",
        titles,
    ),
    _register(
        "trade-licence",
        Text(zh="营业执照（电子证照）", en="Electronic business licences"),
        MARKET,
        "uscc",
        business_licences,
    ),
    _register(
        "catering-licence",
        Text(zh="食品经营许可证（电子证照）", en="Electronic food licences"),
        MARKET,
        "uscc",
        food_licences,
    ),
    _register(
        "residence-licence",
        Text(zh="居住证（电子证照）", en="Electronic residence permits"),
        POLICE,
        "id_number",
        residence_permits,
    ),
    _register(
        "marriage-licence",
        Text(zh="结婚证（电子证照）", en="Electronic marriage certificates"),
        CIVIL,
        "id_number",
        marriage_certificates,
    ),
    _register(
        "birth-licence",
        Text(zh="出生医学证明（电子证照）", en="Electronic birth certificates"),
        HEALTH,
        "id_number",
        birth_certificates,
    ),
)

BY_TYPE = {
    "BDCQZS": "title-licence",
    "YYZZ": "trade-licence",
    "SPJYXKZ": "catering-licence",
    "JZZ": "residence-licence",
    "JHZ": "marriage-licence",
    "CSYXZM": "birth-licence",
}
"""Kinds of licences by the code that the store knows them by."""
