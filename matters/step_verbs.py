"""What people do to an open step besides deciding it: each act becomes one fact, or is refused with the way out."""

from dataclasses import dataclass
from datetime import date, datetime

from matters.acts import (
    AddPart,
    AnswerCall,
    AnswerObjection,
    Approve,
    AskOpinion,
    CallAgain,
    ConfirmPayment,
    Copy,
    DropPart,
    Extend,
    Finish,
    GiveOpinion,
    Raise,
    Resume,
    ReturnProposal,
    RevokeOpinion,
    Suspend,
    Transfer,
    Urge,
)
from matters.case import (
    Actor,
    Copied,
    Decided,
    Extended,
    ObjectionAnswered,
    ObjectionRaised,
    OpinionAsked,
    OpinionGiven,
    OpinionRevoked,
    Paid,
    Part,
    PartAdded,
    PartDropped,
    ProposalReturned,
    Resumed,
    StepEnded,
    Suspended,
    SystemCalled,
    Transferred,
    Urged,
    business_date,
)
from matters.errors import ActRefused
from matters.limits import Limit, last_day
from matters.parts import tally, word_for
from matters.people import check_approver, check_head
from matters.rules import Rules
from matters.spec import Step
from matters.standing import Standing, StepStanding
from matters.step_facts import Ending
from matters.work import WorkItem, days_of

StepAct = (
    AddPart
    | AnswerCall
    | AnswerObjection
    | Approve
    | AskOpinion
    | CallAgain
    | ConfirmPayment
    | Copy
    | DropPart
    | Extend
    | Finish
    | GiveOpinion
    | Raise
    | Resume
    | ReturnProposal
    | RevokeOpinion
    | Suspend
    | Transfer
    | Urge
)
StepFact = (
    Copied
    | Decided
    | Extended
    | ObjectionAnswered
    | ObjectionRaised
    | OpinionAsked
    | OpinionGiven
    | OpinionRevoked
    | Paid
    | PartAdded
    | PartDropped
    | ProposalReturned
    | Resumed
    | StepEnded
    | Suspended
    | SystemCalled
    | Transferred
    | Urged
)


@dataclass(frozen=True)
class Acting:
    """Who acts when on which open step of which case."""

    rules: Rules
    now: Standing
    step: Step
    work: WorkItem
    by: Actor
    at: datetime

    @property
    def own(self) -> StepStanding:
        return self.now.step(self.step.step)

    @property
    def today(self) -> date:
        return business_date(self.at)


def fact_of(acting: Acting, act: StepAct) -> StepFact:
    """The fact that the act becomes. Raises `ActRefused` with the way out."""
    match act:
        case Approve() | ReturnProposal():
            return _on_proposal(acting, act)
        case AddPart() | DropPart() | Finish():
            return _on_parts(acting, act)
        case AskOpinion() | GiveOpinion() | RevokeOpinion():
            return _on_opinion(acting, act)
        case Suspend() | Resume() | Extend():
            return _on_clock(acting, act)
        case Raise() | AnswerObjection():
            return _on_objection(acting, act)
        case AnswerCall() | CallAgain() | ConfirmPayment():
            return _from_outside(acting, act)
        case _:
            return _to_others(acting, act)


def _to_others(acting: Acting, act: Transfer | Urge | Copy) -> Transferred | Urged | Copied:
    at, by = acting.at, acting.by
    match act:
        case Transfer():
            return _transferred(acting, act)
        case Urge():
            text = _said(act.text, "请写明催办内容。", "Say what is to be hurried.")
            return Urged(at=at, by=by, step=act.step, text=text)
        case Copy(department=department):
            _known_department(acting, department)
            return Copied(at=at, by=by, step=act.step, department=department, text=act.text)


def _said(text: str, zh: str, en: str) -> str:
    if not text.strip():
        raise ActRefused(zh=zh, en=en)
    return text.strip()


_WHY = ("请写明理由。", "Say why.")


def _known_department(acting: Acting, key: str) -> None:
    if key not in {one.key for one in acting.rules.office.departments}:
        raise ActRefused(
            zh=f"没有部门“{key}”。请从列表中选择。",
            en=f"There is no department “{key}”. Choose one from the list.",
        )


