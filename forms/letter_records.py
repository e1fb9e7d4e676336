"""Records that letters print whole: an hour and a place, a delivery, a rating, a supervision, what a register said."""

from datetime import date

from matters.words import Frozen, Text


class Meeting(Frozen):
    """The hour and the place of a visit or a hearing, and who presides."""

    on: date
    hour: str
    place: str
    chair: str = ""
    """Who presides at a hearing; never one who examined the application (Act 48(1)(3))."""


class ServedDocument(Frozen):
    """One of the notices that were delivered together."""

    name: Text
    number: str


class Served(Frozen):
    """How a notice was delivered (送达回证, Civil Procedure Law 87 to 95)."""

    documents: tuple[ServedDocument, ...]
    recipient: str
    method: Text
    on: date
    place: str = ""
    signer: str = ""
    """Who signed for it, and as what: the applicant, an adult relative, the agent."""
    witness: str = ""
    remark: str = ""
    """Why it was refused, or how it was left there."""


class RatingAnswered(Frozen):
    """A bad rating, what was found, and what is done about it."""

    level: Text
    rated_on: date
    said: str = ""
    contacted_on: date
    finding: str
    measure: str
    corrected_by: date


class Supervised(Frozen):
    """What is late, whose it is, since when, and until when it has to be answered for."""

    step: Text
    owner: Text
    elapsed: Text
    due_on: date | None = None
    reason: Text
    demand: str = ""
    answer_by: date


class Checked(Frozen):
    """One register: what it was asked for, by what right, when, and what it said (masked)."""

    name: Text
    holder: Text
    asked_at: Text
    basis: str
    outcome: Text
    said: Text
