"""All that `check` has to say of a matter: mistakes, cautions, and what it still lacks (domain 4.22)."""

import tempfile
from pathlib import Path
from typing import NamedTuple

from hall.admin.drafts import Draft, Line, proved, shipped_library
from hall.admin.long_tools import script_of
from hall.admin.subjects import Subject
from matters.completeness import Point, completeness
from matters.mistakes import Caution, Mistake, MistakesFound
from matters.office import Office
from matters.reading import cautions_of
from matters.workbench.unfinished import rewritten


class Checked(NamedTuple):
    """What was found."""

    mistakes: tuple[Mistake, ...]
    cautions: tuple[Caution, ...]
    points: tuple[Point, ...]
    of_scenarios: tuple[Mistake, ...]
    """What is wrong in the file of scenarios itself."""
    lines: tuple[Line, ...]
    """The text with the mistakes in their lines."""

    @property
    def lacking(self) -> int:
        return sum(not one.is_met for one in self.points)


def checked(subject: Subject, office: Office) -> Checked:
    """Everything at once; a text with mistakes has nothing else yet."""
    matter = subject.declared
    if matter is None:
        lines = Draft(subject.source, None, subject.mistakes).lines
        return Checked(subject.mistakes, (), (), (), lines)
    if subject.source and (wrong := proved(Draft(subject.source, matter, ())).mistakes):
        return Checked(wrong, (), (), (), Draft(subject.source, None, wrong).lines)
    count, wrong = _scenarios(subject)
    cautions = _cautions(subject)
    return Checked(
        mistakes=(),
        cautions=cautions,
        points=(*completeness(matter, office, count), rewritten(subject.source)),
        of_scenarios=wrong,
        lines=Draft(subject.source, matter, tuple(cautions)).lines if cautions else (),
    )


def _scenarios(subject: Subject) -> tuple[int, tuple[Mistake, ...]]:
    """How many there are, and what is wrong in their file."""
    if not subject.scenarios:
        return 0, ()
    try:
        script = script_of(subject.matter.matter, subject.scenarios)
    except MistakesFound as found:
        return 0, found.mistakes
    return len(script.file.scenarios), ()


def _cautions(subject: Subject) -> tuple[Caution, ...]:
    """Worth telling, though no mistake; nothing for a version whose text was not kept."""
    if not subject.source:
        return ()
    with tempfile.TemporaryDirectory(prefix="onego-check-") as folder:
        path = Path(folder) / f"{subject.matter.matter}.yaml"
        path.write_text(subject.source, encoding="utf-8", newline="\n")
        return tuple(cautions_of(path, shipped_library()))
