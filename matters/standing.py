"""Where a case stands: the fold of its facts. Nothing here is stored; it is derived again whenever it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import singledispatch
from typing import Literal

from matters.case import (
    ACCEPTANCE,
    AcceptanceOpened,
    Accepted,
    Case,
    CheckAnswered,
    CheckWanted,
    Closed,
    Decided,
    Evidence,
    EvidenceTaken,
    Fact,
    Finding,
    FindingOutcome,
    Inspected,
    Lapsed,
    Launched,
    MoreAsked,
    Moved,
    NotAccepted,
    NoticeDelivered,
    NoticeIssued,
    Outcome,
    SentBack,
    StepOpened,
    Supplied,
    Taken,
    Terminated,
    VisitEnded,
    Withdrawn,
)
from matters.fields import Answers

StepStatus = Literal["waiting", "open", "granted", "refused", "issued", "visited", "terminated"]
DONE: frozenset[StepStatus] = frozenset({"granted", "refused", "issued", "visited", "terminated"})
SILENT = frozenset({FindingOutcome.PENDING, FindingOutcome.UNAVAILABLE, FindingOutcome.DENIED})
"""A register that says nothing takes nothing back of what it said before."""


@dataclass(slots=True)
class StepStanding:
    """One step of one case."""

    status: StepStatus = "waiting"
    round: int = 0
    opened: StepOpened | None = None
    decided: Decided | None = None
    ended_on: date | None = None
    holders: dict[str, str] = field(default_factory=dict)
    """By department, the account that has its part in hand."""
    inspections: dict[str, Inspected] = field(default_factory=dict)
    visit: VisitEnded | None = None
    sent_back: SentBack | None = None
    """Why the step is open again."""

    @property
    def done(self) -> bool:
        return self.status in DONE


@dataclass(slots=True)
class Standing:
    """All of a case that its facts say. Treat it as read-only."""

    answers: Answers = field(default_factory=dict)
    launched: Launched | None = None
    findings: dict[str, Finding] = field(default_factory=dict)
    """By check: the last that its register said, even if that is nothing."""
    known: dict[str, Finding] = field(default_factory=dict)
    """By check: what counts, the last answer that says something, else the last of all."""
    evidence: dict[str, Evidence] = field(default_factory=dict)
    """By material, the last promise or file: the one that counts."""
    uploads: dict[str, tuple[Evidence, ...]] = field(default_factory=dict)
    """By material, every file that was handed in, the last at the end."""
    acceptance_opened: AcceptanceOpened | None = None
    acceptance_holder: str | None = None
    accepted: Accepted | None = None
    first_accepted: Accepted | None = None
    """Sending work back to acceptance does not take the applicant's first date away."""
    acceptances: int = 0
    not_accepted: NotAccepted | None = None
    sent_back: SentBack | None = None
    """Why the acceptance is open again."""
    asks: dict[str, MoreAsked] = field(default_factory=dict)
    """By step, the request to the applicant that is still open; parallel steps ask apart."""
    requests: list[MoreAsked] = field(default_factory=list)
    """Every one-time notice, open or not."""
    completed: Supplied | None = None
    """What made the application complete after its one-time notice."""
    came_in: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    """By step, what came in since its request: (field, path), (material, key), (check, key)."""
    steps: dict[str, StepStanding] = field(default_factory=dict)
    failed_visits: list[VisitEnded] = field(default_factory=list)
    """First visits that left a list of corrections."""
    issued: dict[str, NoticeIssued] = field(default_factory=dict)
    delivered: dict[str, NoticeDelivered] = field(default_factory=dict)
    withdrawn: Withdrawn | None = None
    lapsed: Lapsed | None = None
    closed: Closed | None = None
    scope: Mapping[str, object] | None = field(default=None, compare=False, repr=False)
    """What expressions see of it, once `rules.scope` has put it together."""

    @property
    def outcome(self) -> Outcome | None:
        return self.closed.outcome if self.closed else None

    @property
    def asked(self) -> MoreAsked | None:
        """The request that the applicant must answer first, if any."""
        return min(self.asks.values(), key=lambda ask: ask.until, default=None)

    def signed(self, promise: str) -> bool:
        """Whether the applicant has signed the promise."""
        return any(e.rung == "promise" and e.label == promise for e in self.evidence.values())

    @property
    def ended(self) -> bool:
        return bool(self.closed or self.not_accepted or self.withdrawn or self.lapsed)

    def step(self, key: str) -> StepStanding:
        return self.steps.get(key) or StepStanding()


def standing(case: Case) -> Standing:
    """Where the case stands after all its facts."""
    now = Standing()
    take_in(now, case.facts)
    return now


def take_in(now: Standing, facts: tuple[Fact, ...]) -> None:
    """Move a standing that nobody else holds on by more facts."""
    by_kind = _take_in.registry
    for fact in facts:
        by_kind[type(fact)](fact, now)


@singledispatch
def _take_in(fact: Fact, now: Standing) -> None:
    raise TypeError(f"no standing follows from {type(fact).__name__}")


@_take_in.register
def _(fact: Launched, now: Standing) -> None:
    now.launched, now.answers, now.scope = fact, dict(fact.answers), None


