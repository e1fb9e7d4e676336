"""Notices of a wave: numbered and written in one transaction, then laid out and delivered."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flows.installation import Installation
from flows.register_messages import Message, Receipt
from forms.letter_values import Numbered, Subject, applicant, letter_values
from forms.letters import Letter, write_letter
from forms.numbering import document_number
from forms.rendering import Seal, render_pdf
from matters.case import MACHINE, Case, NoticeDelivered, NoticeIssued, business_date
from matters.due import IssueNotice
from matters.identifiers import food_licence_number
from matters.office import LetterKind
from matters.rules import Rules, filled
from matters.spec import Certificate
from matters.standing import Standing, standing
from storage import notices
from storage.database import Connection

Draw = Callable[[], str]


class TakesMessages(Protocol):
    """What brings messages to applicants; the same key twice is one message."""

    async def deliver_many(self, messages: Sequence[Message]) -> tuple[Receipt, ...]: ...


@dataclass(frozen=True)
class Issued:
    """A notice that now exists: the case with its fact, and the row to keep."""

    case: Case
    row: notices.NewNotice


def issue(
    house: Installation, connection: Connection, rules: Rules, case: Case, notice: IssueNotice
) -> Issued:
    """Number and write the notice. The number is taken in this transaction, so none is lost or given twice.

    Raises LetterUnwritable when the template does not fit the case.
    """
    at = house.clock()
    on = business_date(at)
    now = standing(case)
    kind = rules.office.letter(notice.letter)
    certificate = _certificate(rules, notice)
    series, year = _series(certificate, kind, on.year)
    sequence = notices.next_sequence(connection, notice.department, series, year)
    number = _number(rules, notice, certificate, (series, year, sequence))
    code = secrets.token_urlsafe(12)
    given = Numbered(
        number=number,
        on=on,
        code_url=f"{house.public_url}/verify/{code}",
        follow_url=f"{house.public_url}/follow/{_follow(connection, case.number)}",
    )
    letter = write_letter(kind, letter_values(Subject(rules, case.number, now), notice, given))
    row = _row(case, notice, letter, (series, year, sequence, code, at))
    return Issued(case=case.record(_fact(notice, number, at)), row=row)


def _certificate(rules: Rules, notice: IssueNotice) -> Certificate | None:
    if notice.event != "certificate" or notice.step is None:
        return None
    return rules.matter.step(notice.step).issues


def _series(certificate: Certificate | None, kind: LetterKind, year: int) -> tuple[str, int]:
    """The series and its year; a food licence number has no year in it, so its series never begins anew."""
    if certificate is None:
        return kind.series, year
    return certificate.series, 0 if certificate.number == "food-licence" else year


def _number(
    rules: Rules,
    notice: IssueNotice,
    certificate: Certificate | None,
    place: tuple[str, int, int],
) -> str:
    series, year, sequence = place
    area = rules.office.profile.area
    match certificate.number if certificate else "document":
        case "food-licence":
            return food_licence_number(FOOD_SERVICE, area, sequence)
        case "card":
            return f"{area}{year}{sequence:08}"
        case _:
            agency = rules.office.department(notice.department).short
            return document_number(agency, series, year, sequence)


FOOD_SERVICE = 2
"""The form digit of a licence for serving meals (domain 5.7)."""


def _follow(connection: Connection, case: str) -> str:
    row = connection.execute("select follow from cases where number = %s", (case,)).fetchone()
    return str(row[0]) if row else ""


def _fact(notice: IssueNotice, number: str, at: datetime) -> NoticeIssued:
    return NoticeIssued(
        at=at,
        by=MACHINE,
        key=notice.key,
        letter=notice.letter,
        step=notice.step,
        department=notice.department,
        number=number,
    )


def _row(
    case: Case, notice: IssueNotice, letter: Letter, place: tuple[str, int, int, str, datetime]
) -> notices.NewNotice:
    series, year, sequence, code, at = place
    return notices.NewNotice(
        case=case.number,
        key=notice.key,
        letter=notice.letter,
        department=notice.department,
        step=notice.step,
        series=series,
        year=year,
        sequence=sequence,
        number=letter.number,
        code=code,
        text=letter.model_dump_json(),
        issued_at=at,
    )


@dataclass(frozen=True)
class ToDeliver:
    """A notice that exists and has to reach the applicant."""

    case: str
    key: str
    kind: LetterKind
    letter: Letter
    message: Message


def to_deliver(rules: Rules, number: str, now: Standing, key: str, text: str) -> ToDeliver:
    """The notice with the message that brings it."""
    letter = Letter.model_validate_json(text)
    kind = rules.office.letter(now.issued[key].letter)
    name = applicant(rules, now).name or "申请人"
    language = now.launched.language if now.launched else "zh"
    message = Message(
        key=f"{number}/{key}",
        case_number=number,
        channel="sms",
        to_name=name,
        to_address=_address(rules, now),
        title=kind.name.into(language),
        text=f"{kind.name.into(language)} {letter.number}：{letter.code_url}",
    )
    return ToDeliver(case=number, key=key, kind=kind, letter=letter, message=message)


def _address(rules: Rules, now: Standing) -> str:
    answers = filled(rules.matter, now)
    paths = ("person.mobile", "agent.mobile", "company.mobile", "contact.mobile")
    return next((str(answers[path]) for path in paths if answers.get(path)), "窗口领取")


def lay_out(house: Installation, one: ToDeliver) -> str:
    """The digest of the notice as PDF; the same notice gives the same file."""
    seal = Seal.DEMO if house.demo else Seal.SLOT
    return house.files.put(render_pdf(one.letter, seal))


def delivered(one: ToDeliver, receipt: Receipt, file: str | None, at: datetime) -> NoticeDelivered:
    return NoticeDelivered(
        at=at,
        by=MACHINE,
        key=one.key,
        channel=one.message.channel,
        receipt=receipt.receipt,
        file=file,
    )
