"""What is declared: a matter, whole and resolved, as it is published.

The YAML that an administrator writes names shared blocks and checks; reading puts them in place, so that a published
matter stands alone and its digest covers all that steers a case.
"""

import hashlib
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import ConfigDict
from pydantic import Field as Rule

from matters.expressions import Expression
from matters.fields import AnswerType, Field, Form, Group, Question
from matters.limits import Limit
from matters.looked_at import calls, looked_at
from matters.materials import CheckUse, DataCheck, Material, Promise, Rung, RungKind
from matters.office import Key
from matters.steps import (
    Again,
    Call,
    Certificate,
    Draw,
    Event,
    Item,
    ItemKind,
    Step,
    StepKind,
    SubMatter,
    Wait,
)
from matters.tables import DecisionTable
from matters.words import Frozen, Text

__all__ = [
    "Again", "Baseline", "Call", "Certificate", "CheckUse", "DataCheck", "Draw", "Event", "Fee", "Item", "ItemKind",
    "Material", "Matter", "NotApplicable", "Promise", "Rung", "RungKind", "Step", "StepKind", "SubMatter", "Wait",
]  # fmt: skip


class Fee(Frozen):
    """Something to pay (收费项目): its basis, how much in yuan, and when it applies."""

    model_config = ConfigDict(populate_by_name=True)

    key: Key = Rule(alias="fee")
    name: Text
    basis: str
    amount: Annotated[int, Rule(ge=0)] | Expression
    when: Expression | None = None
    steps: tuple[Key, ...] = Rule(default=(), alias="for")
    """The steps for which it is asked; it applies if one of them does, and always if left out."""


class NotApplicable(Frozen):
    """A leaf of the questions at which nothing can be done here, why, and where to go."""

    when: Expression
    why: Text
    go: Text


class Baseline(Frozen):
    """What the errand cost before it was bundled, for the four reductions (domain 3.11)."""

    steps: int
    days: int
    materials: int
    visits: int


_LATER: dict[Event, Key] = {
    "not_required": "not-required",
    "visit": "visit-notice",
    "hearing_rights": "hearing-rights",
    "hearing_announced": "hearing-announcement",
    "rated": "rating-follow-up",
    "delivery_receipt": "delivery-receipt",
    "supervised": "supervision-order",
}
"""The letters of events that came after matters were published: those name none for them."""


