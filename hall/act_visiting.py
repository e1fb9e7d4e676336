"""The form of a visit: a place for each officer, filled in with those who were drawn, and the law of so many."""

from hall.case_file import CaseFile
from hall.spots import Choices, Spot
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
