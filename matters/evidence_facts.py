"""What happens to papers and promises beyond their coming in, one fact each; `matters.case` puts them together."""

from datetime import date
from typing import Literal

from matters.happened import Happened

Verified = Literal["match", "mismatch", "no-record"]


class VerificationAsked(Happened):
    """Another department is asked to look a material up in its own files (部门核验)."""

    fact: Literal["verification-asked"] = "verification-asked"
    material: str
    department: str
    until: date


class VerificationAnswered(Happened):
    """What that department found."""

    fact: Literal["verification-answered"] = "verification-answered"
    material: str
    outcome: Verified
    note: str = ""


class ObjectionSettled(Happened):
    """A person decided whether the applicant is right against a register."""

    fact: Literal["objection-settled"] = "objection-settled"
    check: str
    holds: bool
    reason: str


class AcceptanceRevoked(Happened):
    """A deferred paper did not come in its time: a person took the acceptance back (撤销受理)."""

    fact: Literal["acceptance-revoked"] = "acceptance-revoked"
    reason: str
    basis: str


class PromiseChecked(Happened):
    """A department looked, after its decision, whether a promise is kept (事中事后核查)."""

    fact: Literal["promise-checked"] = "promise-checked"
    step: str
    promise: str
    kept: bool
    found: str = ""
    correct_by: date | None = None
    """Until when it must be put right; none where nothing is to be, or no more time is given."""


class DecisionRevoked(Happened):
    """A decision made upon a promise fell, because the promise was not kept even after its correction (撤销)."""

    fact: Literal["decision-revoked"] = "decision-revoked"
    step: str
    promise: str
    reason: str
    basis: str


class ValuesErased(Happened):
    """What a register said and people only read was erased, as its time was over (保存期限届满，PIPL 19, 47)."""

    fact: Literal["values-erased"] = "values-erased"
    check: str
    values: tuple[str, ...]
    """The names of the values that are gone; outcome, number, moment and digest of the answer stay."""
