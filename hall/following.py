"""What an applicant sees of the own case: each step in plain words, who answers for it, until when, and what is asked.

Personal values are masked: the page is reached by whoever holds the receipt.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from flows.installation import Installation
from forms.letter_words import result_words
from forms.letters import Letter
from hall.case_words import Tone, notice_name, outcome_said, wanted_name
from hall.check_letter import CheckSlip
from hall.check_receipts import CheckReceipt
from hall.delivery_words import CHANNELS, notice_way
from hall.follow_words import Bill, bill_of, has_to_pay, note_on, plain_state
from hall.forecasts import forecast_of
from hall.ledger_words import LedgerLine, ledger_for_applicant
from hall.own_receipts import receipts_for_applicant, whys_for_applicant
from hall.paper_whys import PaperWhy
from hall.rating_seen import RatingSeen, rating_seen
from hall.refusals import NoCaseBehindCode
from hall.told import in_order
from matters.case import ACCEPTANCE, MoreAsked, Outcome, business_date
from matters.delivery import channel_of
from matters.errors import NotFound
from matters.forecast import Forecast
from matters.office import HALL, Department
from matters.rules import Rules, applicable
from matters.spec import Step
from matters.standing import Standing, StepStanding, standing
from matters.words import Language, Text
from matters.work import days_of
from storage import cases, notices
from storage.database import Connection
from storage.following import number_behind
from storage.notices import NoticeSeen
from storage.projection import applicant_of


@dataclass(frozen=True)
class TrackedStep:
    """One step as its applicant reads it."""

    name: Text
    departments: tuple[Department, ...]
    state: Text
    tone: Tone
    promised: date | None = None
    due: date | None = None
    ended: date | None = None
    reasons: str = ""
    note: Text | None = None
    """What is waited for, or why its clock stands still."""


@dataclass(frozen=True)
class AskedFor:
    """What the applicant has to complete."""

    by: Text
    until: date
    wanted: tuple[tuple[Text, str, str], ...]
    """Name, what is wrong, and the standard."""


@dataclass(frozen=True)
class Notice:
    """A notice to download."""

    name: Text
    agency: Text
    seen: NoticeSeen
    where: Text | None = None
    """Whether and how it arrived."""


@dataclass(frozen=True)
class Followed:
    """A case on its follow page."""

    number: str
    matter: Text
    matter_key: str
    applicant: str
    state: Text
    tone: Tone
    received_at: datetime
    steps: tuple[TrackedStep, ...]
    asks: tuple[AskedFor, ...]
    bill: Bill | None
    notices: tuple[Notice, ...]
    receipts: tuple[CheckReceipt, ...]
    whys: tuple[PaperWhy, ...]
    """Each paper of the case: whether it was asked for, and why."""
    hall: Department
    delivery: Text
    """The way that notices take."""
    rating: RatingSeen
    """Whether the service may be rated, and how it was."""
    forecast: Forecast | None
    """When it is likely to be done; nothing while too little is known."""
    clock_lines: tuple[LedgerLine, ...] = ()
    """The clocks that matter to the applicant, with their days."""


def followed(house: Installation, token: str, language: Language) -> Followed:
    """The case behind a receipt's code. Raises NoCaseBehindCode."""
    with house.database.transaction() as connection:
        number = number_of(connection, token)
        stored = cases.load(connection, house.keyring, number)
        rules = house.rules(connection, stored.case.matter)
        seen = notices.of_case(connection, number)
        now, today = standing(stored.case), business_date(house.clock())
        foretold = forecast_of(connection, rules, stored.case, now, today)
    told = tuple(one for one in seen if now.issued[one.key].to == "applicant")
    name, _ = applicant_of(rules, now)
    state, tone = _state(rules, now)
    return Followed(
        number=number,
        matter=rules.matter.name,
        matter_key=rules.matter.matter,
        applicant=name,
        state=state,
        tone=tone,
        received_at=stored.case.facts[0].at,
        steps=(_acceptance(rules, now), *_steps(rules, now, today)),
        asks=tuple(_asked(rules, ask) for ask in now.asks.values()),
        bill=bill_of(rules, now),
        notices=tuple(_notice(rules, now, one) for one in in_order(now, told)),
        receipts=receipts_for_applicant(rules, now, house.registers, language),
        whys=whys_for_applicant(rules, now, today),
        hall=rules.office.department(HALL),
        delivery=CHANNELS[channel_of(now)],
        rating=rating_seen(now),
        forecast=foretold,
        clock_lines=ledger_for_applicant(rules, now, today),
    )


def case_behind(house: Installation, token: str) -> str:
    """The number of the case that the token opens. Raises NoCaseBehindCode."""
    with house.database.transaction() as connection:
        return number_of(connection, token)


def number_of(connection: Connection, token: str) -> str:
    """The number of the case that the token opens. Raises NoCaseBehindCode."""
    number = number_behind(connection, token)
    if number is None:
        raise NoCaseBehindCode
    return number


