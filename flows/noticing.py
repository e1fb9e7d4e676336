"""Notices of a wave: numbered and written in one transaction, then laid out and delivered."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, Protocol, get_args

from flows.changing import Held
from flows.installation import Installation
from flows.plan import Node, node_of
from flows.register_messages import Message, Receipt
from flows.sealing import sealed_pdf
from forms.correcting import correcting
from forms.glyphs import require_glyphs
from forms.letter_applicant import applicant
from forms.letter_values import Numbered, Subject, letter_values
from forms.letters import Letter, write_letter
from forms.numbering import document_number
from matters.case import MACHINE, Case, NoticeDelivered, NoticeIssued, business_date
from matters.chain import anchored
from matters.delivery import attempt, way
from matters.delivery_facts import DeliveryChannel
from matters.due import due_at
from matters.identifiers import food_licence_number
from matters.machine_verbs import notice_issued
from matters.notice_voids import first_key
from matters.notices import IssueNotice
from matters.office import LetterKind
from matters.rules import Rules, filled
from matters.spec import Certificate
from matters.standing import Standing, standing
from storage import notices
from storage.database import Connection
from storage.files import digest_of


class TakesMessages(Protocol):
    """What brings messages to applicants; the same key twice is one message."""

    async def deliver_many(self, messages: Sequence[Message]) -> tuple[Receipt, ...]: ...


@dataclass(frozen=True)
class Wanted:
    """A notice that a case calls for, with the series that its number comes from."""

    held: Held
    notice: IssueNotice
    certificate: Certificate | None
    series: notices.Series


@dataclass(frozen=True)
class Issuing:
    """Numbers and writes all notices that are due at a node.

    Their numbers are taken in the transaction that writes them, so none is ever lost or given twice. Raises
    LetterUnwritable when a template does not fit a case, GlyphsLacking when no font has a character of it:
    the number taken for it then falls back with the transaction.
    """

    house: Installation
    node: Node

    def __call__(self, connection: Connection, held: Sequence[Held]) -> Sequence[Case]:
        at = self.house.clock()
        wanted = [one for each in held for one in self._wanted(each, at)]
        numbers = notices.next_sequences(connection, [one.series for one in wanted])
        after = {one.case.number: one.case for one in held}
        rows = []
        for one, sequence in zip(wanted, numbers, strict=True):
            case = after[one.held.case.number]
            row, fact = _written(self.house, one, case, (sequence, at))
            after[case.number] = case.record(fact)
            rows.append(row)
        notices.insert_many(connection, self.house.keyring, rows)
        return [after[one.case.number] for one in held]

    def _wanted(self, held: Held, at: datetime) -> Iterator[Wanted]:
        now = standing(held.case)
        for action in due_at(held.rules, now, at):
            if isinstance(action, IssueNotice) and node_of(held.rules, now, action) == self.node:
                certificate = _certificate(held.rules, action)
                kind = held.rules.office.letter(action.letter)
                series, year = _series(certificate, kind, business_date(at).year)
                place = notices.Series(action.department, series, year)
                yield Wanted(held, action, certificate, place)


def _written(
    house: Installation, one: Wanted, case: Case, given: tuple[int, datetime]
) -> tuple[notices.NewNotice, NoticeIssued]:
    sequence, at = given
    rules, notice = one.held.rules, one.notice
    number = _number(rules, notice, one.certificate, (one.series, sequence))
    code = secrets.token_urlsafe(12)
    numbered = Numbered(
        number=number,
        on=business_date(at),
        code_url=anchored(f"{house.public_url}/verify/{code}", one.held.stored.hash),
        follow_url=anchored(
            f"{house.public_url}/follow/{one.held.stored.follow}", one.held.stored.hash
        ),
    )
    subject = Subject(rules, case.number, standing(case))
    said = letter_values(subject, replace(notice, key=first_key(notice.key)), numbered)
    letter = write_letter(rules.office.letter(notice.letter), said)
    if notice.replaces is not None:
        letter = correcting(letter, notice.replaces)
    text = letter.model_dump_json()
    require_glyphs(text)
    row = notices.NewNotice(
        case=case.number,
        key=notice.key,
        letter=notice.letter,
        department=notice.department,
        step=notice.step,
        series=one.series.series,
        year=one.series.year,
        sequence=sequence,
        number=number,
        code=code,
        text=text,
        issued_at=at,
        replaces=notice.replaces,
    )
    return row, notice_issued(notice, number, at, digest_of(text.encode()))


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
    place: tuple[notices.Series, int],
) -> str:
    series, sequence = place
    area = rules.office.profile.area
    match certificate.number if certificate else "document":
        case "food-licence":
            return food_licence_number(FOOD_SERVICE, area, sequence)
        case "card":
            return f"{area}{series.year}{sequence:08}"
        case _:
            agency = rules.office.department(notice.department).short
            return document_number(agency, series.series, series.year, sequence)


FOOD_SERVICE = 2
"""The form digit of a licence for serving meals (domain 5.7)."""


@dataclass(frozen=True)
class ToDeliver:
    """A notice that exists and has to reach the applicant."""

    case: str
    key: str
    issued: NoticeIssued
    kind: LetterKind
    letter: Letter
    message: Message
    way: DeliveryChannel
    attempt: int


def to_deliver(rules: Rules, number: str, now: Standing, key: str, text: str) -> ToDeliver:
    """The notice with the message that brings it; another attempt is another message."""
    letter = Letter.model_validate_json(text)
    kind = rules.office.letter(now.issued[key].letter)
    name = applicant(rules, now).name or "申请人"
    language = now.launched.language if now.launched else "zh"
    tries = attempt(now, key)
    chosen = way_of(now, key)
    channel, address = _addressed(rules, number, now, chosen)
    message = Message(
        key=f"{number}/{key}" if tries == 1 else f"{number}/{key}/{tries}",
        case_number=number,
        channel=channel,
        to_name=name,
        to_address=address,
        title=kind.name.into(language),
        text=f"{kind.name.into(language)} {letter.number}：{letter.code_url}",
    )
    return ToDeliver(number, key, now.issued[key], kind, letter, message, chosen, tries)


def way_of(now: Standing, key: str) -> DeliveryChannel:
    """The channel of a notice that the machine brings on its way."""
    return way(now, key)


Into = Literal["sms", "app", "email", "dingtalk", "wecom"]
_INTO: dict[DeliveryChannel, Into] = {one: one for one in get_args(Into)}


def _addressed(
    rules: Rules, number: str, now: Standing, chosen: DeliveryChannel
) -> tuple[Into, str]:
    """Into which system, and where: the confirmed address, else the mobile number, else the account for the case."""
    if now.address is not None and now.address.channel == chosen and now.address.address:
        return _INTO.get(chosen, "app"), now.address.address
    mobile = _mobile(rules, now)
    return ("sms", mobile) if mobile and chosen != "app" else ("app", number)


def _mobile(rules: Rules, now: Standing) -> str | None:
    answers = filled(rules.matter, now)
    paths = ("person.mobile", "agent.mobile", "company.mobile", "contact.mobile")
    return next((str(answers[path]) for path in paths if answers.get(path)), None)


def lay_out(house: Installation, one: ToDeliver) -> str:
    """The digest of the notice as PDF; the same notice gives the same file."""
    issued = one.issued
    return house.files.put(sealed_pdf(house, one.letter, issued.department, issued.at))


def delivered(one: ToDeliver, receipt: Receipt, file: str | None, at: datetime) -> NoticeDelivered:
    return NoticeDelivered(
        at=at,
        by=MACHINE,
        key=one.key,
        channel=one.message.channel,
        receipt=receipt.receipt,
        file=file,
    )
