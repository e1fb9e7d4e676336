"""What the office and the data-sharing gateway say: questions, answers, messages, receipts."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from matters.case import FindingOutcome
from matters.fields import FieldType, Value
from matters.words import Frozen, Text

Word = Annotated[str, Field(min_length=1, max_length=200)]
CheckKey = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Values = dict[str, Value]
"""Flat values by `snake_case` key; a date is `2026-03-05`."""


class Purpose(Frozen):
    """Why a register is asked; a call without it is not sent (政务数据共享条例; domain 3.5, 3.14)."""

    item: Word
    """Code or key of the legal service that the answer is for."""
    case_number: Word
    operator: Word
    """The account that asks, or `onego` where the machine does."""
    material: Word
    """The paper that the answer replaces."""
    subject: Word
    """Identity number or credit code of the applicant whose case it is."""
    basis: Annotated[str, Field(min_length=1, max_length=1000)]
    """The law that allows the question."""
    approval: Word | None = None
    """The number of the record that approved the sharing, for data that is shared on conditions."""


class Question(Frozen):
    """The body of one call; with a ticket it asks for the answer to an earlier one."""

    inputs: Values
    purpose: Purpose
    max_age_days: int | None = None
    """An answer older than this comes as STALE; none means any age."""
    ticket: str | None = None


class RegisterQuery(Frozen):
    """One question to one register."""

    check: CheckKey
    """The check that it is asked for."""
    register_key: CheckKey
    inputs: Values
    gives: dict[str, FieldType] = Field(default_factory=dict)
    """The values that are wanted and their types; nothing else of an answer is taken in."""
    purpose: Purpose
    max_age_days: int | None = None

    def question(self, ticket: str | None = None) -> Question:
        return Question(
            inputs=self.inputs,
            purpose=self.purpose,
            max_age_days=self.max_age_days,
            ticket=ticket,
        )


class Reply(Frozen):
    """The body of one answer."""

    code: str
    """`00` when the register was asked; anything else names why it was not."""
    message: Text
    outcome: FindingOutcome
    values: Values = Field(default_factory=dict)
    as_of: date | None = None
    """The day on which the record was last true."""
    valid_until: date | None = None
    """The last day on which the answer may be reused."""
    request_id: str | None = None
    source: Text | None = None
    """Who holds the register."""
    ticket: str | None = None
    """With PENDING: what to ask again with."""


class RegisterAnswer(Reply):
    """What a register said to a question; made by us where it said nothing."""

    check: CheckKey
    digest: str | None = None
    """SHA-256 of the answer as it was received; none where nothing was."""
    approval: str | None = None
    """The record that approved the sharing, as the call carried it."""


class QuestionBatch(Frozen):
    """Many questions to one register in one call."""

    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=500)]


class ReplyBatch(Frozen):
    """The answers, in the order of the questions."""

    answers: tuple[Reply, ...]


class Message(Frozen):
    """A message to an applicant or another system, sent once per key however often it is handed over."""

    key: Word
    """Case number and action: the same key is the same message."""
    case_number: Word
    channel: Literal["sms", "app", "mail", "email", "dingtalk", "wecom", "system"]
    to_name: Word
    to_address: Word
    """The mobile number, the mail address, or the name of the system."""
    title: Word
    text: Annotated[str, Field(min_length=1, max_length=5000)]


class Receipt(Frozen):
    """That a message was taken over for delivery."""

    key: str
    receipt: str
    taken_at: datetime
    repeat: bool = False
    """The key was known: nothing was sent again."""


class MessageBatch(Frozen):
    """Many messages in one call."""

    messages: Annotated[tuple[Message, ...], Field(min_length=1, max_length=500)]


class ReceiptBatch(Frozen):
    """The receipts, in the order of the messages."""

    receipts: tuple[Receipt, ...]
