"""What is played to show and to test a matter: what applicants say and hand in, and what departments do about it.

A scenario says only what differs from its file's `usual` applicant and from the straight road, on which everything is
accepted, passed, granted and issued. What it expects stands in `outcome`, `results` and `then`; what it does not
expect it leaves open.
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, BeforeValidator, ConfigDict, model_validator

from matters.case import ACCEPTANCE, CHINA, FindingOutcome, Outcome
from matters.errors import OneGoError
from matters.fields import Answers, Name, Value
from matters.limits import Limit
from matters.office import Key
from matters.standing import StepStatus
from matters.turns import TurnMistake, fields_of, well_formed
from matters.words import Frozen, Text

OPENING_HOUR = time(9, 0)
STARTS = datetime(2026, 3, 5, 12, 0, tzinfo=CHINA)
"""When a trial begins unless its file says otherwise: a Thursday with a calendar on both sides."""


def _moment(written: object) -> object:
    """`2026-03-02 09:00` or `2026-03-02`, as the clock on the wall in China."""
    if not isinstance(written, str):
        return written
    try:
        read = datetime.fromisoformat(written)
    except ValueError:
        raise TurnMistake(
            zh=f"“{written}”不是时间。请写成“2026-03-02 09:00”。",
            en=f"“{written}” is no time. Write it like “2026-03-02 09:00”.",
        ) from None
    if len(written) <= len("2026-03-02"):
        read = datetime.combine(read, OPENING_HOUR)
    return read.replace(tzinfo=CHINA)


def _day(written: object) -> object:
    """`2026-03-10`, or `+3 working days` from the day of the launch."""
    if not isinstance(written, str):
        return written
    if written.startswith("+"):
        return Limit.parse(written.removeprefix("+").strip())
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise TurnMistake(
            zh=f"“{written}”不是日期。请写成“2026-03-10”或“+3 working days”。",
            en=f"“{written}” is no day. Write “2026-03-10” or “+3 working days”.",
        ) from None


Starts = Annotated[AwareDatetime, BeforeValidator(_moment)]
Day = Annotated[date | Limit, BeforeValidator(_day)]


class RegisterSays(Frozen):
    """What a register says in a scenario, instead of what the subject's traits would make it say."""

    outcome: FindingOutcome = FindingOutcome.MATCH
    values: dict[Name, Value] = {}
    """Besides the values that the subject's traits give."""
    after: Limit | None = None
    """How long after the launch it says so."""
    meanwhile: FindingOutcome = FindingOutcome.PENDING
    """What it says until then."""


class Turn(Frozen):
    """One act that leaves the straight road; it is done once, as soon as its step and its day allow it.

    Besides these keys it has those of its act, see `matters.acts`; `step` is taken from `at`.
    """

    model_config = ConfigDict(extra="allow")

    at: Key = ACCEPTANCE
    """The step at which it happens, or `acceptance`."""
    department: Key | None = None
    """Whose part of a visit it is, unless the act itself names a department."""
    round: int | None = None
    """For a visit: the first or the second."""
    act: str
    by: Key | None = None
    """The department that acts, where it is not the step's own."""
    role: Literal["clerk", "officer", "head", "applicant"] | None = None
    account: str | None = None
    """Who acts, where it matters that it is somebody else or the same person."""
    on: Day | None = None
    """Not before this day: a date, or so long after the launch."""
    after: Key | None = None
    """Not before this step has ended."""
    refused: bool = False
    """The engine must refuse it."""
    refuses: str | None = None
    """Words that its refusal must hold; in one of the two languages."""
    uploads: tuple[Key, ...] = ()
    promises: tuple[Key, ...] = ()
    proofs: tuple[Key, ...] = ()
    deferred: tuple[Key, ...] = ()

    @model_validator(mode="after")
    def it_is_an_act(self) -> Self:
        """The act exists and has its keys."""
        well_formed(self.act, self.said)
        return self

    @property
    def said(self) -> dict[str, object]:
        """The keys of the act itself."""
        said = dict(self.model_extra or {})
        own = fields_of(self.act)
        if "department" in own and self.department:
            said["department"] = self.department
        if "step" in own and "step" not in said and own["step"].default is not None:
            said["step"] = self.at
        return said

    @property
    def must_fail(self) -> bool:
        return self.refused or self.refuses is not None

    @property
    def timed(self) -> bool:
        return self.on is not None or self.after is not None


class Then(Frozen):
    """What must have come of a scenario; what is left out may be anything."""

    outcome: Outcome | None = None
    results: dict[Key, StepStatus] | None = None
    items: tuple[Key, ...] | None = None
    """The steps that apply, in any order."""
    papers: tuple[str, ...] | None = None
    """Materials that no check made needless; `lease-contract upload` also says how it came, `missing` if not at all."""
    checks: dict[Key, FindingOutcome] | None = None
    """The registers that were asked, and what they said last."""
    notices: tuple[str, ...] | None = None
    """What was sent, in any order: `granted:food-licence`, or with letter and sender
    `granted:food-licence permit market-regulation`."""
    dates: dict[str, date] | None = None
    """`food-licence.due`, `.promised`, `.opened`, `.ended`; `accepted`, `supply_by`, `closed`."""
    asks: tuple[str, ...] | None = None
    """The questions, blocks and fields with a condition that are asked at the end."""
    values: dict[str, Value] | None = None
    """Answers as they are in the end, also filled and derived ones."""


