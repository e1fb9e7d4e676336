"""Synthetic applicants for trials: by their traits, who they are and what registers say of them. Nothing is drawn."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from matters.case import FindingOutcome
from matters.fields import FieldType, Value
from matters.identifiers import credit_code, id_number
from matters.limits import add_months
from matters.plays import Facts
from matters.spec import DataCheck, Matter
from matters.workbench.subjects_records import Records, records_of_company, records_of_person

Traits = Mapping[str, Value]


AREA = "330203"
PERSON_NUMBER = id_number("340103", date(1990, 5, 17), 325)
CHILD_NUMBER = id_number("340103", date(2019, 9, 8), 226)
MINOR_NUMBER = id_number("340103", date(2014, 4, 2), 147)
PARENT_NUMBER = id_number("340103", date(1988, 11, 30), 413)
STAFF_NUMBERS = tuple(id_number(AREA, date(1985, 3, 9), 100 + n) for n in range(2))
COMPANY_CODE = credit_code(AREA, "MA000017")
EMPLOYER_CODE = credit_code(AREA, "MA000025")
MOTHER: Facts = {
    "name": "周雅文",
    "id_number": id_number(AREA, date(1994, 6, 21), 228),
    "spouse_name": "林晓军",
    "spouse_id_number": PERSON_NUMBER,
    "spouse_mobile": "13805740019",
    "birth_certificate": "V330000017",
}
ADDRESS = "宁波市海曙区柳汀街218弄5号302室"
SHOP = "宁波市海曙区药行街86号"

_PLAUSIBLE: dict[FieldType, Callable[[date], Value]] = {
    "yes-no": lambda today: True,
    "number": lambda today: 12,
    "decimal": lambda today: 100,
    "date": lambda today: (today - timedelta(days=365)).isoformat(),
    "choices": lambda today: (),
    "id-number": lambda today: PERSON_NUMBER,
    "id-numbers": lambda today: (PERSON_NUMBER,),
    "credit-code": lambda today: COMPANY_CODE,
    "mobile": lambda today: "13957400099",
    "name": lambda today: "王海燕",
    "address": lambda today: ADDRESS,
}


class Said(NamedTuple):
    """What a register answers."""

    outcome: FindingOutcome
    values: dict[str, Value]


class Subject(Protocol):
    """An applicant: what is known of it before anybody asks, and what registers say of it."""

    @property
    def facts(self) -> Facts: ...

    def says(self, check: DataCheck, inputs: Mapping[str, Value]) -> Said: ...


class Invented(NamedTuple):
    """An applicant made of traits alone; a register that knows nothing special answers with plausible values."""

    facts: Facts
    records: Records
    today: date

    def says(self, check: DataCheck, inputs: Mapping[str, Value]) -> Said:
        """What the register of the check says; an unknown one confirms what it is asked."""
        record = self.records.get(check.register_key)
        usual = {name: self._plausible(name, kind) for name, kind in check.gives.items()}
        if record is None:
            return Said(FindingOutcome.MATCH, usual)
        outcome, values = record
        if outcome in (FindingOutcome.NO_RECORD, FindingOutcome.MULTIPLE):
            return Said(outcome, {})
        if not _searchable(check, inputs):
            return Said(FindingOutcome.NO_RECORD, {})
        if wrong := _compared(check, inputs, self.facts):
            outcome = wrong
        known = {name: value for name, value in values.items() if name in check.gives}
        return Said(outcome, usual | known)

    def _plausible(self, name: str, kind: FieldType) -> Value:
        if name in self.facts:
            return self.facts[name]
        plausible = _PLAUSIBLE.get(kind)
        return plausible(self.today) if plausible else "登记内容"


_SEARCHED_BY = frozenset({"id_number", "id_numbers", "uscc", "lease_number"})
_WHOLE = frozenset({"id-verify"})
"""Registers that only say whether all that they are told belongs together."""


def _searchable(check: DataCheck, inputs: Mapping[str, Value]) -> bool:
    """Whether a register can find anybody by what it is given."""
    if check.register_key in _WHOLE:
        return inputs.keys() >= set(check.inputs)
    keys = _SEARCHED_BY & set(check.inputs)
    return not keys or bool(keys & inputs.keys())


def _compared(check: DataCheck, inputs: Mapping[str, Value], facts: Facts) -> FindingOutcome | None:
    """A name that does not belong to the number, or another address than the subject's, is a mismatch."""
    asked = inputs.get("id_number")
    whose = next((one for one in _PEOPLE if asked and facts.get(f"{one}id_number") == asked), "")
    own = {"address": facts.get("address")} | ({"name": facts.get(f"{whose}name")} if asked else {})
    for name, value in own.items():
        if name in inputs and value is not None and inputs[name] != value:
            return FindingOutcome.MISMATCH
    return None


_PEOPLE = ("", "spouse_", "child_", "guardian_")


def invented(matter: Matter, traits: Traits, today: date) -> Invented:
    """The applicant with these traits; where they say nothing, everything is in order."""
    if matter.audience == "company":
        return _company(traits, today)
    return _person(traits, today)


def _person(traits: Traits, today: date) -> Invented:
    minor = traits.get("adult") is False
    facts: dict[str, Value] = {
        "name": "林晓晨" if minor else "林晓军",
        "id_number": MINOR_NUMBER if minor else PERSON_NUMBER,
        "mobile": "13805740017",
        "address": ADDRESS,
    }
    if traits.get("gave_birth"):
        facts |= MOTHER
    since = _registered_since(traits, today)
    if since is not None:
        facts["registered_since"] = since.isoformat()
    if traits.get("employed") is not False:
        facts |= {"employer_name": "宁波禾城机电设备有限公司", "employer_uscc": EMPLOYER_CODE}
    if minor:
        facts |= {
            "guardian_name": "林建国",
            "guardian_id_number": PARENT_NUMBER,
            "guardian_mobile": "13805740018",
        }
    elif traits.get("with_child") is not False:
        facts |= {"child_name": "林佳雨", "child_id_number": CHILD_NUMBER}
    return Invented(facts, records_of_person(traits, facts, today), today)


_LONG = 24


def _registered_since(traits: Traits, today: date) -> date | None:
    """Since when the residence register holds the person."""
    if traits.get("registration") == "none" or traits.get("local") is True:
        return None
    match traits.get("lived_months_at_least"), traits.get("lived_months_below"):
        case int(least), _:
            return add_months(today, -least)
        case _, int(below):
            return add_months(today, -below) + timedelta(days=1)
        case _:
            return add_months(today, -_LONG)


def _company(traits: Traits, today: date) -> Invented:
    facts: dict[str, Value] = {
        "uscc": COMPANY_CODE,
        "address": SHOP,
        "area_m2": _area(traits),
        "legal_rep": "林晓军",
        "legal_rep_id": PERSON_NUMBER,
        "legal_rep_mobile": "13805740017",
        "staff": () if traits.get("staffing") == "none" else STAFF_NUMBERS,
    }
    return Invented(facts, records_of_company(traits, facts, today), today)


_ORDINARY_SHOP = 80.5


def _area(traits: Traits) -> Value:
    match traits.get("area_at_least"), traits.get("area_below"):
        case ((int() | float() as least), _):
            return least
        case _, (int() | float() as below):
            return below - 0.5
        case _:
            return _ORDINARY_SHOP
