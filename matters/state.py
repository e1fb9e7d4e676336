"""What a standing holds: a case and its steps as their facts leave them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from matters.case import (
    AcceptanceOpened,
    AcceptanceRevoked,
    Accepted,
    AddressConfirmed,
    Appointed,
    CaseTerminated,
    Closed,
    Decided,
    DecisionRevoked,
    Drawn,
    Evidence,
    EvidenceTaken,
    Extended,
    Fact,
    FeesAsked,
    Finding,
    Inspected,
    Lapsed,
    Launched,
    MoreAsked,
    NotAccepted,
    NoticeDelivered,
    NoticeIssued,
    NoticeSent,
    NoticeUndelivered,
    NoticeVoided,
    ObjectionAnswered,
    ObjectionRaised,
    ObjectionSettled,
    OpinionAsked,
    OpinionGiven,
    Outcome,
    Paid,
    Part,
    PromiseChecked,
    Proposed,
    Resumed,
    SentBack,
    Signalled,
    StepEnded,
    StepOpened,
    Supplied,
    Suspended,
    ValuesErased,
    VerificationAnswered,
    VerificationAsked,
    VisitEnded,
    Withdrawn,
)
from matters.clock_facts import BundleExtended
from matters.fields import Answers
from matters.rating_facts import Rated, RatingSettled
from matters.supervision_facts import SupervisionAnswered, SupervisionOrdered

StepStatus = Literal[
    "waiting", "open", "granted", "refused", "issued", "visited", "agreed", "objected",
    "undisputed", "disputed", "held", "answered", "unanswered", "met", "drawn", "paid",
    "set-aside", "skipped", "terminated", "revoked",
]  # fmt: skip
DONE: frozenset[StepStatus] = frozenset(
    {
        "granted", "refused", "issued", "visited", "agreed", "objected", "undisputed", "disputed",
        "held", "answered", "unanswered", "met", "drawn", "paid", "set-aside", "skipped", "terminated",
        "revoked",
    }
)  # fmt: skip
FAILED: frozenset[StepStatus] = frozenset(
    {"refused", "objected", "disputed", "unanswered", "terminated", "revoked"}
)
"""What ends the steps that need it."""
NEUTRAL: frozenset[StepStatus] = frozenset({"set-aside", "skipped"})
"""What counts neither for nor against."""


@dataclass(slots=True)
class PartStanding:
    """One part of a step: who has it, what was proposed and what was said."""

    part: Part
    decided: Decided | None = None
    proposed: Proposed | None = None


@dataclass(slots=True)
class OpinionStanding:
    """One opinion that a step asked for besides."""

    asked: OpinionAsked
    given: OpinionGiven | None = None
    revoked: bool = False


@dataclass(slots=True)
class ObjectionStanding:
    """One objection to what was made public."""

    raised: ObjectionRaised
    answered: ObjectionAnswered | None = None


@dataclass(slots=True)
class VerificationStanding:
    """What another department was asked of a material, and what it found."""

    asked: VerificationAsked
    answered: VerificationAnswered | None = None


@dataclass(slots=True)
class SupervisionStanding:
    """One order of the supervisors, and the answer to it."""

    ordered: SupervisionOrdered
    answered: SupervisionAnswered | None = None


@dataclass(slots=True)
class Settlement:
    """How an objection to a register was settled, and the own papers that lay on file then, by digest."""

    fact: ObjectionSettled
    papers: frozenset[str]


@dataclass(slots=True)
class Span:
    """Days that a clock leaves out: after `begin`, up to and including `end`; none while it lasts."""

    begin: date
    end: date | None = None


@dataclass(slots=True)
class StepStanding:
    """One step of one case."""

    status: StepStatus = "waiting"
    round: int = 0
    opened: StepOpened | None = None
    decided: Decided | None = None
    ended: StepEnded | None = None
    ended_on: date | None = None
    ended_by: Fact | None = None
    """What ended it: the decision, the last report of a visit, a rule, time, or the end of another step."""
    holders: dict[str, str] = field(default_factory=dict)
    """By department, or by part, the account that has it in hand."""
    parts: dict[str, PartStanding] = field(default_factory=dict)
    proposed: Proposed | None = None
    returned: str | None = None
    """Why a head did not approve the proposal."""
    opinions: dict[int, OpinionStanding] = field(default_factory=dict)
    objections: dict[int, ObjectionStanding] = field(default_factory=dict)
    suspensions: list[Span] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    """From each opening to its end, in all rounds."""
    extended: Extended | None = None
    signals_before: int = 0
    """How many signals had come when it opened."""
    calling: str | None = None
    """The call to another system that was begun."""
    called: str | None = None
    """The receipt of the call to another system."""
    calls_again: int = 0
    """How often a person had it asked again, in all rounds."""
    child: str | None = None
    drawn: Drawn | None = None
    paid: Paid | None = None
    inspections: dict[str, Inspected] = field(default_factory=dict)
    proposers: frozenset[str] = frozenset()
    """The accounts whose proposals a head approved, and those in whose names they made them."""
    visit: VisitEnded | None = None
    sent_back: SentBack | None = None
    """Why the step is open again."""
    anew_on: date | None = None
    """The day on which a rule had it decided once more, after it had been decided: its clock counts from there."""
    promise_checks: dict[str, list[PromiseChecked]] = field(default_factory=dict)
    """By promise, what was found when somebody looked whether it is kept."""
    revoked: DecisionRevoked | None = None

    @property
    def done(self) -> bool:
        return self.status in DONE

    @property
    def suspended(self) -> bool:
        return bool(self.suspensions) and self.suspensions[-1].end is None

    @property
    def call(self) -> str:
        """Which call is made now: each opening has its own, and so has each time that a person had it asked again."""
        return f"{len(self.spans)}.{self.calls_again}" if self.calls_again else str(len(self.spans))

    @property
    def owes_receipt(self) -> bool:
        """Whether a call was answered before its receipt was noted."""
        answered = self.ended is not None and self.ended.because == "answer"
        return answered and self.calling is not None and self.called is None

    @property
    def actors(self) -> frozenset[str]:
        """The accounts that decided, proposed or inspected here, and those in whose names they did."""
        words = [self.decided, self.proposed, *self.inspections.values()]
        words += [word for one in self.parts.values() for word in (one.decided, one.proposed)]
        said = (word.by.persons for word in words if word is not None)
        return self.proposers.union(*said)


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
    deferrals: dict[str, Evidence] = field(default_factory=dict)
    """By material, what was deferred, also where the paper has come since."""
    deferred_by: dict[str, EvidenceTaken] = field(default_factory=dict)
    """By material, the fact that deferred it."""
    taken_by: dict[str, EvidenceTaken] = field(default_factory=dict)
    """By material, the fact of what counts."""
    verifications: dict[str, VerificationStanding] = field(default_factory=dict)
    """By material, what another department was last asked."""
    held: dict[str, list[Finding]] = field(default_factory=dict)
    """By check, its answers with values that go in their time and are kept still."""
    erased: dict[str, ValuesErased] = field(default_factory=dict)
    """By check, what of its answers was erased last."""
    objections: frozenset[str] = frozenset()
    """The prefilled fields, and `checks.<check>`, that the applicant says are wrong."""
    settled: dict[str, Settlement] = field(default_factory=dict)
    """By check, how an objection was settled."""
    consents: frozenset[str] = frozenset()
    """The checks without a basis in law that the applicant agreed to."""
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
    requests_met: dict[int, Supplied] = field(default_factory=dict)
    """By number of the notice, from 1, what completed it."""
    completed: Supplied | None = None
    """What made the application complete after its one-time notice."""
    came_in: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    """By step, what came in since its request: (field, path), (material, key), (check, key)."""
    steps: dict[str, StepStanding] = field(default_factory=dict)
    signals: list[Signalled] = field(default_factory=list)
    """Every signal that came, used or not."""
    used_signals: dict[str, int] = field(default_factory=dict)
    """By name, how many were used up by a step that waited."""
    returns: dict[str, int] = field(default_factory=dict)
    """By step, how often its loop went back."""
    clock_events: list[Extended | Suspended | Resumed] = field(default_factory=list)
    """What was told of the clocks, for the notices."""
    bundle_extended: BundleExtended | None = None
    procedures: list[StepOpened] = field(default_factory=list)
    """Every opening of a step, for the notices that tell of it."""
    appointments: list[Appointed] = field(default_factory=list)
    """Every day that was fixed for a visit or a hearing; the last of a step counts."""
    fees: FeesAsked | None = None
    paid: dict[str, float] = field(default_factory=dict)
    """By fee, how much of it was paid, in yuan: nobody pays twice when work begins anew."""
    terminated: CaseTerminated | None = None
    acceptance_revoked: AcceptanceRevoked | None = None
    parent_told: bool = False
    supervisions: list[SupervisionStanding] = field(default_factory=list)
    """The orders of the supervisors, answered or not."""
    rated: Rated | None = None
    rating_settled: RatingSettled | None = None
    failed_visits: list[VisitEnded] = field(default_factory=list)
    """First visits that left a list of corrections."""
    issued: dict[str, NoticeIssued] = field(default_factory=dict)
    delivered: dict[str, NoticeDelivered] = field(default_factory=dict)
    sent: dict[str, NoticeSent] = field(default_factory=dict)
    """By notice, the way that it went last; no longer once that failed."""
    undelivered: dict[str, NoticeUndelivered] = field(default_factory=dict)
    """By notice, why it did not arrive, until it goes another way or arrives."""
    receipts: list[tuple[NoticeDelivered, ...]] = field(default_factory=list)
    """What people recorded as delivered, each time together (送达回证)."""
    voided: dict[str, NoticeVoided] = field(default_factory=dict)
    """By notice, why it counts no more."""
    address: AddressConfirmed | None = None
    """The last word of the applicant on where notices go."""
    withdrawn: Withdrawn | None = None
    lapsed: Lapsed | None = None
    closed: Closed | None = None
    calendar_loads: set[int] = field(default_factory=set)
    """The loads of a newer calendar by which days of this case moved."""
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
    def broken_off(self) -> bool:
        """Whether the case ends without its steps being done: nothing follows in them any more."""
        return bool(self.not_accepted or self.taken_away)

    @property
    def taken_away(self) -> bool:
        """Whether what was accepted, or could have been, was taken away before its steps were done."""
        return bool(self.withdrawn or self.lapsed or self.terminated or self.acceptance_revoked)

    @property
    def ended(self) -> bool:
        return bool(self.closed or self.broken_off)

    def step(self, key: str) -> StepStanding:
        return self.steps.get(key) or _NOT_BEGUN


_NOT_BEGUN = StepStanding()
"""Where every step stands of which nothing is recorded; one for all, as it is asked for very often."""
