"""What a clerk typed on a page, taken into the draft: nothing is lost, and what a register said stays told apart."""

from collections.abc import Sequence

from forms.answering import missing
from forms.outline import Line, outline_of
from forms.sheet import Entry
from forms.submission import read_submission
from hall.counter.draft import OpenDraft
from hall.posted import Posted
from matters.case import Finding
from matters.fields import Answers, Value
from matters.words import Text

NOTE = "objection:"
"""The note on a corrected field is sent under its path with this before it."""

NO_REASON = Text(
    zh="与登记信息不一致。请简要写明更正理由，例如“已变更，登记尚未更新”。",
    en="This differs from the register. Say briefly why, e.g. “changed, not yet updated there”.",
)


def taken_in(desk: OpenDraft, posted: Posted) -> OpenDraft:
    """The draft with what was written on the page."""
    paths = outline_of(desk.matter).by_path
    submitted = {name: posted.texts(name) for name in posted.names() if name in paths}
    read = read_submission(desk.matter, submitted, desk.draft.answers, desk.on)
    still_wrong = {p: raw for p, raw in desk.draft.written.items() if p not in submitted}
    return desk.with_draft(
        answers=_own(desk, read.answers),
        written=still_wrong | read.raw,
        objections=_notes(desk, posted),
    )


def without_own(desk: OpenDraft, path: str) -> OpenDraft:
    """The draft without the applicant's own value of a field: the register's holds again."""
    draft = desk.draft
    return desk.with_draft(
        answers={key: value for key, value in draft.answers.items() if key != path},
        objections={key: note for key, note in draft.objections.items() if key != path},
    )


def _own(desk: OpenDraft, answers: Answers) -> Answers:
    """Only what the applicant says: a prefilled value that comes back unchanged is the register's."""
    lines = outline_of(desk.matter).by_path
    return {
        path: value for path, value in answers.items() if value != _registered(desk, lines[path])
    }


def _registered(desk: OpenDraft, line: Line) -> Value:
    found = desk.filling.registered(line)
    return found.value if found else None


def _notes(desk: OpenDraft, posted: Posted) -> dict[str, str]:
    notes = dict(desk.draft.objections)
    for name in posted.names():
        if name.startswith(NOTE):
            notes[name.removeprefix(NOTE)] = posted.text(name)[:500]
    return {path: note for path, note in notes.items() if note}


def registered_text(desk: OpenDraft, path: str) -> tuple[Finding, Value] | None:
    """What a register says of a field, and where that was said; None if it says nothing."""
    found = desk.filling.registered(outline_of(desk.matter).by_path[path])
    return (found.finding, found.value) if found else None


def is_corrected(desk: OpenDraft, path: str) -> bool:
    """Whether the applicant's own value differs from what the register says."""
    own, found = desk.draft.answers.get(path), registered_text(desk, path)
    return own is not None and found is not None and found[1] != own


def objections_of(desk: OpenDraft) -> dict[str, str]:
    """The notes on fields that are still corrected."""
    return {p: note for p, note in desk.draft.objections.items() if is_corrected(desk, p)}


def problems_of(desk: OpenDraft, entries: Sequence[Entry]) -> dict[str, Text]:
    """What keeps the clerk from going on: by path, in the order of the page."""
    problems: dict[str, Text] = {}
    for entry in entries:
        if not entry.visible:
            continue
        if entry.path in desk.wrong:
            problems[entry.path] = desk.wrong[entry.path]
        elif entry.missing:
            problems[entry.path] = _missing(desk, entry)
        elif is_corrected(desk, entry.path) and entry.path not in desk.draft.objections:
            problems[entry.path] = NO_REASON
    return problems


def _missing(desk: OpenDraft, entry: Entry) -> Text:
    return missing(outline_of(desk.matter).by_path[entry.path])
