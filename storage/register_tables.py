"""The tables of what registers handed over or will send: lists with their rows, and tickets of later answers."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Column, ForeignKey, Identity, Index, LargeBinary, String, Text
from sqlmodel import Field, SQLModel

from storage.tables import moment_column


def _number() -> Column[int]:
    return Column(BigInteger, Identity(always=True), primary_key=True)


class RegisterListRow(SQLModel, table=True):
    """A list that a department handed over; its rows are those of the one that is not replaced."""

    __tablename__ = "register_lists"
    __table_args__ = (
        Index("register_list_in_force", "register", unique=True, postgresql_where="replaced_at is null"),
    )  # fmt: skip

    id: int | None = Field(default=None, sa_column=_number())
    register_key: str = Field(sa_column=Column("register", String, nullable=False))
    as_of: date
    loaded_at: datetime = Field(sa_column=moment_column())
    loaded_by: str
    rows: int
    replaced_at: datetime | None = Field(default=None, sa_column=moment_column(empty=True))


class RegisterRow(SQLModel, table=True):
    """One row of a list, sealed, under the blind index of what identifies it."""

    __tablename__ = "register_rows"
    __table_args__ = (Index("register_row_of_key", "list", "key"),)

    id: int | None = Field(default=None, sa_column=_number())
    list_id: int = Field(
        sa_column=Column("list", BigInteger, ForeignKey("register_lists.id"), nullable=False)
    )
    key: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    body: str = Field(sa_column=Column(Text, nullable=False))


class RegisterTicketRow(SQLModel, table=True):
    """A ticket under its blind index, the case that waits, and the sealed answer once it came."""

    __tablename__ = "register_tickets"
    __table_args__ = (Index("register_ticket_asked", "asked_at"),)

    register_key: str = Field(sa_column=Column("register", String, primary_key=True))
    ticket: bytes = Field(sa_column=Column(LargeBinary, primary_key=True))
    case_number: str
    check_key: str
    asked_at: datetime = Field(sa_column=moment_column())
    answered_at: datetime | None = Field(default=None, sa_column=moment_column(empty=True))
    answer: str | None = Field(default=None, sa_column=Column(Text))


class RegisterSecretRow(SQLModel, table=True):
    """What signs calls to a gateway for a while, sealed; all processes use the one fetched last."""

    __tablename__ = "register_secrets"

    connector: str = Field(primary_key=True)
    body: str = Field(sa_column=Column(Text, nullable=False))
    written_at: datetime = Field(sa_column=moment_column())
