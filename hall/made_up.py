"""Made-up values to try a check with: right in form, and nobody's (no person has the birth date of the number)."""

from collections.abc import Callable, Mapping
from datetime import date

from matters.fields import Value
from matters.identifiers import credit_code, id_number
from matters.spec import DataCheck

NOBODY = id_number("330200", date(1900, 1, 1), 1)
NO_COMPANY = credit_code("330200", "00000001")
_BY_ENDING: Mapping[str, Callable[[], Value]] = {
    "id_number": lambda: NOBODY,
    "id_numbers": lambda: (NOBODY,),
    "uscc": lambda: NO_COMPANY,
    "name": lambda: "测试",
    "names": lambda: ("测试",),
    "address": lambda: "宁波市测试路0号",
    "date": lambda: "2000-01-01",
    "mobile": lambda: "13000000000",
}


def made_up(check: DataCheck) -> dict[str, Value]:
    """A value for each input of the check, by how its name ends."""
    return {name: _value(name) for name in check.inputs}


def _value(name: str) -> Value:
    for ending, make in _BY_ENDING.items():
        if name == ending or name.endswith(f"_{ending}"):
            return make()
    return "000000"


def as_given(name: str, said: str) -> Value:
    """What somebody wrote instead: several values where the input is several, else one."""
    if name.endswith("s") and isinstance(_value(name), tuple):
        return tuple(one.strip() for one in said.replace("，", ",").split(",") if one.strip())
    return said
