"""What is to be done about papers and promises: what a department looks up, what was deferred, what was promised."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Literal, NamedTuple

from matters.case import ACCEPTANCE, Rated
from matters.limits import last_day
from matters.office import HALL
from matters.promises import promise_work
from matters.rating import BAD
from matters.rules import Rules
from matters.standing import Standing, StepStanding

PaperKind = Literal["verification", "deferral", "promise", "supervision", "rating"]


class PaperWork(NamedTuple):
    """One of them, and whose it is."""

    kind: PaperKind
    key: str
    """Of the material, or of the promise."""
    step: str
    department: str
    opened_at: datetime
    due: date | None
    may_revoke: bool = False
    """A promise that was not kept even after its correction."""


def paper_work(rules: Rules, now: Standing) -> Iterator[PaperWork]:
    """All of it, in the order in which it comes up."""
    if not now.ended:
        yield from _verifications(now)
        yield from _deferrals(now)
    for one in promise_work(rules, now):
        whose = one.step.department or rules.matter.lead
        since = _decided_at(now.step(one.step.step))
        if since is not None:
            key = one.step.step
            yield PaperWork("promise", one.promise, key, whose, since, one.due, one.may_revoke)
    for number, order in enumerate(now.supervisions, start=1):
        if order.answered is None:
            asked = order.ordered
            yield PaperWork(
                "supervision", str(number), asked.step, asked.department, asked.at, asked.answer_by
            )
    yield from _rating(rules, now)


def _rating(rules: Rules, now: Standing) -> Iterator[PaperWork]:
    """A bad rating is looked into by the leading department, one without a name by the hall (domain 3.10)."""
    rating = now.rated
    if rating is None or rating.level not in BAD or now.rating_settled is not None:
        return
    whose = HALL if rating.anonymous else rules.matter.lead
    yield PaperWork("rating", "1", ACCEPTANCE, whose, rating.at, rating_due(rules, rating))


def rating_due(rules: Rules, rating: Rated) -> date | None:
    """The last day to look into a bad rating; none for a good one."""
    if rating.level not in BAD:
        return None
    return last_day(rating.on, rules.office.profile.rating_contact, rules.calendar)


def _verifications(now: Standing) -> Iterator[PaperWork]:
    for material, one in now.verifications.items():
        if one.answered is None:
            asked = one.asked
            yield PaperWork(
                "verification", material, ACCEPTANCE, asked.department, asked.at, asked.until
            )


def _deferrals(now: Standing) -> Iterator[PaperWork]:
    if now.accepted is None:
        return
    for material in now.deferrals:
        paper = now.evidence[material]
        if paper.rung == "deferred":
            yield PaperWork("deferral", material, ACCEPTANCE, HALL, now.accepted.at, paper.until)


def _decided_at(own: StepStanding) -> datetime | None:
    fact = own.decided or own.ended
    return fact.at if fact else None
