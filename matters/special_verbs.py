"""Acts that need no open work of one's own: ending, leaving out, signalling, hurrying, and taking back one's word."""

from dataclasses import dataclass
from datetime import datetime

from matters.acting import said
from matters.acts import CallAgain, ExtendBundle, Recall, Signal, Skip, Terminate, Urge
from matters.bundle_verbs import bundle_extended
from matters.case import (
    ACCEPTANCE,
    Actor,
    Case,
    CaseTerminated,
    Recalled,
    Signalled,
    StepEnded,
    SystemCalled,
    Urged,
)
from matters.clock_facts import BundleExtended
from matters.errors import ActRefused, CaseClosed, NotYours, StepNotOpen
from matters.fields import Answers
from matters.fitting import check_fitting
from matters.happened import Happened
from matters.office import HALL
from matters.people import check_head
from matters.rules import Rules
from matters.spec import Step
from matters.standing import Standing, StepStanding
from matters.words import Text

SpecialAct = Terminate | Skip | Signal | Recall | Urge | CallAgain | ExtendBundle
SpecialFact = (
    CaseTerminated | StepEnded | Signalled | Recalled | Urged | SystemCalled | BundleExtended
)


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
    return known.get(step) or Text.same(step)


def special_fact(on: Special, act: SpecialAct) -> SpecialFact:
    """The fact that the act becomes. Raises a `Refused` with the way out."""
    if on.now.closed:
        raise CaseClosed(on.case.number)
    match act:
        case Terminate() | Skip() | ExtendBundle():
            return _of_lead_head(on, act)
        case Signal():
            return _signalled(on, act)
        case Recall():
            return _recalled(on, act)
        case Urge():
            return _urged(on, act)
        case CallAgain():
            return _called_again(on, act)


def _of_lead_head(
    on: Special, act: Terminate | Skip | ExtendBundle
) -> CaseTerminated | StepEnded | BundleExtended:
    _lead_head(on)
    match act:
        case Terminate():
            return _terminated(on, act)
        case Skip():
            return _skipped(on, act)
        case ExtendBundle():
            return bundle_extended(on.rules, on.now, act, Happened(at=on.at, by=on.by))


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


def _check_to_come(on: Special, key: str) -> None:
    """Only a step that this case has, and that has not ended, can be ended."""
    accepted = on.now.accepted
    if _own_step(on, key).done or accepted is None or key not in accepted.steps:
        raise StepNotOpen(on.case.number, step_name(on.rules, key))


def _terminated(on: Special, act: Terminate) -> CaseTerminated | StepEnded:
    reason = said(act.reason, "终止必须写明理由。", "Say why it is terminated.")
    basis = said(act.basis, "终止必须写明法律依据。", "Name the law for terminating it.")
    if act.step is None:
        return CaseTerminated(at=on.at, by=on.by, reason=reason, basis=basis)
    _check_to_come(on, act.step)
    return StepEnded(
        at=on.at, by=on.by, step=act.step, status="terminated", because="person", reason=reason, basis=basis
    )  # fmt: skip


def _skipped(on: Special, act: Skip) -> StepEnded:
    reason = said(act.reason, "跳过环节必须写明理由。", "Say why the step is left out.")
    _check_to_come(on, act.step)
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
    waiting = [step for step in matter.steps if any(one.signal == act.name for one in step.first)]
    if not waiting:
        raise ActRefused(
            zh=f"本事项不等待“{act.name}”这一信号。",
            en=f"No step of this matter waits for “{act.name}”.",
        )
    theirs = {one for step in waiting for one in _whose(on, step)}
    if on.by.role != "system" and on.by.department not in {HALL, matter.lead, *theirs}:
        raise NotYours(on.case.number, whose=on.rules.office.department(matter.lead).name)
    if strange := [path for path in act.values if path not in matter.types]:
        raise ActRefused(
            zh=f"事项中没有字段“{strange[0]}”。",
            en=f"The matter has no field “{strange[0]}”.",
        )
    check_fitting(act.values, matter.types)
    produced = {path for step in waiting for path in matter.produced_by(step.step)}
    _check_not_said(on, act.values, produced)
    return Signalled(at=on.at, by=on.by, name=act.name, values=act.values)


def _whose(on: Special, step: Step) -> tuple[str, ...]:
    """The departments that have the step now, or will."""
    opened = on.now.step(step.step).opened
    return opened.departments if opened else step.all_departments


def _check_not_said(on: Special, values: Answers, produced: set[str]) -> None:
    """What the applicant said is corrected by supplying it, so that registers are asked again."""
    known = on.now.answers
    changed = [path for path, one in values.items() if known.get(path) not in (None, "", (), one)]
    if strange := [path for path in changed if path not in produced]:
        raise ActRefused(
            zh=f"“{strange[0]}”已经填写，不能以信号更改。请通过补正办理。",
            en=f"“{strange[0]}” was filled in already; a signal does not change it. Supply it anew.",
        )


