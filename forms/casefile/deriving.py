"""What follows from the facts of a case file: where the case stands, its clocks, and every notice, written again."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from forms.casefile.contents import (
    ClockSaid,
    Counted,
    DaySaid,
    Derived,
    LetterSaid,
    StepSaid,
    WorkSaid,
)
from forms.letter_values import Numbered, Subject, letter_values
from forms.letters import Letter, write_letter
from matters.calendars import Calendar
from matters.case import Case, Moved, NoticeIssued
from matters.clock_days import days
from matters.clock_entries import ClockEntry
from matters.ledger import clocks
from matters.notices import notices
from matters.office import Office
from matters.rules import Rules
from matters.spec import Matter
from matters.standing import Standing, standing, take_in
from matters.work import work_at


@dataclass(frozen=True)
class Opened:
    """A case with all that it was judged by, from the database or from a case file."""

    case: Case
    matters: Mapping[str, Matter]
    """Every version that the case ever followed, by digest."""
    office: Office
    calendars: tuple[Counted, ...]
    addresses: Mapping[str, str]
    """By notice, what its QR code opens: drawn at random, so that no facts give it."""

    def calendar(self, at: datetime) -> Calendar:
        """The calendar by which the office counted at that moment."""
        known = [one for one in self.calendars if one.since is None or one.since <= at]
        return known[-1].calendar

    def rules(self, digest: str, at: datetime) -> Rules:
        return Rules(self.matters[digest], self.office, self.calendar(at))

    @property
    def first_matter(self) -> str:
        """The version with which the case began."""
        moves = (fact.before for fact in self.case.facts if isinstance(fact, Moved))
        return next(moves, self.case.matter)


@dataclass(frozen=True)
class Written:
    """A notice that was issued, written again; no letter where the facts before it call for none."""

    fact: NoticeIssued
    letter: Letter | None

    @property
    def sha256(self) -> str:
        return text_digest(self.letter) if self.letter else ""


def text_digest(letter: Letter) -> str:
    """SHA-256 of a notice as it is kept."""
    return hashlib.sha256(letter.model_dump_json().encode()).hexdigest()


def derive(opened: Opened) -> Derived:
    """All that follows from the facts, as of the last of them."""
    case, last = opened.case, opened.case.facts[-1]
    now, rules = standing(case), opened.rules(case.matter, last.at)
    return Derived(
        outcome=now.outcome.value if now.outcome else None,
        accepted=now.accepted.effective if now.accepted else None,
        deemed=now.accepted is not None and now.accepted.deemed,
        on=last.on,
        steps=tuple(_steps(rules, now)),
        work=tuple(
            WorkSaid(
                step=one.step,
                part=one.part,
                department=one.department,
                due=one.due,
                promised=one.promised,
            )
            for one in work_at(rules, case.number, now)
        ),
        clocks=tuple(_clock(one, last.on) for one in clocks(rules, now, last.on)),
        called_for=tuple(one.key for one in notices(rules, now)),
        letters=tuple(
            LetterSaid(key=one.fact.key, sha256=one.sha256) for one in written_again(opened)
        ),
    )


def written_again(opened: Opened) -> Iterator[Written]:
    """Every notice that was issued, written from the facts that stood before it, by what counted then.

    Raises LetterUnwritable.
    """
    now, digest = Standing(), opened.first_matter
    for fact in opened.case.facts:
        match fact:
            case NoticeIssued():
                rules = opened.rules(digest, fact.at)
                yield Written(fact, _letter(Subject(rules, opened.case.number, now), fact, opened))
            case Moved(after=after):
                digest = after
            case _:
                pass
        take_in(now, (fact,))


def _letter(subject: Subject, fact: NoticeIssued, opened: Opened) -> Letter | None:
    rules = subject.rules
    wanted = next((one for one in notices(rules, subject.now) if one.key == fact.key), None)
    if wanted is None or (wanted.letter, wanted.department) != (fact.letter, fact.department):
        return None
    address = opened.addresses.get(fact.key, "")
    given = Numbered(number=fact.number, on=fact.on, code_url=address, follow_url=address)
    return write_letter(rules.office.letter(wanted.letter), letter_values(subject, wanted, given))


def _steps(rules: Rules, now: Standing) -> Iterator[StepSaid]:
    for key, own in now.steps.items():
        yield StepSaid(
            step=key,
            name=rules.matter.step(key).name,
            status=own.status,
            round=own.round,
            ended_on=own.ended_on,
        )


def _clock(one: ClockEntry, today: date) -> ClockSaid:
    return ClockSaid(
        key=one.key,
        kind=one.kind,
        title=one.label.title,
        basis=one.label.basis,
        started=one.started.on,
        base=one.base,
        last=one.last,
        stopped=one.stopped.on if one.stopped else None,
        excluded=tuple((span.begin, span.end) for span in one.excluded),
        days=tuple(
            DaySaid(
                on=day.on,
                counted=day.counted,
                number=day.number,
                cause=day.cause,
                article=day.article,
            )
            for day in days(one, today)
        ),
    )
