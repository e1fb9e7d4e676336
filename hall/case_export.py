"""A case of this installation as a case file: put together for a supervisor, or verified where it stands."""

import json
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import BinaryIO

from flows.installation import Installation
from forms.casefile.assembling import Export, Kept, write_case_file
from forms.casefile.contents import Counted, Manifest
from forms.casefile.deriving import Opened
from forms.casefile.opening import versions_of
from forms.casefile.verifying import Report, verify
from matters.case import NoticeIssued
from storage import cases, notices, published
from storage.case_exports import calendars_since, kept_facts
from storage.reads import Read, write

CASE_FILE = "case-file"
"""What its row in the readings says."""
PIECE = 1 << 20
IN_MEMORY = 16 << 20
"""Bytes of a case file that are held before it goes to a file without a name."""


def program_version() -> str:
    try:
        return version("onego")
    except PackageNotFoundError:
        return "0"


def kept_case(house: Installation, number: str) -> Kept:
    """The case with all that it was judged by; files are read when their turn comes. Raises NotFound."""
    with house.database.transaction() as connection:
        stored = cases.load(connection, house.keyring, number)
        case = stored.case
        issued = [fact.key for fact in case.facts if isinstance(fact, NoticeIssued)]
        found = notices.texts_of(connection, house.keyring, tuple((number, key) for key in issued))
        texts = {key: text for (_, key), (_, text) in found.items()}
        opened = Opened(
            case=case,
            matters={
                digest: published.matter_of(connection, digest) for digest in versions_of(case)
            },
            office=house.office,
            calendars=tuple(
                Counted(since=since, calendar=calendar)
                for since, calendar in calendars_since(
                    connection, house.calendars, case.facts[0].at
                )
            ),
            addresses={key: json.loads(text)["code_url"] for key, text in texts.items()},
        )
        rows = kept_facts(connection, number)
    return Kept(opened, rows, texts, house.files.exists, house.files.get)


def export_case(
    house: Installation, number: str, by: str, take: Callable[[bytes], object]
) -> Manifest:
    """Hand the case file on piece by piece. Raises NotFound, FileAltered, LetterUnwritable."""
    export = Export(by=by, at=house.clock(), program=program_version())
    return write_case_file(take, kept_case(house, number), export)


def exported(house: Installation, number: str, by: str) -> BinaryIO:
    """The case file, whole, at its beginning; big ones lie in a file without a name until they are sent."""
    # Closed by `pieces`, behind the last byte that is sent.
    target: BinaryIO = tempfile.SpooledTemporaryFile(IN_MEMORY)  # type: ignore[assignment]  # noqa: SIM115
    try:
        export_case(house, number, by, target.write)
    except BaseException:
        target.close()
        raise
    target.seek(0)
    return target


def pieces(target: BinaryIO) -> Iterator[bytes]:
    """The file in pieces as an answer sends them; closed behind the last."""
    with target:
        while piece := target.read(PIECE):
            yield piece


def verify_case(house: Installation, number: str, by: str) -> Report:
    """Export a case and verify what came out."""
    with exported(house, number, by) as target:
        return verify(target)


def note_export(house: Installation, number: str, account: str, purpose: str) -> None:
    """The row of an export at the command line, before the first byte is written (decision 13)."""
    row = Read(
        at=house.clock(),
        account=account,
        on_behalf=None,
        department="",
        case=number,
        what=CASE_FILE,
        purpose=purpose,
    )
    with house.database.transaction() as connection:
        write(connection, [row])