def _notice(rules: Rules, now: Standing, seen: NoticeSeen) -> Notice:
    office = rules.office
    name = notice_name(rules, seen.key, seen.letter, seen.step)
    where = notice_way(rules, now, seen.key)
    words = where.detail if where.state == "arrived" and where.detail else where.words
    return Notice(name, office.department(seen.department).name, seen, words)


def _state(rules: Rules, now: Standing) -> tuple[Text, Tone]:
    if now.outcome:
        return outcome_said(rules.matter, now.outcome)
    if now.asks:
        return Text(zh="需要您补正", en="Waiting for you"), "warn"
    if has_to_pay(now):
        return Text(zh="需要您缴费", en="Waiting for your payment"), "warn"
    if now.accepted:
        return Text(zh="办理中", en="In progress"), "active"
    if now.not_accepted:
        return outcome_said(rules.matter, Outcome.NOT_ACCEPTED)
    return Text(zh="已收件，审查是否受理", en="Received, being examined"), "active"


def _acceptance(rules: Rules, now: Standing) -> TrackedStep:
    hall = (rules.office.department(HALL),)
    name = Text(zh="收件与受理", en="Receipt and acceptance")
    if now.accepted:
        words = Text(zh="已受理", en="accepted")
        return TrackedStep(name, hall, words, "good", ended=now.accepted.effective)
    if now.not_accepted:
        reason = now.not_accepted.reason
        words = Text(zh="不予受理", en="not accepted")
        return TrackedStep(name, hall, words, "bad", ended=now.not_accepted.on, reasons=reason)
    if now.ended:
        return TrackedStep(name, hall, Text(zh="已终止", en="ended"), "plain")
    if ACCEPTANCE in now.asks:
        words = Text(zh="等待您补正", en="waiting for you")
        return TrackedStep(name, hall, words, "warn", due=now.asks[ACCEPTANCE].until)
    opened = now.acceptance_opened
    words = Text(zh="审查是否受理", en="being examined")
    return TrackedStep(name, hall, words, "active", due=opened.notice_by if opened else None)


def _steps(rules: Rules, now: Standing, today: date) -> Iterator[TrackedStep]:
    for step in applicable(rules.matter, now, today):
        own = now.step(step.step)
        state, tone = _words(step, own, now)
        opened = own.opened
        keys = opened.departments if opened else step.all_departments
        over = own.done or now.broken_off
        due, promised = (None, None) if over else days_of(rules, now, step)
        yield TrackedStep(
            name=step.name,
            departments=tuple(rules.office.department(key) for key in dict.fromkeys(keys)),
            state=state,
            tone=tone,
            promised=promised,
            due=due,
            ended=own.ended_on,
            reasons=own.decided.reasons if own.decided and own.status == "refused" else "",
            note=None if over else note_on(rules, now, step, today),
        )


def _words(step: Step, own: StepStanding, now: Standing) -> tuple[Text, Tone]:
    if (own.status == "waiting" and now.ended) or (own.status == "open" and now.broken_off):
        return result_words(step, own.status), "plain"
    if step.step in now.asks:
        return Text(zh="等待您补正", en="waiting for you"), "warn"
    return plain_state(step, own)


def _asked(rules: Rules, ask: MoreAsked) -> AskedFor:
    by = HALL if ask.step == ACCEPTANCE else rules.matter.step(ask.step).department or HALL
    return AskedFor(
        by=rules.office.department(by).name,
        until=ask.until,
        wanted=tuple((wanted_name(rules, one), one.wrong, one.standard) for one in ask.wanted),
    )


def own_slip(house: Installation, token: str) -> CheckSlip:
    """The receipts of the checks of the case behind a receipt's code, to print. Raises NoCaseBehindCode."""
    with house.database.transaction() as connection:
        number = number_of(connection, token)
        stored = cases.load(connection, house.keyring, number)
        rules = house.rules(connection, stored.case.matter)
    now, today = standing(stored.case), business_date(house.clock())
    return CheckSlip(
        number=number,
        matter=rules.matter.name,
        applicant=applicant_of(rules, now)[0],
        agency=rules.office.department(HALL).name,
        on=today,
        follow=f"{house.public_url}/follow/{token}",
        receipts={
            "zh": receipts_for_applicant(rules, now, house.registers, "zh"),
            "en": receipts_for_applicant(rules, now, house.registers, "en"),
        },
        whys=whys_for_applicant(rules, now, today),
    )


def letter_of(house: Installation, token: str, code: str) -> tuple[Letter, NoticeSeen]:
    """A notice of the case that the token opens. Raises NoCaseBehindCode, NotFound."""
    with house.database.transaction() as connection:
        number = number_of(connection, token)
        seen = notices.by_code(connection, code)
        if seen is None or seen.case != number:
            raise NotFound(Text(zh="该文书", en="That notice"))
        text = notices.text_of(connection, house.keyring, number, seen.key)
    return Letter.model_validate_json(text or ""), seen
