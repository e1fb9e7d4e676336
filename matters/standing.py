"""Where a case stands: the fold of its facts. Nothing here is stored; it is derived again whenever it is asked for."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from matters.case import (
    ACCEPTANCE,
    AcceptanceOpened,
    Accepted,
    Case,
    CheckAnswered,
    Closed,
    Decided,
    Evidence,
    EvidenceTaken,
    Fact,
    Finding,
    Inspected,
    Lapsed,
    Launched,
    MoreAsked,
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


@dataclass(slots=True)
class StepStanding:
    """One step of one case."""

    status: StepStatus = "waiting"
    round: int = 0
    opened: StepOpened | None = None
    decided: Decided | None = None
    ended_on: date | None = None
    holder: str | None = None
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
    evidence: dict[str, Evidence] = field(default_factory=dict)
    acceptance_opened: AcceptanceOpened | None = None
    acceptance_holder: str | None = None
    accepted: Accepted | None = None
    not_accepted: NotAccepted | None = None
    sent_back: SentBack | None = None
    asked: MoreAsked | None = None
    """The open request to the applicant, if any."""
    requests: list[MoreAsked] = field(default_factory=list)
    papers_since_asked: set[str] = field(default_factory=set)
    """Materials that came in after the open request."""
    steps: dict[str, StepStanding] = field(default_factory=dict)
    issued: dict[str, NoticeIssued] = field(default_factory=dict)
    delivered: dict[str, NoticeDelivered] = field(default_factory=dict)
    withdrawn: Withdrawn | None = None
    lapsed: Lapsed | None = None
    closed: Closed | None = None

    @property
    def outcome(self) -> Outcome | None:
        return self.closed.outcome if self.closed else None

    def step(self, key: str) -> StepStanding:
        return self.steps.get(key) or StepStanding()


def standing(case: Case) -> Standing:
    """Where the case stands after all its facts."""
    now = Standing()
    for fact in case.facts:
        _take_in(now, fact)
    return now


def _take_in(now: Standing, fact: Fact) -> None:
    match fact:
        case Launched():
            now.launched = fact
            now.answers = dict(fact.answers)
        case CheckAnswered(finding=finding):
            now.findings[finding.check] = finding
        case EvidenceTaken(evidence=evidence):
            now.evidence[evidence.material] = evidence
            now.papers_since_asked.add(evidence.material)
        case NoticeIssued(key=key):
            now.issued[key] = fact
        case NoticeDelivered(key=key):
            now.delivered[key] = fact
        case AcceptanceOpened() | Accepted() | NotAccepted() | MoreAsked() | Supplied():
            _take_in_acceptance(now, fact)
        case Withdrawn() | Lapsed() | Closed():
            _take_in_end(now, fact)
        case _:
            _take_in_step(now, fact)


def _take_in_acceptance(
    now: Standing, fact: AcceptanceOpened | Accepted | NotAccepted | MoreAsked | Supplied
) -> None:
    match fact:
        case AcceptanceOpened():
            now.acceptance_opened = fact
        case Accepted():
            now.accepted = fact
            now.asked = None
            now.sent_back = None
        case NotAccepted():
            now.not_accepted = fact
        case MoreAsked():
            now.asked = fact
            now.requests.append(fact)
            now.papers_since_asked = set()
        case Supplied():
            now.answers = now.answers | fact.answers
            if fact.complete:
                now.asked = None


def _take_in_end(now: Standing, fact: Withdrawn | Lapsed | Closed) -> None:
    match fact:
        case Withdrawn():
            now.withdrawn = fact
        case Lapsed():
            now.lapsed = fact
        case Closed():
            now.closed = fact
    now.asked = None


def _take_in_step(
    now: Standing,
    fact: StepOpened | Taken | Decided | Inspected | VisitEnded | SentBack | Terminated,
) -> None:
    if isinstance(fact, SentBack):
        _send_back(now, fact)
        return
    if fact.step == ACCEPTANCE:
        now.acceptance_holder = fact.by.account
        return
    _change(now.steps.setdefault(fact.step, StepStanding()), fact)


def _change(
    step: StepStanding, fact: StepOpened | Taken | Decided | Inspected | VisitEnded | Terminated
) -> None:
    match fact:
        case StepOpened():
            step.status, step.opened, step.round = "open", fact, fact.round
            step.holder, step.inspections = None, {}
        case Taken():
            step.holder = fact.by.account
        case Decided():
            step.status, step.decided, step.ended_on = fact.decision, fact, fact.on
        case Inspected():
            step.inspections[fact.department] = fact
        case VisitEnded():
            step.visit = fact
            if fact.passed or fact.round > 1:
                step.status, step.ended_on = "visited", fact.on
        case Terminated():
            step.status, step.ended_on = "terminated", fact.on


def _send_back(now: Standing, fact: SentBack) -> None:
    """Undo the acceptance or reopen the earlier step; what was open because of it waits again."""
    for key in fact.reset:
        if key in now.steps:
            now.steps[key] = StepStanding(round=now.steps[key].round)
    if fact.to == ACCEPTANCE:
        now.accepted = None
        now.sent_back = fact
        now.acceptance_holder = None
        return
    now.steps.setdefault(fact.to, StepStanding()).sent_back = fact
