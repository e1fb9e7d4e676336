"""What the machine must do next for a case: ask registers, issue and deliver notices, let the law's silence speak."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from matters.case import ACCEPTANCE, CHINA, Case, Finding, FindingOutcome, business_date
from matters.office import HALL
from matters.rules import Rules, applicable, checks_to_ask, inputs_of
from matters.settling import stale, unanswered
from matters.spec import Event, Step
from matters.standing import Standing, StepStanding, standing
from matters.work import acceptance_is_open


@dataclass(frozen=True)
class RunCheck:
    """Ask a register."""

    check: str


@dataclass(frozen=True)
class IssueNotice:
    """Number and write a notice; `key` makes it once only."""

    key: str
    event: Event
    letter: str
    department: str
    step: str | None = None


@dataclass(frozen=True)
class DeliverNotice:
    """Lay out a notice and bring it to the applicant."""

    key: str
    letter: str


@dataclass(frozen=True)
class DeemAccepted:
    """Nobody said in time what is missing: the case counts as accepted from its receipt (Act 32(4))."""


@dataclass(frozen=True)
class Lapse:
    """What was asked for did not come in time."""


Action = RunCheck | IssueNotice | DeliverNotice | DeemAccepted | Lapse


def due(rules: Rules, case: Case, at: datetime) -> tuple[Action, ...]:
    """What the machine must do for the case now; nothing when only people can move it."""
    return due_at(rules, standing(case), at)


def due_at(rules: Rules, now: Standing, at: datetime) -> tuple[Action, ...]:
    """The same, for a standing already known."""
    return (
        *_timers(rules, now, at),
        *_checks(rules, now, at),
        *(notice for notice in notices(rules, now) if notice.key not in now.issued),
        *(
            DeliverNotice(key, issued.letter)
            for key, issued in now.issued.items()
            if key not in now.delivered
        ),
    )


def wake_at(rules: Rules, now: Standing, at: datetime) -> datetime | None:
    """When the machine must look at the case again: now if something is due, else the next timer, else never."""
    if due_at(rules, now, at):
        return at
    moments = [finding.ask_again_at for finding in _repeatable(now)]
    if acceptance_is_open(now) and now.acceptance_opened and not now.sent_back:
        last = now.asked.until if now.asked else now.acceptance_opened.notice_by
        moments.append(datetime.combine(last + timedelta(days=1), time.min, CHINA))
    return min((moment for moment in moments if moment), default=None)


def _timers(rules: Rules, now: Standing, at: datetime) -> Iterator[Action]:
    today = business_date(at)
    if not acceptance_is_open(now) or now.acceptance_opened is None:
        return
    if now.asked is not None:
        if today > now.asked.until:
            yield Lapse()
        return
    # Only a case of which nobody has said anything is accepted by silence.
    if not now.requests and not now.sent_back and today > now.acceptance_opened.notice_by:
        yield DeemAccepted()


def _checks(rules: Rules, now: Standing, at: datetime) -> Iterator[RunCheck]:
    if now.closed or now.launched is None:
        return
    today = business_date(at)
    wanted = [use.key for use in unanswered(rules, now, today)]
    wanted += [
        finding.check
        for finding in _repeatable(now)
        if finding.ask_again_at and finding.ask_again_at <= at
    ]
    if now.accepted is not None:
        for step in applicable(rules.matter, now, today):
            if _ready(now, step):
                wanted += [use.key for use in stale(rules, now, step, today)]
    askable = {
        use.key
        for use in checks_to_ask(rules.matter, now, today)
        if inputs_of(use, rules.matter, now) is not None
    }
    yield from (RunCheck(key) for key in dict.fromkeys(wanted) if key in askable)


def _repeatable(now: Standing) -> tuple[Finding, ...]:
    if now.closed:
        return ()
    waiting = {FindingOutcome.PENDING, FindingOutcome.UNAVAILABLE}
    return tuple(
        one for one in now.findings.values() if one.outcome in waiting and one.ask_again_at
    )


def _ready(now: Standing, step: Step) -> bool:
    """All that the step waits for is done; only its own checks may still hold it."""
    applies = set(now.accepted.steps) if now.accepted else set()
    return now.step(step.step).status == "waiting" and all(
        now.step(key).done for key in step.after if key in applies
    )


def notices(rules: Rules, now: Standing) -> Iterator[IssueNotice]:
    """Every notice that the facts call for, issued or not (domain 2.11)."""
    if now.launched is None:
        return
    yield _of_case(rules, "received", HALL)
    yield from _of_acceptance(rules, now)
    for key, own in now.steps.items():
        yield from _of_step(rules, rules.matter.step(key), own)
    yield from _of_end(rules, now)


def _of_acceptance(rules: Rules, now: Standing) -> Iterator[IssueNotice]:
    for number, request in enumerate(now.requests, start=1):
        department = HALL
        if request.step != ACCEPTANCE:
            department = rules.matter.step(request.step).department or HALL
        yield _of_case(rules, "supplement", department, f":{number}")
    if now.not_accepted:
        yield _of_case(rules, "not_accepted", rules.matter.lead)
    if now.accepted:
        # Each competent agency accepts its own items, under its own seal, on one notice (Zhejiang rule 5, 11).
        steps = (rules.matter.step(key) for key in now.accepted.steps)
        agencies = dict.fromkeys(step.department for step in steps if step.item and step.department)
        for agency in agencies:
            yield _of_case(rules, "accepted", agency, f":{agency}:{now.accepted.at:%Y%m%d%H%M%S}")


def _of_case(rules: Rules, event: Event, department: str, suffix: str = "") -> IssueNotice:
    return IssueNotice(event + suffix, event, rules.matter.letter_for(event), department)


def _of_step(rules: Rules, step: Step, own: StepStanding) -> Iterator[IssueNotice]:
    department = step.department or rules.matter.lead

    def notice(event: Event, letter: str | None = None) -> IssueNotice:
        kind = letter or rules.matter.letter_for(event, step)
        return IssueNotice(f"{event}:{step.step}:{own.round}", event, kind, department, step.step)

    match own.status:
        case "granted" if step.item:
            yield notice("granted")
        case "refused":
            yield notice("refused")
        case "terminated":
            yield notice("terminated")
        case _:
            pass
    if own.status in ("granted", "issued") and step.issues:
        yield notice("certificate", step.issues.letter)
    if own.visit and own.visit.round == 1 and not own.visit.passed:
        yield IssueNotice(
            f"corrections:{step.step}",
            "corrections",
            rules.matter.letter_for("corrections", step),
            department,
            step.step,
        )


def _of_end(rules: Rules, now: Standing) -> Iterator[IssueNotice]:
    if now.withdrawn:
        yield _of_case(rules, "withdrawn", rules.matter.lead)
    elif now.lapsed:
        yield _of_case(rules, "lapsed", rules.matter.lead)
    elif now.closed and not now.not_accepted:
        yield _of_case(rules, "done", HALL)
