"""The tables. Facts are the truth and only grow; every other column of a case is a projection of them.

A city of 100,000 matters a day writes these rows: they are narrow, and no document is rewritten as a case grows.
"""

from datetime import date, datetime

from sqlalchemy import Column, DateTime, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, SQLModel


def moment_column(*, empty: bool = False) -> Column[datetime]:
    """A moment with its zone."""
    return Column(DateTime(timezone=True), nullable=empty)


_BY_DAY = text("(coalesce(promised_on, due_on, '9999-12-31'::date))")
"""What a queue is walked by: the promised day, else the statutory one; work without a limit comes last."""


class PublishedMatter(SQLModel, table=True):
    """A matter as it was published; never changed, only retired."""

    __tablename__ = "matters"

    digest: str = Field(primary_key=True)
    key: str = Field(index=True)
    version: int
    body: str = Field(sa_column=Column(Text, nullable=False))
    source: str = Field(sa_column=Column(Text, nullable=False))
    """The YAML as the administrator wrote it."""
    published_at: datetime = Field(sa_column=moment_column())
    published_by: str
    retired_at: datetime | None = Field(default=None, sa_column=moment_column(empty=True))
    """In the future where a later version is to take its place."""
    retired_by: str | None = None
    takes_from: datetime = Field(sa_column=moment_column())
    """From when on new cases follow it."""
    author: str | None = None
    """Who wrote it; nobody for a matter that came with the product."""


class MatterDraft(SQLModel, table=True):
    """A version that was handed in, and waits for somebody other than its author to publish it."""

    __tablename__ = "matter_drafts"

    digest: str = Field(primary_key=True)
    key: str
    version: int
    source: str = Field(sa_column=Column(Text, nullable=False))
    author: str
    handed_in_at: datetime = Field(sa_column=moment_column())


class CaseRow(SQLModel, table=True):
    """One case: the columns that pages search by, and when the machine must look at it again."""

    __tablename__ = "cases"
    __table_args__ = (
        Index("cases_due", "wake_at", postgresql_where=text("wake_at is not null")),
        Index("cases_newest", text("launched_at desc"), "number"),
        Index("cases_open", "matter_key", text("launched_at desc"),
              postgresql_where=text("outcome is null")),
        Index("cases_awaiting", "awaits", postgresql_using="gin",
              postgresql_where=text("awaits is not null")),
    )  # fmt: skip

    number: str = Field(primary_key=True)
    digest: str = Field(sa_column=Column(String, ForeignKey("matters.digest"), nullable=False))
    matter_key: str
    version: int
    """How many facts it has: what an act is checked against."""
    state: str
    outcome: str | None = None
    applicant: str
    """Masked, as lists show it."""
    subject: bytes = Field(sa_column=Column(LargeBinary, nullable=False, index=True))
    """Blind index of the applicant's ID number or credit code: found by it, never read from it."""
    follow: str = Field(unique=True)
    """What the QR code of the receipt carries: who has it may follow the case."""
    launched_at: datetime = Field(sa_column=moment_column())
    due_on: date | None = None
    closed_at: datetime | None = Field(default=None, sa_column=moment_column(empty=True))
    wake_at: datetime | None = Field(default=None, sa_column=moment_column(empty=True))
    awaits: list[str] | None = Field(default=None, sa_column=Column(ARRAY(String), nullable=True))
    """Registers that were away when it asked them: it is woken when one is back."""
    leased_until: datetime | None = Field(default=None, sa_column=moment_column(empty=True))
    wave: str | None = None
    waves: int = 0
    carried: int = 0
    """Sum over its waves of how many cases each carried."""


class FactRow(SQLModel, table=True):
    """One thing that happened, as it was written, chained to what happened before."""

    __tablename__ = "facts"
    __table_args__ = (
        Index("facts_asked_again", "case_number",
              postgresql_where=text("body like '{\"fact\":\"more-asked\"%' and body like '%\"again\":%'")),
    )  # fmt: skip

    case_number: str = Field(sa_column=Column(String, ForeignKey("cases.number"), primary_key=True))
    seq: int = Field(primary_key=True)
    body: str = Field(sa_column=Column(Text, nullable=False))
    hash: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class ShownValuesRow(SQLModel, table=True):
    """What a register said for people to read only, sealed; the fact keeps its digest, and the row goes in its time."""

    __tablename__ = "shown_values"

    case_number: str = Field(sa_column=Column(String, ForeignKey("cases.number"), primary_key=True))
    seq: int = Field(primary_key=True)
    check_key: str
    sealed: str


class WorkRow(SQLModel, table=True):
    """A piece of open work: a projection, gone when it is done."""

    __tablename__ = "work_items"
    __table_args__ = (
        Index("work_of_department", "department", _BY_DAY, "case_number", "step", "part"),
        Index("work_of_holder", "department", "holder", _BY_DAY, "case_number", "step", "part",
              postgresql_where=text("holder is not null")),
        Index("work_of_matter", "department", "matter_key", _BY_DAY, "case_number", "step", "part"),
        Index("work_waiting", "department", _BY_DAY, "case_number", "step", "part",
              postgresql_where=text("waiting")),
    )  # fmt: skip

    case_number: str = Field(sa_column=Column(String, ForeignKey("cases.number"), primary_key=True))
    step: str = Field(primary_key=True)
    department: str = Field(primary_key=True)
    part: str = Field(
        default="", sa_column=Column(String, primary_key=True, server_default=text("''"))
    )
    matter_key: str
    round: int
    opened_at: datetime = Field(sa_column=moment_column())
    due_on: date | None = None
    promised_on: date | None = None
    holder: str | None = None
    waiting: bool = False


