"""What stands in a case file: its members by name, and what their JSON says."""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime, TypeAdapter

from matters.calendars import Calendar
from matters.case import Fact
from matters.words import Frozen, Text

FORMAT = 1
MANIFEST = "manifest.json"
README = "README.txt"
FACTS = "facts.jsonl"
OFFICE = "office.json"
CALENDARS = "calendars.json"
NOTICES = "notices/list.json"
DOCUMENTS = "documents/list.json"
DERIVED = "derived.json"


class Member(Frozen):
    """One member of the archive, as the manifest names it."""

    name: str
    size: int
    sha256: str


class Manifest(Frozen):
    """What the archive holds, of which case, and the two ends of its hash chains."""

    format: int = FORMAT
    program: str
    """The version of OneGo that wrote it; templates and rules are its."""
    case: str
    matter: str
    """Digest of the published matter that the case follows."""
    exported_at: AwareDatetime
    exported_by: str
    facts: int
    head: str
    """The chain's last hash, as the database had it."""
    opened_head: str
    """The last hash of the second chain, over the opened facts."""
    members: tuple[Member, ...]


class FactLine(Frozen):
    """One fact: as it was kept, with its hash; and opened, chained once more."""

    seq: int
    hash: str
    kept: str
    """The very text that the hash covers; sensitive values are sealed in it."""
    opened: Fact
    opened_hash: str


class Counted(Frozen):
    """A calendar, and from when on the office counted by it."""

    since: AwareDatetime | None
    """None for the one that was in use when the case began."""
    calendar: Calendar


class NoticeLine(Frozen):
    """One notice: where its text and its PDF are; how it arrived stands in the facts, and here once more to read."""

    key: str
    number: str
    letter: str
    department: str
    issued_on: date
    text: str
    """The member with what it says."""
    pdf: str | None
    deliveries: tuple[str, ...]
    """Dispatch, arrival and failure, each in words with its receipt."""
    proofs: tuple[str, ...] = ()
    """Members with signed receipts or photographs."""


class DocumentLine(Frozen):
    """One file that was handed in."""

    material: str
    name: Text
    sha256: str
    member: str | None
    """None where the file itself is not kept here any more."""


class StepSaid(Frozen):
    """Where one step stands."""

    step: str
    name: Text
    status: str
    round: int
    ended_on: date | None


class WorkSaid(Frozen):
    """One piece of open work."""

    step: str
    part: str | None
    department: str
    due: date | None
    promised: date | None


class DaySaid(Frozen):
    """One day of a clock: whether it counts, as which, and why not."""

    on: date
    counted: bool
    number: int | None
    cause: Text
    article: Text | None


class ClockSaid(Frozen):
    """One clock of the ledger."""

    key: str
    kind: str
    title: Text
    basis: Text
    started: date
    base: date | None
    last: date | None
    stopped: date | None
    excluded: tuple[tuple[date, date | None], ...]
    days: tuple[DaySaid, ...] = ()


class LetterSaid(Frozen):
    """The digest of a notice's text as it follows from the facts."""

    key: str
    sha256: str


class Derived(Frozen):
    """What follows from the facts: where the case stands, its clocks, and its notices."""

    outcome: str | None
    accepted: date | None
    deemed: bool
    on: date
    """The day as of which the clocks are told: that of the last fact."""
    steps: tuple[StepSaid, ...]
    work: tuple[WorkSaid, ...]
    clocks: tuple[ClockSaid, ...]
    called_for: tuple[str, ...]
    """The keys of all notices that the facts call for, in their order."""
    letters: tuple[LetterSaid, ...]


CALENDAR_LINES: TypeAdapter[tuple[Counted, ...]] = TypeAdapter(tuple[Counted, ...])
NOTICE_LINES: TypeAdapter[tuple[NoticeLine, ...]] = TypeAdapter(tuple[NoticeLine, ...])
DOCUMENT_LINES: TypeAdapter[tuple[DocumentLine, ...]] = TypeAdapter(tuple[DocumentLine, ...])

Kind = Literal[
    "archive", "manifest", "facts", "matter", "office", "calendar", "documents", "notices", "state", "clocks"
]  # fmt: skip
"""What part of the file a difference is about."""


class Difference(Frozen):
    """One thing that does not agree, in words: which fact, which day, which notice."""

    about: Kind
    where: str
    says: Text


def matter_member(digest: str) -> str:
    return f"matters/{digest}.json"
