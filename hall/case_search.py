"""Finding a case: by its number, or by the applicant's ID number or credit code through the blind index."""

import re
from dataclasses import dataclass

from hall.case_words import Tone, state_words
from hall.house import Hall
from hall.permissions import may
from matters.case import business_date
from matters.errors import NotAllowed, OneGoError
from matters.identifiers import WrongIdentifier, check_credit_code, check_id_number, compact
from matters.office import HALL
from matters.words import Text
from storage import published, queues
from storage.accounts import Account
from storage.queues import CaseSeen

MOST_FOUND = 50
SHORTEST = 15
"""Digits of a case number that are needed to list cases: area, system and day."""
SHORTEST_OF_DEPARTMENT = 18
"""A department's own cases are picked out of those found; of a whole day they would be too many."""
CASE_NUMBER = re.compile(r"[0-9][0-9-]{0,20}")


class NothingToSearchBy(OneGoError):
    """What was typed into the search is no number that a case can be found by."""

    status = 422

    def __init__(self, digits: int) -> None:
        super().__init__(
            zh=f"无法查询：请输入办件编号（至少前{digits}位），或者完整、正确的公民身份号码、"
            "统一社会信用代码。",
            en=f"Nothing to search by: give a case number (at least its first {digits} digits),"
            " or a whole and correct ID number or credit code.",
        )


@dataclass(frozen=True)
class CaseLine:
    """One case in a list."""

    case: CaseSeen
    matter: Text
    state: Text
    tone: Tone


@dataclass(frozen=True)
class Found:
    """What a search found."""

    cases: tuple[CaseLine, ...]
    may_open: bool
    is_personal: bool
    """It was searched by a number of the applicant: never shown back, never in an address."""

    @property
    def is_all(self) -> bool:
        return len(self.cases) < MOST_FOUND


def whose_cases(account: Account) -> str | None:
    """The department whose cases an account may find; None: all of them.

    Raises NotAllowed for accounts that may see no list of cases.
    """
    if may(account, "see-lists"):
        return None
    if not may(account, "see-cases"):
        raise NotAllowed
    return None if account.department == HALL else account.department


def find(hall: Hall, account: Account, asked: str) -> Found:
    """The cases that the number belongs to. Raises NothingToSearchBy, NotAllowed."""
    department = whose_cases(account)
    number = compact(asked)
    subject = _subject(hall, number)
    with hall.database.transaction() as connection:
        if subject is not None:
            blinds = hall.keyring.blinds(subject)
            rows = queues.cases_of_subject(connection, blinds, department, MOST_FOUND)
        else:
            begins = _case_number(number, department)
            rows = queues.cases_numbered(connection, begins, department, MOST_FOUND)
    may_open = may(account, "see-cases")
    return Found(lines_of(hall, rows), may_open, is_personal=subject is not None)


def _subject(hall: Hall, number: str) -> str | None:
    """The number as it is kept, if its check character says that it is an ID number or a credit code."""
    try:
        return check_credit_code(number).code
    except WrongIdentifier:
        pass
    try:
        return check_id_number(number, business_date(hall.clock())).number
    except WrongIdentifier:
        return None


def _case_number(number: str, department: str | None) -> str:
    digits = SHORTEST if department is None else SHORTEST_OF_DEPARTMENT
    if CASE_NUMBER.fullmatch(number) and len(number) >= digits:
        return number
    raise NothingToSearchBy(digits)


def lines_of(hall: Hall, rows: tuple[CaseSeen, ...]) -> tuple[CaseLine, ...]:
    """The rows with the names of their matters and states."""
    with hall.database.transaction() as connection:
        known = {row.digest: published.matter_of(connection, row.digest) for row in rows}
    return tuple(
        CaseLine(row, matter.name, *state_words(matter, row.state))
        for row in rows
        for matter in (known[row.digest],)
    )
