"""What is declared of a step: whose it is, what it waits for, who takes part, and what ends it.

The words of order follow the workflow patterns that a bundled matter needs; `docs/patterns.md` lists them.
"""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, ConfigDict, model_validator
from pydantic import Field as Rule

from matters.expressions import Expression
from matters.fields import FieldType, Name
from matters.limits import Limit
from matters.office import Key
from matters.words import Frozen, Text

ItemKind = Literal[
    "licence", "registration", "confirmation", "benefit", "filing", "inspection", "complaint",
    "public-service",
]  # fmt: skip
StepKind = Literal[
    "decide", "visit", "issue", "opinion", "publicity", "expert-review", "hearing",
    "call", "wait", "matter", "draw", "pay",
]  # fmt: skip
Event = Literal[
    "received", "accepted", "supplement", "not_accepted", "granted", "refused", "promised",
    "corrections", "certificate", "terminated", "withdrawn", "lapsed", "done",
    "excluded", "suspended", "resumed", "extended", "publicity", "hearing", "fees", "terminated_case",
    "deferred", "acceptance_revoked", "promise_broken", "decision_revoked",
    "not_required", "checked", "visit", "hearing_rights", "hearing_announced", "rated", "delivery_receipt",
    "supervised",
]  # fmt: skip


def _listed(said: object) -> object:
    """One name stands for a list of one."""
    return (said,) if isinstance(said, str) else said


Number = Annotated[int, Rule(ge=1, le=999)]


class Item(Frozen):
    """The legal service (事项) that a step decides, with its own clock."""

    name: Text
    code: str
    kind: ItemKind
    basis: str
    conditions: tuple[Text, ...] = ()
    limit: Limit
    promise: Limit | None = None
    extend: Limit | None = None
    fee: Text = Text(zh="不收费", en="No fee")


class Certificate(Frozen):
    """What a granted step issues."""

    key: Key
    name: Text
    letter: Key
    number: Literal["document", "food-licence", "card"] = "document"
    series: str
    valid: Limit | None = None
    combines: tuple[Key, ...] = ()
    """Steps whose certificates it integrates (行业综合许可证)."""


class Again(Frozen):
    """A loop: where work goes back to when the step has ended and the condition holds."""

    to: Key
    when: Expression
    most: Annotated[int, Rule(ge=1, le=99)] = 9
    """How often at most; after that the case goes on as it is."""


class Wait(Frozen):
    """One thing that a waiting step waits for; exactly one of the four is said."""

    until: Expression | None = None
    """A date, or an expression that gives one."""
    signal: Key | None = None
    """An act of the applicant, or word of another system."""
    check: Key | None = None
    """A register whose answer fulfils `when`; it is asked again until then."""
    answered: str | None = None
    """The path of an answer that has to be there."""
    when: Expression | None = None
    text: Text | None = None
    """What people call it, e.g. on the button that says that it came."""
    keep: bool = True
    """Whether a signal that came before the step opened counts; otherwise it is lost."""
    name: Name | None = Rule(default=None, alias="as")

    model_config = ConfigDict(populate_by_name=True)

    @property
    def called(self) -> str:
        """What `steps.<step>.by` says when this one won."""
        return self.name or self.signal or self.check or ("until" if self.until else "answered")

    @property
    def words(self) -> Text:
        """What people call it; its key where nobody says."""
        return self.text or Text(zh=self.called, en=self.called)

    @model_validator(mode="after")
    def one_thing(self) -> Self:
        """Exactly one of until, signal, check and answered."""
        said = [one for one in (self.until, self.signal, self.check, self.answered) if one]
        if len(said) != 1:
            raise ValueError("write exactly one of until, signal, check, answered")
        return self


class Call(Frozen):
    """What another system is asked to do, and what it answers."""

    system: Key
    sends: dict[Name, str] = {}
    """Name to the path of an answer."""
    gives: dict[Name, FieldType] = {}


class SubMatter(Frozen):
    """Another matter that is carried as a case of its own, and what passes between the two."""

    key: Key
    answers: dict[str, str] = {}
    """Path in the other matter to the path here."""
    takes: dict[str, str] = {}
    """Path here to the path there, once it has ended."""


