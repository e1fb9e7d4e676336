"""A case file put together: from the facts as they were kept, the notices and the files, to the members by name."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from forms.casefile.archive import Content, write_archive
from forms.casefile.contents import (
    CALENDAR_LINES,
    CALENDARS,
    DERIVED,
    DOCUMENT_LINES,
    DOCUMENTS,
    FACTS,
    NOTICE_LINES,
    NOTICES,
    OFFICE,
    README,
    DocumentLine,
    FactLine,
    Manifest,
    NoticeLine,
    matter_member,
)
from forms.casefile.deriving import Opened, derive
from forms.casefile.fact_lines import fact_lines
from forms.casefile.holding import deliveries_of, papers_of, pdfs_of
from forms.casefile.opening import versions_of
from forms.casefile.readme import readme
from matters.case import NoticeDelivered, NoticeIssued
from matters.one_notice import thing_name

SUFFIXES = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9.-]+")


@dataclass(frozen=True)
class Kept:
    """A case as the office has it, with all that it was judged by."""

    opened: Opened
    kept: tuple[tuple[str, bytes], ...]
    """Each fact as it was kept, and its hash."""
    texts: Mapping[str, str]
    """By notice, what it says."""
    holds: Callable[[str], bool]
    """Whether a file is kept, by its digest."""
    fetch: Callable[[str], bytes]


@dataclass(frozen=True)
class Export:
    """Who exports, when, with which version of the program."""

    by: str
    at: datetime
    program: str


def write_case_file(take: Callable[[bytes], object], kept: Kept, export: Export) -> Manifest:
    """Hand a case file on piece by piece; one member at a time is in memory. The manifest, without its members.

    Raises LetterUnwritable.
    """
    lines = tuple(fact_lines(kept.kept, kept.opened.case.facts))
    manifest = Manifest(
        program=export.program,
        case=kept.opened.case.number,
        matter=kept.opened.case.matter,
        exported_at=export.at,
        exported_by=export.by,
        facts=len(lines),
        head=lines[-1].hash,
        opened_head=lines[-1].opened_hash,
        members=(),
    )
    members = dict(_members(kept, manifest, lines))
    write_archive(take, manifest, (Content(name, members[name]()) for name in sorted(members)))
    return manifest


Member = tuple[str, Callable[[], bytes]]
"""The name of a member, and what gives its content once its turn has come."""


def _members(kept: Kept, manifest: Manifest, lines: tuple[FactLine, ...]) -> Iterator[Member]:
    opened = kept.opened
    matter = opened.matters[opened.case.matter]
    yield README, lambda: readme(manifest, matter.name, matter.version)
    yield FACTS, lambda: b"".join(line.model_dump_json().encode() + b"\n" for line in lines)
    for digest in versions_of(opened.case):
        text = opened.matters[digest].model_dump_json(by_alias=True, exclude_defaults=True)
        yield matter_member(digest), text.encode
    yield OFFICE, lambda: opened.office.model_dump_json(indent=1).encode()
    yield CALENDARS, lambda: CALENDAR_LINES.dump_json(opened.calendars, indent=1)
    yield DERIVED, lambda: derive(opened).model_dump_json(indent=1).encode()
    yield from _documents(kept)
    yield from _notices(kept)


def _documents(kept: Kept) -> Iterator[Member]:
    matter = kept.opened.matters[kept.opened.case.matter]
    lines: list[DocumentLine] = []
    for one in papers_of(kept.opened.case):
        suffix = SUFFIXES.get(one.label, "bin")
        name = (
            f"documents/{one.material}-{one.digest[:12]}.{suffix}"
            if kept.holds(one.digest)
            else None
        )
        label = thing_name(matter, ("material", one.material))
        lines.append(
            DocumentLine(material=one.material, name=label, sha256=one.digest, member=name)
        )
        if name is not None:
            yield name, _fetching(kept, one.digest)
    yield DOCUMENTS, lambda: DOCUMENT_LINES.dump_json(tuple(lines), indent=1)


def _notices(kept: Kept) -> Iterator[Member]:
    issued = [fact for fact in kept.opened.case.facts if isinstance(fact, NoticeIssued)]
    pdfs, lines = pdfs_of(kept.opened.case), []
    for place, fact in enumerate(issued, start=1):
        stem = f"notices/{place:02}-{_NOT_IN_NAMES.sub('-', fact.key)}"
        yield f"{stem}.json", kept.texts[fact.key].encode
        digest = pdfs.get(fact.key)
        pdf = f"{stem}.pdf" if digest and kept.holds(digest) else None
        if pdf and digest:
            yield pdf, _fetching(kept, digest)
        proofs = {f"{stem}-proof-{one[:12]}.bin": one for one in _proofs(kept, fact.key)}
        yield from ((name, _fetching(kept, one)) for name, one in proofs.items())
        lines.append(_line(kept, fact, (f"{stem}.json", pdf, tuple(proofs))))
    yield NOTICES, lambda: NOTICE_LINES.dump_json(tuple(lines), indent=1)


def _line(
    kept: Kept, fact: NoticeIssued, members: tuple[str, str | None, tuple[str, ...]]
) -> NoticeLine:
    text, pdf, proofs = members
    return NoticeLine(
        key=fact.key,
        number=fact.number,
        letter=fact.letter,
        department=fact.department,
        issued_on=fact.on,
        text=text,
        pdf=pdf,
        deliveries=deliveries_of(kept.opened.case, fact.key),
        proofs=proofs,
    )


def _proofs(kept: Kept, key: str) -> tuple[str, ...]:
    facts = kept.opened.case.facts
    proofs = [one.proof for one in facts if isinstance(one, NoticeDelivered) and one.key == key]
    return tuple(one for one in proofs if one and kept.holds(one))


def _fetching(kept: Kept, digest: str) -> Callable[[], bytes]:
    return lambda: kept.fetch(digest)
