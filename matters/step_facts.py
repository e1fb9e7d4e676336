"""What happens to the steps of a case, one fact each; `matters.case` puts them together with all others."""

from datetime import date
from typing import Literal

from matters.fields import Answers
from matters.happened import Happened
from matters.words import Frozen

Verdict = Literal["granted", "refused", "issued", "agreed", "objected", "held"]
Ending = Literal[
    "granted", "refused", "agreed", "objected", "undisputed", "disputed", "met", "answered", "unanswered",
    "set-aside", "skipped", "terminated",
]  # fmt: skip


class Part(Frozen):
    """One part of a step: a department that signs, or one of several that are decided each for itself."""

    key: str
    department: str


class StepOpened(Happened):
    """A department may act: its clock, and from which day it counts."""

    fact: Literal["step-opened"] = "step-opened"
    step: str
    departments: tuple[str, ...]
    parts: tuple[Part, ...] = ()
    """Who or what has to be decided for itself; none for a step that is one piece."""
    round: int = 1
    recheck: bool = False
    """A second visit, by those who found something at the first."""
    counted_from: date
    due: date | None = None
    promised: date | None = None


class Taken(Happened):
    """An officer took the work in hand, so that two do not do the same."""

    fact: Literal["taken"] = "taken"
    step: str
    part: str | None = None


class Decided(Happened):
    """An officer's word on a step, or on one part of it."""

    fact: Literal["decided"] = "decided"
    step: str
    decision: Verdict
    reasons: str = ""
    basis: str = ""
    part: str | None = None
    listed: tuple[str, ...] = ()
    """The keys of the office's listed reasons that were chosen."""
    values: Answers = {}
    """The fields that the step produces."""
    proposed_by: str | None = None
    """The account that proposed what a head approved."""


class Inspected(Happened):
    """One department's result of the joint visit."""

    fact: Literal["inspected"] = "inspected"
    step: str
    department: str
    passed: bool
    corrections: tuple[str, ...] = ()
    officers: tuple[str, ...]


class Correction(Frozen):
    """One thing to put right, and who found it."""

    department: str
    text: str


class VisitEnded(Happened):
    """All departments have reported: one merged list of corrections, or none."""

    fact: Literal["visit-ended"] = "visit-ended"
    step: str
    round: int
    passed: bool
    corrections: tuple[Correction, ...] = ()


class Appointed(Happened):
    """The day, hour and place of a visit or a hearing were fixed; a later one takes its place."""

    fact: Literal["appointed"] = "appointed"
    step: str
    day: date
    hour: str
    place: str
    chair: str = ""
    """Who presides at a hearing."""
    public: bool = False
    """Whether it is announced to all (Act 48(1)(1))."""


class SentBack(Happened):
    """Work went back to an earlier step, or to acceptance (退回)."""

    fact: Literal["sent-back"] = "sent-back"
    step: str
    to: str
    reason: str
    listed: tuple[str, ...] = ()
    """The keys of the office's listed reasons that were chosen."""
    reset: tuple[str, ...]
    """The steps that begin anew: the earlier one, and all that were open because of it."""


class Terminated(Happened):
    """A step that cannot be decided any more because one that it needs was refused."""

    fact: Literal["terminated"] = "terminated"
    step: str
    because: str


class Proposed(Happened):
    """An officer's proposal, for a head to approve (拟办意见)."""

    fact: Literal["proposed"] = "proposed"
    step: str
    decision: Verdict
    reasons: str = ""
    basis: str = ""
    part: str | None = None
    listed: tuple[str, ...] = ()
    """The keys of the office's listed reasons that were chosen."""
    values: Answers = {}


class ProposalReturned(Happened):
    """A head did not approve: the officer looks at it again."""

    fact: Literal["proposal-returned"] = "proposal-returned"
    step: str
    part: str | None = None
    reason: str


class Recalled(Happened):
    """Somebody took the own word back before anything followed from it (撤回)."""

    fact: Literal["recalled"] = "recalled"
    step: str
    part: str | None = None
    reason: str
    reset: tuple[str, ...] = ()
    """Steps that were open because of it and wait again."""


class Transferred(Happened):
    """The work was given to another person or department (转办)."""

    fact: Literal["transferred"] = "transferred"
    step: str
    part: str | None = None
    department: str
    """Whose it was."""
    to_department: str | None = None
    to_account: str | None = None
    reason: str


class PartAdded(Happened):
    """One more has to sign or to be decided (加签)."""

    fact: Literal["part-added"] = "part-added"
    step: str
    part: Part
    reason: str = ""


