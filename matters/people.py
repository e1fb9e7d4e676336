"""Who may say a word on a step: separation of duties, the same person again, those who were drawn, and heads."""

from matters.case import ACCEPTANCE, Actor, Proposed
from matters.errors import ActRefused
from matters.rules import Rules
from matters.spec import Step
from matters.standing import Standing


def check_person(rules: Rules, now: Standing, step: Step, by: Actor) -> None:
    """Whether this person may decide here, or propose (domain 3.18). Raises `ActRefused`."""
    check_apart(rules, now, step, by)
    earlier_there = acted_at(now, step.same_as) if step.same_as else frozenset()
    if step.same_as is not None and earlier_there and not by.persons & earlier_there:
        earlier = rules.matter.step(step.same_as).name
        raise ActRefused(
            zh=f"本环节应由办理“{earlier.zh}”的同一人员办理。请转办给该人员。",
            en=f"The person who acted at “{earlier.en}” acts here too. Transfer it to them.",
        )
    if step.kind != "visit" and step.officers_from:
        # A draw records names; a stand-in of somebody who was drawn was not.
        names = tuple(one.name for one in rules.office.officers if one.account == by.account)
        _check_drawn(rules, now, step, names or (by.account,))


def check_apart(rules: Rules, now: Standing, step: Step, by: Actor) -> None:
    """Whether this person has not acted where another has to (职责分离). Raises `ActRefused`."""
    for key in step.apart_from:
        if by.persons & acted_at(now, key):
            name = "受理" if key == ACCEPTANCE else rules.matter.step(key).name.zh
            english = "acceptance" if key == ACCEPTANCE else rules.matter.step(key).name.en
            raise ActRefused(
                zh=f"您已办理“{name}”，本环节应由其他人员办理（职责分离）。请转办给其他经办人。",
                en=f"You acted at “{english}”; somebody else has to act here (separation of duties)."
                " Transfer it to a colleague.",
            )


def acted_at(now: Standing, key: str) -> frozenset[str]:
    """The accounts that acted at a step, or accepted the case, and those in whose names they did."""
    if key == ACCEPTANCE:
        return now.accepted.by.persons if now.accepted else frozenset()
    return now.step(key).actors


def drawn_officers(
    rules: Rules, now: Standing, step: Step, department: str | None = None
) -> tuple[str, ...]:
    """The names that its draws gave; of a department those of its own draws, if it has any."""
    lead = (rules.matter.lead,)
    own = tuple(
        key
        for key in step.officers_from
        if department in (rules.matter.step(key).all_departments or lead)
    )
    draws = (now.step(key).drawn for key in own or step.officers_from)
    return tuple(name for one in draws if one for name in one.chosen)


def check_officers(
    rules: Rules, now: Standing, step: Step, officers: tuple[str, ...], department: str
) -> None:
    """Whether those who went for the department are those who were drawn. Raises `ActRefused`."""
    _check_drawn(rules, now, step, tuple(name.strip() for name in officers), department)


def _check_drawn(
    rules: Rules, now: Standing, step: Step, who: tuple[str, ...], department: str | None = None
) -> None:
    if not step.officers_from:
        return
    chosen = drawn_officers(rules, now, step, department)
    if any(one not in chosen for one in who):
        names = "、".join(chosen)
        raise ActRefused(
            zh=f"本环节由随机抽取的人员办理：{names}。确需更换的，请退回重新抽取。",
            en=f"Those who were drawn act here: {', '.join(chosen)}. To change them, send it back"
            " to the draw.",
        )


def check_approver(
    rules: Rules, now: Standing, step: Step, proposed: Proposed | None, by: Actor
) -> None:
    """A head approves, never the own proposal, nor apart from whom the step is decided. Raises `ActRefused`."""
    check_head(by)
    check_apart(rules, now, step, by)
    if proposed is not None and proposed.by.persons & by.persons:
        raise ActRefused(
            zh="拟办人不能审批自己的拟办意见。请由其他负责人审批。",
            en="Nobody approves the own proposal. Let another head do it.",
        )


def check_head(by: Actor) -> None:
    """Some acts only a head of the department may do. Raises `ActRefused`."""
    if by.role != "head":
        raise ActRefused(
            zh="此项须由部门负责人办理。请提请负责人办理。",
            en="Only a head of the department may do this. Ask yours.",
        )