class Matter(Frozen):
    """A bundled matter (一件事), as published."""

    matter: Key
    version: Annotated[int, Rule(ge=1)]
    name: Text
    summary: Text
    audience: Literal["person", "company"]
    lead: Key
    tags: tuple[str, ...] = ()
    ex_officio: bool = False
    """Begun by the authorities themselves (依职权): no receipt, no acceptance, no notice of completion."""
    basis: str
    promise: Limit
    before: Baseline
    visits: int = 1
    privacy: Text
    questions: tuple[Question, ...]
    not_applicable: tuple[NotApplicable, ...] = ()
    form: Form
    checks: tuple[CheckUse, ...] = ()
    materials: tuple[Material, ...] = ()
    promises: tuple[Promise, ...] = ()
    fees: tuple[Fee, ...] = ()
    tables: tuple[DecisionTable, ...] = ()
    steps: tuple[Step, ...]
    letters: dict[Event, Key]

    def model_copy(self, *, update: Mapping[str, object] | None = None, deep: bool = False) -> Self:
        """A copy that has worked out nothing yet: pydantic would take along the old digest and its like."""
        copied = super().model_copy(update=update, deep=deep)
        for known in copied.__dict__.keys() - Matter.model_fields.keys():
            del copied.__dict__[known]
        return copied

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the whole resolved text: what a case is pinned to."""
        text = self.model_dump_json(by_alias=True, exclude_defaults=True)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def reference(self) -> str:
        """What this version is called where machines speak of it: key, version and the digest's beginning."""
        return f"{self.matter}-v{self.version}-{self.digest[:8]}"

    @cached_property
    def _steps(self) -> dict[str, Step]:
        return {step.step: step for step in self.steps}

    @cached_property
    def _checks(self) -> dict[str, CheckUse]:
        return {use.key: use for use in self.checks}

    @cached_property
    def elements(self) -> dict[str, Field]:
        """Every field that is asked once by its path."""
        return dict(self.form.elements())

    @cached_property
    def groups(self) -> dict[str, Group]:
        """What is asked for each of several, by its path."""
        return {group.group: group for group in self.form.groups}

    @cached_property
    def row_elements(self) -> dict[str, Field]:
        """The fields of all groups: `shareholders.amount` stands for that field of every row."""
        return {f"{one.group}.{f.key}": f for one in self.form.groups for f in one.fields}

    @cached_property
    def types(self) -> dict[str, AnswerType]:
        """The type of every answer by its path: questions, fields, groups and what their rows hold."""
        asked: dict[str, AnswerType] = {question.ask: question.type for question in self.questions}
        once: dict[str, AnswerType] = {path: field.type for path, field in self.elements.items()}
        rows: dict[str, AnswerType] = dict.fromkeys(self.groups, "rows")
        return asked | once | rows | dict.fromkeys(self.row_elements, "list")

    @cached_property
    def blocks(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """The fields of each block of the form: name and path."""
        return {
            block.key: tuple((field.key, f"{block.key}.{field.key}") for field in block.fields)
            for block in self.form.blocks
        }

    @cached_property
    def derived(self) -> dict[str, tuple[tuple[Expression, ...], Expression]]:
        """By path of each derived field: what must hold for it to be there, and what it is computed from."""
        when = {block.key: block.when for block in self.form.blocks}
        return {
            path: (
                tuple(filter(None, (when.get(path.rpartition(".")[0]), field.when))),
                field.derive,
            )
            for path, field in self.elements.items()
            if field.derive is not None
        }

    @cached_property
    def derives_from_steps(self) -> bool:
        """Whether a derived value may change because a step does."""
        names = {name for _, derive in self.derived.values() for name in derive.names}
        names |= {name for table in self.tables for name in table.names}
        return any(name.startswith("steps.") for name in names)

    @cached_property
    def names_used(self) -> frozenset[str]:
        """Every name that a condition, a check, a table, a step or a fee looks at."""
        asked = {path for use in self.checks for path in use.inputs.values()}
        below = (self.steps, self.fees, self.tables, self.form, self.questions)
        others = (self.materials, self.not_applicable, self.checks, self.promises)
        return frozenset(asked) | frozenset(looked_at((*below, *others)))

    @cached_property
    def lasting(self) -> dict[str, frozenset[str]]:
        """By check, the values that fill a field or that a rule reads: of the application and of the decision."""
        found: dict[str, frozenset[str]] = {}
        for use in self.checks:
            waits = (one for step in self.steps for one in step.first if one.check == use.key)
            conditions = (use.stops_if, *(wait.when for wait in waits))
            own = {name for one in conditions if one for name in one.names}
            own.update(use.fills.values())
            found[use.key] = frozenset(
                name
                for name in use.check.gives
                if name in own or self.names_used & calls(use.key, name)
            )
        return found

    def only_shown(self, check: str) -> tuple[str, ...]:
        """The values of a check with a time of its own that are shown to people and serve nothing else."""
        use = self._checks.get(check)
        if use is None or use.check.keep is None:
            return ()
        return tuple(name for name in use.check.gives if name not in self.lasting[check])

    @cached_property
    def sensitive(self) -> frozenset[str]:
        """Paths of the answers that are kept encrypted; of a group those of its fields."""
        fields = self.elements | self.row_elements
        return frozenset(path for path, field in fields.items() if field.sensitive)

    def step(self, key: str) -> Step:
        return self._steps[key]

    def check(self, key: str) -> CheckUse:
        return self._checks[key]

    @cached_property
    def _waits_for(self) -> dict[str, tuple[str, ...]]:
        waits = {step.step: dict.fromkeys(step.earlier) for step in self.steps}
        for visit in self.steps:
            for key in visit.before:
                waits[key][visit.step] = None
        return {key: tuple(earlier) for key, earlier in waits.items()}

    @cached_property
    def _upstream(self) -> dict[str, tuple[str, ...]]:
        return {step.step: self._all_before(step.step) for step in self.steps}

    def _all_before(self, key: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        ahead = list(self._waits_for[key])
        while ahead:
            earlier = ahead.pop(0)
            if earlier not in found:
                found[earlier] = None
                ahead += self._waits_for[earlier]
        return tuple(found)

    @cached_property
    def _waited_by(self) -> dict[str, tuple[str, ...]]:
        return {
            step.step: tuple(
                key for key, earlier in self._waits_for.items() if step.step in earlier
            )
            for step in self.steps
        }

    @cached_property
    def needed_before(self) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """By step, those that it needs and those that it only waits for."""
        found: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        for step in self.steps:
            waits = self._waits_for[step.step]
            soft = tuple(key for key in waits if key in step.soft_after)
            found[step.step] = (tuple(key for key in waits if key not in soft), soft)
        return found

    @cached_property
    def looping(self) -> tuple[Step, ...]:
        """The steps from which work may go back by a rule."""
        return tuple(step for step in self.steps if step.again is not None)

    @cached_property
    def sweeping(self) -> tuple[Step, ...]:
        """The steps that may set others aside."""
        return tuple(one for one in self.steps if one.cancels or one.rivals or one.ends_case)

    def waits_for(self, key: str) -> tuple[str, ...]:
        """The steps that must be done before this one: its `after` and `soft_after`, and visits `before` it."""
        return self._waits_for[key]

    def waited_by(self, key: str) -> tuple[str, ...]:
        """The steps that wait for this one."""
        return self._waited_by[key]

    def upstream(self, key: str) -> tuple[str, ...]:
        """All steps that come before this one, nearest first."""
        return self._upstream[key]

    def produced_by(self, step: str) -> tuple[str, ...]:
        """The paths of the fields that the step fills when it is decided."""
        return self._produced.get(step, ())

    @cached_property
    def _produced(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for path, field in self.elements.items():
            if field.produced_by is not None:
                found[field.produced_by] = (*found.get(field.produced_by, ()), path)
        return found

    @cached_property
    def watched_promises(self) -> dict[str, tuple[str, ...]]:
        """By step, the promises that its department looks after later, as no step of the matter does so."""
        reading = [step for step in self.steps if not step.follow_up]
        later = [step.step for step in self.steps if step.follow_up]
        followed = {
            promise
            for step in reading
            if any(step.step in self.upstream(key) for key in later)
            for promise in self.promises_of(step)
        }
        found = {
            step.step: tuple(one for one in self.promises_of(step) if one not in followed)
            for step in reading
        }
        return {key: promises for key, promises in found.items() if promises}

    def promises_of(self, step: Step) -> tuple[str, ...]:
        """The promises upon which the step decides: its own, and those that stand for papers which it reads."""
        own = {step.promise: None} if step.promise else {}
        papers = (one for one in self.materials if step.step in one.readers)
        found = (rung.key for one in papers for rung in one.ladder if rung.kind == "promise")
        return tuple(own | {key: None for key in found if key})

    @cached_property
    def proving(self) -> dict[str, tuple[str, ...]]:
        """By step, the checks that stand for papers which it reads, as far as their answers grow old."""
        found: dict[str, dict[str, None]] = {}
        for step in self.steps:
            for material in self.materials:
                keys = [rung.check for rung in material.ladder if rung.check]
                if material.read_by(step):
                    found.setdefault(step.step, {}).update(dict.fromkeys(keys))
        return {
            step: tuple(key for key in keys if self._grows_old(key)) for step, keys in found.items()
        }

    def _grows_old(self, check: str) -> bool:
        return check in self._checks and self._checks[check].check.max_age is not None

    @cached_property
    def verified(self) -> tuple[Material, ...]:
        """The materials that another department may be asked to look up."""
        return tuple(
            one for one in self.materials if any(r.kind == "verification" for r in one.ladder)
        )

    @cached_property
    def deferrable(self) -> bool:
        """Whether any paper may come after acceptance."""
        return any(rung.kind == "deferred" for one in self.materials for rung in one.ladder)

    def tells_of_hearing(self, step: Step) -> bool:
        """Whether the right to a hearing is told as the step opens (Act 47): where it is claimed, or else is held."""
        if step.kind == "hearing":
            before = (self.step(key) for key in self.waits_for(step.step))
            return not any(self.waits_for_claim(one) for one in before)
        return self.waits_for_claim(step)

    def waits_for_claim(self, step: Step) -> bool:
        """Whether it waits for somebody to claim a hearing that stands behind it."""
        behind = (self.step(key).kind for key in self.waited_by(step.step))
        asked = any(wait.signal for wait in step.first)
        return step.kind == "wait" and asked and "hearing" in behind

    def promise_text(self, key: str) -> Promise:
        return next(promise for promise in self.promises if promise.key == key)

    def letter_for(self, event: Event, step: Step | None = None) -> str:
        """The letter kind that tells of the event: the step's own, else the matter's."""
        if step is not None and event in step.letters:
            return step.letters[event]
        return self.letters.get(event) or _LATER[event]