class Usual(Frozen):
    """The applicant of a file's scenarios, unless a scenario says otherwise.

    Answers, papers and promises that a scenario's situation does not call for are left out by themselves.
    """

    subject: dict[Name, Value] = {}
    answers: Answers = {}
    uploads: tuple[Key, ...] = ()
    promises: tuple[Key, ...] = ()
    proofs: tuple[Key, ...] = ()
    deferred: tuple[Key, ...] = ()
    consents: tuple[Key, ...] = ()
    registers: dict[Key, RegisterSays] = {}


class Scenario(Frozen):
    """One way through a matter and how it must end.

    An answer that begins with `$` is a fact of the subject: of a person `$name`, `$id_number`, `$mobile`, `$address`,
    `$registered_since`, `$employer_name`, `$employer_uscc`, `$child_name`, `$child_id_number`, `$guardian_name`,
    `$guardian_id_number`, `$guardian_mobile`, of parents of a newborn also `$spouse_name`, `$spouse_id_number`,
    `$spouse_mobile`, `$birth_certificate`, of heirs `$deceased_name`, `$deceased_id_number`,
    `$deed_number`; of a company `$uscc`, `$address`, `$area_m2`, `$legal_rep`, `$legal_rep_id`, `$legal_rep_mobile`,
    `$staff`.
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
    proofs: tuple[Key, ...] = ()
    """Materials proved by another paper, besides the usual ones."""
    deferred: tuple[Key, ...] = ()
    """Materials to be handed in after acceptance, besides the usual ones."""
    prefers: tuple[Key, ...] = ()
    """Materials handed in as papers although a register could be asked."""
    consents: tuple[Key, ...] = ()
    """Checks without a basis in law that the applicant agrees to, besides the usual ones."""
    objections: dict[str, str] = {}
    """Prefilled fields, or `checks.<check>`, that the applicant says are wrong, and why."""
    lacks: tuple[Key, ...] = ()
    """Usual materials that do not come with the application, and usual promises that are not signed."""
    down: tuple[Key, ...] = ()
    """Checks whose register does not answer."""
    registers: dict[Key, RegisterSays] = {}
    """By check, what its register says."""
    starts: Starts | None = None
    """The day and hour of the launch."""
    children: dict[Key, Outcome] = {}
    """By step, how the other matter ends that it carries; granted if unsaid."""
    acts: tuple[Turn, ...] = ()
    needs_clock: bool = False
    """It ends only when a deadline passes."""
    trial: bool = False
    """It is only tried; the demonstration does not play it."""
    outcome: Outcome | None = None
    results: dict[Key, StepStatus] | None = None
    """How every step that applies ends, later checks included; unsaid where only the outcome matters."""
    then: Then = Then()

    @model_validator(mode="before")
    @classmethod
    def what_then_says_of_the_end_counts(cls, value: object) -> object:
        """Outcome and results may stand in `then` as well."""
        then = value.get("then") if isinstance(value, dict) else None
        if not (isinstance(value, dict) and isinstance(then, dict)):
            return value
        return {key: then[key] for key in ("outcome", "results") if key in then} | value

    @property
    def only_tried(self) -> bool:
        """Whether it needs registers and a clock that a demonstration does not have."""
        special = (turn.timed or turn.account for turn in self.acts)
        return (
            self.needs_clock
            or self.trial
            or bool(self.registers or self.starts or self.children)
            or any(special)
        )


class Scenarios(Frozen):
    """The scenarios of one matter: one file of the catalogue."""

    matter: Key
    starts: Starts = STARTS
    usual: Usual = Usual()
    scenarios: tuple[Scenario, ...]


class FactMissing(OneGoError):
    """A scenario speaks of a fact that its subject does not have."""

    def __init__(self, scenario: str, path: str, fact: str, known: Iterable[str]) -> None:
        there = [f"${name}" for name in sorted(known) if name.isidentifier()]
        super().__init__(
            zh=f"情景“{scenario}”的“{path}”要用“{fact}”，但所选对象没有这项信息。"
            f"可用：{'、'.join(there) or '无'}；也可直接写值，或在 subject 中补充条件。",
            en=f"Scenario “{scenario}”: “{path}” needs {fact}, which the chosen subject lacks."
            f" There are: {', '.join(there) or 'none'}; or write a value, or ask for more in its subject.",
        )


def traits_of(file: Scenarios, scenario: Scenario) -> dict[str, Value]:
    """By which traits the subject is chosen."""
    return file.usual.subject | scenario.subject
