"""What is kept beside the facts so that pages can search: computed from them, and rebuilt at any time."""

from dataclasses import dataclass
from datetime import date, datetime

from matters.case import Case, Finding, FindingOutcome
from matters.due import wake_at
from matters.forecast import Past, past
from matters.masking import mask_name
from matters.open_clocks import OpenClock, open_clocks
from matters.rules import Rules, filled
from matters.standing import Standing, standing
from matters.work import WorkItem, acceptance_is_open, work_at


@dataclass(frozen=True)
class Projection:
    """The searchable side of a case."""

    state: str
    outcome: str | None
    applicant: str
    subject: str
    """The applicant's ID number or credit code; kept only as a blind index."""
    due_on: date | None
    closed_at: datetime | None
    wake_at: datetime | None
    awaits: tuple[str, ...]
    """Registers that were away when it asked them."""
    work: tuple[WorkItem, ...]
    clocks: tuple[OpenClock, ...] = ()
    past: Past | None = None
    """How long it took, once it is decided."""


def project(rules: Rules, case: Case) -> Projection:
    """The projection of the case as of its last fact."""
    now = standing(case)
    work = work_at(rules, case.number, now)
    name, subject = applicant_of(rules, now)
    days = [day for one in work if (day := one.promised or one.due)]
    return Projection(
        state=state_of(now),
        outcome=now.outcome.value if now.outcome else None,
        applicant=name,
        subject=subject,
        due_on=min(days, default=None),
        closed_at=now.closed.at if now.closed else None,
        wake_at=wake_at(rules, now, case.facts[-1].at),
        awaits=_awaits(rules, now),
        work=work,
        clocks=open_clocks(rules, now, work, case.facts[-1].on),
        past=past(rules, case, now),
    )


def asked_in_vain(now: Standing) -> tuple[Finding, ...]:
    """The questions whose register was away, while an answer still matters."""
    if now.ended:
        return ()
    away = FindingOutcome.UNAVAILABLE
    return tuple(finding for finding in now.findings.values() if finding.outcome is away)


def _awaits(rules: Rules, now: Standing) -> tuple[str, ...]:
    checks = (rules.matter.check(finding.check).check for finding in asked_in_vain(now))
    return tuple(sorted({check.register_key for check in checks}))


def state_of(now: Standing) -> str:
    """One word for lists: received, supplement, accepting, in-progress, or the outcome."""
    if now.outcome:
        return now.outcome.value
    if now.asked:
        return "supplement"
    if now.accepted:
        return "in-progress"
    return "accepting" if acceptance_is_open(now) else "received"


HIDDEN = "****"
"""Instead of a firm's name, where a department that takes part may not know it."""


def _open_to_all(rules: Rules, now: Standing) -> bool:
    """Whether every department of the case may read the firm's name: in confidence, those who handle it may not."""
    field = rules.matter.elements.get("company.name")
    readers = frozenset(field.readers) if field else frozenset({"all"})
    steps = rules.matter.steps
    knowing = {key for one in steps if one.step in readers for key in one.all_departments}
    mine = now.accepted.steps if now.accepted else tuple(one.step for one in steps)
    here = {key for step in mine for key in rules.matter.step(step).all_departments}
    return "all" in readers or here <= knowing


def applicant_of(rules: Rules, now: Standing) -> tuple[str, str]:
    """The applicant's name as lists may show it, and the number that the case is found by."""
    answers = filled(rules.matter, now)
    if rules.matter.audience == "company":
        name = str(answers.get("company.name") or "") if _open_to_all(rules, now) else HIDDEN
        return name, str(answers.get("company.uscc") or "")
    name = str(answers.get("person.name") or "")
    return mask_name(name) if name else "", str(answers.get("person.id_number") or "")