def _on_proposal(acting: Acting, act: Approve | ReturnProposal) -> Decided | ProposalReturned:
    own, part = acting.own, act.part
    proposed = own.parts[part].proposed if part in own.parts else own.proposed
    if proposed is None:
        raise ActRefused(zh="没有待审批的拟办意见。", en="Nothing is proposed.")
    check_approver(acting.now, acting.step, part, acting.by)
    if isinstance(act, ReturnProposal):
        reason = _said(act.reason, *_WHY)
        return ProposalReturned(at=acting.at, by=acting.by, step=act.step, part=part, reason=reason)
    return Decided(
        at=acting.at,
        by=acting.by,
        step=act.step,
        part=part,
        decision=proposed.decision,
        reasons=proposed.reasons,
        basis=proposed.basis,
        values=proposed.values,
        proposed_by=proposed.by.account,
    )


def _on_parts(
    acting: Acting, act: AddPart | DropPart | Finish
) -> PartAdded | PartDropped | StepEnded:
    at, by, own = acting.at, acting.by, acting.own
    match act:
        case AddPart():
            return PartAdded(
                at=at, by=by, step=act.step, part=_new_part(acting, act), reason=act.reason
            )
        case DropPart():
            if act.part not in own.parts or own.parts[act.part].decided:
                raise ActRefused(
                    zh="该部分不存在或者已经办结，不能减签。",
                    en="There is no such part, or it has been decided; it cannot be dropped.",
                )
            reason = _said(act.reason, *_WHY)
            return PartDropped(at=at, by=by, step=act.step, part=act.part, reason=reason)
        case Finish():
            reason = _said(act.reason, *_WHY)
            return StepEnded(
                at=at,
                by=by,
                step=act.step,
                status=_as_it_is(acting),
                because="finished",
                reason=reason,
            )


def _new_part(acting: Acting, act: AddPart) -> Part:
    own = acting.own
    if acting.step.kind == "opinion" and acting.step.each is None:
        department = act.department or ""
        _known_department(acting, department)
        if department in own.parts:
            raise ActRefused(zh="该部门已经参加会签。", en="That department signs already.")
        return Part(key=department, department=department)
    department = act.department or acting.work.department
    _known_department(acting, department)
    highest = max((int(key) for key in own.parts if key.isdigit()), default=0)
    return Part(key=str(highest + 1), department=department)


def _as_it_is(acting: Acting) -> Ending:
    """How a step ends early: well if more agreed than not, and at least one did."""
    count = tally(acting.rules, acting.now, acting.step, acting.today)
    well = count.reached or count.agreed > count.against
    match word_for(acting.step, well):
        case "agreed" | "objected" | "granted" | "refused" as word:
            return word
        case _:
            return "agreed"


def _on_opinion(
    acting: Acting, act: AskOpinion | GiveOpinion | RevokeOpinion
) -> OpinionAsked | OpinionGiven | OpinionRevoked:
    at, by, own = acting.at, acting.by, acting.own
    match act:
        case AskOpinion():
            _known_department(acting, act.department)
            question = _said(act.question, "请写明征求意见的事项。", "Say what is asked.")
            limit = Limit(count=act.days, unit="working-days")
            return OpinionAsked(
                at=at,
                by=by,
                step=act.step,
                opinion=len(own.opinions) + 1,
                department=act.department,
                question=question,
                until=last_day(acting.today, limit, acting.rules.calendar),
            )
        case GiveOpinion():
            _open_opinion(acting, act.opinion)
            text = _said(act.text, "请填写意见。", "Write the opinion.")
            return OpinionGiven(at=at, by=by, step=act.step, opinion=act.opinion, text=text)
        case RevokeOpinion():
            _open_opinion(acting, act.opinion)
            reason = _said(act.reason, *_WHY)
            return OpinionRevoked(at=at, by=by, step=act.step, opinion=act.opinion, reason=reason)


def _open_opinion(acting: Acting, number: int) -> None:
    asked = acting.own.opinions.get(number)
    if asked is None or asked.given is not None or asked.revoked:
        raise ActRefused(
            zh="该征求意见不存在、已答复或者已撤销。",
            en="That opinion was not asked for, was given already, or was revoked.",
        )


