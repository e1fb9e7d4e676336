"""The form of a visit: a place for each officer, filled in with those who were drawn, and the law of so many."""

from dataclasses import replace

from hall.act_forms import ActForm
from hall.case_file import CaseFile
from matters.people import drawn_officers
from matters.spec import Item, Step
from matters.words import Text

LICENSING_ACT = Text(zh="行政许可法第三十四条", en="Administrative Licensing Act, article 34")


def visiting(file: CaseFile, form: ActForm, step: Step) -> ActForm:
    """The form with its officers: those drawn for the reader's department, then empty places up to the number asked."""
    names = form.typed.texts("officers") or _drawn(file, step)
    places = (*names, *[""] * (step.officers - len(names)))
    return replace(form, officers=places, rule=_rule(file, step))


def _drawn(file: CaseFile, step: Step) -> tuple[str, ...]:
    return drawn_officers(file.rules, file.now, step, file.department)


def _rule(file: CaseFile, step: Step) -> Text:
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
