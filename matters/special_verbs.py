"""Acts that need no open work of one's own: ending, leaving out, signalling, hurrying, and taking back one's word."""

from dataclasses import dataclass
from datetime import datetime

from matters.acts import Recall, Signal, Skip, Terminate, Urge
from matters.case import (
    ACCEPTANCE,
    Actor,
    Case,
    CaseTerminated,
    Recalled,
    Signalled,
    StepEnded,
    Urged,
)
from matters.errors import ActRefused, CaseClosed, NotYours, StepNotOpen
from matters.office import HALL
from matters.people import check_head
from matters.rules import Rules
from matters.standing import Standing, StepStanding
from matters.words import Text

SpecialAct = Terminate | Skip | Signal | Recall | Urge
SpecialFact = CaseTerminated | StepEnded | Signalled | Recalled | Urged


@dataclass(frozen=True)
class Special:
    """Who acts when on which case."""

    rules: Rules
    case: Case
    now: Standing
    by: Actor
    at: datetime


def step_name(rules: Rules, step: str) -> Text:
    """The step's name as people read it; acceptance is the hall's own."""
    if step == ACCEPTANCE:
        return Text(zh="受理", en="Acceptance")
    known = {one.step: one.name for one in rules.matter.steps}
    return known.get(step) or Text(zh=step, en=step)


def special_fact(on: Special, act: SpecialAct) -> SpecialFact:
    """The fact that the act becomes. Raises a `Refused` with the way out."""
    if on.now.closed:
        raise CaseClosed(on.case.number)
    match act:
        case Terminate():
            return _terminated(on, act)
        case Skip():
            return _skipped(on, act)
        case Signal():
            return _signalled(on, act)
        case Recall():
            return _recalled(on, act)
        case Urge():
            return _urged(on, act)


def _said(text: str, zh: str, en: str) -> str:
    if not text.strip():
        raise ActRefused(zh=zh, en=en)
    return text.strip()


def _own_step(on: Special, key: str) -> StepStanding:
    if key not in {step.step for step in on.rules.matter.steps}:
        raise StepNotOpen(on.case.number, step_name(on.rules, key))
    return on.now.step(key)


def _lead_head(on: Special) -> None:
    """Only a head of the leading department may end or leave out what others decide."""
    if on.by.department != on.rules.matter.lead:
        name = on.rules.office.department(on.rules.matter.lead).name
        raise NotYours(on.case.number, whose=name)
    check_head(on.by)


def _terminated(on: Special, act: Terminate) -> CaseTerminated | StepEnded:
    _lead_head(on)
    reason = _said(act.reason, "终止必须写明理由。", "Say why it is terminated.")
    basis = _said(act.basis, "终止必须写明法律依据。", "Name the law for terminating it.")
    if act.step is None:
        return CaseTerminated(at=on.at, by=on.by, reason=reason, basis=basis)
    if _own_step(on, act.step).done or on.now.accepted is None:
        raise StepNotOpen(on.case.number, step_name(on.rules, act.step))
    return StepEnded(
        at=on.at, by=on.by, step=act.step, status="terminated", because="person", reason=reason, basis=basis
    )  # fmt: skip


def _skipped(on: Special, act: Skip) -> StepEnded:
    _lead_head(on)
    reason = _said(act.reason, "跳过环节必须写明理由。", "Say why the step is left out.")
    if _own_step(on, act.step).done or on.now.accepted is None:
        raise StepNotOpen(on.case.number, step_name(on.rules, act.step))
    if on.rules.matter.step(act.step).item is not None:
        raise ActRefused(
            zh="本环节是法定的政务服务事项，不能跳过；确需结束的，请依法终止。",
            en="This step decides a legal service and cannot be left out. Terminate it by law if it"
            " has to end.",
        )
    return StepEnded(at=on.at, by=on.by, step=act.step, status="skipped", because="person", reason=reason)  # fmt: skip


def _signalled(on: Special, act: Signal) -> Signalled:
    """The counter says what the applicant did; a system says what it did; so does whose step waits."""
    matter = on.rules.matter
    waiting = {
        one.signal: step.all_departments
        for step in matter.steps
        for one in step.first
        if one.signal
    }
    if act.name not in waiting:
        raise ActRefused(
            zh=f"本事项不等待“{act.name}”这一信号。",
            en=f"No step of this matter waits for “{act.name}”.",
        )
    if on.by.role != "system" and on.by.department not in (HALL, matter.lead, *waiting[act.name]):
        raise NotYours(on.case.number, whose=on.rules.office.department(matter.lead).name)
    if strange := [path for path in act.values if path not in matter.types]:
        raise ActRefused(
            zh=f"事项中没有字段“{strange[0]}”。",
            en=f"The matter has no field “{strange[0]}”.",
        )
    return Signalled(at=on.at, by=on.by, name=act.name, values=act.values)


def _urged(on: Special, act: Urge) -> Urged:
    """The counter, the leading department and any head may hurry a step that is open."""
    if _own_step(on, act.step).status != "open":
        raise StepNotOpen(on.case.number, step_name(on.rules, act.step))
    if on.by.department not in (HALL, on.rules.matter.lead):
        check_head(on.by)
    text = _said(act.text, "请写明催办内容。", "Say what is to be hurried.")
    return Urged(at=on.at, by=on.by, step=act.step, text=text)


def _recalled(on: Special, act: Recall) -> Recalled:
    """Only the own last word, and only while nothing has followed from it."""
    own = _own_step(on, act.step)
    reason = _said(act.reason, "撤回必须写明理由。", "Say why you take it back.")
    if not _is_own_word(on, own, act.part):
        raise ActRefused(
            zh="只能撤回您本人最近作出的意见，且该意见尚未产生后续办理。",
            en="You can take back only your own last word here.",
        )
    followed = on.rules.matter.waited_by(act.step)
    told = any(notice.step == act.step for notice in on.now.issued.values())
    if told or any(_begun(on.now.step(key)) for key in followed):
        raise ActRefused(
            zh="该意见已告知申请人，或者后续环节已经开始办理，不能撤回。",
            en="The applicant has been told, or a later step is under way; it cannot be taken back.",
        )
    reset = tuple(key for key in followed if on.now.step(key).status != "waiting")
    return Recalled(at=on.at, by=on.by, step=act.step, part=act.part, reason=reason, reset=reset)


def _is_own_word(on: Special, own: StepStanding, part: str | None) -> bool:
    if part in own.parts:
        word = own.parts[part].proposed or own.parts[part].decided
        open_still = own.status == "open"
        return open_still and word is not None and word.by.account == on.by.account
    inspected = own.inspections.get(on.by.department)
    words = (own.proposed, own.decided, inspected if own.status == "open" else None)
    return any(word is not None and word.by.account == on.by.account for word in words)


def _begun(own: StepStanding) -> bool:
    return bool(own.done or own.holders or own.proposed or own.inspections)
