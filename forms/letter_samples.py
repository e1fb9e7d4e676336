"""Made-up cases of a matter in one situation, so that every notice that it can call for is written once (domain 4.22).

A story is a case with some facts more than another: what it calls for besides is what tells of these facts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from forms.letter_sample_facts import (
    AT,
    BASIS,
    CLERK,
    REASON,
    Telling,
    accepted,
    beginning,
    opened,
    otherwise,
    promise_broken,
    straight,
)
from matters.case import (
    ACCEPTANCE,
    AcceptanceRevoked,
    Case,
    CaseTerminated,
    Closed,
    Fact,
    Lapsed,
    MoreAsked,
    NotAccepted,
    NoticeIssued,
    Outcome,
    Wanted,
    Withdrawn,
)
from matters.notices import IssueNotice, notices
from matters.paths.situations import Situation
from matters.rules import Rules, materials_of
from matters.standing import Standing, standing

NUMBER = "330200001260305000001"
_UNTIL = date(2026, 3, 19)


@dataclass(frozen=True)
class Sample:
    """One notice that a made-up case calls for."""

    notice: IssueNotice
    now: Standing


@dataclass
class _Story:
    """A case, and the notices of it that were handed out already."""

    of: Telling
    facts: tuple[Fact, ...]
    told: set[str] = field(default_factory=set)

    def standing(self, *more: Fact) -> Standing:
        return standing(Case(number=NUMBER, matter="", facts=(*self.facts, *more)))

    def new(self, *more: Fact) -> Iterator[Sample]:
        """What these facts are told by, if they come next."""
        now = self.standing(*more)
        for notice in notices(self.of.rules, now):
            if notice.key not in self.told:
                yield Sample(notice, now)

    def goes_on(self, *more: Fact) -> Iterator[Sample]:
        """The same; and the story goes on from there, with these notices issued."""
        fresh = tuple(self.new(*more))
        issued = (_issued(one.notice) for one in fresh)
        self.facts = (*self.facts, *more, *issued)
        self.told |= {one.notice.key for one in fresh}
        yield from fresh


def _issued(notice: IssueNotice) -> NoticeIssued:
    return NoticeIssued(
        at=AT,
        by=CLERK,
        key=notice.key,
        letter=notice.letter,
        step=notice.step,
        department=notice.department,
        number="样〔2026〕1号",
    )


def samples(rules: Rules, situation: Situation) -> Iterator[Sample]:
    """Every notice of every event that a case in this situation can have, with both outcomes of every step."""
    of = Telling(rules, situation)
    story = _Story(of, ())
    yield from story.goes_on(*beginning(of))
    yield from _before_acceptance(story)
    if not situation.steps:
        return
    yield from story.new(accepted(of, deemed=True))
    yield from story.goes_on(accepted(of))
    yield from _broken_off(story)
    for step in of.steps:
        yield from story.goes_on(*opened(of, step))
        for facts in otherwise(of, step):
            yield from story.new(*facts)
        if step.kind == "decide":
            yield from story.new(_asked(story, step.step))
        yield from story.goes_on(*straight(of, step))
        for promise in rules.matter.watched_promises.get(step.step, ()):
            yield from story.new(*promise_broken(of, step, promise))
    yield from story.goes_on(Closed(at=AT, by=CLERK, outcome=Outcome.GRANTED))


def _before_acceptance(story: _Story) -> Iterator[Sample]:
    asked = _asked(story, ACCEPTANCE)
    yield from story.new(asked)
    closed = Closed(at=AT, by=CLERK, outcome=Outcome.LAPSED)
    yield from story.new(asked, Lapsed(at=AT, by=CLERK, until=_UNTIL), closed)
    withdrawn = Withdrawn(at=AT, by=CLERK, reason=REASON)
    yield from story.new(withdrawn, Closed(at=AT, by=CLERK, outcome=Outcome.WITHDRAWN))
    refused = NotAccepted(at=AT, by=CLERK, reason=REASON, basis=BASIS)
    yield from story.new(refused)
    yield from story.new(refused.model_copy(update={"competent": "样例机关"}))
    yield from story.new(refused.model_copy(update={"needless": True}))


def _asked(story: _Story, step: str) -> MoreAsked:
    """One field and one paper, as far as the case has them."""
    rules, now = story.of.rules, story.standing()
    fields = [path for path in now.answers if path in rules.matter.elements][:1]
    papers = [one.key for one in materials_of(rules.matter, now, AT.date())][:1]
    wanted = (
        *(Wanted(kind="field", key=one, wrong="样例问题", standard="样例标准") for one in fields),
        *(
            Wanted(kind="material", key=one, wrong="样例问题", standard="样例标准")
            for one in papers
        ),
    )
    return MoreAsked(at=AT, by=CLERK, step=step, wanted=wanted, until=_UNTIL)


def _broken_off(story: _Story) -> Iterator[Sample]:
    """Every way in which an accepted case ends before its steps are done."""
    for fact, outcome in (
        (Withdrawn(at=AT, by=CLERK, reason=REASON), Outcome.WITHDRAWN),
        (CaseTerminated(at=AT, by=CLERK, reason=REASON, basis=BASIS), Outcome.TERMINATED),
    ):
        yield from story.new(fact, Closed(at=AT, by=CLERK, outcome=outcome))
    if story.of.rules.matter.deferrable:
        revoked = AcceptanceRevoked(at=AT, by=CLERK, reason=REASON, basis=BASIS)
        closed = Closed(at=AT, by=CLERK, outcome=Outcome.ACCEPTANCE_REVOKED)
        yield from story.new(revoked, closed)
