"""A case as a system may open it: only if its department takes part, and then only its own side."""

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from fastapi import Path

from hall.permissions import may_see_case
from hall.purposes import visible_fields, visible_materials
from hall.visitor import Visitor
from matters.case import Case, business_date
from matters.errors import NotFound
from matters.office import HALL
from matters.rules import Rules, applicable
from matters.spec import Step
from matters.standing import Standing, standing
from matters.words import Text
from storage import cases

Number = Annotated[
    str, Path(pattern=r"^[0-9]{1,40}$", description="The case number.", examples=["330200001260305000042"])
]  # fmt: skip


@dataclass(frozen=True)
class OpenedCase:
    """One case before one department's system."""

    visitor: Visitor
    rules: Rules
    case: Case

    @cached_property
    def now(self) -> Standing:
        return standing(self.case)

    @property
    def department(self) -> str:
        return self.visitor.signed.department

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Those that apply: by the answers so far, and fixed by the acceptance."""
        today = business_date(self.visitor.hall.clock())
        return applicable(self.rules.matter, self.now, today)

    @cached_property
    def fields(self) -> frozenset[str]:
        """The paths that this department may read; questions decide the way of all and are for all."""
        asked = {question.path for question in self.rules.matter.questions}
        own = visible_fields(self.rules.matter, self.visitor.signed.roles, self.department)
        return own | asked if own or self.department == HALL else frozenset(asked)

    @cached_property
    def materials(self) -> frozenset[str]:
        """The materials whose papers this department may open."""
        return visible_materials(self.rules.matter, self.visitor.signed.roles, self.department)


def open_case(visitor: Visitor, number: str) -> OpenedCase:
    """The case. Raises NotFound, also for a case that is not this department's to see."""
    hall = visitor.hall
    with hall.database.transaction() as connection:
        stored = cases.load(connection, hall.keyring, number)
        rules = hall.installation.rules(connection, stored.case.matter)
    departments = {HALL, *(one for step in rules.matter.steps for one in step.all_departments)}
    if not may_see_case(visitor.signed, departments):
        raise NotFound(Text(zh=f"办件 {number}", en=f"Case {number}"))
    return OpenedCase(visitor, rules, stored.case)
