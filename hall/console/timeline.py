"""What happened to a case, one line a fact; no answer of an applicant stands in it."""

from matters.case import (
    ACCEPTANCE,
    CHINA,
    AcceptanceOpened,
    Accepted,
    CheckAnswered,
    Closed,
    Decided,
    EvidenceTaken,
    Fact,
    Inspected,
    Lapsed,
    Launched,
    MoreAsked,
    NotAccepted,
    NoticeDelivered,
    NoticeIssued,
    SentBack,
    StepOpened,
    Supplied,
    Taken,
    Terminated,
    VisitEnded,
    Withdrawn,
)
from matters.rules import Rules
from matters.words import Language, Text

OUTCOMES = {
    "granted": Text(zh="准予", en="granted"),
    "partly-granted": Text(zh="部分准予", en="partly granted"),
    "refused": Text(zh="不予", en="refused"),
    "not-accepted": Text(zh="不予受理", en="not accepted"),
    "withdrawn": Text(zh="已撤回", en="withdrawn"),
    "lapsed": Text(zh="逾期未补正", en="lapsed"),
    "issued": Text(zh="已核发", en="issued"),
}
FINDINGS = {
    "match": Text(zh="一致", en="match"),
    "mismatch": Text(zh="不一致", en="mismatch"),
    "no-record": Text(zh="无记录", en="no record"),
    "multiple": Text(zh="多条记录", en="several records"),
    "unavailable": Text(zh="数据源中断", en="unavailable"),
    "denied": Text(zh="无查询权限", en="denied"),
    "stale": Text(zh="数据过旧", en="stale"),
    "pending": Text(zh="查询中", en="pending"),
}


def line(rules: Rules, fact: Fact, language: Language) -> str:
    """Time, who, and what happened."""
    at = fact.at.astimezone(CHINA).strftime("%m-%d %H:%M:%S")
    who = department_name(rules, fact.by.department).into(language)
    return f"{at}  {who}  {_of_case(rules, fact).into(language)}"


def department_name(rules: Rules, key: str) -> Text:
    """How people call a department; the machine is called by its own name."""
    for one in rules.office.departments:
        if one.key == key:
            return one.name
    return Text(zh="综合窗口", en="Counter") if key == "hall" else Text(zh="系统", en="OneGo")


def step_name(rules: Rules, key: str) -> Text:
    """The name of a step, or of the hall's own part before all steps."""
    return Text(zh="受理", en="acceptance") if key == ACCEPTANCE else rules.matter.step(key).name


def _of_case(rules: Rules, fact: Fact) -> Text:
    match fact:
        case Launched():
            return Text(zh="收到申请", en="application received")
        case AcceptanceOpened(notice_by=day):
            return Text(zh=f"待受理，最迟{day}告知", en=f"waits for acceptance, notice by {day}")
        case Accepted(deemed=True):
            return Text(zh="逾期未告知，视为受理", en="accepted by silence")
        case Accepted(steps=steps):
            return Text(zh=f"受理，共{len(steps)}个环节", en=f"accepted, {len(steps)} steps")
        case NotAccepted(reason=reason):
            return Text(zh=f"不予受理：{reason}", en=f"not accepted: {reason}")
        case Withdrawn():
            return Text(zh="申请人撤回申请", en="withdrawn by the applicant")
        case Lapsed(until=day):
            return Text(zh=f"{day}前未补正，视为撤回", en=f"nothing supplied by {day}: lapsed")
        case Closed(outcome=outcome):
            said = OUTCOMES[outcome]
            return Text(zh=f"办结：{said.zh}", en=f"closed: {said.en}")
        case _:
            return _of_step(rules, fact)


def _of_step(rules: Rules, fact: Fact) -> Text:
    match fact:
        case StepOpened(step=step, promised=promised, due=due):
            day = promised or due
            return _at(
                rules, step, Text(zh=f"开始，期限{day}", en=f"open, due {day}") if day else _OPEN
            )
        case Taken(step=step):
            return _at(rules, step, Text(zh="已接办", en="taken in hand"))
        case Decided(step=step, decision=decision):
            return _at(rules, step, OUTCOMES[decision])
        case Inspected(step=step, passed=True):
            return _at(rules, step, Text(zh="现场合格", en="passed on site"))
        case Inspected(step=step, corrections=corrections):
            count = len(corrections)
            return _at(rules, step, Text(zh=f"须整改{count}项", en=f"{count} correction(s)"))
        case VisitEnded(step=step, passed=passed):
            said = (
                ("踏勘合格", "visit passed")
                if passed
                else ("汇总整改意见", "one list of corrections")
            )
            return _at(rules, step, Text(zh=said[0], en=said[1]))
        case SentBack(step=step, to=to):
            back = step_name(rules, to)
            return _at(rules, step, Text(zh=f"退回“{back.zh}”", en=f"sent back to {back.en}"))
        case Terminated(step=step, because=because):
            why = step_name(rules, because)
            return _at(rules, step, Text(zh=f"因“{why.zh}”未通过而终止", en=f"ended by {why.en}"))
        case _:
            return _of_papers(rules, fact)


_OPEN = Text(zh="开始", en="open")


def _of_papers(rules: Rules, fact: Fact) -> Text:
    match fact:
        case CheckAnswered(finding=finding):
            name = rules.matter.check(finding.check).check.name
            said = FINDINGS[finding.outcome]
            return Text(zh=f"核验“{name.zh}”：{said.zh}", en=f"check {name.en}: {said.en}")
        case EvidenceTaken(evidence=evidence):
            name = next(m.name for m in rules.matter.materials if m.key == evidence.material)
            how = ("告知承诺", "promised") if evidence.rung == "promise" else ("收取", "taken in")
            return Text(zh=f"{how[0]}“{name.zh}”", en=f"{how[1]}: {name.en}")
        case MoreAsked(step=step, wanted=wanted, until=until):
            said = Text(
                zh=f"一次性告知补正{len(wanted)}项，{until}前",
                en=f"{len(wanted)} thing(s) asked for by {until}",
            )
            return _at(rules, step, said)
        case Supplied(step=step):
            return _at(rules, step, Text(zh="申请人补正", en="supplied by the applicant"))
        case NoticeIssued(letter=letter, number=number):
            name = rules.office.letter(letter).name
            return Text(zh=f"制发{name.zh} {number}", en=f"issued {name.en} {number}")
        case NoticeDelivered(key=key, receipt=receipt):
            return Text(
                zh=f"送达（{key}），回执 {receipt}", en=f"delivered ({key}), receipt {receipt}"
            )
        case _:
            raise TypeError(f"no line tells of {type(fact).__name__}")


def _at(rules: Rules, step: str, said: Text) -> Text:
    name = step_name(rules, step)
    return Text(zh=f"{name.zh}：{said.zh}", en=f"{name.en}: {said.en}")
