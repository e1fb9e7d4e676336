"""The places to write and choose in the forms of acts, filled with what the case and the office have."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hall.act_forms import Spot
from hall.act_step_reading import SENT_AS
from hall.case_file import CaseFile
from hall.part_names import part_names
from matters.case import ACCEPTANCE
from matters.ladder import ladders_of, objection_of
from matters.office import HALL
from matters.parts import open_parts
from matters.steps import Step
from matters.words import Text
from matters.work import ActName

Choices = tuple[tuple[str, Text], ...]

YES_NO: Choices = (("yes", Text(zh="是", en="Yes")), ("no", Text(zh="否", en="No")))
FOUND: Choices = (
    ("match", Text(zh="一致", en="It is so")),
    ("mismatch", Text(zh="不一致", en="They say something else")),
    ("no-record", Text(zh="无记录", en="There is no record")),
)
VERDICTS: Choices = (
    ("upheld", Text(zh="属实，予以整改", en="It is so, and is put right")),
    ("not-attributable", Text(zh="不可归责于办理部门", en="It was not the office's doing")),
)
REASON = Spot("reason", Text(zh="理由", en="Reason"))
NOTE = Spot("reason", Text(zh="理由", en="Reason"), required=False)
BASIS = Spot("basis", Text(zh="法律依据", en="Legal basis"))
PLAIN: dict[ActName, tuple[Spot, ...]] = {
    "return-proposal": (REASON,),
    "recall": (REASON,),
    "finish": (REASON,),
    "extend": (REASON,),
    "extend-bundle": (
        REASON,
        Spot(
            "approval",
            Text(zh="本级人民政府批准文号", en="Approval of the government, its number"),
            "text",
        ),
    ),
    "withdraw": (Spot("reason", Text(zh="撤回原因", en="Reason")),),
    "suspend": (Spot("ground", Text(zh="中止事由", en="Why it is suspended")), BASIS),
    "answer-rating": (
        Spot("verdict", Text(zh="核实结果", en="What it came to"), "choice", VERDICTS),
        Spot(
            "contacted_on",
            Text(zh="回访日期（不填为今日）", en="When the applicant was asked, if not today"),
            "date",
            required=False,
        ),
        Spot("finding", Text(zh="核实情况", en="What was found")),
        Spot("measure", Text(zh="整改措施或解释说明", en="What is done, or the explanation")),
        Spot("corrected_by", Text(zh="完成时限", en="Done by"), "date"),
    ),
    "answer-supervision": (
        Spot("text", Text(zh="办理情况、超期原因和整改措施", en="How it stands, and why late")),
    ),
    "give-opinion": (Spot("text", Text(zh="答复意见", en="The opinion")),),
    "object": (
        Spot("who", Text(zh="异议人", en="Who objects"), "text"),
        Spot("text", Text(zh="异议内容", en="The objection")),
    ),
    "revoke-acceptance": (REASON, BASIS),
    "revoke-decision": (REASON, BASIS),
    "verify": (
        Spot("outcome", Text(zh="核验结果", en="What the files say"), "choice", FOUND),
        Spot("note", Text(zh="说明", en="Note"), required=False),
    ),
    "check-promise": (
        Spot("kept", Text(zh="承诺是否履行", en="Is the promise kept?"), "choice", YES_NO),
        Spot("found", Text(zh="核查情况", en="What was found"), required=False),
        Spot(
            "correct_within",
            Text(
                zh="整改期限（工作日，未履行的填写）",
                en="Working days to put it right, if it is not kept",
            ),
            "number",
            required=False,
        ),
    ),
    "confirm-payment": (
        Spot("receipt", Text(zh="缴款凭证号", en="Number of the receipt"), "text"),
    ),
}
"""What is written where nothing is to be chosen."""


class Around(NamedTuple):
    """What forms offer that the case itself does not hold."""

    colleagues: Choices = ()


def spots_of(file: CaseFile, act: ActName, step: str, around: Around) -> tuple[Spot, ...]:
    """The places of one form; none for what needs no words."""
    if act in PLAIN:
        return PLAIN[act]
    declared = {one.step: one for one in file.rules.matter.steps}.get(step)
    match act:
        case "urge" | "terminate" | "skip" | "signal":
            return _of_case(file, act, step)
        case "transfer":
            return _of_transfer(file, around, declared)
        case "ask-verification":
            return (Spot("material", Text(zh="材料", en="Paper"), "list", to_verify(file)),)
        case "settle-objection":
            return (
                Spot("check", Text(zh="核验", en="Check"), "list", objected(file)),
                Spot(
                    "holds", Text(zh="异议是否成立", en="Is the applicant right?"), "choice", YES_NO
                ),
                REASON,
            )
        case "answer-call":
            done = Text(zh="对方系统是否已办理", en="Did the other system do it?")
            return (Spot("answered", done, "choice", YES_NO),)
        case _ if declared is not None:
            return _of_step(file, act, declared)
        case _:
            return ()


def _of_appointment(step: Step) -> tuple[Spot, ...]:
    hour = Text(zh="如 09:30", en="Like 09:30")
    when = (
        Spot("day", Text(zh="日期", en="Day"), "date"),
        Spot("hour", Text(zh="时间", en="Hour"), "text", help=hour),
        Spot(SENT_AS["place"], Text(zh="地点", en="Place"), "text"),
    )
    if step.kind != "hearing":
        return when
    announced = Text(
        zh="是否公告（未选即不公告）", en="Is it announced to all? (If nothing is chosen: no)"
    )
    return (
        *when,
        Spot("chair", Text(zh="听证主持人", en="Who presides"), "text"),
        Spot("public", announced, "choice", YES_NO),
    )


def _of_step(file: CaseFile, act: ActName, step: Step) -> tuple[Spot, ...]:
    match act:
        case "add-part" | "drop-part":
            return _of_parts(file, act, step)
        case "ask-opinion":
            return (
                _department(file),
                Spot("question", Text(zh="征求意见的事项", en="What is asked")),
                Spot(
                    "days",
                    Text(zh="答复期限（工作日）", en="Working days to answer"),
                    "number",
                    value="5",
                ),
            )
        case "revoke-opinion":
            return (_opinions(file, step), REASON)
        case "copy":
            text = Spot("text", Text(zh="抄送说明", en="What for"), required=False)
            return (_department(file), text)
        case "answer-objection":
            return _of_objections(file, step)
        case "appoint":
            return _of_appointment(step)
        case _:
            return ()


def _department(file: CaseFile, but: Iterable[str] = (), *, required: bool = True) -> Spot:
    without = {file.department, *but}
    options = tuple(
        (one.key, one.name) for one in file.rules.office.departments if one.key not in without
    )
    label = Text(zh="部门", en="Department")
    return Spot("department", label, "list", options, required=required)


def _of_parts(file: CaseFile, act: ActName, step: Step) -> tuple[Spot, ...]:
    own = file.now.step(step.step)
    if act == "drop-part":
        names = part_names(file.rules, file.now, file.fields)
        options = tuple((one.key, names.of(step.step, one.key)) for one in open_parts(own))
        return (Spot("part", Text(zh="减去", en="Which one"), "list", options), REASON)
    if step.kind == "opinion" and step.each is None:
        departments = tuple(
            (one.key, one.name)
            for one in file.rules.office.departments
            if one.key not in own.parts and one.key != HALL
        )
        return (Spot("department", Text(zh="部门", en="Department"), "list", departments), NOTE)
    return (_department(file, required=False), NOTE)


def _opinions(file: CaseFile, step: Step) -> Spot:
    asked = file.now.step(step.step).opinions.items()
    options = tuple(
        (str(number), _numbered(number, file.department_name(one.asked.department)))
        for number, one in asked
        if one.given is None and not one.revoked
    )
    return Spot("opinion", Text(zh="征求意见", en="Which question"), "list", options)


def _numbered(number: int, name: Text) -> Text:
    return Text(zh=f"第{number}号（{name.zh}）", en=f"no. {number} ({name.en})")


def _of_objections(file: CaseFile, step: Step) -> tuple[Spot, ...]:
    options = tuple(
        (str(number), _numbered(number, Text.same(one.raised.who)))
        for number, one in file.now.step(step.step).objections.items()
        if one.answered is None
    )
    return (
        Spot("objection", Text(zh="异议", en="Objection"), "list", options),
        Spot("upheld", Text(zh="异议是否成立", en="Is it upheld?"), "choice", YES_NO),
        Spot("reasons", Text(zh="理由", en="Reasons")),
    )


def _of_transfer(file: CaseFile, around: Around, step: Step | None) -> tuple[Spot, ...]:
    """Who decides a legal service is for the law to say: it goes to colleagues only."""
    only = step is not None and step.item is not None
    label = Text(zh="本部门人员", en="A colleague")
    to_account = Spot("to_account", label, "list", around.colleagues, required=only)
    if only:
        return (to_account, REASON)
    away = _department(file, (HALL,), required=False)
    other = Spot(
        "to_department", Text(zh="或者其他部门", en="Or another department"), "list", away.options,
        required=False,
    )  # fmt: skip
    return (to_account, other, REASON)


def _of_case(file: CaseFile, act: ActName, step: str) -> tuple[Spot, ...]:
    label = Text(zh="环节", en="Step")
    match act:
        case "urge":
            return (
                Spot("of", label, "list", tuple(open_steps(file))),
                Spot("text", Text(zh="催办内容", en="What is to be hurried")),
            )
        case "skip":
            return (Spot("of", label, "list", tuple(to_skip(file))), REASON)
        case "signal":
            happened = Text(zh="已发生的事项", en="What happened")
            return (Spot("name", happened, "list", signals(file, step)),)
        case _:
            whole = Text(zh="整个办件", en="The whole case")
            return (
                Spot("of", label, "list", tuple(left(file)), required=False, nothing=whole),
                REASON, BASIS,
            )  # fmt: skip


def to_verify(file: CaseFile) -> Choices:
    """The papers that nothing satisfies yet and that a department may be asked to look up."""
    matter = file.rules.matter
    return tuple(
        (one.material.key, one.material.name)
        for one in ladders_of(matter, file.now, file.today)
        if one.material in matter.verified and one.by is None and not one.awaited
    )


def objected(file: CaseFile) -> Choices:
    """The checks to which the applicant objects, and nobody has said yet who is right."""
    uses = (one for one in file.rules.matter.checks if objection_of(one, file.now) == "open")
    return tuple((use.key, use.check.name) for use in uses)


def open_steps(file: CaseFile) -> Iterator[tuple[str, Text]]:
    """The steps that are open."""
    return ((key, name) for key, name in left(file) if file.now.step(key).status == "open")


def left(file: CaseFile) -> Iterator[tuple[str, Text]]:
    """The steps of the case that have not ended."""
    accepted = file.now.accepted.steps if file.now.accepted else ()
    return ((key, file.step_name(key)) for key in accepted if not file.now.step(key).done)


def to_skip(file: CaseFile) -> Iterator[tuple[str, Text]]:
    """Those of them that decide no legal service."""
    matter = file.rules.matter
    return ((key, name) for key, name in left(file) if matter.step(key).item is None)


def signals(file: CaseFile, of: str = ACCEPTANCE) -> Choices:
    """What open steps, or one of them, wait for to be told, as far as the reader's department may tell it."""
    lead = file.rules.matter.lead
    found = (
        (wait.signal, step.name, wait.words)
        for step in file.rules.matter.steps
        if file.now.step(step.step).status == "open"
        and of in (ACCEPTANCE, step.step)
        and (file.is_hall or file.department in (lead, *step.all_departments))
        for wait in step.first
        if wait.signal is not None
    )
    return tuple(
        (signal, Text(zh=f"{name.zh}：{words.zh}", en=f"{name.en}: {words.en}"))
        for signal, name, words in found
    )
