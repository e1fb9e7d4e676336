"""What is recorded: the facts of one case. A fact is appended and never changed; all else is derived from facts."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, TypeAdapter
from pydantic import Field as Rule

from matters.calendar_facts import CalendarChanged
from matters.clock_facts import BundleExtended
from matters.delivery_facts import (
    AddressConfirmed,
    NoticeDelivered,
    NoticeSent,
    NoticeUndelivered,
)
from matters.evidence_facts import (
    AcceptanceRevoked,
    DecisionRevoked,
    ObjectionSettled,
    PromiseChecked,
    ValuesErased,
    VerificationAnswered,
    VerificationAsked,
)
from matters.fields import Answers, Value
from matters.happened import CHINA, MACHINE, Actor, Happened, business_date
from matters.limits import Limit
from matters.notice_void_facts import NoticeVoided
from matters.rating_facts import Rated, RatingSettled
from matters.step_facts import (
    Appointed,
    CallBegun,
    CaseTerminated,
    ChildLaunched,
    Copied,
    Correction,
    Decided,
    Drawn,
    Extended,
    FeeLine,
    FeesAsked,
    Inspected,
    ObjectionAnswered,
    ObjectionRaised,
    OpinionAsked,
    OpinionGiven,
    OpinionRevoked,
    Paid,
    ParentTold,
    Part,
    PartAdded,
    PartDropped,
    ProposalReturned,
    Proposed,
    Recalled,
    Resumed,
    SentBack,
    Signalled,
    StepEnded,
    StepOpened,
    Suspended,
    SystemCalled,
    Taken,
    Terminated,
    Transferred,
    Urged,
    VisitEnded,
)
from matters.supervision_facts import SupervisionAnswered, SupervisionOrdered
from matters.words import Frozen, Language

__all__ = [
    "ACCEPTANCE", "CHINA", "FACTS", "MACHINE", "AcceptanceOpened", "AcceptanceRevoked", "Accepted", "Actor",
    "AddressConfirmed", "Addressee", "AgainBecause", "Appointed", "AskedAgain", "CalendarChanged", "CallBegun",
    "Case", "CaseTerminated", "Channel", "CheckAnswered", "CheckWanted", "ChildLaunched", "Closed", "Copied",
    "Correction", "Decided", "DecisionRevoked", "Delivery", "Drawn", "Evidence", "EvidenceTaken", "Extended",
    "Fact", "FeeLine", "FeesAsked", "Finding", "FindingOutcome", "Happened", "Inspected", "Lapsed", "Launched",
    "MoreAsked", "Moved", "NotAccepted", "NoticeDelivered", "NoticeIssued", "NoticeSent", "NoticeUndelivered",
    "NoticeVoided", "ObjectionAnswered", "ObjectionRaised", "ObjectionSettled", "OpinionAsked", "OpinionGiven",
    "OpinionRevoked", "Outcome", "Paid", "ParentTold", "Part", "PartAdded", "PartDropped", "PromiseChecked",
    "ProposalReturned", "Proposed", "Rated", "RatingSettled", "Recalled", "Resumed", "SentBack", "Signalled",
    "StepEnded", "StepOpened", "Supplied", "Suspended", "SystemCalled", "Taken", "Terminated", "Transferred",
    "Urged", "ValuesErased", "VerificationAnswered", "VerificationAsked", "VisitEnded", "Wanted", "Withdrawn",
    "business_date",
]  # fmt: skip


Channel = Literal["counter", "api", "online"]
Delivery = Literal["pick-up", "post", "electronic"]
Addressee = Literal["applicant", "department", "file"]
"""Whom a notice is for; only what is for the applicant is delivered."""

ACCEPTANCE = "acceptance"
"""The hall's own part, before the steps: the application is accepted, supplemented or not accepted."""


class FindingOutcome(StrEnum):
    """The eight answers that a register can give (domain 3.5); none of them refuses an applicant."""

    MATCH = "match"
    MISMATCH = "mismatch"
    NO_RECORD = "no-record"
    MULTIPLE = "multiple"
    UNAVAILABLE = "unavailable"
    DENIED = "denied"
    STALE = "stale"
    PENDING = "pending"


