"""The table of ratings: a projection of the cases' own facts, without a word that anybody wrote."""

from datetime import date

from sqlalchemy import Column, ForeignKey, Index, String
from sqlmodel import Field, SQLModel


class RatingRow(SQLModel, table=True):
    """How one finished case was rated, and when a bad rating was answered."""

    __tablename__ = "ratings"
    __table_args__ = (Index("ratings_by_day", "rated_on"),)

    case_number: str = Field(sa_column=Column(String, ForeignKey("cases.number"), primary_key=True))
    matter_key: str
    department: str
    level: str
    anonymous: bool
    channel: str
    rated_on: date
    due_on: date | None = None
    contacted_on: date | None = None
    settled_on: date | None = None
    corrected_by: date | None = None
    verdict: str | None = None
