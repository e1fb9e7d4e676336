"""How the facts of steps change where their steps stand."""

from functools import singledispatch

from matters.case import (
    ACCEPTANCE,
    Appointed,
    CallBegun,
    ChildLaunched,
    Copied,
    Decided,
    Drawn,
    Extended,
    Fact,
    FeesAsked,
    Inspected,
    ObjectionAnswered,
    ObjectionRaised,
    OpinionAsked,
    OpinionGiven,
    OpinionRevoked,
    Paid,
    PartAdded,
    PartDropped,
    ProposalReturned,
    Proposed,
    Recalled,
    Resumed,
    SentBack,
    StepEnded,
    StepOpened,
    Suspended,
    SystemCalled,
    Taken,
    Terminated,
    Transferred,
    Urged,
    VisitEnded,
)
from matters.state import (
    DONE,
    ObjectionStanding,
    OpinionStanding,
    PartStanding,
    Span,
    Standing,
    StepStanding,
    StepStatus,
)


@singledispatch
def _fold(fact: object, now: Standing) -> None:
    raise TypeError(f"no standing follows from {type(fact).__name__}")


def _own(now: Standing, key: str) -> StepStanding:
    own = now.steps.get(key)
    if own is None:
        own = now.steps[key] = StepStanding()
    return own


def _end(now: Standing, fact: Fact, key: str, status: StepStatus) -> StepStanding:
    own = _own(now, key)
    own.status, own.ended_on, own.ended_by = status, fact.on, fact
    now.asks.pop(key, None)
    for spans in (own.spans, own.suspensions):
        if spans and spans[-1].end is None:
            spans[-1].end = fact.on
    return own


@_fold.register
def _(fact: StepOpened, now: Standing) -> None:
    own = _own(now, fact.step)
    own.status, own.opened, own.round = "open", fact, fact.round
    if own.holders or own.inspections:
        own.holders, own.inspections = {}, {}
    if fact.parts or own.parts:
        own.parts = {one.key: PartStanding(one) for one in fact.parts}
    own.signals_before = len(now.signals)
    if not fact.recheck:
        own.spans.append(Span(fact.on))
        now.procedures.append(fact)


@_fold.register
def _(fact: Taken, now: Standing) -> None:
    if fact.step == ACCEPTANCE:
        now.acceptance_holder = fact.by.account
    else:
        _own(now, fact.step).holders[fact.part or fact.by.department] = fact.by.account


@_fold.register
def _(fact: Decided, now: Standing) -> None:
    if fact.values:
        now.answers, now.scope = now.answers | fact.values, None
    own = _own(now, fact.step)
    part = own.parts.get(fact.part or "")
    proposed = part.proposed if part else own.proposed
    if fact.proposed_by and proposed:
        own.proposers |= proposed.by.persons
    own.decided, own.proposed, own.returned = fact, None, None
    if fact.part is None:
        _end(now, fact, fact.step, fact.decision)
    elif part is not None:
        part.decided, part.proposed = fact, None


@_fold.register
def _(fact: Proposed, now: Standing) -> None:
    own = _own(now, fact.step)
    own.returned = None
    if fact.part is None:
        own.proposed = fact
    elif fact.part in own.parts:
        own.parts[fact.part].proposed = fact


@_fold.register
def _(fact: ProposalReturned, now: Standing) -> None:
    own = _own(now, fact.step)
    own.returned = fact.reason
    if fact.part is None:
        own.proposed = None
    elif fact.part in own.parts:
        own.parts[fact.part].proposed = None


@_fold.register
def _(fact: Recalled, now: Standing) -> None:
    """The last own word does not count any more, nor what it found out; the step is open as before."""
    own = _own(now, fact.step)
    part = own.parts.get(fact.part or "")
    taken_back = part.decided if part else own.decided
    if part is not None:
        part.decided, part.proposed = None, None
        own.decided = None
    elif own.proposed is not None:
        own.proposed, taken_back = None, None
    else:
        own.inspections.pop(fact.by.department, None)
        own.decided = None
    _forget_values(now, taken_back)
    if own.status in DONE:
        own.status, own.ended_on, own.ended = "open", None, None
        own.ended_by = None
        if own.spans:
            own.spans[-1].end = None
    _reset(now, fact.reset)


@_fold.register
def _(fact: Transferred, now: Standing) -> None:
    own = _own(now, fact.step)
    place = fact.part or fact.department
    own.holders.pop(place, None)
    if fact.to_department and fact.part in own.parts:
        part = own.parts[fact.part].part
        own.parts[fact.part].part = part.model_copy(update={"department": fact.to_department})
    elif fact.to_department and own.opened is not None:
        moved = (fact.to_department if d == fact.department else d for d in own.opened.departments)
        own.opened = own.opened.model_copy(update={"departments": tuple(moved)})
        place = fact.to_department
    if fact.to_account:
        own.holders[place] = fact.to_account


@_fold.register
def _(fact: PartAdded, now: Standing) -> None:
    _own(now, fact.step).parts[fact.part.key] = PartStanding(fact.part)


@_fold.register
def _(fact: PartDropped, now: Standing) -> None:
    own = _own(now, fact.step)
    own.parts.pop(fact.part, None)
    own.holders.pop(fact.part, None)


@_fold.register
def _(fact: Inspected, now: Standing) -> None:
    _own(now, fact.step).inspections[fact.department] = fact


