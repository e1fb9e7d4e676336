"""A case as the API tells of it to one department."""

from datetime import date, datetime
from typing import Literal

from hall.api.models import Answer
from matters.case import Channel, Delivery, FindingOutcome, Outcome, Wanted
from matters.fields import Answers
from matters.standing import StepStatus
from matters.step_facts import Verdict
from matters.words import Language, Text
from matters.work import ActName


class OpenWork(Answer):
    """A piece of this department's open work in the case."""

    step: str
    """The step; `acceptance` is the hall's own."""
    part: str | None
    """Which part of it, for `part` of an act; `opinion:1` is what another step asks this department."""
    acts: tuple[ActName, ...]
    """What may be done now: `act` of `POST /cases/{number}/acts`."""
    round: int
    """Which time it is open."""
    opened_at: datetime
    """Since when."""
    due: date | None
    """The last day by law."""
    promised: date | None
    """The last day by promise."""
    holder: str | None
    """The account that took it in hand."""
    waiting: bool
    """For the applicant, who was asked to supply something."""


class CaseState(Answer):
    """Where a case stands, after an act as before."""

    number: str
    """The case number."""
    state: str
    """received, accepting, supplement, in-progress, or the outcome."""
    outcome: Outcome | None
    """How it ended."""
    version: int
    """How many facts it has: it grows with everything that happens."""
    work: tuple[OpenWork, ...]
    """This department's open work."""


class PartView(Answer):
    """One part of a step: who signs, or one of several things."""

    key: str
    """What acts name it by."""
    department: str
    """Whose it is."""
    decision: Verdict | None
    """What was said; none while nothing was."""
    proposed: Verdict | None
    """What a head has to approve."""


class OpinionView(Answer):
    """An opinion that a step asked for: internal, told only to those who asked or give it, and to the hall."""

    number: int
    """What acts name it by."""
    department: str
    """Who is asked."""
    question: str
    """What."""
    until: date
    """The last day to answer."""
    text: str | None
    """The opinion, once it is given."""
    revoked: bool
    """Whether it is not needed any more."""


class ObjectionView(Answer):
    """An objection to what a step makes public, for those who decide on it and the hall."""

    number: int
    """What acts name it by."""
    who: str
    """Who objects."""
    text: str
    """What is objected."""
    upheld: bool | None
    """The decision on it; none while it is open."""


class DrawView(Answer):
    """A draw that anybody can repeat: highest SHA-256(seed, 0, name)/2²⁵⁶ raised to 1/weight."""

    seed: str
    """What it was drawn with."""
    pool: tuple[str, ...]
    """From whom, or what."""
    weights: tuple[float, ...]
    """In the order of the pool; nothing takes no part."""
    chosen: tuple[str, ...]
    """What was drawn."""


class FeeView(Answer):
    """One fee."""

    fee: str
    """Its key."""
    amount: float
    """In yuan."""


class StepView(Answer):
    """One department's part of this case."""

    key: str
    """What acts name it by."""
    name: Text
    """What it is called."""
    departments: tuple[str, ...]
    """Who does it."""
    status: StepStatus
    """waiting, open, or how it ended."""
    due: date | None
    """The last day by law, once it is open."""
    ended_on: date | None
    """The day on which it ended."""
    because: str | None
    """What ended it without a decision: a step's key, or a word such as quorum, time, silence, objection."""
    by: str | None
    """Of several things that were waited for, the one that came."""
    suspended: bool
    """Whether it stands still; its days are not counted."""
    extended: bool
    """Whether its limit was extended."""
    parts: tuple[PartView, ...]
    """Its parts, if it has several."""
    opinions: tuple[OpinionView, ...]
    """The opinions that it asked for, as far as they are this department's business."""
    objections: tuple[ObjectionView, ...]
    """The objections to what it makes public, as far as they are this department's business."""
    drawn: DrawView | None
    """What was drawn."""
    child: str | None
    """The number of the case that it is carried as."""
    fees: tuple[FeeView, ...]
    """What it asks to be paid."""
    receipt: str | None
    """Of the payment."""


