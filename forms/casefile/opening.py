"""A case file read into what it tells of: facts, matters, office, calendars, notices."""

from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from forms.casefile.archive import Archive, NotACaseFile
from forms.casefile.contents import (
    CALENDAR_LINES,
    CALENDARS,
    DERIVED,
    DOCUMENT_LINES,
    DOCUMENTS,
    FACTS,
    FORMAT,
    NOTICE_LINES,
    NOTICES,
    OFFICE,
    Derived,
    Difference,
    DocumentLine,
    FactLine,
    NoticeLine,
    matter_member,
)
from forms.casefile.deriving import Opened
from forms.letters import Letter
from matters.case import Case, Moved
from matters.office import Office
from matters.spec import Matter
from matters.words import Text

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")


class Read(NamedTuple):
    """All that a case file says."""

    lines: tuple[FactLine, ...]
    opened: Opened
    notices: tuple[NoticeLine, ...]
    letters: dict[str, Letter]
    documents: tuple[DocumentLine, ...]
    derived: Derived


def read_in(archive: Archive) -> Read:
    """Read every part. Raises NotACaseFile naming the one that cannot be read."""
    if archive.manifest.format != FORMAT:
        number = archive.manifest.format
        raise NotACaseFile(
            Text(
                zh=f"档案格式为第{number}版，请用写出该档案的程序版本核验。",
                en=f"its format is {number}: verify it with the version that wrote it",
            )
        )
    lines = tuple(_each(archive))
    notices = _parsed(archive, NOTICES, NOTICE_LINES)
    letters = {one.key: _model(archive, one.text, Letter) for one in notices}
    case = Case(
        number=archive.manifest.case,
        matter=archive.manifest.matter,
        facts=tuple(line.opened for line in lines),
    )
    return Read(
        lines=lines,
        opened=Opened(
            case=case,
            matters={
                digest: _model(archive, matter_member(digest), Matter)
                for digest in versions_of(case)
            },
            office=_model(archive, OFFICE, Office),
            calendars=_parsed(archive, CALENDARS, CALENDAR_LINES),
            addresses={key: letter.code_url for key, letter in letters.items()},
        ),
        notices=notices,
        letters=letters,
        documents=_parsed(archive, DOCUMENTS, DOCUMENT_LINES),
        derived=_model(archive, DERIVED, Derived),
    )


def versions_of(case: Case) -> tuple[str, ...]:
    """Every version of its matter that the case ever followed, by digest."""
    moves = [fact for fact in case.facts if isinstance(fact, Moved)]
    moved = [digest for fact in moves for digest in (fact.before, fact.after)]
    return tuple(dict.fromkeys((*moved, case.matter)))


def matter_differences(read: Read) -> Iterator[Difference]:
    """Matters whose digest is not the one that the case is pinned to."""
    for digest, matter in read.opened.matters.items():
        if matter.digest != digest:
            says = Text(
                zh="事项版本的内容与办件所依据的摘要不符，事项被改动",
                en="is not the version that the case follows: its digest differs",
            )
            yield Difference(about="matter", where=matter_member(digest), says=says)


def _each(archive: Archive) -> Iterator[FactLine]:
    for line in archive.read(FACTS).splitlines():
        try:
            yield FactLine.model_validate_json(line)
        except ValidationError as wrong:
            raise _unreadable(FACTS, wrong) from wrong


def _model(archive: Archive, name: str, kind: type[M]) -> M:
    try:
        return kind.model_validate_json(archive.read(name))
    except ValidationError as wrong:
        raise _unreadable(name, wrong) from wrong


def _parsed(archive: Archive, name: str, adapter: TypeAdapter[T]) -> T:
    try:
        return adapter.validate_json(archive.read(name))
    except ValidationError as wrong:
        raise _unreadable(name, wrong) from wrong


def _unreadable(name: str, wrong: ValidationError) -> NotACaseFile:
    first = wrong.errors(include_input=False, include_url=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    said = f"{name} {place}: {first['msg']}"
    return NotACaseFile(Text(zh=f"内容无法读取：{said}", en=f"cannot be read: {said}"))
