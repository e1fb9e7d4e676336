"""Every notice that the facts of a case call for (domain 2.11): which letter, from which department, for whom. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from matters.case import ACCEPTANCE, Accepted, Addressee, Outcome, VisitEnded
from matters.office import HALL
from matters.rules import Rules
from matters.spec import Event, Step
from matters.standing import Standing, StepStanding


@dataclass(frozen=True)
class IssueNotice:
    """Number and write a notice; `key` makes it once only."""

    key: str
    event: Event
    letter: str
    department: str
    step: str | None = None
    to: Addressee = "applicant"
    replaces: str | None = None
    """The number of the voided notice whose place it takes."""


_BROKEN_OFF = frozenset(
    {Outcome.WITHDRAWN, Outcome.LAPSED, Outcome.TERMINATED, Outcome.ACCEPTANCE_REVOKED}
)


def notices(rules: Rules, now: Standing) -> Iterator[IssueNotice]:
    """Every notice that the facts call for, issued or not (domain 2.11)."""
    if now.launched is None:
        return
    if not rules.matter.ex_officio:
        yield _of_case(rules, "received", HALL)
        yield from _of_acceptance(rules, now)
    for key, own in now.steps.items():
        yield from _of_step(rules, rules.matter.step(key), own)
        if own.promise_checks:
            yield from _of_promises(rules, rules.matter.step(key), own)
    for visit in now.failed_visits:
        yield _of_visit(rules, visit)
    yield from _of_procedures(rules, now)
    yield from _of_appointments(rules, now)
    yield from _of_receipts(rules, now)
    yield from _of_supervision(rules, now)
    yield from _of_rating(rules, now)
    # Whom nobody told of the beginning is told of no end either: an inspection that was not announced stays so.
    if not rules.matter.ex_officio or (now.issued and now.outcome in _BROKEN_OFF):
        yield from _of_end(rules, now)


def _of_acceptance(rules: Rules, now: Standing) -> Iterator[IssueNotice]:
    for number, request in enumerate(now.requests, start=1):
        department = HALL
        if request.step != ACCEPTANCE:
            department = rules.matter.step(request.step).department or HALL
        yield _of_case(rules, "supplement", department, f":{number}")
    if now.not_accepted:
        event: Event = "not_required" if now.not_accepted.needless else "not_accepted"
        yield _of_case(rules, event, rules.matter.lead)
    if now.accepted:
        # Each competent agency accepts its own items, under its own seal, on one notice (Zhejiang rule 5, 11).
        steps = (rules.matter.step(key) for key in now.accepted.steps)
        agencies = dict.fromkeys(step.department for step in steps if step.item and step.department)
        for agency in agencies:
            yield _of_case(rules, "accepted", agency, f":{agency}:{now.acceptances}")
        if "checked" in rules.matter.letters and any(
            use.key in now.known for use in rules.matter.checks
        ):
            yield _of_case(rules, "checked", HALL, f":{now.acceptances}")
        yield from _of_papers(rules, now, now.accepted)


def _of_papers(rules: Rules, now: Standing, accepted: Accepted) -> Iterator[IssueNotice]:
    """What was deferred at the acceptance, and what was promised."""
    if any(now.evidence[one].rung == "deferred" for one in now.deferrals):
        yield _of_case(rules, "deferred", HALL, f":{now.acceptances}")
    for key in accepted.steps:
        step = rules.matter.step(key)
        if step.promise and now.signed(step.promise):
            letter = rules.matter.letter_for("promised", step)
            owner = step.department or rules.matter.lead
            yield IssueNotice(f"promised:{key}", "promised", letter, owner, key)


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
        case "refused" if own.decided and (step.item or not step.advisory):
            # What another matter refused, its own case has told; advice inside the house is told to nobody.
            yield notice("refused")
        case "terminated" if step.kind in ("decide", "issue", "matter") and not step.follow_up:
            yield notice("terminated")
        case _:
            pass
    if own.status in ("granted", "issued") and step.issues:
        yield notice("certificate", step.issues.letter)


def _of_promises(rules: Rules, step: Step, own: StepStanding) -> Iterator[IssueNotice]:
    """An order to put right what was promised, and what follows where that did not help."""
    for promise, checks in own.promise_checks.items():
        for number, one in enumerate(checks, start=1):
            if one.correct_by is not None:
                yield _of_own(rules, step, "promise_broken", f"{step.step}:{promise}:{number}")
    if own.revoked is not None:
        yield _of_own(rules, step, "decision_revoked", f"{step.step}:{own.round}")


def _of_visit(rules: Rules, visit: VisitEnded) -> IssueNotice:
    """The one merged list of corrections, also when it is written only after the second visit."""
    step = rules.matter.step(visit.step)
    return IssueNotice(
        f"corrections:{visit.step}:{visit.round}",
        "corrections",
        rules.matter.letter_for("corrections", step),
        step.department or rules.matter.lead,
        visit.step,
    )


def _of_procedures(rules: Rules, now: Standing) -> Iterator[IssueNotice]:
    """What stops, moves or tells of time: publicity, hearings, excluded days, suspensions, extensions, fees."""
    for opened in now.procedures:
        step = rules.matter.step(opened.step)
        if rules.matter.tells_of_hearing(step):
            yield _of_own(rules, step, "hearing_rights", f"{opened.step}:{opened.round}")
        if event := _BEGINS.get(step.kind):
            yield _of_own(rules, step, event, f"{opened.step}:{opened.round}")
        if step.excluded is not None:
            yield _of_own(rules, step, "excluded", f"{opened.step}:{opened.round}")
    if now.bundle_extended is not None:
        yield _of_case(rules, "extended", rules.matter.lead, ":bundle")
    for number, fact in enumerate(now.clock_events, start=1):
        yield _of_own(rules, rules.matter.step(fact.step), fact.fact, f"{fact.step}:{number}")


def _of_appointments(rules: Rules, now: Standing) -> Iterator[IssueNotice]:
    """Who is told of a day that was fixed: the applicant of each, everybody of a hearing that is open to all."""
    for number, fact in enumerate(now.appointments, start=1):
        step, suffix = rules.matter.step(fact.step), f"{fact.step}:{number}"
        yield _of_own(rules, step, "visit" if step.kind == "visit" else "hearing", suffix)
        if step.kind == "hearing" and fact.public:
            yield _of_own(rules, step, "hearing_announced", suffix)


_BEGINS: dict[str, Event] = {"publicity": "publicity", "pay": "fees"}
"""What is told as a step of the kind opens."""


def _of_own(rules: Rules, step: Step, event: Event, suffix: str) -> IssueNotice:
    department = step.department or rules.matter.lead
    letter = rules.matter.letter_for(event, step)
    return IssueNotice(f"{event}:{suffix}", event, letter, department, step.step)


def _of_end(rules: Rules, now: Standing) -> Iterator[IssueNotice]:
    if now.withdrawn:
        yield _of_case(rules, "withdrawn", rules.matter.lead)
    elif now.lapsed:
        yield _of_case(rules, "lapsed", rules.matter.lead)
    elif now.terminated:
        yield _of_case(rules, "terminated_case", rules.matter.lead)
    elif now.acceptance_revoked:
        yield _of_case(rules, "acceptance_revoked", rules.matter.lead)
    elif now.closed and not now.not_accepted:
        yield _of_case(rules, "done", HALL)


def _of_supervision(rules: Rules, now: Standing) -> Iterator[IssueNotice]:
    """Each order of the supervisors, to the department that is late and to nobody else (N22)."""
    letter = rules.matter.letter_for("supervised")
    whose = rules.office.profile.escalation.by
    for number in range(1, len(now.supervisions) + 1):
        yield IssueNotice(f"supervised:{number}", "supervised", letter, whose, to="department")


def _of_rating(rules: Rules, now: Standing) -> Iterator[IssueNotice]:
    """What was found and is done about a bad rating, from whoever looked into it (N20)."""
    if now.rated is None or now.rating_settled is None:
        return
    # A matter that was published before there were ratings names no letter for them.
    letter = rules.matter.letters.get("rated", "rating-follow-up")
    whose = HALL if now.rated.anonymous else rules.matter.lead
    yield IssueNotice("rated:1", "rated", letter, whose)


def _of_receipts(rules: Rules, now: Standing) -> Iterator[IssueNotice]:
    """A proof of delivery each time that a person records what arrived; it stays in the file (N17)."""
    # A matter that was published before there were such receipts names no letter for them.
    letter = rules.matter.letters.get("delivery_receipt", "delivery-receipt")
    for number in range(1, len(now.receipts) + 1):
        key = f"delivery_receipt:{number}"
        yield IssueNotice(key, "delivery_receipt", letter, HALL, to="file")