def _on_clock(acting: Acting, act: Suspend | Resume | Extend) -> Suspended | Resumed | Extended:
    at, by = acting.at, acting.by
    match act:
        case Suspend():
            ground = _said(act.ground, "请写明中止的事由。", "Say why it is suspended.")
            basis = _said(act.basis, "请写明中止的法律依据。", "Name the law for the suspension.")
            return Suspended(at=at, by=by, step=act.step, ground=ground, basis=basis)
        case Resume():
            return Resumed(at=at, by=by, step=act.step)
        case Extend():
            reason = _said(act.reason, *_WHY)
            _check_extension(acting)
            return Extended(at=at, by=by, step=act.step, reason=reason)


def _check_extension(acting: Acting) -> None:
    """Once, by a head, before the limit has passed, and only as far as the law says (Act 42)."""
    check_head(acting.by)
    item = acting.step.item
    due, _ = days_of(acting.rules, acting.now, acting.step)
    if item is None or item.extend is None:
        raise ActRefused(
            zh="该事项没有规定可以延长办理期限。",
            en="No law allows this item's limit to be extended.",
        )
    if acting.own.extended is not None:
        raise ActRefused(zh="办理期限只能延长一次。", en="A limit is extended only once.")
    if due is not None and acting.today > due:
        raise ActRefused(
            zh="办理期限已经届满，不能再延长。请尽快办结。",
            en="The limit has passed and cannot be extended any more. Decide as soon as you can.",
        )


def _on_objection(
    acting: Acting, act: Raise | AnswerObjection
) -> ObjectionRaised | ObjectionAnswered:
    at, by, own = acting.at, acting.by, acting.own
    if isinstance(act, Raise):
        who = _said(act.who, "请写明异议人。", "Say who objects.")
        text = _said(act.text, "请写明异议内容。", "Say what the objection is.")
        number = len(own.objections) + 1
        return ObjectionRaised(at=at, by=by, step=act.step, objection=number, who=who, text=text)
    raised = own.objections.get(act.objection)
    if raised is None or raised.answered is not None:
        raise ActRefused(
            zh="该异议不存在或者已经答复。", en="There is no such objection, or it was answered."
        )
    return ObjectionAnswered(
        at=at,
        by=by,
        step=act.step,
        objection=act.objection,
        upheld=act.upheld,
        reasons=_said(act.reasons, *_WHY),
    )


def _from_outside(
    acting: Acting, act: AnswerCall | CallAgain | ConfirmPayment
) -> StepEnded | SystemCalled | Paid:
    at, by = acting.at, acting.by
    match act:
        case AnswerCall():
            gives = acting.step.call.gives if acting.step.call else {}
            if strange := [name for name in act.values if name not in gives]:
                raise ActRefused(
                    zh=f"回复中有未约定的内容：{'、'.join(strange)}。",
                    en=f"The answer holds what was not agreed: {', '.join(strange)}.",
                )
            return StepEnded(
                at=at,
                by=by,
                step=act.step,
                status="answered" if act.answered else "unanswered",
                because="answer",
                values=act.values,
            )
        case CallAgain():
            return SystemCalled(at=at, by=by, step=act.step, request="")
        case ConfirmPayment():
            receipt = _said(act.receipt, "请填写缴款凭证号。", "Write the number of the receipt.")
            return Paid(at=at, by=by, step=act.step, receipt=receipt)


def _transferred(acting: Acting, act: Transfer) -> Transferred:
    holder = acting.work.holder
    if holder is not None and holder != acting.by.account:
        check_head(acting.by)
    if not (act.to_account or act.to_department):
        raise ActRefused(zh="请选择转办的人员或者部门。", en="Choose the person or the department.")
    if act.to_department:
        _known_department(acting, act.to_department)
    return Transferred(
        at=acting.at,
        by=acting.by,
        step=act.step,
        part=act.part,
        department=acting.work.department,
        to_department=act.to_department,
        to_account=act.to_account,
        reason=_said(act.reason, *_WHY),
    )
