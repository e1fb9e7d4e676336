"""`onego case export` and `verify`: case files written, and verified alone."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from rich.progress import Progress

from flows.installation import Installation
from forms.casefile.telling import report_json, report_lines
from forms.casefile.verifying import Report, verify
from hall.case_export import exported, note_export, pieces, verify_case
from hall.console.opening import house_open
from hall.console.publishing import operator
from hall.console.speech import ERR, OUT, language, say
from matters.errors import OneGoError
from storage import cases
from storage.case_exports import case_numbers
from storage.settings import Settings


class NoSuchFile(OneGoError):
    """A case file that cannot be read or written."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(
            zh=f"无法读写文件 {path}：{why}。请核对路径。",
            en=f"The file {path} cannot be read or written: {why}. Check the path.",
        )


def export_to(settings: Settings, number: str, target: Path, *, as_json: bool) -> None:
    """Write the case file. Raises NotFound, NoSuchFile, DatabaseAway."""
    with house_open(settings) as house:
        with house.database.transaction() as connection:
            head = cases.load(connection, house.keyring, number).hash.hex()
        note_export(house, number, operator(), "export")
        digest = _written(house, number, target)
    if as_json:
        OUT.print(json.dumps({"file": str(target), "sha256": digest, "head": head}))
        return
    say(
        f"已写入 {target}（SHA-256 {digest}）。核验：onego case verify {target}",
        f"Wrote {target} (SHA-256 {digest}). Verify it: onego case verify {target}",
    )


def _written(house: Installation, number: str, target: Path) -> str:
    found = hashlib.sha256()
    source = exported(house, number, operator())
    try:
        with target.open("wb") as file:
            for piece in pieces(source):
                file.write(piece)
                found.update(piece)
    except OSError as wrong:
        raise NoSuchFile(str(target), wrong.strerror or str(wrong)) from None
    return found.hexdigest()


def verify_files(files: Sequence[Path], head: str, *, as_json: bool) -> int:
    """Verify archives; 0 if all agree. Raises NoSuchFile."""
    if not files:
        raise NoSuchFile("—", "no file was named")
    agree = True
    for path in files:
        try:
            with path.open("rb") as source:
                report = verify(source, head)
        except OSError as wrong:
            raise NoSuchFile(str(path), wrong.strerror or str(wrong)) from None
        agree = agree and report.agrees
        _tell(path.name, report, as_json=as_json)
    return 0 if agree else 1


def verify_all(settings: Settings, *, as_json: bool) -> int:
    """Export and verify every case; only those that do not agree are told one by one. Raises DatabaseAway."""
    wrong = 0
    with house_open(settings) as house, Progress(console=ERR, transient=True) as progress:
        with house.database.transaction() as connection:
            numbers = case_numbers(connection)
        task = progress.add_task("", total=len(numbers))
        for number in numbers:
            note_export(house, number, operator(), "verify")
            report = verify_case(house, number, operator())
            wrong += not report.agrees
            if as_json or report.differences or report.remarks:
                _tell(number, report, as_json=as_json)
            progress.advance(task)
    if not as_json:
        say(
            f"共核验{len(numbers)}件，{len(numbers) - wrong}件一致，{wrong}件不一致。",
            f"{len(numbers)} case(s) verified: {len(numbers) - wrong} agree, {wrong} do not.",
        )
    return 1 if wrong else 0


def _tell(name: str, report: Report, *, as_json: bool) -> None:
    if as_json:
        OUT.print(report_json(name, report))
        return
    for line in report_lines(name, report, language()):
        OUT.print(line)
