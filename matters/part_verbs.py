"""What is done to the parts of a step: one more signs, one less, or the step ends early with what is there."""

from matters.acting import WHY, Acting, known_department, said
from matters.acts import AddPart, DropPart, Finish
from matters.case import Part, PartAdded, PartDropped, StepEnded
from matters.errors import ActRefused
from matters.parts import tally, word_for
from matters.step_facts import Ending


def on_parts(
    acting: Acting, act: AddPart | DropPart | Finish
) -> PartAdded | PartDropped | StepEnded:
    """The fact that the act becomes. Raises `ActRefused` with the way out."""
    match act:
        case AddPart():
            part = _new_part(acting, act)
            return PartAdded(
                at=acting.at, by=acting.by, step=act.step, part=part, reason=act.reason
            )
        case DropPart():
            return _dropped(acting, act)
        case Finish():
            return _finished(acting, act)


def _dropped(acting: Acting, act: DropPart) -> PartDropped:
    parts = acting.own.parts
    if act.part not in parts or parts[act.part].decided:
        raise ActRefused(
            zh="该部分不存在或者已经办结，不能减签。",
            en="There is no such part, or it has been decided; it cannot be dropped.",
        )
    if len(parts) == 1:
        raise ActRefused(
            zh="至少应保留一个部分。确需结束本环节的，请由牵头部门负责人跳过或者依法终止。",
            en="One part has to stay. To end the step, a head of the leading department skips or"
            " terminates it.",
        )
    return PartDropped(
        at=acting.at, by=acting.by, step=act.step, part=act.part, reason=said(act.reason, *WHY)
    )


def _finished(acting: Acting, act: Finish) -> StepEnded:
    """Nobody refuses by ending early: what is there must hold at least one person's word."""
    if not any(one.decided for one in acting.own.parts.values()):
        raise ActRefused(
            zh="尚无任何部分办结，不能提前结束。请先办理至少一个部分，或者由负责人跳过、依法终止。",
            en="Nobody has decided any part yet. Decide one first, or have a head skip or terminate"
            " the step.",
        )
    return StepEnded(
        at=acting.at,
        by=acting.by,
        step=act.step,
        status=_as_it_is(acting),
        because="finished",
        reason=said(act.reason, *WHY),
    )


def _as_it_is(acting: Acting) -> Ending:
    """How a step ends early: well if more agreed than not, and at least one did."""
    count = tally(acting.rules, acting.now, acting.step, acting.today)
    well = count.reached or count.agreed > count.against
    return word_for(acting.step, agreed=well)


def _new_part(acting: Acting, act: AddPart) -> Part:
    own, step = acting.own, acting.step
    if step.kind == "opinion" and step.each is None:
        department = act.department or ""
        known_department(acting, department)
        if department in own.parts:
            raise ActRefused(
                zh="该部门已经参加会签，请选择其他部门。",
                en="That department signs already. Choose another.",
            )
        return Part(key=department, department=department)
    department = act.department or step.department or acting.rules.matter.lead
    known_department(acting, department)
    highest = max((int(key) for key in own.parts if key.isdigit()), default=0)
    return Part(key=str(highest + 1), department=department)
