"""What a person may do to a case, as one value each: pages, API, command line and scenarios all say it this way."""

from typing import Annotated, Literal

from pydantic import Field as Rule
from pydantic import TypeAdapter

from matters.case import AskedAgain, Evidence, Wanted
from matters.delivery_acts import (
    ConfirmAddress,
    DeliverAnew,
    PostNotices,
    RecordDelivery,
    RecordReturn,
)
from matters.evidence_acts import (
    AskVerification,
    CheckPromise,
    RevokeAcceptance,
    RevokeDecision,
    SettleObjection,
    Verify,
)
from matters.fields import Answers
from matters.notice_void_acts import VoidNotice
from matters.rating_acts import AnswerRating, Rate
from matters.step_acts import (
    AddPart,
    AnswerCall,
    AnswerObjection,
    Appoint,
    Approve,
    AskOpinion,
    CallAgain,
    ConfirmPayment,
    Copy,
    DropPart,
    Extend,
    Finish,
    GiveOpinion,
    Raise,
    Reason,
    Recall,
    Resume,
    ReturnProposal,
    RevokeOpinion,
    Skip,
    Suspend,
    Transfer,
    Urge,
)
from matters.step_facts import Verdict
from matters.words import Frozen

__all__ = [
    "ACT", "Accept", "Act", "AddPart", "AnswerCall", "AnswerObjection", "AnswerRating", "AnswerSupervision",
    "Appoint", "Approve", "AskForMore", "AskOpinion",
    "AskVerification", "CallAgain", "CheckAgain", "CheckPromise", "ConfirmAddress", "ConfirmPayment", "Copy", "Decide",
    "DeliverAnew", "DropPart", "Extend", "Finish", "GiveOpinion", "Inspect", "PostNotices", "Raise", "Rate", "Reason",
    "Recall", "RecordDelivery", "RecordReturn", "RefuseToAccept", "Resume", "ReturnProposal", "RevokeAcceptance",
    "RevokeDecision", "RevokeOpinion", "SendBack", "SettleObjection", "Signal", "Skip", "Supply", "Suspend", "Take",
    "Terminate", "Transfer", "Urge", "Verify", "VoidNotice", "Withdraw",
]  # fmt: skip


class Accept(Frozen):
    """Accept the application (受理)."""

    act: Literal["accept"] = "accept"


class RefuseToAccept(Frozen):
    """Do not accept the application (不予受理); names the competent agency when another is."""

    act: Literal["refuse-to-accept"] = "refuse-to-accept"
    reason: Reason
    basis: Reason
    competent: str | None = None
    listed: tuple[str, ...] = ()
    """The keys of the office's listed reasons that were chosen."""
    needless: bool = False
    """What is applied for needs no licence at all (Act 32(1)(1)): that is told, not decided."""


class AskForMore(Frozen):
    """Tell the applicant, once and completely, what is missing or wrong (一次性告知补正)."""

    act: Literal["ask-for-more"] = "ask-for-more"
    step: str = "acceptance"
    wanted: tuple[Wanted, ...]
    days: Annotated[int, Rule(ge=1, le=60)] | None = None
    """Working days to supply; the profile's period when left out."""
    again: AskedAgain | None = None
    """Why it asks for what an earlier notice could have asked; without a reason that is refused."""


class Supply(Frozen):
    """Complete fields and papers (补正), on request or on the spot while acceptance is open."""

    act: Literal["supply"] = "supply"
    step: str = "acceptance"
    answers: Answers = {}
    evidence: tuple[Evidence, ...] = ()


class CheckAgain(Frozen):
    """Have a register asked again (重新核验), after a record was put right or an objection was made."""

    act: Literal["check-again"] = "check-again"
    step: Literal["acceptance"] = "acceptance"
    check: str


class Take(Frozen):
    """Take the work in hand."""

    act: Literal["take"] = "take"
    step: str
    part: str | None = None


class Decide(Frozen):
    """Decide a step or one part of it (办结): grant or refuse, issue, agree or object, or close a hearing.

    Where a head has to approve, an officer's decision is a proposal.
    """

    act: Literal["decide"] = "decide"
    step: str
    part: str | None = None
    decision: Verdict
    reasons: Reason = ""
    basis: Reason = ""
    listed: tuple[str, ...] = ()
    """The keys of the office's listed reasons that were chosen."""
    values: Answers = {}
    """The fields that the step produces, by path."""


class Inspect(Frozen):
    """Report one's department's part of a joint visit; what fails goes on the one list of corrections."""

    act: Literal["inspect"] = "inspect"
    step: str
    passed: bool
    corrections: tuple[Reason, ...] = ()
    officers: tuple[str, ...]


class SendBack(Frozen):
    """Send the work back to an earlier step, or to acceptance (退回)."""

    act: Literal["send-back"] = "send-back"
    step: str
    to: str
    reason: Reason
    listed: tuple[str, ...] = ()
    """The keys of the office's listed reasons that were chosen."""


class Withdraw(Frozen):
    """Take the application back for the applicant (撤件)."""

    act: Literal["withdraw"] = "withdraw"
    reason: Reason


class Terminate(Frozen):
    """End one step, or without a step the whole case, without a decision, on a legal ground (终止)."""

    act: Literal["terminate"] = "terminate"
    step: str | None = None
    reason: Reason
    basis: Reason


class ExtendBundle(Frozen):
    """Give the whole bundle more time, with the approval of the head of the government (整体延期; Act 42(2))."""

    act: Literal["extend-bundle"] = "extend-bundle"
    reason: Reason
    approval: Reason
    """The document by which it was approved, with its number."""


class AnswerSupervision(Frozen):
    """Answer an order of the supervisors (督办答复): how it stands, why it is late, what is done."""

    act: Literal["answer-supervision"] = "answer-supervision"
    step: str
    order: Annotated[int, Rule(ge=1)]
    text: Reason


class Signal(Frozen):
    """Say that something happened that a step waits for: an act of the applicant, or word of another system."""

    act: Literal["signal"] = "signal"
    name: str
    values: Answers = {}


Act = Annotated[
    Accept | RefuseToAccept | AskForMore | Supply | CheckAgain | Take | Decide | Inspect | SendBack
    | Withdraw | Terminate | Signal | ExtendBundle
    | Appoint | Approve | ReturnProposal | Recall | Transfer | AddPart | DropPart | Finish | AskOpinion | GiveOpinion
    | RevokeOpinion | Urge | Copy | Suspend | Resume | Extend | Skip | Raise | AnswerObjection | AnswerCall
    | CallAgain | ConfirmPayment
    | AskVerification | Verify | SettleObjection | RevokeAcceptance | CheckPromise | RevokeDecision
    | RecordDelivery | PostNotices | RecordReturn | DeliverAnew | ConfirmAddress | AnswerSupervision
    | VoidNotice | Rate | AnswerRating,
    Rule(discriminator="act"),
]  # fmt: skip

ACT: TypeAdapter[Act] = TypeAdapter(Act)
"""Reads one act from JSON, for the API and for scenarios."""
