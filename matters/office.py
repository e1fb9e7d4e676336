"""Who takes part: departments, the jurisdiction's own rules, and the kinds of letter that it issues.

This is the organisation, shared by all matters and kept apart from them: a court or a telephone number may change
without any matter becoming another version.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field as Rule

from matters.escalation import Escalation
from matters.limits import Limit
from matters.words import Frozen, Text

Key = Annotated[str, Rule(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]

TimerKind = Literal["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10", "T11", "own"]
"""The timers of the law (domain 2.2); `own` is a length that a step has for itself, such as its publicity."""

HALL = "hall"
"""The department of the counter: it receives, accepts in the departments' name and hands out; it never decides."""


class Unit(Frozen):
    """A part of a department that does its own work (内设机构)."""

    key: Key
    name: Text
    phone: str | None = None


class Place(Frozen):
    """Where people go (窗口、会议室): a window or a room, and its address where it is not the department's own."""

    key: Key
    name: Text
    address: Text | None = None


class Department(Frozen):
    """A body that takes part; deciding ones have a document prefix, a seal and their remedies."""

    key: Key
    name: Text
    short: str
    """Prefix of its document numbers, e.g. 甬市监 (GB/T 9704 agency code)."""
    uscc: str
    address: Text
    phone: str
    review_body: Text
    """Where reconsideration is asked: the people's government of the same level (Reconsideration Act 24)."""
    court: Text
    online_review: str
    units: tuple[Unit, ...] = ()
    places: tuple[Place, ...] = ()

    @property
    def names_its_remedies(self) -> bool:
        """Whether its decisions can say where they are contested."""
        return bool(self.review_body.zh.strip() and self.court.zh.strip())


class Officer(Frozen):
    """One who may be drawn for a visit (执法人员): with the certificate, and those whom the officer may not visit."""

    account: str
    name: str
    department: Key
    unit: Key | None = None
    certificate: str = ""
    """Number of the certificate of administrative enforcement (行政执法证); without it nobody is drawn."""
    licence_until: date | None = None
    """The last day of the certificate."""
    not_for: tuple[str, ...] = ()
    """Credit codes and identity numbers with which there is a conflict of interest (回避)."""

    def may_enforce(self, on: date) -> bool:
        """Whether the officer holds a certificate that is valid on the day (Administrative Penalty Act 42)."""
        return bool(self.certificate) and (self.licence_until is None or on <= self.licence_until)


class ListedReason(Frozen):
    """A reason in the office's own words (理由清单), with the article; an officer adds what is so in the case."""

    key: Key
    words: Text
    basis: str
    acts: tuple[Literal["decide", "refuse-to-accept", "send-back"], ...]
    """For which acts it may be chosen; `decide` means a refusal."""


class LetterKind(Frozen):
    """One kind of letter of the office: its template, its layout and its numbering word."""

    key: Key
    name: Text
    template: str
    layout: Literal["official", "slip", "form", "licence"]
    series: str
    """The word inside the number, e.g. 许准 in 甬市监许准〔2026〕12号."""


class Profile(Frozen):
    """A jurisdiction: the values that its own rules set (domain 2.8). Another city is another profile."""

    key: Key
    name: Text
    area: Annotated[str, Rule(pattern=r"^\d{6}$")]
    system: Annotated[str, Rule(pattern=r"^\d{3}$")] = "001"
    """The receiving system's place in a case number (domain 3.12)."""
    calendar: str
    supplement_notice: Limit
    """T1: within this the applicant is told what is missing, else the case counts as accepted (Act 32(4))."""
    supplement_notice_local: Limit | None = None
    """The window's own, shorter duty to tell it: missed, it is a red light and nothing else (domain 2.2, rule 10)."""
    supplement: Limit
    """T2: how long an applicant has to supply, unless the notice says otherwise."""
    supplement_lapse: Text
    """What lateness means, as the notice says it."""
    bundle: Limit = Limit.parse("45 working days")
    """T6: how long permits that are handled together may take in all (Act 42(2))."""
    bundle_extension: Limit = Limit.parse("15 working days")
    """By how much the head of the government may extend that, once."""
    hearing_request: Limit = Limit.parse("5 working days")
    """T7: how long a hearing may be asked for after its right was told (Act 47)."""
    hearing: Limit = Limit.parse("20 working days")
    """T8: within this a hearing that was asked for is held (Act 47)."""
    rating_contact: Limit = Limit.parse("1 working day")
    """Within this a bad rating is looked into with the applicant (domain 3.10)."""
    rating_correct: Limit = Limit.parse("15 working days")
    """Within this what it is about is put right."""
    delivery: Limit
    """T9: from the decision to the day on which it arrives (Act 44)."""
    renewal: Limit = Limit.parse("30 days")
    """T11: how long before its last day the renewal of a certificate is applied for (Act 50)."""
    renewal_opens: Limit = Limit.parse("90 days")
    """How long before it the application is taken at the earliest."""
    local_basis: dict[TimerKind, Text] = {}
    """By timer, the jurisdiction's own rule that it follows."""
    escalation: Escalation = Escalation()
    """Who is told of a clock that runs out, and when (domain 3.18)."""
    reconsideration: Limit
    litigation: Limit


class Office(Frozen):
    """The organisation that carries all matters."""

    profile: Profile
    departments: tuple[Department, ...]
    letters: tuple[LetterKind, ...]
    officers: tuple[Officer, ...] = ()
    reasons: tuple[ListedReason, ...] = ()

    def reasons_for(self, act: str) -> tuple[ListedReason, ...]:
        """Those that may be chosen for the act, in the office's order."""
        return tuple(one for one in self.reasons if act in one.acts)

    def department(self, key: str) -> Department:
        return next(one for one in self.departments if one.key == key)

    def letter(self, key: str) -> LetterKind:
        return next(one for one in self.letters if one.key == key)
