"""What happens to a case in a test: people, moments, acts, and a machine that does what is due."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import Any, TypeVar

from matters.acts import Accept, Act, AskForMore, Decide, Inspect, SendBack, Supply, Withdraw
from matters.case import (
    ACCEPTANCE,
    CHINA,
    MACHINE,
    Actor,
    Case,
    CheckAnswered,
    Evidence,
    Fact,
    Finding,
    FindingOutcome,
    Launched,
    NoticeDelivered,
    NoticeIssued,
    Wanted,
)
from matters.delivery import deem_delivered
from matters.due import Action, DeemAccepted, DeemDelivered, DeliverNotice, Lapse, RunCheck, due
from matters.notices import IssueNotice
from matters.office import HALL
from matters.rules import Rules
from matters.standing import StepStatus, standing
from matters.verbs import Moment, deem_accepted, found, lapse, launch, perform
from matters.work import WorkItem, open_work

USCC = "91330200MA2XKT001T"
Registers = Callable[[str, datetime], Finding]
F = TypeVar("F", bound=Fact)


def on(day: str, hour: int = 10) -> datetime:
    """An hour of a day in China: `on("2026-03-02")`."""
    return datetime.combine(date.fromisoformat(day), time(hour), CHINA)


MONDAY = on("2026-03-02")
"""When cases begin, unless a test says otherwise."""
TUESDAY = on("2026-03-03")
WEDNESDAY = on("2026-03-04")


def a_clerk() -> Actor:
    """At the counter."""
    return Actor(account="clerk-01", department=HALL, role="clerk")


def an_officer(department: str = "food") -> Actor:
    return Actor(account=f"{department}-01", department=department, role="officer")


def a_finding(
    check: str,
    outcome: FindingOutcome = FindingOutcome.MATCH,
    at: datetime = MONDAY,
    **more: Any,
) -> Finding:
    """What a register answered; `values={...}`, `ask_again_at=…` and the like by name."""
    return Finding(
        **{
            "check": check,
            "outcome": outcome,
            "asked_at": at,
            "source": f"{check}登记机关",
            "request": f"R-{check}-{at:%Y%m%d%H%M}",
            **more,
        }
    )


def every_register_knows(check: str, at: datetime) -> Finding:
    return a_finding(check, at=at)


def every_register_is_down(check: str, at: datetime) -> Finding:
    return a_finding(check, FindingOutcome.UNAVAILABLE, at)


def answered(finding: Finding, at: datetime | None = None) -> CheckAnswered:
    return CheckAnswered(at=at or finding.asked_at, by=MACHINE, finding=finding)


def an_upload(material: str, digest: str = "a" * 64) -> Evidence:
    return Evidence(material=material, rung="upload", digest=digest, label="application/pdf")


def a_signed_promise(material: str, promise: str) -> Evidence:
    return Evidence(material=material, rung="promise", digest="b" * 64, label=promise)


def a_launch(at: datetime = MONDAY, **answers: Any) -> Launched:
    """Received at the counter with a company's credit code; more answers by name."""
    given = {"company.uscc": USCC, "company.name": "宁波甬上人家餐饮有限公司", **answers}
    return Launched(at=at, by=a_clerk(), answers=given, channel="counter")


def a_case(
    rules: Rules, *acts: Act, at: datetime = MONDAY, registers: Registers = every_register_knows,
    **answers: Any,
) -> Case:  # fmt: skip
    """A case launched with these answers, its checks answered, and these acts done, all at one moment."""
    case = launch(rules, "330200-2026-000001", a_launch(at, **answers))
    case = checked(rules, case, at, registers)
    return played(rules, case, *acts, at=at)


def an_accepted_case(
    rules: Rules, *acts: Act, at: datetime = MONDAY, registers: Registers = every_register_knows,
    **answers: Any,
) -> Case:  # fmt: skip
    return a_case(rules, Accept(), *acts, at=at, registers=registers, **answers)


def played(rules: Rules, case: Case, *acts: Act, at: datetime = MONDAY) -> Case:
    """The case after these acts, each done by somebody to whom it belongs."""
    for act in acts:
        case = perform(rules, case, act, Moment(whose(rules, case, act), at))
    return case


def whose(rules: Rules, case: Case, act: Act) -> Actor:
    """Somebody of the department that has the work open; else the counter."""
    step = getattr(act, "step", ACCEPTANCE)
    here = [one.department for one in open_work(rules, case) if one.step == step]
    if isinstance(act, Supply | Withdraw) or not here or here[0] == HALL:
        return a_clerk()
    return an_officer(here[0])


