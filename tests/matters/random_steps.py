"""Random small matters of all kinds of steps, and what people may do in them."""

from collections.abc import Callable, Iterator
from datetime import datetime

from hypothesis import strategies as st

from matters.acts import (
    Accept,
    Act,
    AddPart,
    AnswerCall,
    AnswerObjection,
    Approve,
    AskOpinion,
    CallAgain,
    ConfirmPayment,
    Decide,
    DropPart,
    Extend,
    Finish,
    GiveOpinion,
    Raise,
    Recall,
    Resume,
    ReturnProposal,
    SendBack,
    Signal,
    Skip,
    Suspend,
    Take,
    Terminate,
    Transfer,
)  # fmt: skip
from matters.case import ACCEPTANCE, MACHINE, Actor, Case, Outcome
from matters.due import CallOut, DrawLots, LaunchChild, TellParent, TimeUp, due
from matters.expressions import Expression
from matters.limits import Limit
from matters.machine_verbs import ChildEnd, child_ended
from matters.rules import Rules
from matters.spec import Again, Call, Draw, Step, SubMatter, Wait
from matters.standing import StepStanding, standing
from matters.verbs import Moment
from matters.work import WorkItem
from tests.builders import a_matter, an_item, rules
from tests.cases import after_the_machine
from tests.stepping import a_fee, a_part_of_work, after_errands

DEPARTMENTS = ("food", "fire", "water")
KINDS = (
    "decide", "decide", "decide", "opinion", "publicity", "hearing", "wait", "call", "matter", "draw", "pay",
)  # fmt: skip
SHORT = Limit.parse("3 working days")
WHY = "测试理由。"


@st.composite
def a_random_step(draw: st.DrawFn, number: int) -> Step:
    names = [f"s{one}" for one in range(number)]
    some = st.lists(st.sampled_from(names), max_size=2, unique=True) if names else st.just([])
    after = draw(some)
    soft = [one for one in draw(some) if one not in after]
    kind = draw(st.sampled_from(KINDS))
    seldom = st.integers(0, 5).map(lambda one: one == 0)
    changes: dict[str, object] = {
        "kind": kind,
        "after": tuple(after),
        "soft_after": tuple(soft),
        "advisory": draw(seldom),
        "follow_up": number > 1 and draw(seldom),
        "optional": draw(seldom),
        "mutex": draw(st.sampled_from([None, None, None, "m", "n"])),
        **_of_kind(kind, draw),
    }
    if changes["mutex"]:
        changes["section"] = draw(st.sampled_from([None, "one", "two"]))
    if names and draw(seldom):
        other = draw(st.sampled_from(names))
        key, value = draw(
            st.sampled_from(
                [
                    ("cancels", (other,)),
                    ("rivals", (other,)),
                    ("provided", f"steps.{other}.status != 'refused'"),
                    ("only_while", f"steps.{other}.status in ['open', 'granted']"),
                    ("apart_from", (other,)),
                    ("needs", ("company.legal_rep",)),
                    ("ends_case", "granted"),
                ]
            )
        )
        changes[key] = value
    if after and draw(seldom):
        changes["enough"] = 1
    if draw(seldom):
        to = draw(st.sampled_from([f"s{number}", *after]))
        when = Expression.compile(f"steps.s{number}.status in ['refused', 'objected']")
        changes["again"] = Again(to=to, when=when, most=2)
    return a_part_of_work(f"s{number}", draw(st.sampled_from(DEPARTMENTS)), **changes)


def _of_kind(kind: str, draw: st.DrawFn) -> dict[str, object]:
    if kind == "decide":
        return _deciding(draw)
    timed = draw(st.booleans())
    silence = {"within": SHORT, "silence": "agrees", "silence_basis": "依据"} if timed else {}
    quorum = draw(st.sampled_from(["all", "any"]))
    said: dict[str, dict[str, object]] = {
        "opinion": {"departments": ("fire", "water"), "quorum": quorum, **silence},
        "publicity": {"lasts": Limit.parse("5 days")},
        "hearing": {"excluded": "测试依据"},
        "wait": {"first": (Wait(signal="moved"),), "within": SHORT if timed else None},
        "call": {"call": Call(system="other"), "within": SHORT},
        "matter": {"matter": SubMatter(key="other")},
        "draw": {"draw": Draw(pool=("甲", "乙"))},
    }
    return said.get(kind, {})


def _deciding(draw: st.DrawFn) -> dict[str, object]:
    approval = draw(st.sampled_from([None, None, "head"]))
    if each := draw(st.sampled_from([None, None, None, 1, 3])):
        return {
            "each": each,
            "quorum": draw(st.sampled_from(["all", "any", 2])),
            "rest": draw(st.sampled_from(["cancelled", "goes-on"])),
            "adds": draw(st.booleans()),
            "approval": approval,
        }
    item = None if draw(st.booleans()) else an_item(extend="5 working days")
    return {"approval": approval, "item": item}