def _urged(on: Special, act: Urge) -> Urged:
    """The counter, the leading department and any head may hurry a step that is open."""
    if _own_step(on, act.step).status != "open":
        raise StepNotOpen(on.case.number, step_name(on.rules, act.step))
    if on.by.department not in (HALL, on.rules.matter.lead):
        check_head(on.by)
    text = said(act.text, "请写明催办内容。", "Say what is to be hurried.")
    return Urged(at=on.at, by=on.by, step=act.step, text=text)


def _recalled(on: Special, act: Recall) -> Recalled:
    """Only the own last word, and only while nothing has followed from it."""
    own = _own_step(on, act.step)
    reason = said(act.reason, "撤回必须写明理由。", "Say why you take it back.")
    if not _is_own_word(on, own, act.part):
        raise ActRefused(
            zh="只能撤回您本人最近作出的意见，且该意见尚未产生后续办理。",
            en="You can take back only your own last word here.",
        )
    followed = _followed(on, act.step)
    if _told(on, (act.step, *followed)) or any(_begun(on.now.step(key)) for key in followed):
        raise ActRefused(
            zh="该意见已告知申请人，或者后续环节已经开始办理，不能撤回。确需纠正的，请由后续环节退回。",
            en="The applicant has been told, or a later step is under way; it cannot be taken back."
            " Have a later step send the work back.",
        )
    return Recalled(at=on.at, by=on.by, step=act.step, part=act.part, reason=reason, reset=followed)


def _followed(on: Special, key: str) -> tuple[str, ...]:
    """The steps behind this one that wait no more."""
    return tuple(
        step.step
        for step in on.rules.matter.steps
        if key in on.rules.matter.upstream(step.step) and on.now.step(step.step).status != "waiting"
    )


def _told(on: Special, keys: tuple[str, ...]) -> bool:
    """Whether a notice tells how the first of these steps ended, or that another has begun or ended."""
    own, *followed = (f"{key}:{on.now.step(key).round}" for key in keys)
    told = {f"{event}:{own}" for event in _ENDS}
    told |= {f"{event}:{one}" for one in followed for event in (*_ENDS, *_BEGINNINGS)}
    return not told.isdisjoint(on.now.issued)


_ENDS = ("granted", "refused", "certificate", "terminated", "corrections")
_BEGINNINGS = ("publicity", "hearing_rights", "excluded", "fees")
"""What is told of a step as it opens."""


def _is_own_word(on: Special, own: StepStanding, part: str | None) -> bool:
    """Whether somebody said it here, or it was said in their name; a rule alone may have ended the step upon it."""
    said_here: tuple[Happened | None, ...]
    if part in own.parts:
        by_rule = own.ended is not None and own.ended.because == "quorum"
        open_still = own.status == "open" or by_rule
        one = own.parts[part]
        said_here = (one.proposed or one.decided,) if open_still else ()
    elif own.parts:
        said_here = ()
    else:
        inspected = own.inspections.get(on.by.department)
        said_here = (own.proposed or own.decided, inspected if own.status == "open" else None)
    return any(word is not None and word.by.persons & on.by.persons for word in said_here)


def _begun(own: StepStanding) -> bool:
    """Whether a person, another system or another case has done anything there; the machine alone does not count."""
    by_rule = own.status in ("set-aside", "terminated") and not (
        own.ended and own.ended.because == "person"
    )
    words = [one.decided or one.proposed for one in own.parts.values()]
    touched = (
        own.holders,
        own.proposed,
        own.inspections,
        own.opinions,
        own.objections,
        own.called,
        own.child,
    )
    return (own.done and not by_rule) or own.suspended or any(words) or any(touched)


def _called_again(on: Special, act: CallAgain) -> SystemCalled:
    """After the time-out too, as long as nobody has gone on without the answer."""
    step = on.rules.matter.step(act.step)
    departments = _whose(on, step) or (on.rules.matter.lead,)
    if on.by.department not in departments:
        raise NotYours(on.case.number, whose=on.rules.office.department(departments[0]).name)
    followed = _followed(on, act.step)
    if _told(on, (act.step, *followed)) or any(_begun(on.now.step(key)) for key in followed):
        raise ActRefused(
            zh="后续环节已经办理或者已告知申请人，不能再次调用。请由后续环节退回。",
            en="Later steps have gone on, or the applicant was told; it cannot be called again. Have a"
            " later step send the work back.",
        )
    return SystemCalled(at=on.at, by=on.by, step=act.step, request="", reset=followed)
