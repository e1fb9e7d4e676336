"""The letters of a matter proved before anybody is written to, each flaw at its line of the matter or the template.

The matter's own checks know no templates, and templates know no files of matters: here the two are put together.
"""

from collections.abc import Iterator
from pathlib import Path

from forms.letter_proving import Flaw, flaws
from forms.letters import TEMPLATES
from matters.documents import opened
from matters.library import Library
from matters.mistakes import Mistake, MistakesFound, in_order
from matters.positions import Loc, entry_at
from matters.reading import check_matter, read_matter
from matters.rules import Rules
from matters.sheets import Sheet
from matters.spec import Matter
from matters.words import Text
from matters.workbench.explaining_letters import EVENTS


def all_mistakes(path: Path, library: Library) -> tuple[Mistake, ...]:
    """Everything that is wrong with a matter's file; its letters are proved once nothing else is wrong."""
    mistakes = check_matter(path, library)
    return mistakes or letter_mistakes(path, read_matter(path, library), library)


def read_proved(path: Path, library: Library) -> Matter:
    """A matter all of whose letters can be written. Raises MistakesFound."""
    matter = read_matter(path, library)
    if mistakes := letter_mistakes(path, matter, library):
        raise MistakesFound(mistakes)
    return matter


def letter_mistakes(path: Path, matter: Matter, library: Library) -> tuple[Mistake, ...]:
    """What is wrong with the letters of a matter that has no other mistake."""
    found = flaws(Rules(matter, library.office, library.calendar))
    if not found:
        return ()
    sheet = opened(path).sheet
    return in_order(_mistake(matter, sheet, flaw) for flaw in found)


def _mistake(matter: Matter, sheet: Sheet | None, flaw: Flaw) -> Mistake:
    """At the matter's own line if it chose the letter, else at the template's."""
    file = f"{flaw.template}.{flaw.language}.j2"
    event = EVENTS[flaw.event]
    of_step = f"（环节“{flaw.step}”）" if flaw.step else ""
    what = Text(
        zh=f"{event.zh}{of_step}的文书“{flaw.letter}”（{file}）{flaw.what.zh}。",
        en=f"The letter “{flaw.letter}” ({file}) {event.en}"
        + (f", step “{flaw.step}”" if flaw.step else "")
        + f": {flaw.what.en}.",
    )
    for loc in _chosen(matter, flaw):
        if sheet is not None and entry_at(sheet.root, loc) is not None:
            hint = Text(
                zh=f"请改用合适的文书，或者修改模板第{flaw.line}行。",
                en=f"Choose a letter that fits, or mend line {flaw.line} of its template.",
            )
            return sheet.mistake(loc, what, hint)
    hint = Text(
        zh="请修改模板，写明该内容；可用的名称见 forms/letter_context.py。",
        en="Mend the template; what it may name stands in forms/letter_context.py.",
    )
    place = str(TEMPLATES / file)
    return Mistake(file=place, line=flaw.line, column=1, path="", what=what, hint=hint)


def _chosen(matter: Matter, flaw: Flaw) -> Iterator[Loc]:
    """Where the matter may have chosen the letter, the nearest first."""
    for number, step in enumerate(matter.steps):
        if step.step == flaw.step:
            yield ("steps", number, "letters", flaw.event)
            if flaw.event == "certificate":
                yield ("steps", number, "issues", "letter")
    yield ("letters", flaw.event)
