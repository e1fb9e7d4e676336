"""The made-up facts of the cases whose letters are proved: how a case begins, and how each of its steps may go."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from forms.made_up_answers import answers_in, made_up, of_type
from matters.case import (
    CHINA,
    AcceptanceOpened,
    Accepted,
    Actor,
    Appointed,
    CheckAnswered,
    Correction,
    Decided,
    Evidence,
    EvidenceTaken,
    Extended,
    Fact,
    FeeLine,
    FeesAsked,
    Finding,
    FindingOutcome,
    Launched,
    PromiseChecked,
    Resumed,
    StepEnded,
    StepOpened,
    Suspended,
    Terminated,
    VisitEnded,
)
from matters.evidence_facts import DecisionRevoked
from matters.fields import Answers, Value
from matters.limits import last_day
from matters.office import HALL
from matters.paths.situations import Situation
from matters.rules import Rules, materials_of
from matters.spec import Material, Step
from matters.standing import Standing

AT = datetime(2026, 3, 5, 10, 30, tzinfo=CHINA)
"""A Thursday with a calendar on both sides."""
CLERK = Actor(account="sample", department=HALL, role="clerk")
DIGEST = "0" * 64
REASON = "样例理由：申请材料与样例标准不符。"
BASIS = "《样例规定》第一条"
_CHECKS = "checks."


@dataclass(frozen=True)
class Telling:
    """A matter in one situation, on the made-up day."""

    rules: Rules
    situation: Situation

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(self.rules.matter.step(key) for key in self.situation.steps)


def beginning(of: Telling) -> tuple[Fact, ...]:
    """Received, with what registers said, with every paper and promise, and open for acceptance."""
    findings = tuple(_findings(of))
    answers = answers_in(of.rules.matter, of.situation.answers, findings, AT.date())
    launched = Launched(at=AT, by=CLERK, answers=answers, channel="counter")
    answered = (CheckAnswered(at=AT, by=CLERK, finding=one) for one in findings)
    now = Standing(answers=dict(answers), launched=launched)
    papers = (_paper(one) for one in materials_of(of.rules.matter, now, AT.date()))
    taken = (EvidenceTaken(at=AT, by=CLERK, evidence=one) for one in (*papers, *_promises(of)))
    until = last_day(AT.date(), of.rules.office.profile.supplement_notice, of.rules.calendar)
    return (launched, *answered, *taken, AcceptanceOpened(at=AT, by=CLERK, notice_by=until))


def _findings(of: Telling) -> Iterator[Finding]:
    said: dict[str, dict[str, Value]] = {}
    for path, value in of.situation.findings.items():
        check, _, name = path.removeprefix(_CHECKS).partition(".")
        said.setdefault(check.replace("_", "-"), {})[name] = value
    for use in of.rules.matter.checks:
        values: dict[str, Value] = {name: of_type(kind) for name, kind in use.check.gives.items()}
        told = values | said.get(use.key, {})
        outcome = FindingOutcome(str(told.pop("outcome", "match")))
        yield Finding(
            check=use.key, outcome=outcome, values=told, asked_at=AT, source="样例", request="1"
        )


def _paper(material: Material) -> Evidence:
    """Deferred where it may be, else handed in."""
    kinds = {rung.kind for rung in material.ladder}
    if "deferred" in kinds:
        until = (AT + timedelta(days=11)).date()
        return Evidence(
            material=material.key, rung="deferred", digest=DIGEST, label="deferred", until=until
        )
    return Evidence(material=material.key, rung="upload", digest=DIGEST, label="pdf")


def _promises(of: Telling) -> Iterator[Evidence]:
    """Every promise on which a step of the situation rests, signed for the first material."""
    for step in of.steps:
        if step.promise is not None:
            key = f"sample-{step.promise}"
            yield Evidence(material=key, rung="promise", digest=DIGEST, label=step.promise)


def accepted(of: Telling, *, deemed: bool = False) -> Accepted:
    return Accepted(at=AT, by=CLERK, effective=AT.date(), deemed=deemed, steps=of.situation.steps)


def opened(of: Telling, step: Step) -> tuple[Fact, ...]:
    """The step is open, with what is asked or told as it opens."""
    by = officer(of, step)
    length = step.lasts or step.within
    due = last_day(AT.date(), length, of.rules.calendar) if length else None
    facts: tuple[Fact, ...] = (
        StepOpened(
            at=AT,
            by=by,
            step=step.step,
            departments=step.all_departments,
            counted_from=AT.date(),
            due=due,
        ),
    )
    if step.kind == "pay":
        lines = tuple(FeeLine(fee=one.key, amount=80) for one in of.rules.matter.fees)
        return (*facts, FeesAsked(at=AT, by=by, step=step.step, lines=lines))
    return facts


def officer(of: Telling, step: Step) -> Actor:
    department = next(iter(step.all_departments), of.rules.matter.lead)
    return Actor(account="sample", department=department, role="officer")


def straight(of: Telling, step: Step) -> tuple[Fact, ...]:
    """How the step ends well."""
    by, key = officer(of, step), step.step
    match step.kind:
        case "decide" | "issue" | "opinion" | "expert-review" | "hearing":
            verdict = _VERDICTS[step.kind]
            values = _produced(of, step)
            return (Decided(at=AT, by=by, step=key, decision=verdict, values=values),)
        case "visit":
            return (VisitEnded(at=AT, by=by, step=key, round=1, passed=True),)
        case "matter":
            return (StepEnded(at=AT, by=by, step=key, status="granted"),)
        case "publicity":
            return (StepEnded(at=AT, by=by, step=key, status="undisputed"),)
        case _:
            return (StepEnded(at=AT, by=by, step=key, status="met"),)


_VERDICTS = {
    "decide": "granted", "issue": "issued", "opinion": "agreed", "expert-review": "held", "hearing": "held",
}  # fmt: skip


def _produced(of: Telling, step: Step) -> Answers:
    """What a decision must bring at the least."""
    elements = of.rules.matter.elements
    paths = of.rules.matter.produced_by(step.step)
    return {path: made_up(elements[path]) for path in paths if elements[path].required}


def otherwise(of: Telling, step: Step) -> Iterator[tuple[Fact, ...]]:
    """Every other way that the step may go and of which somebody is told, each by itself."""
    by, key = officer(of, step), step.step
    if step.kind == "decide":
        yield (Decided(at=AT, by=by, step=key, decision="refused", reasons=REASON, basis=BASIS),)
    if step.after:
        yield (Terminated(at=AT, by=by, step=key, because=step.after[0]),)
    yield (StepEnded(at=AT, by=by, step=key, status="terminated", reason=REASON, basis=BASIS),)
    if step.kind == "visit":
        found = tuple(Correction(department=one, text="样例问题") for one in step.all_departments)
        yield (VisitEnded(at=AT, by=by, step=key, round=1, passed=False, corrections=found),)
    if step.kind in ("visit", "hearing"):
        yield (_appointed(by, key),)
    if step.kind == "decide":
        suspended = Suspended(at=AT, by=by, step=key, ground=REASON, basis=BASIS)
        yield (suspended, Resumed(at=AT + timedelta(days=4), by=by, step=key))
    if step.item and step.item.extend:
        yield (Extended(at=AT, by=by, step=key, reason=REASON),)


def _appointed(by: Actor, key: str) -> Appointed:
    day = date(2026, 3, 18)
    return Appointed(
        at=AT,
        by=by,
        step=key,
        day=day,
        hour="09:30",
        place="样例会议室",
        chair="样例主持人",
        public=True,
    )


def promise_broken(of: Telling, step: Step, promise: str) -> tuple[Fact, ...]:
    """A promise that was not kept, and not after its correction either."""
    by = officer(of, step)
    checked = PromiseChecked(
        at=AT,
        by=by,
        step=step.step,
        promise=promise,
        kept=False,
        found="样例核查情况",
        correct_by=date(2026, 3, 19),
    )
    revoked = DecisionRevoked(
        at=AT, by=by, step=step.step, promise=promise, reason=REASON, basis=BASIS
    )
    return (checked, revoked)
