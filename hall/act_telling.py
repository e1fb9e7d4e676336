"""What an act brought about, and what somebody else did meanwhile, in one sentence each."""

from hall.case_file import CaseFile
from hall.case_words import OUTCOME_WORDS, status_words
from hall.rendering import moment
from matters.acts import (
    Accept,
    Act,
    AskForMore,
    CheckAgain,
    Decide,
    Inspect,
    RefuseToAccept,
    SendBack,
    Supply,
    Take,
    Withdraw,
)
from matters.case import ACCEPTANCE, Closed, Fact, StepOpened, Supplied, VisitEnded
from matters.errors import CaseClosed, OneGoError, StepNotOpen
from matters.words import Text

DONE: dict[type[Act], Text] = {
    Accept: Text(zh="已受理。", en="Accepted."),
    RefuseToAccept: Text(zh="已作出不予受理决定。", en="Refused to accept."),
    AskForMore: Text(zh="已发出一次性补正告知。", en="The applicant is told what is missing."),
    CheckAgain: Text(zh="已重新发起核验。", en="The register is asked again."),
    Take: Text(zh="已领取。", en="It is in your hands."),
    Inspect: Text(zh="已提交踏勘结果。", en="Your report is in."),
    SendBack: Text(zh="已退回。", en="Sent back."),
    Withdraw: Text(zh="申请已撤回。", en="The application is withdrawn."),
}
DECIDED = {
    "granted": Text(zh="已准予。", en="Granted."),
    "refused": Text(zh="已作出不予决定。", en="Refused."),
    "issued": Text(zh="已核发。", en="Issued."),
}
AGAIN = Text(
    zh="该操作此前已提交，没有重复办理。", en="This was submitted before; nothing was done twice."
)


def after_act(before: CaseFile, after: CaseFile, act: Act) -> Text:
    """What was done, and what opened next."""
    new = after.case.facts[len(before.case.facts) :]
    if not any(fact.by.account == after.account.id for fact in new):
        return AGAIN
    parts = [_done(act, new), *_opened(after, new), *_ended(after, new)]
    return Text(zh="".join(one.zh for one in parts), en=" ".join(one.en for one in parts))


def _done(act: Act, new: tuple[Fact, ...]) -> Text:
    match act:
        case Decide(decision=decision):
            return DECIDED[decision]
        case Supply():
            complete = any(isinstance(fact, Supplied) and fact.complete for fact in new)
            if complete:
                return Text(zh="补正完毕。", en="All that was asked for is in.")
            return Text(zh="已收下，尚有内容待补。", en="Taken in; something is still missing.")
        case _:
            return DONE[type(act)]


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
                words, _ = OUTCOME_WORDS[outcome]
                said.append(Text(zh=f"本办件已办结：{words.zh}。", en=f"Case closed: {words.en}."))
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
        else status_words(file.now.step(step).status)[0]
    )
    who = file.who(decided.by)
    return Text(
        zh=f"{who.zh}已于{moment('zh', decided.at)}办理：{words.zh}。",
        en=f"{who.en} has already acted on {moment('en', decided.at)}: {words.en}.",
    )
