"""Ratings as supervisors count them: by department and level, and how the bad ones were answered."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from matters.case import Case, Fact, Rated, RatingSettled
from matters.evidence_work import rating_due
from matters.rules import Rules
from storage.database import Connection

_RATED = """
insert into ratings (case_number, matter_key, department, level, anonymous, channel, rated_on, due_on)
values (%s, %s, %s, %s, %s, %s, %s, %s) on conflict (case_number) do update set
    level = excluded.level, anonymous = excluded.anonymous, channel = excluded.channel,
    rated_on = excluded.rated_on, due_on = excluded.due_on
"""
_SETTLED = """
update ratings set contacted_on = %s, settled_on = %s, corrected_by = %s, verdict = %s
where case_number = %s
"""


class Figures(NamedTuple):
    """One department's ratings over some days."""

    department: str
    by_level: dict[str, int]
    bad: int
    answered: int
    in_time: int
    """Of the bad ones: looked into by the last day for it."""
    waiting: int
    late: int
    """Of those that wait: past the last day."""

    @property
    def all(self) -> int:
        return sum(self.by_level.values())


def follow(connection: Connection, news: Iterable[tuple[Rules, Case, tuple[Fact, ...]]]) -> None:
    """Keep up with the facts of these cases; the same twice changes nothing."""
    for rules, case, facts in news:
        for fact in facts:
            match fact:
                case Rated():
                    row = (
                        case.number, rules.matter.matter, rules.matter.lead, fact.level,
                        fact.anonymous, fact.channel, fact.on, rating_due(rules, fact),
                    )  # fmt: skip
                    connection.execute(_RATED, row)
                case RatingSettled():
                    said = (fact.contacted_on, fact.on, fact.corrected_by, fact.verdict)
                    connection.execute(_SETTLED, (*said, case.number))
                case _:
                    pass


def figures(connection: Connection, since: date, until: date, today: date) -> tuple[Figures, ...]:
    """By leading department, the ratings given from the one day to the other, both counted."""
    levels: dict[str, dict[str, int]] = {}
    rows = connection.execute(
        "select department, level, count(*) from ratings where rated_on between %s and %s"
        " group by department, level",
        (since, until),
    ).fetchall()
    for department, level, count in rows:
        levels.setdefault(department, {})[level] = count
    settled = connection.execute(
        "select department, count(*) filter (where due_on is not null),"
        " count(*) filter (where settled_on is not null),"
        " count(*) filter (where contacted_on <= due_on),"
        " count(*) filter (where due_on is not null and settled_on is null),"
        " count(*) filter (where due_on < %s and settled_on is null)"
        " from ratings where rated_on between %s and %s group by department order by department",
        (today, since, until),
    ).fetchall()
    return tuple(Figures(row[0], levels[row[0]], *row[1:]) for row in settled)
