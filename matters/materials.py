"""What is declared of papers: the checks that make them needless, the ladder of each, and promises in their place."""

from typing import Literal

from pydantic import ConfigDict, field_validator
from pydantic import Field as Rule

from matters.expressions import Expression
from matters.fields import FieldType, Name
from matters.limits import Limit, LimitMistake
from matters.office import Key
from matters.steps import Step
from matters.words import Frozen, Text

NextRung = Literal["licence", "verification", "promise", "proof", "deferred", "upload"]


class DataCheck(Frozen):
    """A question put to a register, shared by all matters (数据核验)."""

    key: Key
    name: Text
    register_key: str = Rule(alias="register")
    holder: Text
    basis: str
    inputs: tuple[Name, ...]
    gives: dict[Name, FieldType] = {}
    labels: dict[Name, Text] = {}
    """What people call the values; the name itself stands for one without."""
    sensitive: tuple[Name, ...] = ()
    """Values that are masked until somebody asks for them, like sensitive answers."""
    max_age: Limit | None = None
    """Older answers are asked again before a step that rechecks, or that reads a material which they satisfy."""
    keep: Limit | None = None
    """How long after the case closed its answer is kept, as far as it was only shown; else as long as the case."""
    replaces: Text | None = None
    """The certificate that it makes needless, as people know it (免提交的证明)."""
    consent: bool = False
    """No law lets it be asked: it is only where the applicant agrees (PIPL 13, 23)."""
    next: NextRung | None = None
    """The rung that mostly comes next, where the check cannot answer."""

    @field_validator("keep")
    @classmethod
    def _runs_without_a_calendar(cls, keep: Limit | None) -> Limit | None:
        """Raise LimitMistake unless it is in days, months or years: nothing is kept on the spot or for workdays."""
        if keep is not None and keep.unit not in ("days", "months", "years"):
            raise LimitMistake(
                zh=f"保存期限“{keep.text('zh')}”应以日、月或者年计。请写成“180 days”“6 months”或“3 years”。",
                en=f"what is kept for “{keep.text('en')}” is counted in days, months or years: write “180 days”,"
                " “6 months” or “3 years”.",
            )
        return keep


class CheckUse(Frozen):
    """A check as one matter uses it: what it is asked with, what it fills, when it stops the case."""

    model_config = ConfigDict(populate_by_name=True)

    check: DataCheck
    inputs: dict[Name, str] = Rule(alias="with")
    """Input name to the path of an answer, or to `check.value` of another check's finding."""
    when: Expression | None = None
    fills: dict[str, Name] = {}
    """Path of a field to the name of the value that fills it."""
    stops_if: Expression | None = None
    """Over the check's own values; a case that it stops can only be refused acceptance, by a person."""
    stops_because: Text | None = None

    @property
    def key(self) -> str:
        return self.check.key


RungKind = Literal["check", "licence", "verification", "promise", "proof", "deferred", "upload"]
BY_DATA: frozenset[RungKind] = frozenset({"check", "licence"})
"""The rungs on which nobody does anything."""


class Rung(Frozen):
    """One way to satisfy a material, from a register's word to the applicant's own paper (无证明阶梯)."""

    kind: RungKind
    key: Key | None = None
    """The check, the promise, or the department that verifies."""
    within: Limit | None = None
    """How long a verification may take, or until when a deferred paper must be in."""
    name: Text | None = None
    """What other paper proves it (其他材料可证明)."""

    @property
    def check(self) -> str | None:
        """The check that it asks: of a register of data, or of a store of e-licences."""
        return self.key if self.kind in ("check", "licence") else None

    @property
    def written(self) -> str:
        """As it is written in a ladder: `check: real-estate`, `upload`."""
        return f"{self.kind}: {self.key}" if self.key else self.kind


class Material(Frozen):
    """A paper that the law lets an agency ask for, and the ladder that mostly makes it needless."""

    key: Key
    name: Text
    basis: str
    issuer: Text | None = None
    when: Expression | None = None
    readers: tuple[Key, ...] = Rule(default=(), alias="for")
    ladder: tuple[Rung, ...]
    required: bool = True
    help: Text | None = None

    def read_by(self, step: Step) -> bool:
        """Whether the step decides upon it; a material that names no reader is for all that decide."""
        if not self.readers:
            return step.kind == "decide" and not step.follow_up
        return step.step in self.readers

    @property
    def may_be_proved(self) -> bool:
        """Whether shared data or an e-licence can take its place."""
        return any(rung.kind in BY_DATA for rung in self.ladder)


class Promise(Frozen):
    """A statement that an applicant may sign instead of a paper or before an inspection (告知承诺)."""

    key: Key
    name: Text
    basis: str
    text: Text
    verify_within: Limit
    consequence: Text
    barred_if: Expression | None = None
    """When it may not be signed: an excluded scope or, where it looks at a check, bad credit."""
    barred_because: Text | None = None
