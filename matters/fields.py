"""What is asked of an applicant: guided questions, and the fields and blocks of the one form."""

from typing import Annotated, Literal

from pydantic import ConfigDict
from pydantic import Field as Rule

from matters.expressions import Expression
from matters.words import Frozen, Text

Name = Annotated[str, Rule(pattern=r"^[a-z][a-z0-9_]*$")]
Path = Annotated[str, Rule(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$")]

Value = bool | int | float | str | tuple[str, ...] | None
"""One answer as it is kept: what JSON can say. A date is `2026-03-05`; `scope` gives expressions the real date."""

Answers = dict[str, Value]
"""Answers by path: `cooks_hot_food`, `company.uscc`."""

FieldType = Literal[
    "text", "long-text", "number", "decimal", "date", "yes-no", "choice", "choices",
    "name", "id-number", "id-numbers", "credit-code", "mobile", "address",
]  # fmt: skip


class Option(Frozen):
    """One choice, as it is kept and as people read it."""

    value: str
    label: Text


class Asked(Frozen):
    """What questions and fields have in common."""

    model_config = ConfigDict(populate_by_name=True)

    help: Text | None = None
    options: tuple[Option, ...] = ()
    when: Expression | None = None
    source: str | None = Rule(default=None, alias="from")
    """`check.value`: answered from a check's finding, shown with its source."""
    unit: str | None = None
    least: float | None = None
    most: float | None = None


class Question(Asked):
    """A guided question (情形引导): its answer switches steps, fields and materials on (domain 3.3)."""

    ask: Name
    text: Text
    type: Literal["yes-no", "choice", "choices", "number", "decimal", "date"]

    @property
    def path(self) -> str:
        return self.ask


class Field(Asked):
    """One data element of the form, asked once and shown only to the steps it is for."""

    key: Name
    label: Text
    type: FieldType = "text"
    required: bool = True
    sensitive: bool = False
    """Kept encrypted and shown masked in lists (PIPL 28: identity, health, money, family)."""
    readers: tuple[str, ...] = Rule(default=("all",), alias="for")
    """The steps that may read it: its purposes (PIPL 6)."""
    derive: Expression | None = None
    """Computed from other answers, never asked."""
    longest: int = 200


class Block(Frozen):
    """A shared group of fields, e.g. person or company; its fields' paths begin with its key."""

    key: Name
    name: Text
    when: Expression | None = None
    fields: tuple[Field, ...]


class Form(Frozen):
    """The one form of a matter: shared blocks, then its own fields."""

    blocks: tuple[Block, ...] = ()
    fields: tuple[Field, ...] = ()

    def elements(self) -> tuple[tuple[str, Field], ...]:
        """Every field with its path, in the order of the form."""
        shared = tuple((f"{block.key}.{f.key}", f) for block in self.blocks for f in block.fields)
        return shared + tuple((f.key, f) for f in self.fields)