class NoticeRow(SQLModel, table=True):
    """A notice that exists: its number, its sealed text, and the PDF once it is laid out."""

    __tablename__ = "notices"
    __table_args__ = (
        Index("notice_numbers", "department", "series", "year", "sequence", unique=True),
        Index("notices_by_number", "number"),
        Index("notices_by_file", "file", postgresql_where=text("file is not null")),
        Index(
            "notices_void",
            "year",
            "department",
            "series",
            postgresql_where=text("voided_at is not null"),
        ),
    )

    case_number: str = Field(sa_column=Column(String, ForeignKey("cases.number"), primary_key=True))
    key: str = Field(primary_key=True)
    letter: str
    department: str
    step: str | None = None
    series: str
    year: int
    sequence: int
    number: str
    code: str = Field(unique=True)
    """What the QR code of the notice is verified by."""
    text: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    issued_at: datetime = Field(sa_column=moment_column())
    file: str | None = None
    delivered_at: datetime | None = Field(default=None, sa_column=moment_column(empty=True))
    voided_at: datetime | None = Field(default=None, sa_column=moment_column(empty=True))
    void_because: str | None = None
    replaces: str | None = None
    """The number of the voided notice whose place this one takes."""


class NumberSeries(SQLModel, table=True):
    """The last number given in a series of an agency in a year; a gap would be asked about."""

    __tablename__ = "number_series"

    department: str = Field(primary_key=True)
    series: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    last: int


class Incident(SQLModel, table=True):
    """One case on which the machine failed: visible, and retried by a person."""

    __tablename__ = "incidents"
    __table_args__ = (
        Index("open_incidents", "case_number", "action", unique=True,
              postgresql_where=text("resolved_at is null")),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    case_number: str = Field(index=True)
    action: str
    sentence_zh: str
    sentence_en: str
    at: datetime = Field(sa_column=moment_column())
    times: int = 1
    resolved_at: datetime | None = Field(default=None, sa_column=moment_column(empty=True))
    resolved_by: str | None = None


class Draft(SQLModel, table=True):
    """An application being filled in at the counter; sealed as a whole, gone once it is launched."""

    __tablename__ = "drafts"

    id: str = Field(primary_key=True)
    account: str = Field(index=True)
    digest: str
    body: str = Field(sa_column=Column(Text, nullable=False))
    updated_at: datetime = Field(sa_column=moment_column())


class AccountRow(SQLModel, table=True):
    """Somebody who may sign in, or a department's system that may call the API."""

    __tablename__ = "accounts"

    id: str = Field(primary_key=True)
    name_zh: str
    name_en: str
    department: str
    roles: list[str] = Field(sa_column=Column(ARRAY(String), nullable=False))
    password: str | None = None
    """Argon2 hash; none for a system, which has a token."""
    token: bytes | None = Field(
        default=None, sa_column=Column(LargeBinary, nullable=True, unique=True)
    )
    """SHA-256 of the API token."""
    demo: bool = False
    disabled: bool = False


class SignedIn(SQLModel, table=True):
    """One browser that is signed in."""

    __tablename__ = "sessions"

    token: bytes = Field(sa_column=Column(LargeBinary, primary_key=True))
    account: str = Field(foreign_key="accounts.id")
    on_behalf: str | None = Field(default=None, foreign_key="accounts.id")
    """In whose name it acts, while a stand-in for that account is on."""
    since: datetime = Field(sa_column=moment_column())
    until: datetime = Field(sa_column=moment_column())


class StandInRow(SQLModel, table=True):
    """One person standing in for another from one day to another."""

    __tablename__ = "stand_ins"
    __table_args__ = (
        Index("stand_ins_of_deputy", "deputy", "ends"),
        Index("stand_ins_of_account", "account", "ends"),
    )

    id: int | None = Field(default=None, primary_key=True)
    account: str = Field(foreign_key="accounts.id")
    """In whose name."""
    deputy: str = Field(foreign_key="accounts.id")
    """Who acts."""
    begins: date
    ends: date
    """The last day."""
    reason: str
    named_at: datetime = Field(sa_column=moment_column())
    named_by: str
    ended_at: datetime | None = Field(default=None, sa_column=moment_column(empty=True))
    ended_by: str | None = None


class SignInFailure(SQLModel, table=True):
    """A failed attempt to sign in, for the throttle; old ones are deleted."""

    __tablename__ = "sign_in_failures"

    id: int | None = Field(default=None, primary_key=True)
    who: bytes = Field(sa_column=Column(LargeBinary, nullable=False, index=True))
    at: datetime = Field(sa_column=moment_column())


class Answered(SQLModel, table=True):
    """An answer already given under an idempotency key: the same request gets the same answer."""

    __tablename__ = "idempotency"

    account: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    request: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    status: int
    answer: str = Field(sa_column=Column(Text, nullable=False))
    at: datetime = Field(sa_column=moment_column())


class Wave(SQLModel, table=True):
    """One run of the machine over many cases; the history is Prefect's, the count is ours."""

    __tablename__ = "waves"

    id: str = Field(primary_key=True)
    matter_key: str
    started_at: datetime = Field(sa_column=moment_column())
    ended_at: datetime | None = Field(default=None, sa_column=moment_column(empty=True))
    cases: int = 0
    actions: int = 0
