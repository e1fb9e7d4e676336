"""Which letter goes out at which event, and what follows if a step is refused. Pure."""

from collections.abc import Iterator

from matters.events import MAY_FAIL, ended_by, events
from matters.steps import Event, Step
from matters.words import Text
from matters.workbench.explanation import Line
from matters.workbench.step_words import Teller
from matters.workbench.why import Reasons

EVENTS: dict[Event, Text] = {
    "received": Text(zh="收到申请时", en="when the application is received"),
    "supplement": Text(zh="要求补正时", en="when something is missing"),
    "accepted": Text(zh="受理时", en="when it is accepted"),
    "not_accepted": Text(zh="不予受理时", en="when it is not accepted"),
    "not_required": Text(zh="无需许可时", en="when no licence is needed"),
    "checked": Text(zh="确认核验结果时", en="when what registers said is confirmed"),
    "promised": Text(zh="按告知承诺受理时", en="when it is accepted on a promise"),
    "granted": Text(zh="准予时", en="when a step is granted"),
    "refused": Text(zh="不予时", en="when a step is refused"),
    "visit": Text(zh="约定踏勘时", en="when a visit is arranged"),
    "corrections": Text(zh="踏勘提出整改时", en="when a visit leaves corrections"),
    "certificate": Text(zh="发证时", en="when a certificate is issued"),
    "terminated": Text(zh="环节因前置未办成而终止时", en="when a step cannot be decided any more"),
    "withdrawn": Text(zh="撤回申请时", en="when the application is withdrawn"),
    "lapsed": Text(zh="逾期未补正时", en="when what was missing did not come"),
    "done": Text(zh="全部办结时", en="when all is done"),
    "excluded": Text(zh="评审、听证等所需时间不计入期限时", en="when days are not counted"),
    "suspended": Text(zh="中止时", en="when a step is suspended"),
    "resumed": Text(zh="恢复时", en="when it is resumed"),
    "extended": Text(zh="延长期限时", en="when the limit is extended"),
    "publicity": Text(zh="公示时", en="when something is made public"),
    "hearing_rights": Text(zh="告知听证权利时", en="when the right to a hearing is told"),
    "hearing": Text(zh="通知听证时", en="when a hearing is called"),
    "hearing_announced": Text(zh="公告听证时", en="when a hearing is announced to all"),
    "fees": Text(zh="通知缴费时", en="when fees are asked"),
    "terminated_case": Text(zh="终止办理时", en="when the case is terminated"),
    "deferred": Text(zh="容缺受理时", en="when it is accepted with papers to follow"),
    "acceptance_revoked": Text(zh="撤销受理时", en="when the acceptance is revoked"),
    "promise_broken": Text(zh="承诺未履行、责令整改时", en="when a promise is found broken"),
    "decision_revoked": Text(zh="撤销决定时", en="when a decision is revoked"),
    "rated": Text(zh="差评回访时", en="when a bad rating is followed up"),
    "delivery_receipt": Text(zh="送达时", en="when a notice is delivered"),
    "supervised": Text(zh="督办时", en="when a department is supervised"),
}
OF_A_STEP: frozenset[Event] = frozenset(
    {"granted", "refused", "promised", "corrections", "certificate", "terminated", "excluded",
     "publicity", "visit", "hearing_rights", "hearing", "hearing_announced", "promise_broken",
     "decision_revoked"}
)  # fmt: skip
"""Events whose letter a step may say for itself."""


def letters_of(r: Reasons, steps: tuple[Step, ...]) -> Iterator[Line]:
    """The matter's letter of each event that can happen with these steps, and where a step has its own."""
    t, happening = r.teller, events(r.rules.matter, steps)
    for event, words in EVENTS.items():
        letter = r.rules.matter.letters.get(event)
        if letter is None or event not in happening:
            continue
        own = tuple(
            f"{t.step(step.step)}{t.either('：', ': ')}{_letter(t, step.letters[event])}"
            for step in steps
            if event in OF_A_STEP and event in step.letters
        )
        if event == "certificate":
            own = tuple(
                f"{t.step(step.step)}{t.either('：', ': ')}{step.issues.name.into(t.language)}"
                for step in steps
                if step.issues
            )
        yield Line(
            key=event, name=words.into(t.language), verdict="note", says=_letter(t, letter), more=own
        )  # fmt: skip


def _letter(t: Teller, key: str) -> str:
    known = {one.key: one.name for one in t.office.letters}
    return f"“{known[key].into(t.language)}”" if key in known else key


def refusals_of(r: Reasons, steps: tuple[Step, ...]) -> Iterator[Line]:
    """What follows from the refusal of each step that may refuse."""
    for step in steps:
        if step.kind in MAY_FAIL:
            yield _refusal(r, step, steps)


_IF_IT_FAILS: dict[str, Text] = {
    "decide": Text(zh="不予的", en="if it is refused"),
    "matter": Text(zh="子事项不予的", en="if that matter is refused"),
    "opinion": Text(zh="不同意的", en="if there is no agreement"),
    "publicity": Text(zh="异议成立的", en="if an objection is upheld"),
    "call": Text(zh="逾期未答复的", en="if no answer comes in time"),
}


def _refusal(r: Reasons, step: Step, steps: tuple[Step, ...]) -> Line:
    t = r.teller
    ended = [one.step for one in ended_by(r.rules.matter, steps, {step.step})]
    said = []
    if step.advisory:
        said.append(t.either("不影响其他环节", "no other step is touched"))
    elif ended:
        said.append(
            t.either(
                f"{t.steps(ended)}随之终止，并书面告知", f"{t.steps(ended)} end with it, by letter"
            )
        )
    else:
        said.append(t.either("其他环节照常办理", "the other steps go on"))
    said.append(_outcome(t, step))
    if step.item:
        said.append(_remedies(r, step))
    return Line(
        key=step.step, name=step.name.into(t.language), verdict="note",
        says=_IF_IT_FAILS[step.kind].into(t.language) + t.either("，", ", ") + said[0], more=tuple(said[1:]),
    )  # fmt: skip


def _outcome(t: Teller, step: Step) -> str:
    if step.optional or step.advisory or step.follow_up or not step.item:
        return t.either("整件事仍可全部办成", "the whole may still be granted")
    zh = "整件事为部分办成；全部不予的，为均未办成"
    return t.either(zh, "the whole is partly granted; refused if nothing is granted")


def _remedies(r: Reasons, step: Step) -> str:
    t, office = r.teller, r.rules.office
    known = {one.key: one for one in office.departments}
    owner = known.get(step.department or r.rules.matter.lead)
    review = office.profile.reconsideration.text(t.language)
    sue = office.profile.litigation.text(t.language)
    if owner is None:
        return ""
    return t.either(
        f"申请人可以在{review}内向{owner.review_body.zh}申请行政复议，或者在{sue}内向{owner.court.zh}起诉",
        f"the applicant may ask {owner.review_body.en} for reconsideration within {review},"
        f" or sue at {owner.court.en} within {sue}",
    )
