"""What a person may do to an open step besides taking, deciding and sending it back; see `matters.acts`."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field as Rule

from matters.fields import Answers
from matters.words import Frozen

Reason = Annotated[str, Rule(max_length=2000)]


class _OnStep(Frozen):
    """An act on a step, or on one part of it."""

    step: str
    part: str | None = None


class Approve(_OnStep):
    """Approve what an officer proposed (审批同意): the proposal becomes the decision."""

    act: Literal["approve"] = "approve"


class ReturnProposal(_OnStep):
    """Do not approve it; the officer looks at it again."""

    act: Literal["return-proposal"] = "return-proposal"
    reason: Reason


class Recall(_OnStep):
    """Take one's own word back while nothing has followed from it (撤回)."""

    act: Literal["recall"] = "recall"
    reason: Reason


class Transfer(_OnStep):
    """Give the work to another person of the department, or to another department (转办)."""

    act: Literal["transfer"] = "transfer"
    to_account: str | None = None
    to_department: str | None = None
    reason: Reason


class AddPart(Frozen):
    """Have one more sign or be decided (加签)."""

    act: Literal["add-part"] = "add-part"
    step: str
    department: str | None = None
    """Who signs besides; the step's own department when left out."""
    reason: Reason = ""


class DropPart(Frozen):
    """Let one less sign or be decided (减签)."""

    act: Literal["drop-part"] = "drop-part"
    step: str
    part: str
    reason: Reason


class Finish(Frozen):
    """End a step of several parts with what is there (提前结束)."""

    act: Literal["finish"] = "finish"
    step: str
    reason: Reason


class AskOpinion(Frozen):
    """Ask another department what it thinks (征求意见); one's own step goes on."""

    act: Literal["ask-opinion"] = "ask-opinion"
    step: str
    department: str
    question: Reason
    days: Annotated[int, Rule(ge=1, le=60)] = 5
    """Working days to answer."""


class GiveOpinion(Frozen):
    """Answer it."""

    act: Literal["give-opinion"] = "give-opinion"
    step: str
    opinion: int
    text: Reason


class RevokeOpinion(Frozen):
    """Say that it is not needed any more."""

    act: Literal["revoke-opinion"] = "revoke-opinion"
    step: str
    opinion: int
    reason: Reason


class Appoint(Frozen):
    """Fix the day, hour and place of a visit or a hearing, and have the applicant told."""

    act: Literal["appoint"] = "appoint"
    step: str
    day: date
    hour: Annotated[str, Rule(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
    place: Annotated[str, Rule(max_length=200)]
    chair: Annotated[str, Rule(max_length=60)] = ""
    """Who presides at a hearing; never one who examined the application."""
    public: bool = False


class Urge(Frozen):
    """Ask those who have the step to hurry (催办)."""

    act: Literal["urge"] = "urge"
    step: str
    text: Reason


class Copy(Frozen):
    """Tell another department (抄送)."""

    act: Literal["copy"] = "copy"
    step: str
    department: str
    text: Reason = ""


class Suspend(Frozen):
    """Let a step stand still on a legal ground (中止); its days are not counted."""

    act: Literal["suspend"] = "suspend"
    step: str
    ground: Reason
    basis: Reason


class Resume(Frozen):
    """Let it go on (恢复)."""

    act: Literal["resume"] = "resume"
    step: str


class Extend(Frozen):
    """Extend the limit by what the item allows, once, before it has passed (延期)."""

    act: Literal["extend"] = "extend"
    step: str
    reason: Reason


class Skip(Frozen):
    """Repair: leave a step out, so that those behind it go on."""

    act: Literal["skip"] = "skip"
    step: str
    reason: Reason


class Raise(Frozen):
    """Take in an objection to what is made public (提出异议)."""

    act: Literal["object"] = "object"
    step: str
    who: Annotated[str, Rule(max_length=100)]
    text: Reason


class AnswerObjection(Frozen):
    """Decide on an objection."""

    act: Literal["answer-objection"] = "answer-objection"
    step: str
    objection: int
    upheld: bool
    reasons: Reason


class AnswerCall(Frozen):
    """Another system says what it did, or that it cannot."""

    act: Literal["answer-call"] = "answer-call"
    step: str
    answered: bool = True
    values: Answers = {}


class CallAgain(Frozen):
    """Ask the other system again."""

    act: Literal["call-again"] = "call-again"
    step: str


class ConfirmPayment(Frozen):
    """Confirm that everything was paid outside, with the receipt's number."""

    act: Literal["confirm-payment"] = "confirm-payment"
    step: str
    receipt: Annotated[str, Rule(max_length=100)]
