"""What people do to an open step besides deciding it: each act becomes one fact, or is refused with the way out."""

from matters.acting import WHY, Acting, known_department, said
from matters.acts import (
    AddPart,
    AnswerCall,
    AnswerObjection,
    Appoint,
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
)
from matters.appointing import appointed
from matters.case import (
    Appointed,
    Copied,
    Decided,
    Extended,
    ObjectionAnswered,
    ObjectionRaised,
    OpinionAsked,
    OpinionGiven,
    OpinionRevoked,
    Paid,
    PartAdded,
    PartDropped,
    ProposalReturned,
    Resumed,
    StepEnded,
    Suspended,
    SystemCalled,
    Transferred,
)
from matters.errors import ActRefused
from matters.fitting import check_fitting
from matters.grounds import check_owed
from matters.limits import Limit, last_day
from matters.part_verbs import on_parts
from matters.people import check_approver, check_head
from matters.work import days_of

StepAct = (
    AddPart
    | AnswerCall
    | AnswerObjection
    | Appoint
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
)
StepFact = (
    Appointed
    | Copied
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
)


def fact_of(acting: Acting, act: StepAct) -> StepFact:
    """The fact that the act becomes. Raises `ActRefused` with the way out."""
    match act:
        case Approve() | ReturnProposal():
            return _on_proposal(acting, act)
        case AddPart() | DropPart() | Finish():
            return on_parts(acting, act)
        case AskOpinion() | GiveOpinion() | RevokeOpinion():
            return _on_opinion(acting, act)
        case Suspend() | Resume() | Extend():
            return _on_clock(acting, act)
        case Raise() | AnswerObjection():
            return _on_objection(acting, act)
        case AnswerCall() | CallAgain() | ConfirmPayment():
            return _from_outside(acting, act)
        case Appoint():
            return appointed(acting, act)
        case _:
            return _to_others(acting, act)


def _to_others(acting: Acting, act: Transfer | Copy) -> Transferred | Copied:
    match act:
        case Transfer():
            return _transferred(acting, act)
        case Copy(department=department, text=text):
            known_department(acting, department)
            return Copied(
                at=acting.at, by=acting.by, step=act.step, department=department, text=text
            )


def _on_proposal(acting: Acting, act: Approve | ReturnProposal) -> Decided | ProposalReturned:
    own, part = acting.own, act.part
    proposed = own.parts[part].proposed if part in own.parts else own.proposed
    if proposed is None:
        raise ActRefused(zh="没有待审批的拟办意见。", en="Nothing is proposed.")
    check_approver(acting.rules, acting.now, acting.step, proposed, acting.by)
    if isinstance(act, Approve) and proposed.decision in ("granted", "issued"):
        check_owed(acting.rules, acting.now, acting.step, acting.today)
    if isinstance(act, ReturnProposal):
        reason = said(act.reason, *WHY)
        return ProposalReturned(at=acting.at, by=acting.by, step=act.step, part=part, reason=reason)
    return Decided(
        at=acting.at,
        by=acting.by,
        step=act.step,
        part=part,
        decision=proposed.decision,
        reasons=proposed.reasons,
        basis=proposed.basis,
        listed=proposed.listed,
        values=proposed.values,
        proposed_by=proposed.by.account,
    )


def _on_opinion(
    acting: Acting, act: AskOpinion | GiveOpinion | RevokeOpinion
) -> OpinionAsked | OpinionGiven | OpinionRevoked:
    at, by, own = acting.at, acting.by, acting.own
    match act:
        case AskOpinion():
            known_department(acting, act.department)
            question = said(act.question, "请写明征求意见的事项。", "Say what is asked.")
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
            text = said(act.text, "请填写意见。", "Write the opinion.")
            return OpinionGiven(at=at, by=by, step=act.step, opinion=act.opinion, text=text)
        case RevokeOpinion():
            _open_opinion(acting, act.opinion)
            reason = said(act.reason, *WHY)
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
            ground = said(act.ground, "请写明中止的事由。", "Say why it is suspended.")
            basis = said(act.basis, "请写明中止的法律依据。", "Name the law for the suspension.")
            return Suspended(at=at, by=by, step=act.step, ground=ground, basis=basis)
        case Resume():
            return Resumed(at=at, by=by, step=act.step)
        case Extend():
            reason = said(act.reason, *WHY)
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
        who = said(act.who, "请写明异议人。", "Say who objects.")
        text = said(act.text, "请写明异议内容。", "Say what the objection is.")
        _check_still_public(acting)
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
        reasons=said(act.reasons, *WHY),
    )


def _check_still_public(acting: Acting) -> None:
    """What comes after the last day of the publicity is none of its objections, even while others are looked at."""
    last = acting.own.opened.due if acting.own.opened else None
    if last is not None and acting.today > last:
        raise ActRefused(
            zh=f"公示期已于{last.year}年{last.month}月{last.day}日届满，不再受理异议。"
            "异议人可以依法申请行政复议或者提起诉讼。",
            en=f"The publicity ended on {last}; objections are not taken any more. The person may ask"
            " for reconsideration or go to court.",
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
            check_fitting(act.values, gives)
            return StepEnded(
                at=at,
                by=by,
                step=act.step,
                status="answered" if act.answered else "unanswered",
                because="answer",
                values=act.values,
            )
        case CallAgain():
            if not acting.own.called:
                raise ActRefused(
                    zh="对该系统的调用正在发送，无须再次调用。请稍候刷新。",
                    en="The call is on its way already. Reload in a moment.",
                )
            return SystemCalled(at=at, by=by, step=act.step, request="")
        case ConfirmPayment():
            receipt = said(act.receipt, "请填写缴款凭证号。", "Write the number of the receipt.")
            return Paid(at=at, by=by, step=act.step, receipt=receipt)


def _transferred(acting: Acting, act: Transfer) -> Transferred:
    holder = acting.work.holder
    if holder is not None and holder not in acting.by.persons:
        check_head(acting.by)
    elsewhere = act.to_department if act.to_department != acting.work.department else None
    if not (act.to_account or elsewhere):
        raise ActRefused(
            zh="请选择转办的其他人员或者其他部门。", en="Choose another person or department."
        )
    if elsewhere:
        _check_taker(acting, elsewhere)
    return Transferred(
        at=acting.at,
        by=acting.by,
        step=act.step,
        part=act.part,
        department=acting.work.department,
        to_department=elsewhere,
        to_account=act.to_account,
        reason=said(act.reason, *WHY),
    )


def _check_taker(acting: Acting, department: str) -> None:
    """The other department exists, does not act here already, and the law gives it the power to."""
    known_department(acting, department)
    if acting.step.item is not None:
        raise ActRefused(
            zh="本环节是法定的政务服务事项，只能由有权的部门决定，不能转给其他部门。请转办给本部门人员，"
            "或者征求该部门意见。",
            en="The law names who decides this service; it cannot go to another department. Transfer it"
            " to a colleague, or ask the other department's opinion.",
        )
    here = acting.own.opened.departments if acting.own.opened else ()
    if not acting.own.parts and department in here:
        raise ActRefused(
            zh="该部门已经参加本环节，请选择其他部门。",
            en="That department takes part already. Choose another.",
        )
