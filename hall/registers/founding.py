"""Registers that are asked when a company is founded: its people, its name, who may lead it."""

from collections.abc import Collection

from flows.register_messages import Values
from hall.registers.answers import COURT, MARKET, POLICE, Answer, Asked, Register
from hall.registers.census import Census
from hall.registers.chance import digits
from matters.words import Text

_A_YEAR = 365
_RESERVED_FROM = 20
"""Four in five names that nobody has are reserved, always the same ones."""


def real_names(census: Census, asked: Asked) -> Answer:
    """Whether all of these people proved who they are (实名核验)."""
    numbers = asked.texts("id_numbers")
    return _counted(asked, numbers, census.people, ("verified_count", "all_verified"))


def shareholder_licences(census: Census, asked: Asked) -> Answer:
    """Whether all of these companies exist."""
    codes = asked.texts("usccs")
    living = {code for code, firm in census.companies.items() if firm.status == "存续"}
    return _counted(asked, codes, living, ("existing_count", "all_existing"))


def _counted(
    asked: Asked, given: tuple[str, ...], known: Collection[str], names: tuple[str, str]
) -> Answer:
    found = sum(one in known for one in given)
    if not found:
        return asked.nothing()
    values: Values = {
        "asked_count": len(given), names[0]: found, names[1]: found == len(given),
    }  # fmt: skip
    return asked.found(**values) if found == len(given) else asked.mismatch(**values)


def operator_record(census: Census, asked: Asked) -> Answer:
    """Whether somebody may lead a business, and how many they began to lead within a year (条例 12、40)."""
    number = asked.text("id_number")
    if number not in census.people:
        return asked.nothing()
    led = [firm for firm in census.companies.values() if firm.legal_rep_id == number]
    revoked = any(firm.status == "吊销" for firm in led)
    recent = sum((asked.today - firm.established).days < _A_YEAR for firm in led)
    return asked.found(
        banned=revoked,
        reason="担任因违法被吊销营业执照的企业的法定代表人，自吊销之日起未逾三年" if revoked else None,
        barred_until=asked.today.replace(year=asked.today.year + 2, day=1).isoformat() if revoked else None,
        firms_within_a_year=recent,
    )  # fmt: skip


def dishonest_debtor(census: Census, asked: Asked) -> Answer:
    """Whether the courts list somebody as a debtor who does not pay (失信被执行人)."""
    key = asked.text("id_number", "uscc")
    debtor = census.people.get(key) or census.companies.get(key)
    if debtor is None:
        return asked.nothing()
    listed = not debtor.promise_eligible
    year = asked.today.year - 1
    case = f"（{year}）浙0203执{digits(key, 4)}号" if listed else None
    return asked.found(listed=listed, case_number=case)


def enterprise_name(census: Census, asked: Asked) -> Answer:
    """Whether a business of that name exists (名称查重)."""
    name = asked.text("name")
    if name.isascii():  # a name is written in Chinese characters (企业名称登记管理规定第八条)
        return asked.nothing()
    return asked.found(duplicate=any(firm.name == name for firm in census.companies.values()))


def name_reservation(census: Census, asked: Asked) -> Answer:
    """A name that is reserved for two months (名称保留)."""
    name = asked.text("name")
    taken = any(firm.name == name for firm in census.companies.values())
    if taken or name.isascii() or int(digits(name, 2)) < _RESERVED_FROM:
        return asked.nothing()
    return asked.found(
        reservation_number=f"（甬）名保字〔{asked.today.year}〕{digits(name, 5)}号",
        reserved_until=asked.today.replace(month=12, day=31).isoformat(),
    )


REGISTERS = (
    Register(
        key="real-name",
        name=Text(zh="实名核验", en="Proof of identity"),
        holder=POLICE,
        searched_by=("id_numbers",),
        gives=("asked_count", "verified_count", "all_verified"),
        look_up=real_names,
    ),
    Register(
        key="shareholder-licence",
        name=Text(zh="法人股东营业执照", en="Licences of companies that hold shares"),
        holder=MARKET,
        searched_by=("usccs",),
        gives=("asked_count", "existing_count", "all_existing"),
        look_up=shareholder_licences,
    ),
    Register(
        key="operator-record",
        name=Text(zh="任职限制和登记记录", en="Bars and registrations of a representative"),
        holder=MARKET,
        searched_by=("id_number",),
        gives=("banned", "reason", "barred_until", "firms_within_a_year"),
        valid_days=1,
        look_up=operator_record,
    ),
    Register(
        key="dishonest-debtor",
        name=Text(zh="失信被执行人", en="Debtors who do not pay"),
        holder=COURT,
        searched_by=("id_number", "uscc"),
        gives=("listed", "case_number"),
        look_up=dishonest_debtor,
    ),
    Register(
        key="enterprise-name",
        name=Text(zh="企业名称查重", en="Names in use"),
        holder=MARKET,
        searched_by=("name",),
        gives=("duplicate",),
        valid_days=1,
        look_up=enterprise_name,
    ),
    Register(
        key="name-reservation",
        name=Text(zh="企业名称保留信息", en="Reserved names"),
        holder=MARKET,
        searched_by=("name",),
        gives=("reservation_number", "reserved_until"),
        valid_days=1,
        look_up=name_reservation,
    ),
)
