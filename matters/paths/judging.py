"""Yes, no or open: how conditions are joined while only part of the answers is known."""

from collections.abc import Callable
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


def negated(condition: Judged) -> Judged:
    """That it does not hold."""

    def judged(known: Known) -> object:
        one = condition(known)
        return one if type(one) is Open else not one

    return judged


# What is open on the left is settled first: to look at the right as well finds out sooner, but costs twice as much.


def both(left: Judged, right: Judged) -> Judged:
    def judged(known: Known) -> object:
        one = left(known)
        return right(known) if one is True else one

    return judged


def one_of(left: Judged, right: Judged) -> Judged:
    def judged(known: Known) -> object:
        one = left(known)
        return right(known) if one is False else one

    return judged


def chosen(condition: Judged, yes: Judged, no: Judged) -> Judged:
    def judged(known: Known) -> object:
        one = condition(known)
        if type(one) is Open:
            return one
        return yes(known) if one else no(known)

    return judged


def all_of(conditions: tuple[Judged, ...]) -> Judged:
    """That every one holds; none at all holds."""

    def judged(known: Known) -> object:
        for condition in conditions:
            one = condition(known)
            if one is not True:
                return one
        return True

    return judged


def any_of(conditions: tuple[Judged, ...]) -> Judged:
    """That at least one holds."""
    return negated(all_of(tuple(negated(one) for one in conditions)))