class Outcome(StrEnum):
    """How a case ended."""

    GRANTED = "granted"
    PARTLY_GRANTED = "partly-granted"
    REFUSED = "refused"
    NOT_ACCEPTED = "not-accepted"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    TERMINATED = "terminated"
    ACCEPTANCE_REVOKED = "acceptance-revoked"


class Finding(Frozen):
    """What a register answered; one finding serves all steps of the case."""

    check: str
    outcome: FindingOutcome
    values: dict[str, Value] = {}
    asked_at: AwareDatetime
    source: str
    request: str
    """The register's own number of this answer: the receipt of the check."""
    valid_until: date | None = None
    basis: str = ""
    """The law on which the register was asked, and for conditional data its approval record."""
    asked_by: str = ""
    """The account in whose name it was asked; `onego` where the machine asked by itself."""
    material: str | None = None
    """The material that it was to make needless."""
    item: str | None = None
    """The code of the legal service for which it was asked."""
    as_of: date | None = None
    """The day on which the register's own record stands."""
    digest: str | None = None
    """SHA-256 of the register's answer as it was received."""
    shown: tuple[str, ...] = ()
    """The names of the values that were only shown to people, as the matter said then."""
    keep: Limit | None = None
    """How long after the end of the case these are kept."""
    ticket: str | None = None
    """What to ask again with, while the answer is pending."""
    ask_again_at: AwareDatetime | None = None
    attempt: int = 1


class Evidence(Frozen):
    """A paper handed in or a promise signed: the rung of the ladder that satisfied a material."""

    material: str
    rung: Literal["promise", "proof", "deferred", "upload"]
    digest: str
    """SHA-256 of the file, or of the exact text that was signed or told."""
    label: str
    """The promise's key, or the kind of file; never the name that an applicant gave a file."""
    preferred: bool = False
    """The applicant handed in the own paper though a register could have been asked instead."""
    until: date | None = None
    """The day by which a deferred paper must be in; the engine counts it from the day it was deferred."""


class Wanted(Frozen):
    """One thing that an applicant must complete: the exact field or paper, what is wrong, and the standard."""

    kind: Literal["field", "material"]
    key: str
    wrong: str
    standard: str


AgainBecause = Literal[
    "still-wrong", "applicant-changed", "found-later", "untrue", "law-changed", "overlooked"
]
"""Why more is asked for than the first notice asked (Act 32(4)); `overlooked` says that the first was not complete."""


class AskedAgain(Frozen):
    """Why a notice asks for what an earlier one of the case could have asked, in the officer's words."""

    because: AgainBecause
    words: str


class Launched(Happened):
    """Received at the counter or by API (收件). It is not acceptance: no decision clock runs yet."""

    fact: Literal["launched"] = "launched"
    answers: Answers
    objections: dict[str, str] = {}
    """Prefilled fields that the applicant says are wrong: the applicant's own value prevails. `checks.<check>` stands
    for all that a register said."""
    consents: tuple[str, ...] = ()
    """The checks without a basis in law that the applicant agreed to."""
    channel: Channel
    delivery: Delivery = "electronic"
    delivery_consent: str = ""
    """Of electronic delivery: the digest of the text that the applicant agreed to (送达地址确认书)."""
    language: Language = "zh"
    parent: str | None = None
    """The number of the case whose step this case is, if it is a sub-matter's."""
    parent_step: str | None = None


class CheckAnswered(Happened):
    """A register answered, or could not."""

    fact: Literal["check-answered"] = "check-answered"
    finding: Finding


class CheckWanted(Happened):
    """A person had a register asked again; the findings named do not count any more."""

    fact: Literal["check-wanted"] = "check-wanted"
    check: str
    outdated: tuple[str, ...]


class EvidenceTaken(Happened):
    """A paper was taken in or a promise signed."""

    fact: Literal["evidence-taken"] = "evidence-taken"
    evidence: Evidence


class AcceptanceOpened(Happened):
    """The application waits for the hall to accept it; `notice_by` is the last day to say what is missing."""

    fact: Literal["acceptance-opened"] = "acceptance-opened"
    notice_by: date


class Accepted(Happened):
    """Accepted (受理): the decision clocks run. `steps` are those that apply, fixed from here on."""

    fact: Literal["accepted"] = "accepted"
    effective: date
    deemed: bool = False
    """By the law's silence: nobody said in time what was missing (Act 32(4))."""
    steps: tuple[str, ...]


