"""Where a case stands: the fold of its facts. Nothing here is stored; it is derived again whenever it is asked for."""

from functools import singledispatch

from matters.calendar_facts import CalendarChanged
from matters.case import (
    ACCEPTANCE,
    AcceptanceOpened,
    AcceptanceRevoked,
    Accepted,
    AddressConfirmed,
    Case,
    CaseTerminated,
    CheckAnswered,
    CheckWanted,
    Closed,
    DecisionRevoked,
    EvidenceTaken,
    Fact,
    FindingOutcome,
    Lapsed,
    Launched,
    MoreAsked,
    Moved,
    NotAccepted,
    NoticeDelivered,
    NoticeIssued,
    NoticeSent,
    NoticeUndelivered,
    NoticeVoided,
    ObjectionSettled,
    ParentTold,
    PromiseChecked,
    Signalled,
    Supplied,
    ValuesErased,
    VerificationAnswered,
    VerificationAsked,
    Withdrawn,
)
from matters.clock_facts import BundleExtended
from matters.folding_calendar import take_in_calendar
from matters.folding_steps import STEP_FOLDS
from matters.rating_facts import Rated, RatingSettled
from matters.state import (
    DONE,
    FAILED,
    NEUTRAL,
    PartStanding,
    Settlement,
    Span,
    Standing,
    StepStanding,
    StepStatus,
    SupervisionStanding,
    VerificationStanding,
)
from matters.supervision_facts import SupervisionAnswered, SupervisionOrdered

__all__ = [
    "DONE", "FAILED", "NEUTRAL", "SILENT", "PartStanding", "Span", "Standing", "StepStanding", "StepStatus",
    "standing", "take_in",
]  # fmt: skip

SILENT = frozenset(
    {
        FindingOutcome.PENDING,
        FindingOutcome.UNAVAILABLE,
        FindingOutcome.DENIED,
        FindingOutcome.STALE,
    }
)
"""A register that says nothing takes nothing back of what it said before."""


def standing(case: Case) -> Standing:
    """Where the case stands after all its facts."""
    now = Standing()
    take_in(now, case.facts)
    return now


def take_in(now: Standing, facts: tuple[Fact, ...]) -> None:
    """Move a standing that nobody else holds on by more facts."""
    for fact in facts:
        _FOLDS[type(fact)](fact, now)


@singledispatch
def _take_in(fact: object, now: Standing) -> None:
    raise TypeError(f"no standing follows from {type(fact).__name__}")


@_take_in.register
def _(fact: Launched, now: Standing) -> None:
    now.launched, now.answers, now.scope = fact, dict(fact.answers), None
    now.objections, now.consents = frozenset(fact.objections), frozenset(fact.consents)


@_take_in.register
def _(fact: CheckAnswered, now: Standing) -> None:
    finding = fact.finding
    now.findings[finding.check] = finding
    if finding.shown:
        now.held.setdefault(finding.check, []).append(finding)
    if finding.outcome not in SILENT or finding.check not in now.known:
        now.known[finding.check] = finding
        now.scope = None
    if finding.outcome == FindingOutcome.MATCH:
        _came_in(now, ("check", finding.check))


@_take_in.register
def _(fact: ValuesErased, now: Standing) -> None:
    now.held.pop(fact.check, None)
    now.erased[fact.check] = fact
    now.scope = None
    for told in (now.findings, now.known):
        if finding := told.get(fact.check):
            left = {key: one for key, one in finding.values.items() if key not in fact.values}
            told[fact.check] = finding.model_copy(update={"values": left})


@_take_in.register
def _(fact: EvidenceTaken, now: Standing) -> None:
    taken = fact.evidence
    now.evidence[taken.material] = taken
    if taken.rung in ("upload", "proof"):
        earlier = now.uploads.get(taken.material, ())
        others = (one for one in earlier if one.digest != taken.digest)
        now.uploads[taken.material] = (*others, taken)
    if taken.rung == "deferred":
        now.deferrals[taken.material] = taken
        now.deferred_by[taken.material] = fact
    now.taken_by[taken.material] = fact
    _came_in(now, ("material", taken.material))


