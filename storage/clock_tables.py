"""The tables of supervision: clocks that run, who was told of them, and how long closed cases took."""

from datetime import date, datetime

from sqlalchemy import Column, ForeignKey, Index, String, text
from sqlmodel import Field, SQLModel

from storage.tables import moment_column


class OpenClockRow(SQLModel, table=True):
    """A clock that runs: a projection, gone when it stops; only `next_look` is the watch's own."""

    __tablename__ = "open_clocks"
    __table_args__ = (
        Index("clocks_to_look_at", "next_look", postgresql_where=text("next_look is not null")),
        Index("clocks_by_day", "last_on", "case_number", "key"),
        Index("clocks_of_department", "department", "last_on", "case_number", "key"),
    )

    case_number: str = Field(sa_column=Column(String, ForeignKey("cases.number"), primary_key=True))
    key: str = Field(primary_key=True)
    kind: str
    step: str
    department: str
    holder: str | None = None
    matter_key: str
    reason: str
    """What its light says once it is red."""
    started_on: date
    yellow_on: date
    last_on: date
    next_look: date | None = None
    """When somebody must be told next."""


class ClockReminder(SQLModel, table=True):
    """Who was told that a clock runs out, once for each occasion; it counts as long as the clock runs."""

    __tablename__ = "clock_reminders"
    __table_args__ = (
        Index("reminders_of_department", "department", "told_to", "told_on"),
        Index("reminders_by_day", "told_on"),
    )

    case_number: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    last_on: date = Field(primary_key=True)
    level: str = Field(primary_key=True)
    """The occasion, and how many working days after it: overdue+1."""
    told_to: str = Field(primary_key=True)
    department: str
    holder: str | None = None
    told_on: date
    told_at: datetime = Field(sa_column=moment_column())


class PastCase(SQLModel, table=True):
    """How long a closed case took, in working days without those of its applicant."""

    __tablename__ = "past_cases"
    __table_args__ = (Index("past_cases_alike", "matter_key", "scenario", text("closed_on desc")),)

    case_number: str = Field(sa_column=Column(String, ForeignKey("cases.number"), primary_key=True))
    matter_key: str
    scenario: str
    """The steps that it had, as a digest."""
    closed_on: date
    days: int
