"""The table of what is being delivered."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, String
from sqlmodel import Field, SQLModel

from storage.tables import moment_column


class OutboxRow(SQLModel, table=True):
    """A notice on one way: gone once it has arrived. It holds no address, name or text."""

    __tablename__ = "outbox"
    __table_args__ = (Index("outbox_by_state", "state", "since", "case_number", "key"),)

    case_number: str = Field(sa_column=Column(String, ForeignKey("cases.number"), primary_key=True))
    key: str = Field(primary_key=True)
    channel: str = Field(primary_key=True)
    state: str
    """waiting: tried again by the machine; ready: at the desk, or for the post; posted; public; failed."""
    attempts: int
    """Tries of the machine that were in vain."""
    since: datetime = Field(sa_column=moment_column())
    next_attempt: datetime | None = Field(default=None, sa_column=moment_column(empty=True))
    last_error: str | None = None
    """The kind of the last failure."""
