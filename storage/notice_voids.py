"""Which notices are void: a column of each, following the facts of its case."""

from collections.abc import Iterable, Sequence

from matters.case import Case, Fact, NoticeVoided
from storage.database import Connection


def follow(connection: Connection, changes: Iterable[tuple[Case, Sequence[Fact]]]) -> None:
    """Mark what new facts of cases void; it is on its way to nobody any more."""
    voided = [
        (case.number, fact)
        for case, facts in changes
        for fact in facts
        if isinstance(fact, NoticeVoided)
    ]
    for case, fact in voided:
        connection.execute(
            "update notices set voided_at = %s, void_because = %s"
            " where case_number = %s and key = %s",
            (fact.at, fact.because, case, fact.key),
        )
        connection.execute(
            "delete from outbox where case_number = %s and key = %s", (case, fact.key)
        )
