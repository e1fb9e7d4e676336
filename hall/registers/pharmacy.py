"""Registers of those who sell drugs: licensed pharmacists of the whole country, and bans from the trade."""

from datetime import date, timedelta

from flows.register_messages import Values
from hall.registers.answers import DRUGS, Answer, Asked, Register
from hall.registers.census import Census
from hall.registers.chance import digits
from matters.identifiers import WrongIdentifier, check_id_number
from matters.words import Text

_IN_TEN_NOT_REGISTERED = "9"
_IN_A_HUNDRED_BANNED = "07"


def pharmacist_register(census: Census, asked: Asked) -> Answer:
    """Whether all of them are registered pharmacists; pharmacists come from anywhere, so they need not live here."""
    people = _people(asked)
    if not people:
        return asked.nothing()
    held = [one for one in people if digits(one, 1) not in _IN_TEN_NOT_REGISTERED]
    soonest = min((300 + int(digits(one, 3)) for one in held), default=0)
    values: Values = {
        "asked_count": len(people),
        "registered_count": len(held),
        "all_registered": len(held) == len(people),
        "valid_until": (asked.today + timedelta(days=soonest)).isoformat() if held else None,
    }
    return asked.found(**values) if values["all_registered"] else asked.mismatch(**values)


def practice_ban(census: Census, asked: Asked) -> Answer:
    """Whether one of them may not trade in drugs any more (药品管理法 118, 122)."""
    people = _people(asked)
    if not people:
        return asked.nothing()
    banned = any(digits(f"ban:{one}", 2) == _IN_A_HUNDRED_BANNED for one in people)
    return asked.found(banned=banned, reason="因生产销售假药被处以终身禁业" if banned else None)


def _people(asked: Asked) -> tuple[str, ...]:
    """Those asked for whose numbers can exist at all."""
    return tuple(one for one in asked.texts("id_numbers") if _is_a_number(one, asked.today))


def _is_a_number(text: str, today: date) -> bool:
    try:
        check_id_number(text, today)
    except WrongIdentifier:
        return False
    return True


REGISTERS = (
    Register(
        key="pharmacist-register",
        name=Text(zh="执业药师注册信息", en="Registered pharmacists"),
        holder=DRUGS,
        searched_by=("id_numbers",),
        gives=("asked_count", "registered_count", "all_registered", "valid_until"),
        look_up=pharmacist_register,
    ),
    Register(
        key="practice-ban",
        name=Text(zh="药品从业禁止信息", en="Bans from the drug trade"),
        holder=DRUGS,
        searched_by=("id_numbers",),
        gives=("banned", "reason"),
        valid_days=1,
        look_up=practice_ban,
    ),
)
