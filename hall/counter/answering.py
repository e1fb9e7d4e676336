"""What a clerk typed on a page, taken into the draft: nothing is lost, and what a register said stays told apart."""

from collections.abc import Sequence

from forms.entries import Entry
from forms.line_problems import missing
from forms.lines import Line
from forms.outline import outline_of
from forms.problems import unconfirmed
from forms.submission import read_submission, row_tokens
from hall.counter.draft import OpenDraft
from hall.posted import Posted
from matters.case import Finding, FindingOutcome
from matters.fields import Answers, Value
from matters.rules import rows_of
from matters.words import Text

OF_CHECK = "checks."
"""Before the name of a check, for an objection to all that its register says."""
CONTESTABLE = frozenset({FindingOutcome.MATCH, FindingOutcome.MISMATCH, FindingOutcome.MULTIPLE})
NOTE = "objection:"
"""The note on a corrected field is sent under its path with this before it."""
CONFIRMED = "confirmed:"
"""Before the path of a field whose registered value the applicant has confirmed."""

NO_REASON = Text(
    zh="与登记信息不一致。请简要写明更正理由，例如“已变更，登记尚未更新”。",
    en="This differs from the register. Say briefly why, e.g. “changed, not yet updated there”.",
)


def taken_in(desk: OpenDraft, posted: Posted) -> OpenDraft:
    """The draft with what was written on the page."""
    submitted = {name: posted.texts(name) for name in posted.names()}
    read = read_submission(desk.matter, submitted, desk.draft.answers, desk.on)
    groups = outline_of(desk.matter).groups_by_path.keys() & submitted.keys()
    still_wrong = {
        path: raw
        for path, raw in desk.draft.written.items()
        if path not in submitted and path.partition(".")[0] not in groups
    }
    return desk.with_draft(
        answers=_own(desk, read.answers, posted),
        written=still_wrong | read.raw,
        objections=_notes(desk, posted),
    )


def with_row(desk: OpenDraft, group: str) -> OpenDraft:
    """The draft with one more row of the group; what cannot be a group adds nothing."""
    line = outline_of(desk.matter).groups_by_path.get(group)
    if line is None:
        return desk
    rows = rows_of(desk.draft.answers.get(group))
    # The page shows as many rows as there must be, also those in which nothing is written.
    shown = (*rows, *({} for _ in range(line.group.least - len(rows))))
    return desk.with_draft(answers={**desk.draft.answers, group: (*shown, {})[: line.group.most]})


def without_row(desk: OpenDraft, group: str, token: str, posted: Posted) -> OpenDraft:
    """The draft without the row of the group that the page called so."""
    tokens = row_tokens(posted.texts(group))
    if token not in tokens:
        return desk
    gone = tokens.index(token)
    rows = rows_of(desk.draft.answers.get(group))
    written = {
        new: raw
        for path, raw in desk.draft.written.items()
        if (new := _moved(path, group, gone + 1))
    }
    kept = (*rows[:gone], *rows[gone + 1 :])
    return desk.with_draft(answers={**desk.draft.answers, group: kept}, written=written)


def _moved(path: str, group: str, gone: int) -> str:
    """The path once the row is gone; empty if it was the row's own."""
    first, _, rest = path.partition(".")
    number, _, key = rest.partition(".")
    if first != group or not number.isdigit() or int(number) < gone:
        return path
    return "" if int(number) == gone else f"{group}.{int(number) - 1}.{key}"


def without_own(desk: OpenDraft, path: str) -> OpenDraft:
    """The draft without the applicant's own value of a field: the register's holds again."""
    draft = desk.draft
    return desk.with_draft(
        answers={key: value for key, value in draft.answers.items() if key != path},
        objections={key: note for key, note in draft.objections.items() if key != path},
    )


def _own(desk: OpenDraft, answers: Answers, posted: Posted) -> Answers:
    """Only what the applicant says: a prefilled value that comes back unchanged is the register's until confirmed."""
    lines = outline_of(desk.matter).by_path
    return {
        path: value
        for path, value in answers.items()
        if path not in lines
        or value != _registered(desk, lines[path])
        or (lines[path].confirm and _is_confirmed(desk, path, posted))
    }


def _is_confirmed(desk: OpenDraft, path: str, posted: Posted) -> bool:
    """As the page says, or as the draft has it where the page does not speak of it."""
    if f"{CONFIRMED}{path}" in posted.names():
        return posted.text(f"{CONFIRMED}{path}") == "yes"
    return path in desk.draft.answers


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
    """The notes on fields that are still corrected, and on registers that still say it."""
    return {
        path: note
        for path, note in desk.draft.objections.items()
        if (said_of(desk, path) if path.startswith(OF_CHECK) else is_corrected(desk, path))
    }


def said_of(desk: OpenDraft, path: str) -> Finding | None:
    """What the register said to which `checks.<check>` objects; None if it says nothing to object to."""
    finding = desk.filling.known.get(path.removeprefix(OF_CHECK))
    return finding if finding and finding.outcome in CONTESTABLE else None


def problems_of(desk: OpenDraft, entries: Sequence[Entry]) -> dict[str, Text]:
    """What keeps the clerk from going on: by path, in the order of the page."""
    problems: dict[str, Text] = {}
    for entry in entries:
        if not entry.visible:
            continue
        if entry.path in desk.wrong:
            problems[entry.path] = desk.wrong[entry.path]
        elif entry.missing:
            problems[entry.path] = missing(outline_of(desk.matter).by_path[entry.path])
        elif is_corrected(desk, entry.path) and entry.path not in desk.draft.objections:
            problems[entry.path] = NO_REASON
        elif entry.confirm and entry.source and not entry.confirmed:
            problems[entry.path] = unconfirmed(entry.label)
    return problems


def problems_in_rows(desk: OpenDraft) -> dict[str, Text]:
    """What is wrong or left out in the groups, in the order of the page."""
    shown = (
        path
        for group in desk.sheet.groups
        if group.visible
        for path in (group.path, *(e.path for row in group.rows for e in row.entries))
    )
    found = desk.filling.gaps | desk.wrong
    return {path: found[path] for path in shown if path in found}
