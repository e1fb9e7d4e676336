"""The tables of calendars: who loaded which years, which dates of which cases moved by it, and who has read of it."""

from datetime import date, datetime

from sqlalchemy import Column, ForeignKey, Identity, Index, Integer, String, Text
from sqlmodel import Field, SQLModel

from storage.tables import moment_column


class CalendarLoadRow(SQLModel, table=True):
    """One loading of a calendar: who, when and why. Its number is the version that processes look up."""

    __tablename__ = "calendar_loads"
    __table_args__ = (
        Index("calendar_loads_unfinished", "id", postgresql_where="finished_at is null"),
    )

    id: int | None = Field(
        default=None, sa_column=Column(Integer, Identity(always=True), primary_key=True)
    )
    calendar: str
    loaded_at: datetime = Field(sa_column=moment_column())
    loaded_by: str
    reason: str
    finished_at: datetime | None = Field(default=None, sa_column=moment_column(empty=True))
    """When the dates of all open cases had been counted anew."""


class CalendarYearRow(SQLModel, table=True):
    """One version of one year, or of what a jurisdiction adds to it; never changed and never removed."""

    __tablename__ = "calendar_years"

    load_id: int = Field(
        sa_column=Column("load", Integer, ForeignKey("calendar_loads.id"), primary_key=True)
    )
    jurisdiction: str = Field(primary_key=True)
    """Empty for the national year."""
    year: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    version: int
    """Counted for each year from 1; what the catalogue brings is version 0."""
    source: str
    body: str = Field(sa_column=Column(Text, nullable=False))


class MovedDateRow(SQLModel, table=True):
    """One last day that moved when a calendar was loaded; a projection of the case's own fact."""

    __tablename__ = "moved_dates"
    __table_args__ = (Index("moved_dates_of_department", "department", "load"),)

    load_id: int = Field(
        sa_column=Column("load", Integer, ForeignKey("calendar_loads.id"), primary_key=True)
    )
    case_number: str = Field(sa_column=Column(String, ForeignKey("cases.number"), primary_key=True))
    clock: str = Field(primary_key=True)
    department: str
    matter_key: str
    title_zh: str
    title_en: str
    before_on: date
    after_on: date


class CalendarNewsRead(SQLModel, table=True):
    """An account that has put the news of moved dates away."""

    __tablename__ = "calendar_news_read"

    load_id: int = Field(
        sa_column=Column("load", Integer, ForeignKey("calendar_loads.id"), primary_key=True)
    )
    account: str = Field(sa_column=Column(String, ForeignKey("accounts.id"), primary_key=True))
    read_at: datetime = Field(sa_column=moment_column())
