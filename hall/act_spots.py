"""The places to write and choose in the forms of acts, filled with what the case and the office have."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from hall.act_choices import left, objected, open_steps, signals, to_skip, to_verify
from hall.act_deciding import spots_of_decision
from hall.act_lists import YES_NO, call_fields, spot_of, wants_of
from hall.act_plain_spots import BASIS, NOTE, PLAIN, REASON
from hall.act_visiting import spots_of_visit
from hall.case_file import CaseFile
from hall.form_mistakes import SENT_AS
from hall.part_names import part_names
from hall.spots import Choices, Spot
from matters.grounds import return_targets
from matters.office import HALL
from matters.one_notice import BECAUSE
from matters.parts import open_parts
from matters.steps import Step
from matters.words import Text


class Around(NamedTuple):
    """What forms offer that the case itself does not hold."""

    colleagues: Choices = ()


def spots_of(file: CaseFile, form: str, step: str, around: Around) -> tuple[Spot, ...]:
    """The places of a form by its name; none for what needs no words, and for a name that no form has."""
    declared = {one.step: one for one in file.rules.matter.steps}.get(step)
    if form in PLAIN:
        return PLAIN[form]
    if form in OF_PAPERS:
        return OF_PAPERS[form](file)
    match form:
        case "ask-for-more":
            return (*_of_notice(file), *_of_wants(file, step))
        case "urge" | "terminate" | "skip" | "signal":
            return _of_case(file, form, step)
        case "transfer":
            return _of_transfer(file, around, declared)
        case _ if declared is not None:
            return _of_step(file, form, declared)
        case _:
            return ()


def _of_verification(file: CaseFile) -> tuple[Spot, ...]:
    return (Spot("material", Text(zh="材料", en="Paper"), "list", to_verify(file)),)


def _of_objected_check(file: CaseFile) -> tuple[Spot, ...]:
    return (
        Spot("check", Text(zh="核验", en="Check"), "list", objected(file)),
        Spot("holds", Text(zh="异议是否成立", en="Is the applicant right?"), "choice", YES_NO),
        REASON,
    )


def _of_notice(file: CaseFile) -> tuple[Spot, ...]:
    """What a notice says of the whole: why it asks again, and how long there is."""
    left_empty = file.rules.office.profile.supplement.words
    return (
        Spot(
            "because",
            Text(zh="再次要求的原因", en="Why it is asked for again"),
            "list",
            tuple(BECAUSE.items()),
            required=False,
            nothing=Text(zh="（未选择）", en="(none)"),
        ),
        Spot("because_words", Text(zh="具体情况", en="In words"), required=False),
        Spot(
            "days",
            Text(zh="补正期限（工作日）", en="Time to supply (working days)"),
            "number",
            required=False,
            help=Text(zh=f"留空为{left_empty.zh}", en=f"Left empty: {left_empty.en}"),
        ),
    )


def _of_wants(file: CaseFile, step: str) -> Iterator[Spot]:
    """What is said of each thing that may be asked for; it must stand where the thing is chosen."""
    for want in wants_of(file, step):
        zh, en = want.label.zh, want.label.en
        wrong = Text(zh=f"“{zh}”存在的问题", en=f"{en}: what is wrong")
        standard = Text(zh=f"“{zh}”应当达到的标准", en=f"{en}: the standard to meet")
        yield Spot(f"wrong:{want.name}", wrong, "text")
        yield Spot(f"standard:{want.name}", standard, "text")


def _of_checks(file: CaseFile) -> tuple[Spot, ...]:
    uses = (use for use in file.rules.matter.checks if use.key in file.now.findings)
    options = tuple((use.key, use.check.name) for use in uses)
    return (Spot("check", Text(zh="核验事项", en="Check"), "list", options),) if options else ()


OF_PAPERS: dict[str, Callable[[CaseFile], tuple[Spot, ...]]] = {
    "check-again": _of_checks,
    "ask-verification": _of_verification,
    "settle-objection": _of_objected_check,
}
"""Forms that choose among the papers and checks of the case."""


def _of_return(file: CaseFile, step: Step) -> tuple[Spot, ...]:
    keys = return_targets(file.rules, file.now, step)
    options = tuple((key, file.step_name(key)) for key in keys)
    to = Spot("to", Text(zh="退回至", en="Back to"), "list", options)
    return (to, replace(REASON, label=Text(zh="退回理由", en="Reason"))) if options else ()


def _of_appointment(_file: CaseFile, step: Step) -> tuple[Spot, ...]:
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
        Spot("public", announced, "choice", YES_NO, required=False),
    )


def _of_step(file: CaseFile, form: str, step: Step) -> tuple[Spot, ...]:
    if form in OF_STEPS:
        return OF_STEPS[form](file, step)
    return spots_of_decision(file, form, step)


def _of_question(file: CaseFile, _step: Step) -> tuple[Spot, ...]:
    days = Text(zh="答复期限（工作日）", en="Working days to answer")
    return (
        _department(file),
        Spot("question", Text(zh="征求意见的事项", en="What is asked")),
        Spot("days", days, "number", value="5", required=False),
    )


def _of_revoked_question(file: CaseFile, step: Step) -> tuple[Spot, ...]:
    return (_opinions(file, step), REASON)


def _of_copy(file: CaseFile, _step: Step) -> tuple[Spot, ...]:
    return (
        _department(file),
        Spot("text", Text(zh="抄送说明", en="What for"), required=False),
    )


def _of_answer(_file: CaseFile, step: Step) -> tuple[Spot, ...]:
    done = Text(zh="对方系统是否已办理", en="Did the other system do it?")
    given = (spot_of(one, required=False) for one in call_fields(step))
    return (*given, Spot("answered", done, "choice", YES_NO))


def _department(file: CaseFile, but: Iterable[str] = (), *, required: bool = True) -> Spot:
    without = {file.department, *but}
    options = tuple(
        (one.key, one.name) for one in file.rules.office.departments if one.key not in without
    )
    label = Text(zh="部门", en="Department")
    return Spot("department", label, "list", options, required=required)


def _of_dropped_part(file: CaseFile, step: Step) -> tuple[Spot, ...]:
    names = part_names(file.rules, file.now, file.fields)
    parts = open_parts(file.now.step(step.step))
    options = tuple((one.key, names.of(step.step, one.key)) for one in parts)
    return (Spot("part", Text(zh="减去", en="Which one"), "list", options), REASON)


def _of_added_part(file: CaseFile, step: Step) -> tuple[Spot, ...]:
    if step.kind != "opinion" or step.each is not None:
        return (_department(file, required=False), NOTE)
    own = file.now.step(step.step)
    departments = tuple(
        (one.key, one.name)
        for one in file.rules.office.departments
        if one.key not in own.parts and one.key != HALL
    )
    return (Spot("department", Text(zh="部门", en="Department"), "list", departments), NOTE)


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


OF_STEPS: dict[str, Callable[[CaseFile, Step], tuple[Spot, ...]]] = {
    "add-part": _of_added_part,
    "answer-call": _of_answer,
    "answer-objection": _of_objections,
    "appoint": _of_appointment,
    "ask-opinion": _of_question,
    "copy": _of_copy,
    "drop-part": _of_dropped_part,
    "inspect": spots_of_visit,
    "revoke-opinion": _of_revoked_question,
    "send-back": _of_return,
}
"""Forms that are made of what their step has; any other decides it."""


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


def _of_case(file: CaseFile, act: str, step: str) -> tuple[Spot, ...]:
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