@_fold.register
def _(fact: VisitEnded, now: Standing) -> None:
    own = _own(now, fact.step)
    own.visit = fact
    if fact.passed or (own.opened and own.opened.recheck):
        _end(now, fact, fact.step, "visited")
    else:
        now.failed_visits.append(fact)


@_fold.register
def _(fact: Terminated, now: Standing) -> None:
    _end(now, fact, fact.step, "terminated")


@_fold.register
def _(fact: StepEnded, now: Standing) -> None:
    # What another system answered stays with its step; what another case gives back fills answers.
    if fact.values and fact.status != "answered":
        now.answers, now.scope = now.answers | fact.values, None
    own = _end(now, fact, fact.step, fact.status)
    own.ended = fact
    if fact.signal:
        now.used_signals[fact.signal] = now.used_signals.get(fact.signal, 0) + 1


@_fold.register
def _(fact: SentBack, now: Standing) -> None:
    """Undo the acceptance or reopen the earlier step; what was open because of it waits again.

    A request to the applicant stays open: the notice is out, and what comes upon it is taken in.
    """
    _reset(now, fact.reset, fact)
    if fact.by.role == "machine":
        now.returns[fact.step] = now.returns.get(fact.step, 0) + 1
    if fact.to == ACCEPTANCE:
        now.accepted, now.sent_back, now.acceptance_holder = None, fact, None
    else:
        _own(now, fact.to).sent_back = fact


def _forget_values(now: Standing, taken_back: Decided | None) -> None:
    if taken_back is not None and taken_back.values:
        left = now.answers.items()
        now.answers = {path: one for path, one in left if path not in taken_back.values}
        now.scope = None


def _reset(now: Standing, keys: tuple[str, ...], fact: SentBack | None = None) -> None:
    for key in keys:
        if (own := now.steps.get(key)) is None:
            continue
        for span in (*own.spans, *own.suspensions):
            span.end = span.end or (fact.on if fact else span.begin)
        # Days that the law did not count, and the one extension, stay what they were in every round.
        now.steps[key] = StepStanding(
            round=own.round,
            spans=own.spans,
            suspensions=own.suspensions,
            extended=own.extended,
            calls_again=own.calls_again,
            anew_on=fact.on if fact and _by_rule_after_decision(fact, own) else own.anew_on,
        )


def _by_rule_after_decision(fact: SentBack, own: StepStanding) -> bool:
    """A person who sends work back gains no time by it; a new round of what was decided has its own."""
    return fact.by.role == "machine" and own.done and own.decided is not None


@_fold.register
def _(fact: OpinionAsked, now: Standing) -> None:
    _own(now, fact.step).opinions[fact.opinion] = OpinionStanding(fact)


@_fold.register
def _(fact: OpinionGiven, now: Standing) -> None:
    _own(now, fact.step).opinions[fact.opinion].given = fact


@_fold.register
def _(fact: OpinionRevoked, now: Standing) -> None:
    _own(now, fact.step).opinions[fact.opinion].revoked = True


@_fold.register
def _(fact: Suspended, now: Standing) -> None:
    _own(now, fact.step).suspensions.append(Span(fact.on))
    now.clock_events.append(fact)


@_fold.register
def _(fact: Resumed, now: Standing) -> None:
    _own(now, fact.step).suspensions[-1].end = fact.on
    now.clock_events.append(fact)


@_fold.register
def _(fact: Extended, now: Standing) -> None:
    _own(now, fact.step).extended = fact
    now.clock_events.append(fact)


@_fold.register
def _(fact: ObjectionRaised, now: Standing) -> None:
    _own(now, fact.step).objections[fact.objection] = ObjectionStanding(fact)


@_fold.register
def _(fact: ObjectionAnswered, now: Standing) -> None:
    _own(now, fact.step).objections[fact.objection].answered = fact


@_fold.register
def _(fact: CallBegun, now: Standing) -> None:
    _own(now, fact.step).calling = fact.call


@_fold.register
def _(fact: SystemCalled, now: Standing) -> None:
    """An empty receipt: a person has the system asked again, also after its time was over."""
    if not fact.request and now.step(fact.step).status == "unanswered":
        _reset(now, (fact.step, *fact.reset))
    own = _own(now, fact.step)
    if fact.call and (own.opened is None or fact.call != own.call):
        return  # work began anew meanwhile: another call is waited for
    own.called = fact.request or None
    if not fact.request:
        own.calling = None
        own.calls_again += 1


@_fold.register
def _(fact: ChildLaunched, now: Standing) -> None:
    _own(now, fact.step).child = fact.number


@_fold.register
def _(fact: Drawn, now: Standing) -> None:
    _end(now, fact, fact.step, "drawn").drawn = fact


@_fold.register
def _(fact: FeesAsked, now: Standing) -> None:
    now.fees = fact


@_fold.register
def _(fact: Paid, now: Standing) -> None:
    _end(now, fact, fact.step, "paid").paid = fact
    for line in now.fees.lines if now.fees else ():
        now.paid[line.fee] = now.paid.get(line.fee, 0) + line.amount


@_fold.register
def _(fact: Appointed, now: Standing) -> None:
    now.appointments.append(fact)


@_fold.register(Urged)
@_fold.register(Copied)
def _(fact: Urged | Copied, now: Standing) -> None:
    """It is told, and changes nothing."""


STEP_FOLDS = {kind: fold for kind, fold in _fold.registry.items() if kind is not object}