@_take_in.register
def _(fact: VerificationAsked, now: Standing) -> None:
    now.verifications[fact.material] = VerificationStanding(fact)


@_take_in.register
def _(fact: VerificationAnswered, now: Standing) -> None:
    now.verifications[fact.material].answered = fact
    if fact.outcome == "match":
        _came_in(now, ("material", fact.material))


@_take_in.register
def _(fact: ObjectionSettled, now: Standing) -> None:
    papers = frozenset(one.digest for one in now.evidence.values())
    now.settled[fact.check] = Settlement(fact, papers)


@_take_in.register
def _(fact: AcceptanceRevoked, now: Standing) -> None:
    now.acceptance_revoked = fact
    now.asks.clear()


@_take_in.register
def _(fact: PromiseChecked, now: Standing) -> None:
    own = now.steps.setdefault(fact.step, StepStanding())
    own.promise_checks.setdefault(fact.promise, []).append(fact)


@_take_in.register
def _(fact: DecisionRevoked, now: Standing) -> None:
    own = now.steps.setdefault(fact.step, StepStanding())
    own.status, own.revoked = "revoked", fact


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
        now.settled.pop(check, None)
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
        now.requests_met[len(now.requests) - now.requests[::-1].index(ask)] = fact
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
def _(fact: NoticeVoided, now: Standing) -> None:
    now.voided[fact.key] = fact
    now.undelivered.pop(fact.key, None)


@_take_in.register
def _(fact: NoticeSent, now: Standing) -> None:
    now.sent[fact.key] = fact
    now.undelivered.pop(fact.key, None)


@_take_in.register
def _(fact: NoticeUndelivered, now: Standing) -> None:
    now.undelivered[fact.key] = fact
    now.sent.pop(fact.key, None)


@_take_in.register
def _(fact: NoticeDelivered, now: Standing) -> None:
    now.delivered[fact.key] = fact
    now.undelivered.pop(fact.key, None)
    if fact.by.role == "machine":
        return
    last = now.receipts[-1] if now.receipts else ()
    if last and (last[0].at, last[0].by) == (fact.at, fact.by):
        now.receipts[-1] = (*last, fact)
    else:
        now.receipts.append((fact,))


@_take_in.register
def _(fact: AddressConfirmed, now: Standing) -> None:
    now.address = fact


@_take_in.register
def _(fact: Moved, now: Standing) -> None:
    now.scope = None
    if now.accepted is not None and fact.steps is not None:
        now.accepted = now.accepted.model_copy(update={"steps": fact.steps})
        now.steps = {key: own for key, own in now.steps.items() if key in fact.steps}
        now.procedures = [one for one in now.procedures if one.step in fact.steps]
    for key in fact.reset:
        now.steps[key] = StepStanding(round=now.step(key).round)


@_take_in.register
def _(fact: Signalled, now: Standing) -> None:
    now.signals.append(fact)
    now.answers = now.answers | fact.values
    now.scope = None


@_take_in.register
def _(fact: CaseTerminated, now: Standing) -> None:
    now.terminated = fact
    now.asks.clear()


@_take_in.register
def _(fact: BundleExtended, now: Standing) -> None:
    now.bundle_extended = fact


@_take_in.register
def _(fact: SupervisionOrdered, now: Standing) -> None:
    now.supervisions.append(SupervisionStanding(fact))


@_take_in.register
def _(fact: SupervisionAnswered, now: Standing) -> None:
    now.supervisions[fact.order - 1].answered = fact


@_take_in.register
def _(fact: Rated, now: Standing) -> None:
    now.rated = fact


@_take_in.register
def _(fact: RatingSettled, now: Standing) -> None:
    now.rating_settled = fact


@_take_in.register
def _(fact: ParentTold, now: Standing) -> None:
    now.parent_told = True


@_take_in.register
def _(fact: CalendarChanged, now: Standing) -> None:
    take_in_calendar(fact, now)


_FOLDS = {**STEP_FOLDS, **_take_in.registry}
