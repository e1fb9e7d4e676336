"""What an act brought about, and what somebody else did meanwhile, in one sentence each."""

from hall.act_table import ACTS
from hall.act_visiting import days_passed
from hall.case_file import CaseFile
from hall.case_words import outcome_said, status_words
from hall.flashes import Said
from hall.part_names import part_names
from hall.rendering import moment
from matters.acts import Act, Appoint, Decide, Supply
from matters.case import (
    ACCEPTANCE,
    Closed,
    Fact,
    Proposed,
    StepEnded,
    StepOpened,
    Supplied,
    VisitEnded,
)
from matters.errors import CaseClosed, OneGoError, StepNotOpen
from matters.step_facts import Verdict
from matters.words import Text

DECIDED: dict[Verdict, Text] = {
    "issued": Text(zh="已核发。", en="Issued."),
    "agreed": Text(zh="已表示同意。", en="Agreed."),
    "objected": Text(zh="已表示不同意。", en="Objected."),
    "held": Text(zh="结论已记录。", en="The result is recorded."),
}
PROPOSED = Text(
    zh="拟办意见已报部门负责人审批。", en="Your proposal goes to a head of the department."
)
AGAIN = Text(
    zh="该操作此前已提交，没有重复办理。", en="This was submitted before; nothing was done twice."
)


def after_act(before: CaseFile, after: CaseFile, act: Act) -> Said:
    """What was done, and what opened next; a warning where the day that was fixed lies after what is due."""
    new = after.case.facts[len(before.case.facts) :]
    if not any(fact.by.account == after.account.id for fact in new):
        return Said(tone="done", text=AGAIN)
    late = _too_late(after, act)
    parts = [_done(after, act, new), *late, *_opened(after, new), *_ended(after, new)]
    text = Text(zh="".join(one.zh for one in parts), en=" ".join(one.en for one in parts))
    return Said(tone="warning" if late else "done", text=text)


def _too_late(after: CaseFile, act: Act) -> list[Text]:
    if not isinstance(act, Appoint):
        return []
    late = days_passed(after, after.rules.matter.step(act.step), act.day)
    return [late] if late else []


def _done(after: CaseFile, act: Act, new: tuple[Fact, ...]) -> Text:
    match act:
        case Decide(decision=decision):
            proposed = any(isinstance(fact, Proposed) for fact in new)
            return PROPOSED if proposed else _decided(after, act, decision)
        case Supply():
            complete = any(isinstance(fact, Supplied) and fact.complete for fact in new)
            if complete:
                return Text(zh="补正完毕。", en="All that was asked for is in.")
            return Text(zh="已收下，尚有内容待补。", en="Taken in; something is still missing.")
        case _:
            return ACTS[act.act].done


def _decided(file: CaseFile, act: Decide, decision: Verdict) -> Text:
    if decision in DECIDED:
        return DECIDED[decision]
    words, _ = status_words(file.rules.matter.step(act.step), decision)
    parts = part_names(file.rules, file.now, file.fields)
    name = parts.of(act.step, act.part) if act.part else file.step_name(act.step)
    return Text(zh=f"{name.zh}：{words.zh}。", en=f"{name.en}: {words.en}.")


def _opened(file: CaseFile, new: tuple[Fact, ...]) -> list[Text]:
    opened = [fact for fact in new if isinstance(fact, StepOpened)]
    if not opened:
        return []
    zh, en = [], []
    for fact in opened:
        name = file.step_name(fact.step)
        who = [file.department_name(key) for key in fact.departments]
        zh.append(f"{name.zh}（{'、'.join(one.zh for one in who)}）")
        en.append(f"{name.en} ({', '.join(one.en for one in who)})")
    return [Text(zh=f"下一环节：{'；'.join(zh)}已开启。", en=f"Next, now open: {'; '.join(en)}.")]


def _ended(file: CaseFile, new: tuple[Fact, ...]) -> list[Text]:
    said = []
    for fact in new:
        match fact:
            case VisitEnded(passed=True, step=step):
                name = file.step_name(step)
                said.append(Text(zh=f"{name.zh}全部合格。", en=f"{name.en}: all passed."))
            case Closed(outcome=outcome):
                words, _ = outcome_said(file.rules.matter, outcome)
                said.append(Text(zh=f"本办件已办结：{words.zh}。", en=f"Case closed: {words.en}."))
            case StepEnded(status="agreed" | "objected" | "granted" | "refused", step=step):
                name = file.step_name(step)
                words, _ = status_words(file.rules.matter.step(step), fact.status)
                said.append(Text(zh=f"{name.zh}{words.zh}。", en=f"{name.en}: {words.en}."))
            case _:
                pass
    return said


def meanwhile(file: CaseFile, step: str, error: OneGoError) -> Text | None:
    """Who decided what and when, for the second of two people who act on the same work."""
    if not isinstance(error, StepNotOpen | CaseClosed):
        return None
    decided = file.now.accepted if step == ACCEPTANCE else file.now.step(step).decided
    if decided is None:
        return None
    words = (
        Text(zh="受理", en="accepted")
        if step == ACCEPTANCE
        else status_words(file.rules.matter.step(step), file.now.step(step).status)[0]
    )
    who = file.who(decided.by)
    return Text(
        zh=f"{who.zh}已于{moment('zh', decided.at)}办理：{words.zh}。",
        en=f"{who.en} has already acted on {moment('en', decided.at)}: {words.en}.",
    )
