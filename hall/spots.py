"""The places to write and choose that forms are made of, and one form with what was typed into it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from hall.posted import Posted
from matters.words import Language, Text

Choices = tuple[tuple[str, Text], ...]
ANSWER = "answer:"
"""Before the path of a field, in the name of its place."""
SpotKind = Literal[
    "text", "tel", "long-text", "number", "date", "file", "list", "choice", "choices", "names"
]
CHOSEN: frozenset[SpotKind] = frozenset({"list", "choice", "choices", "file"})
"""What is chosen and not written."""


class Typed:
    """What somebody had typed into a form that was refused; nothing in a fresh one."""

    def __init__(self, posted: Posted | None = None) -> None:
        self.posted = posted

    @property
    def is_again(self) -> bool:
        return self.posted is not None

    def text(self, name: str, default: str = "") -> str:
        return self.posted.text(name) if self.posted else default

    def texts(self, name: str) -> tuple[str, ...]:
        return self.posted.texts(name) if self.posted else ()


@dataclass(frozen=True)
class Spot:
    """One place to write or choose in a form; it is sent under the name that the act has for it."""

    name: str
    label: Text
    kind: SpotKind = "long-text"
    options: Choices = ()
    value: str | tuple[str, ...] = ""
    help: Text | None = None
    required: bool = True
    nothing: Text | None = None
    """What the list says where nothing is chosen."""
    unit: str | None = None

    @property
    def is_chosen(self) -> bool:
        return self.kind in CHOSEN

    def options_in(self, language: Language) -> tuple[tuple[str, str], ...]:
        return tuple((key, words.into(language)) for key, words in self.options)


@dataclass(frozen=True)
class Sheet:
    """One form on a page: its places, what was typed into them, and what is wrong with that."""

    ident: str
    """What the ids of its controls begin with."""
    spots: tuple[Spot, ...] = ()
    typed: Typed = field(default_factory=Typed)
    problems: Mapping[str, Text] = field(default_factory=dict)
    """By the name of a place, of the form that was refused."""

    def spot(self, name: str) -> Spot:
        return next(one for one in self.spots if one.name == name)

    @property
    def first_wrong(self) -> str | None:
        """The first place that has to be put right."""
        return next((one.name for one in self.spots if one.name in self.problems), None)

    def value_of(self, spot: Spot) -> str | tuple[str, ...]:
        """What was typed, else what stands there from the start; the only choice of a list is made."""
        if spot.kind in ("choices", "names") and self.typed.is_again:
            written = self.typed.texts(spot.name)
            empty = len(spot.value) - len(written) if spot.kind == "names" else 0
            return (*written, *[""] * empty)
        said = self.typed.text(spot.name) if self.typed.is_again else spot.value
        only = spot.kind == "list" and spot.required and len(spot.options) == 1
        return spot.options[0][0] if only and not said else said
