"""What is played to show and to test a matter: what applicants say and hand in, and what departments do about it.

A scenario says only what differs from its file's `usual` applicant and from the straight road, on which everything is
accepted, passed, granted and issued.
"""

from typing import Annotated, Literal

from pydantic import Field as Rule

from matters.case import ACCEPTANCE, Outcome, Wanted
from matters.errors import OneGoError
from matters.fields import Answers, Name, Value
from matters.office import Key
from matters.standing import StepStatus
from matters.words import Frozen, Text


class Turn(Frozen):
    """One act that leaves the straight road; it is done once, as soon as its step allows it."""

    at: Key = ACCEPTANCE
    """The step at which it happens, or `acceptance`."""
    department: Key | None = None
    """Whose part of a visit it is; left out for a step of one department."""
    round: int | None = None
    """For a visit: the first or the second."""
    act: Literal[
        "refuse-to-accept", "ask-for-more", "supply", "decide", "inspect", "send-back", "withdraw"
    ]
    decision: Literal["granted", "refused", "issued"] | None = None
    reasons: str | None = None
    basis: str | None = None
    reason: str | None = None
    competent: str | None = None
    wanted: tuple[Wanted, ...] = ()
    days: Annotated[int, Rule(ge=1, le=60)] | None = None
    answers: Answers = {}
    uploads: tuple[Key, ...] = ()
    promises: tuple[Key, ...] = ()
    passed: bool | None = None
    corrections: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()
    to: Key | None = None


class Usual(Frozen):
    """The applicant of a file's scenarios, unless a scenario says otherwise.

    Answers, papers and promises that a scenario's situation does not call for are left out by themselves.
    """

    subject: dict[Name, Value] = {}
    answers: Answers = {}
    uploads: tuple[Key, ...] = ()
    promises: tuple[Key, ...] = ()


class Scenario(Frozen):
    """One way through a matter and how it must end.

    An answer that begins with `$` is a fact of the subject: of a person `$name`, `$id_number`, `$mobile`, `$address`,
    `$registered_since`, `$employer_name`, `$employer_uscc`, `$child_name`, `$child_id_number`, `$guardian_name`,
    `$guardian_id_number`, `$guardian_mobile`; of a company `$uscc`, `$address`, `$area_m2`, `$legal_rep`,
    `$legal_rep_id`, `$legal_rep_mobile`, `$staff`.
    """

    scenario: Key
    name: Text
    subject: dict[Name, Value] = {}
    """Traits by which the synthetic subject is chosen, besides the usual ones."""
    answers: Answers = {}
    uploads: tuple[Key, ...] = ()
    """Materials handed in as papers, besides the usual ones."""
    promises: tuple[Key, ...] = ()
    """Promises signed, besides the usual ones."""
    lacks: tuple[Key, ...] = ()
    """Materials that are usual but do not come with the application."""
    down: tuple[Key, ...] = ()
    """Checks whose register does not answer."""
    acts: tuple[Turn, ...] = ()
    needs_clock: bool = False
    """It ends only when a deadline passes."""
    outcome: Outcome
    results: dict[Key, StepStatus] | None = None
    """How every step that applies ends, later checks included; unsaid where only the outcome matters."""


class Scenarios(Frozen):
    """The scenarios of one matter: one file of the catalogue."""

    matter: Key
    usual: Usual = Usual()
    scenarios: tuple[Scenario, ...]


class FactMissing(OneGoError):
    """A scenario speaks of a fact that its subject does not have."""

    def __init__(self, scenario: str, path: str, fact: str) -> None:
        super().__init__(
            zh=f"情景“{scenario}”的“{path}”要用“{fact}”，但所选对象没有这项信息。请补充 subject 中的条件。",
            en=f"Scenario “{scenario}”: “{path}” needs {fact}, which the chosen subject lacks."
            " Ask for it in its subject.",
        )


def traits_of(file: Scenarios, scenario: Scenario) -> dict[str, Value]:
    """By which traits the subject is chosen."""
    return file.usual.subject | scenario.subject