class PartDropped(Happened):
    """One less has to sign or to be decided (减签)."""

    fact: Literal["part-dropped"] = "part-dropped"
    step: str
    part: str
    reason: str


class StepEnded(Happened):
    """A step ended by its rule, by time, by another system, or by a person's special word."""

    fact: Literal["step-ended"] = "step-ended"
    step: str
    status: Ending
    because: str = ""
    """The step that set it aside, or a word of the engine: `quorum`, `time`, `provided`, …"""
    reason: str = ""
    basis: str = ""
    by_what: str | None = None
    """Which of several things that were waited for came first."""
    signal: str | None = None
    """The signal that it used up."""
    values: Answers = {}


class OpinionAsked(Happened):
    """Another department is asked what it thinks (征求意见); the step itself goes on."""

    fact: Literal["opinion-asked"] = "opinion-asked"
    step: str
    opinion: int
    department: str
    question: str
    until: date


class OpinionGiven(Happened):
    """What the other department thinks."""

    fact: Literal["opinion-given"] = "opinion-given"
    step: str
    opinion: int
    text: str


class OpinionRevoked(Happened):
    """It is not needed any more."""

    fact: Literal["opinion-revoked"] = "opinion-revoked"
    step: str
    opinion: int
    reason: str


class Urged(Happened):
    """Somebody was asked to hurry (催办)."""

    fact: Literal["urged"] = "urged"
    step: str
    text: str


class Copied(Happened):
    """Another department was told (抄送)."""

    fact: Literal["copied"] = "copied"
    step: str
    department: str
    text: str = ""


class Suspended(Happened):
    """A step stands still on a legal ground: its days are not counted (中止)."""

    fact: Literal["suspended"] = "suspended"
    step: str
    ground: str
    basis: str


class Resumed(Happened):
    """It goes on (恢复)."""

    fact: Literal["resumed"] = "resumed"
    step: str


class Extended(Happened):
    """The limit was extended, once, by somebody who may (延期)."""

    fact: Literal["extended"] = "extended"
    step: str
    reason: str


class Signalled(Happened):
    """The applicant did, or another system said, what a step waits for."""

    fact: Literal["signalled"] = "signalled"
    name: str
    values: Answers = {}


class ObjectionRaised(Happened):
    """Somebody objects to what is made public (异议)."""

    fact: Literal["objection-raised"] = "objection-raised"
    step: str
    objection: int
    who: str
    text: str


class ObjectionAnswered(Happened):
    """A person decided on an objection."""

    fact: Literal["objection-answered"] = "objection-answered"
    step: str
    objection: int
    upheld: bool
    reasons: str


class CallBegun(Happened):
    """A call to another system goes out: written down before anything leaves the house."""

    fact: Literal["call-begun"] = "call-begun"
    step: str
    call: str
    """Which call of the step it is; it goes out under this key, however often it is handed over."""


class SystemCalled(Happened):
    """Another system was asked to do its part."""

    fact: Literal["system-called"] = "system-called"
    step: str
    call: str = ""
    """The call that the receipt is for; the receipt of an earlier one moves nothing any more."""
    request: str
    """Its receipt; empty where a person has it asked again."""
    reset: tuple[str, ...] = ()
    """Steps that had ended because the system was silent, and wait again."""


class ChildLaunched(Happened):
    """The other matter of a step is carried as a case of its own."""

    fact: Literal["child-launched"] = "child-launched"
    step: str
    number: str


class ParentTold(Happened):
    """The case whose step this is knows how it ended."""

    fact: Literal["parent-told"] = "parent-told"


class Drawn(Happened):
    """A random draw: anybody can repeat it from the seed, the pool and the weights."""

    fact: Literal["drawn"] = "drawn"
    step: str
    seed: str
    pool: tuple[str, ...]
    weights: tuple[float, ...]
    chosen: tuple[str, ...]


class FeeLine(Frozen):
    """One fee with its amount in yuan."""

    fee: str
    amount: float


class FeesAsked(Happened):
    """All that has to be paid, asked once."""

    fact: Literal["fees-asked"] = "fees-asked"
    step: str
    lines: tuple[FeeLine, ...]

    @property
    def total(self) -> float:
        """In yuan."""
        return sum(line.amount for line in self.lines)


class Paid(Happened):
    """It was paid outside; the receipt is the proof."""

    fact: Literal["paid"] = "paid"
    step: str
    receipt: str


class CaseTerminated(Happened):
    """The whole case was ended without a decision, on a legal ground (终止)."""

    fact: Literal["case-terminated"] = "case-terminated"
    reason: str
    basis: str
