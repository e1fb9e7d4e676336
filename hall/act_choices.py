"""What there is to choose in a case: its papers, its checks, its steps, and what may be told to have happened."""

from collections.abc import Iterator

from hall.case_file import CaseFile
from hall.spots import Choices
from matters.case import ACCEPTANCE
from matters.ladder import ladders_of, objection_of
from matters.words import Text


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
