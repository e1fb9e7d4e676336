"""Yes, no or open: how conditions are joined while only part of the answers is known."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Protocol


class Something(Enum):
    """An answer is there, and which one makes no difference that could be seen."""

    GIVEN = "something"


SOMETHING = Something.GIVEN


@dataclass(frozen=True, slots=True)
class Open:
    """Not decided yet; `atom` is what to settle next."""

    atom: str


@lru_cache(maxsize=4096)
def still_open(atom: str) -> Open:
    """One object per atom: a search makes millions of them."""
    return Open(atom)


class Known(Protocol):
    """What is settled so far, as conditions ask for it."""

    def value(self, path: str) -> object:
        """The answer, None where there is none, or Open."""

    def given(self, path: str) -> object:
        """Whether there is an answer: yes, no, or Open."""

    def truth(self, path: str) -> object:
        """Whether the answer counts as yes: yes, no, or Open."""

    def member(self, path: str, text: object, atom: str) -> object:
        """Whether the list holds it: yes, no, or Open."""

    def free(self, atom: str) -> object:
        """What was settled for something that is not looked into, or Open."""


Judged = Callable[[Known], object]


def counts_as_yes(value: Judged) -> Judged:
    def judged(known: Known) -> object:
        one = value(known)
        return one if type(one) is Open else bool(one)

    return judged


def chosen(condition: Judged, yes: Judged, no: Judged) -> Judged:
    def judged(known: Known) -> object:
        one = condition(known)
        if type(one) is Open:
            return one
        return yes(known) if one else no(known)

    return judged


# What is open in front is settled first: to look at the rest as well finds out sooner, but costs twice as much.


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Judged, ...]

    def __call__(self, known: Known) -> object:
        for part in self.parts:
            one = part(known)
            if one is not True:
                return one
        return True


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds."""

    parts: tuple[Judged, ...]

    def __call__(self, known: Known) -> object:
        for part in self.parts:
            one = part(known)
            if one is not False:
                return one
        return False


@dataclass(frozen=True, slots=True)
class Not:
    """It does not hold."""

    of: Judged

    def __call__(self, known: Known) -> object:
        one = self.of(known)
        return one if type(one) is Open else not one


def negated(condition: Judged) -> Judged:
    """That it does not hold."""
    match condition:
        case Not(of=of):
            return of
        case Any(parts=parts):
            return All(tuple(negated(one) for one in parts))
        case _:
            return Not(condition)


def all_of(conditions: Iterable[Judged]) -> Judged:
    """That every one holds; none at all holds."""
    parts: list[Judged] = []
    for one in conditions:
        parts += one.parts if isinstance(one, All) else (one,)
    return All(tuple(parts))


def any_of(conditions: Iterable[Judged]) -> Judged:
    """That at least one holds."""
    parts: list[Judged] = []
    for one in conditions:
        parts += one.parts if isinstance(one, Any) else (one,)
    return Any(tuple(parts))