@_take_in.register
def _(fact: CheckAnswered, now: Standing) -> None:
    finding = fact.finding
    now.findings[finding.check] = finding
    if finding.outcome not in SILENT or finding.check not in now.known:
        now.known[finding.check] = finding
        now.scope = None
    if finding.outcome == FindingOutcome.MATCH:
        _came_in(now, ("check", finding.check))


@_take_in.register
def _(fact: EvidenceTaken, now: Standing) -> None:
    taken = fact.evidence
    now.evidence[taken.material] = taken
    if taken.rung == "upload":
        earlier = now.uploads.get(taken.material, ())
        others = (one for one in earlier if one.digest != taken.digest)
        now.uploads[taken.material] = (*others, taken)
    _came_in(now, ("material", taken.material))


def _came_in(now: Standing, what: tuple[str, str]) -> None:
    for since in now.came_in.values():
        since.add(what)


@_take_in.register
def _(fact: AcceptanceOpened, now: Standing) -> None:
    now.acceptance_opened = fact


@_take_in.register
def _(fact: Accepted, now: Standing) -> None:
    now.accepted, now.sent_back = fact, None
    now.first_accepted = now.first_accepted or fact
    now.acceptances += 1
    now.asks.pop(ACCEPTANCE, None)


@_take_in.register
def _(fact: NotAccepted, now: Standing) -> None:
    now.not_accepted = fact
    now.asks.clear()


@_take_in.register
def _(fact: MoreAsked, now: Standing) -> None:
    now.asks[fact.step] = fact
    now.came_in[fact.step] = set()
    now.requests.append(fact)


@_take_in.register
def _(fact: CheckWanted, now: Standing) -> None:
    _forget(now, fact.outdated)
    now.scope = None


def _forget(now: Standing, checks: tuple[str, ...]) -> None:
    for check in checks:
        now.known.pop(check, None)
        now.findings.pop(check, None)


@_take_in.register
def _(fact: Supplied, now: Standing) -> None:
    now.answers = now.answers | fact.answers
    now.scope = None
    for path, value in fact.answers.items():
        if value not in (None, "", ()):
            _came_in(now, ("field", path))
    _forget(now, fact.outdated)
    if fact.complete and fact.step in now.asks:
        ask = now.asks.pop(fact.step)
        now.completed = fact if ask.step == ACCEPTANCE else now.completed


@_take_in.register
def _(fact: Withdrawn, now: Standing) -> None:
    now.withdrawn = fact
    now.asks.clear()


@_take_in.register
def _(fact: Lapsed, now: Standing) -> None:
    now.lapsed = fact
    now.asks.clear()


@_take_in.register
def _(fact: Closed, now: Standing) -> None:
    now.closed = fact
    now.asks.clear()


@_take_in.register
def _(fact: NoticeIssued, now: Standing) -> None:
    now.issued[fact.key] = fact


@_take_in.register
def _(fact: NoticeDelivered, now: Standing) -> None:
    now.delivered[fact.key] = fact


def _own(now: Standing, key: str) -> StepStanding:
    own = now.steps.get(key)
    if own is None:
        own = now.steps[key] = StepStanding()
    return own


@_take_in.register
def _(fact: StepOpened, now: Standing) -> None:
    own = _own(now, fact.step)
    own.status, own.opened, own.round = "open", fact, fact.round
    own.holders, own.inspections = {}, {}


@_take_in.register
def _(fact: Taken, now: Standing) -> None:
    if fact.step == ACCEPTANCE:
        now.acceptance_holder = fact.by.account
    else:
        _own(now, fact.step).holders[fact.by.department] = fact.by.account


@_take_in.register
def _(fact: Decided, now: Standing) -> None:
    own = _own(now, fact.step)
    own.status, own.decided, own.ended_on = fact.decision, fact, fact.on
    now.asks.pop(fact.step, None)


@_take_in.register
def _(fact: Inspected, now: Standing) -> None:
    _own(now, fact.step).inspections[fact.department] = fact


@_take_in.register
def _(fact: VisitEnded, now: Standing) -> None:
    own = _own(now, fact.step)
    own.visit = fact
    if fact.passed or (own.opened and own.opened.recheck):
        own.status, own.ended_on = "visited", fact.on
    else:
        now.failed_visits.append(fact)


@_take_in.register
def _(fact: Terminated, now: Standing) -> None:
    own = _own(now, fact.step)
    own.status, own.ended_on = "terminated", fact.on
    now.asks.pop(fact.step, None)


@_take_in.register
def _(fact: Moved, now: Standing) -> None:
    now.scope = None
    if now.accepted is not None and fact.steps is not None:
        now.accepted = now.accepted.model_copy(update={"steps": fact.steps})
        now.steps = {key: own for key, own in now.steps.items() if key in fact.steps}


@_take_in.register
def _(fact: SentBack, now: Standing) -> None:
    """Undo the acceptance or reopen the earlier step; what was open because of it waits again.

    A request to the applicant stays open: the notice is out, and what comes upon it is taken in.
    """
    for key in fact.reset:
        if key in now.steps:
            now.steps[key] = StepStanding(round=now.steps[key].round)
    if fact.to == ACCEPTANCE:
        now.accepted, now.sent_back, now.acceptance_holder = None, fact, None
    else:
        _own(now, fact.to).sent_back = fact
