"""What a person may do about papers, registers and promises besides taking them in; see `matters.acts`."""

from typing import Annotated, Literal

from pydantic import Field as Rule

from matters.evidence_facts import Verified
from matters.step_acts import Reason
from matters.words import Frozen


class _OnCase(Frozen):
    """An act on what the whole case was accepted with."""

    step: Literal["acceptance"] = "acceptance"


class AskVerification(_OnCase):
    """Have another department look a material up in its own files (部门核验)."""

    act: Literal["ask-verification"] = "ask-verification"
    material: str


class Verify(_OnCase):
    """Say what those files hold."""

    act: Literal["verify"] = "verify"
    material: str
    outcome: Verified
    note: Reason = ""


class SettleObjection(_OnCase):
    """Decide whether the applicant is right against a register (处理核验异议)."""

    act: Literal["settle-objection"] = "settle-objection"
    check: str
    holds: bool
    reason: Reason


class RevokeAcceptance(_OnCase):
    """Take the acceptance back, as a deferred paper did not come in its time (撤销受理)."""

    act: Literal["revoke-acceptance"] = "revoke-acceptance"
    reason: Reason
    basis: Reason


class CheckPromise(Frozen):
    """Say whether a promise is kept (承诺核查); if not, what was found and how long there is to put it right."""

    act: Literal["check-promise"] = "check-promise"
    step: str
    promise: str
    kept: bool
    found: Reason = ""
    correct_within: Annotated[int, Rule(ge=1, le=120)] | None = None
    """Working days."""


class RevokeDecision(Frozen):
    """Let a decision fall whose promise was not kept even after its correction (撤销)."""

    act: Literal["revoke-decision"] = "revoke-decision"
    step: str
    reason: Reason
    basis: Reason
