"""The tables of the journals: what registers were asked, how they stand, and who read what. They hold no answers."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, Identity, Index, String
from sqlmodel import Field, SQLModel

from storage.tables import moment_column


def _number() -> Column[int]:
    return Column(BigInteger, Identity(always=True), primary_key=True)


class RegisterCallRow(SQLModel, table=True):
    """One question to a register: why it was asked and what became of it; never a value, an input or a subject."""

    __tablename__ = "register_calls"
    __table_args__ = (
        Index("register_calls_newest", "at", "id"),
        Index("register_calls_of_register", "register", "at", "id"),
        Index("register_calls_of_case", "case_number", "at", "id"),
    )

    id: int | None = Field(default=None, sa_column=_number())
    at: datetime = Field(sa_column=moment_column())
    register_key: str = Field(sa_column=Column("register", String, nullable=False))
    check_key: str
    case_number: str
    """Of a case, or `draft-…` at the counter."""
    operator: str
    item: str
    material: str
    basis: str
    outcome: str
    calls: int
    """1 for a call and its first question, 0 for questions that rode along, and for those that were not sent."""
    milliseconds: int | None = None
    """Until the answer or until patience ran out; none where the question was not sent."""
    request: str


class RegisterStateRow(SQLModel, table=True):
    """How a register stands, as all processes together have seen it."""

    __tablename__ = "register_states"

    register_key: str = Field(sa_column=Column("register", String, primary_key=True))
    state: str
    since: datetime = Field(sa_column=moment_column())
    failures: int
    heard_at: datetime = Field(sa_column=moment_column())
    """When a process said so last."""
    down_since: datetime | None = Field(default=None, sa_column=moment_column(empty=True))
    """Since when it is down, or was the last time."""
    probed_at: datetime | None = Field(default=None, sa_column=moment_column(empty=True))
    probe_case: str | None = None
    """The waiting case whose question shows whether it is back."""
    chosen_at: datetime | None = Field(default=None, sa_column=moment_column(empty=True))
    trouble_zh: str | None = None
    """What was wrong with the register itself the last time: an incident of its own, without any value."""
    trouble_en: str | None = None
    trouble_at: datetime | None = Field(default=None, sa_column=moment_column(empty=True))


class RegisterAllowance(SQLModel, table=True):
    """When a register may be asked next: all processes take their turns here."""

    __tablename__ = "register_allowances"

    register_key: str = Field(sa_column=Column("register", String, primary_key=True))
    free_at: datetime = Field(sa_column=moment_column())


class ReadRow(SQLModel, table=True):
    """One reading of personal data: who, in whose name, of which case, what, and for what (PIPL 51)."""

    __tablename__ = "reads"
    __table_args__ = (
        Index("reads_newest", "at", "id"),
        Index("reads_of_account", "account", "at", "id"),
        Index("reads_of_case", "case_number", "at", "id"),
    )

    id: int | None = Field(default=None, sa_column=_number())
    at: datetime = Field(sa_column=moment_column())
    account: str
    on_behalf: str | None = None
    department: str
    case_number: str
    what: str
    purpose: str
