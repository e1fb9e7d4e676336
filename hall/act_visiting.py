"""The forms of a visit and of fixing its day: who was drawn, the law of so many, and the days that it is held in."""

from collections.abc import Iterable
from datetime import date

from forms.letter_days import en_date, zh_date
from hall.case_file import CaseFile
from hall.spots import Choices, Spot
from matters.appointing import Due, due_around, passed_by
from matters.people import drawn_officers
from matters.spec import Item, Step
from matters.words import Text

LICENSING_ACT = Text(zh="行政许可法第三十四条", en="Administrative Licensing Act, article 34")


def spots_of_visit(file: CaseFile, step: Step) -> tuple[Spot, ...]:
    """The result, what to correct, and who went: those drawn for the reader's department stand there already."""
    drawn = drawn_officers(file.rules, file.now, step, file.department)
    return (
        Spot("passed", Text(zh="踏勘结果", en="Result of the visit"), "choice", PASSED),
        Spot(
            "corrections",
            Text(zh="整改意见", en="What to correct"),
            required=False,
            help=Text(
                zh="每行一项；各部门意见汇总为一份清单，一次告知。",
                en="One a line; all departments' lines go on one list.",
            ),
        ),
        Spot(
            "officers",
            Text(zh="踏勘人员", en="Officers"),
            "names",
            value=(*drawn, *[""] * (step.officers - len(drawn))),
        ),
    )


PASSED: Choices = (
    ("yes", Text(zh="合格", en="Passed")),
    ("no", Text(zh="需整改", en="Corrections needed")),
)


def days_before(file: CaseFile, step: Step) -> tuple[Text, ...]:
    """By when the step, and what waits for it, has to be done: for whoever fixes the day of a visit or a hearing."""
    dues = due_around(file.rules, file.now, step)
    own = tuple(_own(one.last) for one in dues if one.step == step.step)
    waiting = _by_day(file, (one for one in dues if one.step != step.step))
    return (*own, *(_waiting(names, last) for last, names in waiting))


def _own(last: date) -> Text:
    return Text(zh=f"本环节应于{zh_date(last)}前办结。", en=f"This step is due on {en_date(last)}.")


def _waiting(names: Text, last: date) -> Text:
    return Text(
        zh=f"等待本环节结果的{names.zh}应于{zh_date(last)}前办结。",
        en=f"Due on {en_date(last)}, and waiting for this: {names.en}.",
    )


def _by_day(file: CaseFile, dues: Iterable[Due]) -> tuple[tuple[date, Text], ...]:
    """The days, the earliest first, each with the names of what is due on it."""
    found: dict[date, list[Text]] = {}
    for one in sorted(dues, key=lambda due: due.last):
        found.setdefault(one.last, []).append(file.step_name(one.step))
    return tuple(
        (
            last,
            Text(
                zh="".join(f"“{one.zh}”" for one in names),
                en=", ".join(f"“{one.en}”" for one in names),
            ),
        )
        for last, names in found.items()
    )


def days_passed(file: CaseFile, step: Step, day: date) -> Text | None:
    """What the day that was fixed lies after, if it does."""
    passed = _by_day(file, passed_by(due_around(file.rules, file.now, step), day))
    if not passed:
        return None
    zh = "、".join(f"{names.zh}应当办结的{zh_date(last)}" for last, names in passed)
    en = "; ".join(f"{en_date(last)} ({names.en})" for last, names in passed)
    return Text(
        zh=f"请注意：所定日期晚于{zh}；确需如此的，请依法办理延期。",
        en=f"Note that the day lies after what is due: {en}. If it must be so, extend it by law.",
    )


def rule_of_visit(file: CaseFile, step: Step) -> Text:
    """How many must go, and by which law: the Licensing Act speaks of licences, an inspection has its own law."""
    zh = f"现场核查应当指派{step.officers}名以上工作人员"
    plural = "officer" if step.officers == 1 else "officers"
    en = f"{step.officers} {plural} or more must go"
    law = _law(_items(file, step))
    return (
        Text(zh=f"{zh}（{law.zh}）。", en=f"{en} ({law.en}).")
        if law
        else Text(zh=f"{zh}。", en=f"{en}.")
    )


def _items(file: CaseFile, step: Step) -> tuple[Item, ...]:
    """What is decided upon this visit, by the reader's department where anything is."""
    matter = file.rules.matter
    waiting = tuple(matter.step(key) for key in matter.waited_by(step.step))
    own = tuple(one for one in waiting if one.department == file.department)
    return tuple(one.item for one in own or waiting if one.item is not None)


def _law(items: tuple[Item, ...]) -> Text | None:
    if any(one.kind == "licence" for one in items):
        return LICENSING_ACT
    bases = dict.fromkeys(one.basis for one in items if one.kind == "inspection")
    return Text.same("；".join(bases)) if bases else None