class Draw(Frozen):
    """A random draw (随机抽取): from whom, how many, with what weight, and who may not be drawn."""

    model_config = ConfigDict(populate_by_name=True)

    pool: str | tuple[str, ...] = Rule(alias="from")
    """`officers` of the step's department, the path of a group of the form, or a list of names."""
    count: Number | Expression = 1
    weight: Expression | None = None
    unless: Expression | None = None


class Step(Frozen):
    """One department's part of the matter."""

    step: Key
    name: Text
    kind: StepKind = "decide"
    department: Key | None = None
    departments: tuple[Key, ...] = ()
    when: Expression | None = None
    why_not: Text | None = None
    """Told to the applicant when an optional step does not apply."""
    after: tuple[Key, ...] = ()
    soft_after: tuple[Key, ...] = ()
    """It waits for these too, but if they fail it goes on."""
    before: tuple[Key, ...] = ()
    """For a visit: the steps that wait for it; a department visits only if its step applies."""
    enough: Number | None = None
    """How many of `after` suffice; all when left out."""
    cancels: tuple[Key, ...] = ()
    """These are set aside when it opens."""
    provided: Expression | None = None
    """Looked at when its turn comes; otherwise it is set aside."""
    only_while: Expression | None = None
    """It is open only while this holds."""
    rivals: tuple[Key, ...] = ()
    """The first of them that is taken in hand sets the others aside."""
    mutex: Key | None = None
    """Steps of one mutex are not open at the same time, except within one section."""
    section: Key | None = None
    again: Again | None = None
    ends_case: Literal["granted", "refused"] | None = None
    """When it ends well, the case ends so, and everything else is set aside."""
    optional: bool = False
    """Its refusal does not make the bundle less than granted."""
    advisory: bool = False
    """Its failing ends no other step and counts nothing in the outcome."""
    follow_up: bool = False
    """Done after the outcome, e.g. the later check of a promise; it does not hold the case open."""
    item: Item | None = None
    promise: Key | None = None
    """Decided on this promise; without the signature the step waits."""
    recheck: tuple[Key, ...] = ()
    needs: tuple[str, ...] = ()
    """Paths of answers that must be there before it opens, e.g. what another step produces."""
    officers: Annotated[int, Rule(ge=1, le=9)] = 1
    """How many officers must sign a visit, per department (Act 34)."""
    officers_from: Annotated[tuple[Key, ...], BeforeValidator(_listed)] = ()
    """The draws that name the officers; of several, one for each department."""
    each: Number | Expression | None = None
    """One part for each: a group of the form, a number, or an expression that gives one."""
    quorum: Literal["all", "any"] | Number | Expression = "all"
    """How many parts must agree."""
    rest: Literal["cancelled", "goes-on"] = "cancelled"
    """What becomes of the parts that are left when enough have agreed."""
    adds: bool = False
    """People may add parts while it is open."""
    apart_from: tuple[Key, ...] = ()
    """Steps whose deciders may not decide here (职责分离)."""
    same_as: Key | None = None
    """Only who decided there decides here."""
    approval: Literal["head"] | None = None
    """An officer proposes, a head of the department approves."""
    within: Limit | None = None
    """How long a step without an item may take."""
    silence: Literal["agrees"] | None = None
    """What it means when an opinion is not given in time; nothing when left out (缺席默认)."""
    silence_basis: str | None = None
    excluded: str | None = None
    """The law by which the days of this step are not counted (Act 45)."""
    lasts: Limit | None = None
    """How long the publicity lasts."""
    first: tuple[Wait, ...] = ()
    """What a waiting step waits for: the first wins."""
    call: Call | None = None
    matter: SubMatter | None = None
    draw: Draw | None = None
    issues: Certificate | None = None
    letters: dict[Event, Key] = {}
    guide: Text | None = None
    """What the officer looks at, shown beside the decision."""

    @property
    def all_departments(self) -> tuple[str, ...]:
        return self.departments or ((self.department,) if self.department else ())

    @property
    def earlier(self) -> tuple[str, ...]:
        """The steps that it says it waits for, hard or soft."""
        return (*self.after, *self.soft_after)

    @property
    def named(self) -> str:
        """As expressions name it: `steps.joint_visit.status`."""
        return self.step.replace("-", "_")