class FindingView(Answer):
    """What a register answered. Its values are in the answers that it fills."""

    check: str
    """Which question it was asked."""
    outcome: FindingOutcome
    """One of eight; none of them refuses an applicant."""
    asked_at: datetime
    """When."""
    source: str
    """Who keeps the register."""
    request: str
    """The register's own number of this answer."""
    valid_until: date | None
    """Until when the answer counts."""


class PaperView(Answer):
    """A paper that was handed in, or a promise that was signed."""

    material: str
    """Which material it is for."""
    rung: Literal["promise", "proof", "deferred", "upload"]
    """How it satisfies it."""
    digest: str
    """SHA-256 of the file, or of the words that were signed."""
    label: str
    """The promise's key, or the kind of file."""
    url: str | None
    """Where its content is; none for a promise."""


class RequestView(Answer):
    """A one-time notice that the applicant has not answered yet."""

    step: str
    """Which step asked."""
    until: date
    """The last day to supply."""
    wanted: tuple[Wanted, ...]
    """What is missing, as far as this department may read it."""


class CaseView(CaseState):
    """A case, as far as it is this department's."""

    matter: str
    """The matter's key."""
    matter_version: int
    """The version that the case is pinned to."""
    matter_digest: str
    """The content that the case is pinned to."""
    launched_at: datetime
    """When it was received."""
    channel: Channel
    """Where it was received."""
    delivery: Delivery
    """How certificates reach the applicant."""
    language: Language
    """In which language the applicant is written to."""
    answers: Answers
    """By path: only the fields that were collected for this department's steps, in groups as in single ones."""
    objections: dict[str, str]
    """What the applicant says of fields that a register filled."""
    parent: str | None
    """The case whose step this one is."""
    steps: tuple[StepView, ...]
    """The steps that apply."""
    findings: tuple[FindingView, ...]
    """What the registers answered about fields that this department may read."""
    papers: tuple[PaperView, ...]
    """The papers that this department may open."""
    requests: tuple[RequestView, ...]
    """What the applicant was asked for and has not supplied."""


class FactView(Answer):
    """One thing that happened: what, when, by whom. What was written in it is not told here."""

    number: int
    """Its place in the case, from 1."""
    fact: str
    """What kind of thing happened."""
    at: datetime
    """When."""
    department: str
    """Whose act it was; `onego` for the machine."""
    role: str
    """In which role."""
    step: str | None
    """Which step it is about."""


class FactList(Answer):
    """The facts of a case, oldest first; none is ever changed."""

    facts: tuple[FactView, ...]
    """One for each thing that happened."""


class NoticeView(Answer):
    """A notice that was issued."""

    key: str
    """Its key within the case."""
    letter: str
    """Which kind of letter."""
    number: str
    """Its document number, such as 甬市监许准〔2026〕12号."""
    department: str
    """Who issued it."""
    step: str | None
    """Which step it tells of."""
    code: str
    """What it is verified by; also the name of its PDF here."""
    issued_at: datetime
    """When."""
    delivered_at: datetime | None
    """When its arrival was recorded."""
    delivery: Literal["waiting", "sent", "ready", "public", "arrived", "failed", "kept"]
    """Where it is; `kept` stays in the file and is sent to nobody."""
    method: str | None
    """How it arrived, such as `electronic`, `in-person`, `post`, `left`."""
    arrived_on: date | None
    """The day of arrival, which stops the time for its delivery."""
    voided_at: datetime | None = None
    """When a head voided it; it counts no more."""
    url: str
    """Its PDF."""


class NoticeList(Answer):
    """The notices of a case that are this department's to read, oldest first."""

    notices: tuple[NoticeView, ...]
    """One for each notice."""
