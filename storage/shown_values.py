"""What registers said for people to read only: sealed, apart from the facts, which keep its digest; erased in its time.

The hash chain covers the digest, so that a text put in another's place is found out, and erasing one breaks nothing.
"""

from collections.abc import Iterable
from typing import NamedTuple

from matters.case import Case, Fact, ValuesErased
from storage.database import Connection


class Apart(NamedTuple):
    """What one fact holds apart, as it is written."""

    case: str
    seq: int
    check: str
    sealed: str


def put(connection: Connection, parts: Iterable[Apart]) -> None:
    """Write what new facts hold apart."""
    rows = list(parts)
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany("insert into shown_values values (%s, %s, %s, %s)", rows)


def follow(connection: Connection, news: Iterable[tuple[Case, Iterable[Fact]]]) -> None:
    """Erase what new facts of cases say is gone: of every answer of the check."""
    for case, facts in news:
        for fact in facts:
            if isinstance(fact, ValuesErased):
                connection.execute(
                    "delete from shown_values where case_number = %s and check_key = %s",
                    (case.number, fact.check),
                )
