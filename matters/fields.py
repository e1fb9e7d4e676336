"""What is asked of an applicant: guided questions, and the fields and blocks of the one form."""

from typing import Annotated, Literal

from pydantic import ConfigDict
from pydantic import Field as Rule

from matters.expressions import Expression
from matters.words import Frozen, Text

Name = Annotated[str, Rule(pattern=r"^[a-z][a-z0-9_]*$")]
Path = Annotated[str, Rule(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$")]

Cell = bool | int | float | str | tuple[str, ...] | None
"""One answer as it is kept: what JSON can say. A date is `2026-03-05`; `scope` gives expressions the real date."""

Row = dict[str, Cell]
"""The answers of one row of a group by the keys of its fields: one shareholder, one child."""

Rows = tuple[Row, ...]

Value = Cell | Rows
"""What stands under one path: one answer, or all rows of a group."""

Answers = dict[str, Value]
"""Answers by path: `cooks_hot_food`, `company.uscc`, `shareholders` with its rows."""


def cell_of(value: Value) -> Cell:
    """What stands under the path of one field; rows stand there by mistake, and count as nothing."""
    if isinstance(value, tuple):
        return tuple(one for one in value if isinstance(one, str))
    return value


FieldType = Literal[
    "text", "long-text", "number", "decimal", "date", "yes-no", "choice", "choices",
    "name", "id-number", "id-numbers", "credit-code", "mobile", "address",
]  # fmt: skip

AnswerType = FieldType | Literal["rows", "list"]
"""What stands under a path: `rows` under a group, `list` under one field of all its rows."""

MOST_ROWS = 200
"""More rows than that are no form that a person fills in."""


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
    required_when: Expression | None = None
    """Required only while this holds; else it may be left out."""
    confirm: bool = False
    """What a register filled in counts only once the applicant says that it is right (domain 3.4)."""
    produced_by: str | None = None
    """The step that finds it out, e.g. a newborn's identity number: never asked, known once that step is decided."""
    born: str | None = None
    """Of an identity number that a step gives: the path of its holder's date of birth, with which it must agree."""
    sex: str | None = None
    """The same for the sex, coded 1 and 2 (GB/T 2261.1)."""
    purpose: Text | None = None
    """What it is needed for, in the applicant's words; the names of the steps in `for` if left out."""
    sensitive: bool = False
    """Kept encrypted and shown masked in lists (PIPL 28: identity, health, money, family)."""
    readers: tuple[str, ...] = Rule(default=("all",), alias="for")
    """The steps that may read it: its purposes (PIPL 6)."""
    derive: Expression | None = None
    """Computed from other answers, never asked."""
    longest: int = 200


class Block(Frozen):
    """Shared fields that belong together, e.g. person or company; their paths begin with its key."""

    model_config = ConfigDict(populate_by_name=True)

    key: Name
    name: Text
    when: Expression | None = None
    readers: tuple[str, ...] = Rule(default=("all",), alias="for")
    """The steps that may read the fields which say nothing of their own; reading has given it to them."""
    fields: tuple[Field, ...]


NAMING: tuple[FieldType, ...] = ("text", "name")
"""The kinds of answers that can name a row."""


class Group(Frozen):
    """Fields that are asked once for each of several: shareholders, staff, children (一组多行)."""

    model_config = ConfigDict(populate_by_name=True)

    group: Name
    name: Text
    row: Text | None = None
    """What one row is called; the group's own name if left out."""
    called: Name | None = None
    """The field by whose answer people tell the rows apart; the first text that the reader may read if left out."""
    least: Annotated[int, Rule(ge=0, le=MOST_ROWS)] = 1
    most: Annotated[int, Rule(ge=1, le=MOST_ROWS)] = 50
    when: Expression | None = None
    readers: tuple[str, ...] = Rule(default=("all",), alias="for")
    """The steps that may read it; a field with readers of its own is for those of them only."""
    fields: tuple[Field, ...]

    @property
    def row_name(self) -> Text:
        return self.row or self.name

    @property
    def naming(self) -> tuple[Field, ...]:
        """The fields that can say which row it is, the best one first: the declared one alone, else every text."""
        if self.called is not None:
            return tuple(field for field in self.fields if field.key == self.called)
        return tuple(field for field in self.fields if field.type in NAMING)

    def readers_of(self, field: Field) -> tuple[str, ...]:
        """Who may read one field of every row."""
        return self.readers if field.readers == ("all",) else field.readers


class Form(Frozen):
    """The one form of a matter: shared blocks, its own fields, then what is asked for each of several."""

    blocks: tuple[Block, ...] = ()
    fields: tuple[Field, ...] = ()
    groups: tuple[Group, ...] = ()

    def elements(self) -> tuple[tuple[str, Field], ...]:
        """Every field that is asked once with its path, in the order of the form."""
        shared = tuple((f"{block.key}.{f.key}", f) for block in self.blocks for f in block.fields)
        return shared + tuple((f.key, f) for f in self.fields)
