"""`onego matter check`: every mistake at its line, all at once."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from hall.console.catalogue import read_scenarios
from hall.console.speech import OUT, language, say
from hall.letter_mistakes import all_mistakes, letter_mistakes
from matters.completeness import missing
from matters.errors import OneGoError
from matters.library import Library
from matters.mistakes import Mistake, MistakesFound, in_order
from matters.reading import (
    SHIPPED,
    cautions_of,
    read_library,
    read_matter,
    shipped_catalogue,
)
from matters.spec import Matter
from matters.words import Frozen, Text
from matters.workbench.unfinished import POINT, unfinished


class NothingToCheck(OneGoError):
    """No file was named."""

    def __init__(self) -> None:
        super().__init__(
            zh="请写明要检查的文件，或写 all 检查随附的全部事项。",
            en="Name the files to check, or `all` for the shipped catalogue.",
        )


def check_shipped() -> int:
    """Check the shipped catalogue and its scenarios; 1 if anything is wrong."""
    try:
        catalogue = shipped_catalogue()
        read_scenarios(catalogue)
    except MistakesFound as found:
        return tell(found.mistakes)
    wrong: list[Mistake] = []
    for matter in catalogue.matters:
        file = _shipped_file(matter)
        if mistakes := letter_mistakes(file, matter, catalogue):
            wrong += mistakes
            continue
        _fine(matter)
        _beside(file, matter, catalogue)
    return tell(wrong) if wrong else 0


def _shipped_file(matter: Matter) -> Path:
    return SHIPPED / "matters" / f"{matter.matter}.yaml"


def check_as_json(names: Sequence[str]) -> int:
    """Print mistakes and cautions as one list; 1 if there is a mistake. Raises NothingToCheck, MistakesFound."""
    if not names:
        raise NothingToCheck
    found = [one for name in names for one in (_all_shipped() if name == "all" else _of(name))]
    OUT.print("[" + ",\n".join(one.model_dump_json() for one in found) + "]")
    return 1 if any(one.kind == "mistake" for one in found) else 0


class Told(Frozen):
    """One mistake or caution as `--json` prints it."""

    kind: Literal["mistake", "caution"]
    mistake: Mistake


class Lacking(Frozen):
    """One thing that a matter still lacks to be published, as `--json` prints it (domain 4.22)."""

    kind: Literal["missing"] = "missing"
    file: str
    line: int | None = None
    """Where one line of the file is what must be rewritten."""
    point: Text
    what: Text

    @property
    def where(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


def _all_shipped() -> Iterator[Told | Lacking]:
    try:
        catalogue = shipped_catalogue()
        read_scenarios(catalogue)
    except MistakesFound as found:
        yield from (Told(kind="mistake", mistake=one) for one in found.mistakes)
        return
    for matter in catalogue.matters:
        file = _shipped_file(matter)
        wrong = letter_mistakes(file, matter, catalogue)
        yield from (Told(kind="mistake", mistake=one) for one in wrong)
        yield from _found_beside(file, matter, catalogue)


def _of(name: str) -> Iterator[Told | Lacking]:
    path = Path(name)
    library = library_of(path)
    mistakes = all_mistakes(path, library)
    yield from (Told(kind="mistake", mistake=one) for one in mistakes)
    if not mistakes:
        yield from _found_beside(path, read_matter(path, library), library)


def _found_beside(path: Path, matter: Matter, library: Library) -> Iterator[Told | Lacking]:
    """What is no mistake but worth telling: cautions, and what is still missing."""
    for caution in cautions_of(path, library):
        yield Told(kind="caution", mistake=caution)
    scenarios = path.absolute().parent.parent / "scenarios" / path.name
    for one in missing(matter, library.office, int(scenarios.exists())):
        yield Lacking(file=str(path), point=one.point, what=one.what)
    for line in unfinished(path.read_text("utf-8")):
        yield Lacking(file=str(path), line=line.line, point=POINT, what=line.what)


def _beside(path: Path, matter: Matter, library: Library) -> None:
    for one in _found_beside(path, matter, library):
        match one:
            case Told(mistake=caution):
                say(f"提示：{caution.sentence('zh')}", f"Caution: {caution.sentence('en')}")
            case Lacking(point=point, what=what):
                say(
                    f"尚缺：{one.where}：{point.zh}：{what.zh}",
                    f"Still missing: {one.where}: {point.en}: {what.en}",
                )


def check_files(paths: Sequence[Path]) -> int:
    """Check matters, each against the library it lies beside, else the shipped one; 1 if anything is wrong.

    Raises NothingToCheck, and MistakesFound where the library itself is wrong.
    """
    if not paths:
        raise NothingToCheck
    wrong: list[Mistake] = []
    for path in paths:
        library = library_of(path)
        mistakes = all_mistakes(path, library)
        wrong += mistakes
        if not mistakes:
            say(f"{path}：没有错误", f"{path}: no mistakes")
            _beside(path, read_matter(path, library), library)
    return tell(in_order(wrong)) if wrong else 0


def library_of(path: Path) -> Library:
    """The library of the catalogue in which the file lies, else the shipped one. Raises MistakesFound."""
    own = path.absolute().parent.parent
    return read_library(own if (own / "office.yaml").exists() else SHIPPED)


def tell(mistakes: Sequence[Mistake]) -> int:
    """Print the mistakes as `file:line: …`; always 1."""
    for one in mistakes:
        OUT.print(one.sentence(language()))
    say(f"共{len(mistakes)}处错误。", f"{len(mistakes)} mistake(s).")
    return 1


def _fine(matter: Matter) -> None:
    say(
        f"{matter.matter} 第{matter.version}版：没有错误",
        f"{matter.matter} version {matter.version}: no mistakes",
    )