def granted(step: str) -> Decide:
    return Decide(step=step, decision="granted")


def issued(step: str) -> Decide:
    return Decide(step=step, decision="issued")


def refused(step: str) -> Decide:
    return Decide(step=step, decision="refused", reasons="布局不符合要求。", basis="测试依据第一条")


def inspected(*corrections: str, step: str = "visit") -> Inspect:
    """One department's report; it passed unless it lists corrections."""
    return Inspect(
        step=step, passed=not corrections, corrections=corrections, officers=("王建国", "李秀英")
    )


def sent_back(step: str, to: str = ACCEPTANCE) -> SendBack:
    return SendBack(step=step, to=to, reason="材料需要重新核对。")


def asked_for(*what: str, step: str = ACCEPTANCE, **more: Any) -> AskForMore:
    """A one-time notice for materials by key, and for fields where there is a dot or underscore."""
    return AskForMore(step=step, wanted=tuple(wanted(key) for key in what), **more)


def wanted(key: str) -> Wanted:
    kind = "field" if "." in key or "_" in key else "material"
    return Wanted(kind=kind, key=key, wrong="内容不完整。", standard="应当完整、清晰。")


def supplied(*materials: str, step: str = ACCEPTANCE, **answers: Any) -> Supply:
    papers = tuple(an_upload(material) for material in materials)
    return Supply(step=step, evidence=papers, answers=answers)


def checked(
    rules: Rules, case: Case, at: datetime = MONDAY, registers: Registers = every_register_knows
) -> Case:
    """The case after all questions that are due to registers. Fails if they are asked for ever."""
    for _ in range(50):
        checks = [one for one in due(rules, case, at) if isinstance(one, RunCheck)]
        if not checks:
            return case
        for action in checks:
            case = done(rules, case, action, at, registers)
    raise AssertionError("registers are asked for ever")


def after_the_machine(
    rules: Rules, case: Case, at: datetime = MONDAY, registers: Registers = every_register_knows
) -> Case:
    """The case after the machine has done all that is due. Fails if it never comes to rest."""
    for _ in range(200):
        actions = due(rules, case, at)
        if not actions:
            return case
        for action in actions:
            case = done(rules, case, action, at, registers)
    raise AssertionError("the machine never comes to rest")


def done(
    rules: Rules, case: Case, action: Action, at: datetime, registers: Registers
) -> Case:  # fmt: skip
    """The case after one action, done as the waves do it; a second time changes nothing."""
    now, moment = standing(case), Moment(MACHINE, at)
    match action:
        case RunCheck(check):
            return found(rules, case, answered(registers(check, at), at))
        case IssueNotice(key=key) if key not in now.issued:
            fact = NoticeIssued(
                at=at, by=MACHINE, key=key, letter=action.letter, step=action.step,
                to=action.to, department=action.department, number=f"甬测〔2026〕{len(now.issued) + 1}号",
            )  # fmt: skip
            return case.record(fact)
        case DeliverNotice(key=key) if key not in now.delivered:
            fact = NoticeDelivered(at=at, by=MACHINE, key=key, channel="online", receipt="OK")
            return case.record(fact)
        case DeemAccepted():
            return deem_accepted(rules, case, moment)
        case DeemDelivered():
            return deem_delivered(case, at)
        case Lapse():
            return lapse(rules, case, moment)
        case _:
            return case


def facts_of(case: Case, kind: type[F]) -> tuple[F, ...]:
    """The case's facts of one kind, in order."""
    return tuple(fact for fact in case.facts if isinstance(fact, kind))


def fact_of(case: Case, kind: type[F]) -> F:
    """The case's only fact of one kind."""
    (fact,) = facts_of(case, kind)
    return fact


def status(case: Case, step: str) -> StepStatus:
    return standing(case).step(step).status


def work(rules: Rules, case: Case, step: str) -> WorkItem:
    """The first open piece of work of a step."""
    return next(one for one in open_work(rules, case) if one.step == step)


def open_steps(rules: Rules, case: Case) -> list[str]:
    """The steps at which somebody may act, in the order of the matter."""
    return list(dict.fromkeys(one.step for one in open_work(rules, case)))


def keys(actions: Iterable[Action]) -> list[str]:
    """The notices among the actions, by key."""
    return [action.key for action in actions if isinstance(action, IssueNotice)]