@st.composite
def random_step_rules(draw: st.DrawFn) -> Rules:
    steps = [draw(a_random_step(number)) for number in range(draw(st.integers(1, 5)))]
    fees = draw(st.sampled_from([(), (a_fee("stamp", 20),)]))
    return rules(a_matter(*steps, fees=fees))


def acts_at(one: WorkItem, rules: Rules, case: Case) -> Iterator[Act]:
    """Every act that the work offers, written so that it may be allowed."""
    for act in sorted(one.acts):
        if act in _WRITTEN:
            yield from _WRITTEN[act](one, rules, standing(case).step(one.step))


Written = Callable[[WorkItem, Rules, StepStanding], list[Act]]


def _decisions(one: WorkItem, rules: Rules, own: StepStanding) -> list[Act]:
    words = ("granted", "refused", "agreed", "objected", "held")
    return [
        Decide(step=one.step, part=one.part, decision=word, reasons=WHY, basis=WHY)
        for word in words
    ]


def _transfers(one: WorkItem, rules: Rules, own: StepStanding) -> list[Act]:
    return [
        Transfer(step=one.step, part=one.part, to_department="signs", reason=WHY),
        Transfer(step=one.step, part=one.part, to_account="somebody", reason=WHY),
    ]


def _returns(one: WorkItem, rules: Rules, own: StepStanding) -> list[Act]:
    earlier = (*rules.matter.upstream(one.step), ACCEPTANCE)
    return [SendBack(step=one.step, to=to, reason=WHY) for to in earlier]


def _answers(one: WorkItem, rules: Rules, own: StepStanding) -> list[Act]:
    return [
        AnswerObjection(step=one.step, objection=number, upheld=upheld, reasons=WHY)
        for number in own.objections
        for upheld in (False, True)
    ]


def _opinion(one: WorkItem, rules: Rules, own: StepStanding) -> list[Act]:
    number = int((one.part or ":1").rpartition(":")[2])
    return [GiveOpinion(step=one.step, opinion=number, text=WHY)]


_WRITTEN: dict[str, Written] = {
    "accept": lambda one, rules, own: [Accept()],
    "decide": _decisions,
    "take": lambda one, rules, own: [Take(step=one.step, part=one.part)],
    "approve": lambda one, rules, own: [Approve(step=one.step, part=one.part)],
    "return-proposal": lambda one, rules, own: [
        ReturnProposal(step=one.step, part=one.part, reason=WHY)
    ],
    "transfer": _transfers,
    "add-part": lambda one, rules, own: [AddPart(step=one.step, department="signs")],
    "drop-part": lambda one, rules, own: [
        DropPart(step=one.step, part=one.part or "1", reason=WHY)
    ],
    "finish": lambda one, rules, own: [Finish(step=one.step, reason=WHY)],
    "ask-opinion": lambda one, rules, own: [
        AskOpinion(step=one.step, department="police", question=WHY)
    ],
    "give-opinion": _opinion,
    "suspend": lambda one, rules, own: [Suspend(step=one.step, ground=WHY, basis=WHY)],
    "resume": lambda one, rules, own: [Resume(step=one.step)],
    "extend": lambda one, rules, own: [Extend(step=one.step, reason=WHY)],
    "send-back": _returns,
    "object": lambda one, rules, own: [Raise(step=one.step, who="李某", text=WHY)],
    "answer-objection": _answers,
    "signal": lambda one, rules, own: [Signal(name="moved")],
    "answer-call": lambda one, rules, own: [AnswerCall(step=one.step)],
    "call-again": lambda one, rules, own: [CallAgain(step=one.step)],
    "confirm-payment": lambda one, rules, own: [ConfirmPayment(step=one.step, receipt="PZ-1")],
}


def special_acts(rules: Rules) -> Iterator[Act]:
    for step in rules.matter.steps:
        yield Terminate(step=step.step, reason=WHY, basis=WHY)
        yield Skip(step=step.step, reason=WHY)
        yield Recall(step=step.step, reason=WHY)
        yield Recall(step=step.step, part="1", reason=WHY)


def everybody(department: str) -> tuple[Actor, ...]:
    """Who may be asked in turn: an officer, a colleague, and two heads."""
    roles = (("01", "officer"), ("02", "officer"), ("head", "head"), ("head-2", "head"))
    return tuple(
        Actor(account=f"{department}-{who}", department=department, role=role)
        for who, role in roles
    )


def machine_at_rest(rules: Rules, case: Case, at: datetime) -> Case:
    """All that is due is done, and the other matters end well a moment after they began."""
    for _ in range(60):
        before = case
        case = after_errands(rules, case, at)
        for key, own in standing(case).steps.items():
            if own.child is not None:
                end = ChildEnd(Outcome.GRANTED, {}, own.child)
                case = child_ended(rules, case, key, end, Moment(MACHINE, at))
        if not any(_of_steps(action) for action in due(rules, case, at)):
            case = after_the_machine(rules, case, at)
        if case == before:
            return case
    raise AssertionError("the machine never comes to rest")


def _of_steps(action: object) -> bool:
    return isinstance(action, CallOut | DrawLots | LaunchChild | TellParent | TimeUp)