class NotAccepted(Happened):
    """Not accepted (不予受理), with the reason, its basis, and who is competent instead."""

    fact: Literal["not-accepted"] = "not-accepted"
    reason: str
    basis: str
    competent: str | None = None
    listed: tuple[str, ...] = ()
    """The keys of the office's listed reasons that were chosen."""
    needless: bool = False
    """It needs no licence at all (Act 32(1)(1))."""


class MoreAsked(Happened):
    """The one-time notice of everything that is missing (一次性告知)."""

    fact: Literal["more-asked"] = "more-asked"
    step: str
    wanted: tuple[Wanted, ...]
    until: date
    again: AskedAgain | None = None
    """Why it asks for what an earlier notice could have asked; none where it does not."""


class Supplied(Happened):
    """The applicant completed fields or papers (补正)."""

    fact: Literal["supplied"] = "supplied"
    step: str
    answers: Answers = {}
    complete: bool = True
    """Everything that was asked for is in."""
    outdated: tuple[str, ...] = ()
    """The checks that were asked with answers which this corrects: they are asked again."""


class NoticeIssued(Happened):
    """A notice got its number; from here on it exists."""

    fact: Literal["notice-issued"] = "notice-issued"
    key: str
    letter: str
    step: str | None = None
    department: str
    number: str
    to: Addressee = "applicant"
    text: str | None = None
    """SHA-256 of the notice as it was written: a text altered behind our back does not fit it."""
    replaces: str | None = None
    """The number of the voided notice whose place it takes (更正)."""


class Withdrawn(Happened):
    """The applicant took the application back (撤件)."""

    fact: Literal["withdrawn"] = "withdrawn"
    reason: str


class Lapsed(Happened):
    """What was asked for did not come in time; by the profile this counts as withdrawal."""

    fact: Literal["lapsed"] = "lapsed"
    until: date


class Moved(Happened):
    """A running case was pinned to another version of its matter, or back again; dates already told stay."""

    fact: Literal["moved"] = "moved"
    before: str
    """Digest of the version that it followed."""
    after: str
    reason: str
    steps: tuple[str, ...] | None = None
    """The steps that apply from here on, instead of those of its acceptance; none while it is not accepted."""
    reset: tuple[str, ...] = ()
    """The steps that only the move taken back had begun: they wait again."""


class Closed(Happened):
    """The case has its outcome."""

    fact: Literal["closed"] = "closed"
    outcome: Outcome


Fact = Annotated[
    Launched | CheckAnswered | CheckWanted | EvidenceTaken | AcceptanceOpened | Accepted | NotAccepted
    | MoreAsked | Supplied | StepOpened | Taken | Decided | Inspected | VisitEnded | SentBack
    | Appointed | Terminated | NoticeIssued | NoticeDelivered | Withdrawn | Lapsed | Moved | Closed
    | Proposed | ProposalReturned | Recalled | Transferred | PartAdded | PartDropped | StepEnded
    | OpinionAsked | OpinionGiven | OpinionRevoked | Urged | Copied | Suspended | Resumed | Extended
    | Signalled | ObjectionRaised | ObjectionAnswered | SystemCalled | ChildLaunched | ParentTold | Drawn
    | FeesAsked | Paid | CaseTerminated | CallBegun
    | VerificationAsked | VerificationAnswered | ObjectionSettled | AcceptanceRevoked | PromiseChecked
    | DecisionRevoked | BundleExtended | CalendarChanged
    | NoticeSent | NoticeUndelivered | AddressConfirmed | NoticeVoided
    | SupervisionOrdered | SupervisionAnswered | Rated | RatingSettled | ValuesErased,
    Rule(discriminator="fact"),
]  # fmt: skip

FACTS: TypeAdapter[tuple[Fact, ...]] = TypeAdapter(tuple[Fact, ...])
"""Reads and writes a list of facts as JSON."""


class Case(Frozen):
    """One application of one applicant: its number, the digest of its matter, and its facts."""

    number: str
    matter: str
    """Digest of the published matter: a case never changes its version by itself."""
    facts: tuple[Fact, ...]

    def record(self, *facts: Fact) -> "Case":
        """The case with more facts."""
        return Case.model_construct(
            number=self.number, matter=self.matter, facts=(*self.facts, *facts)
        )
