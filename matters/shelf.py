"""The names that a matter may use, as far as the library could be read."""

from typing import NamedTuple

from matters.fields import Block
from matters.spec import DataCheck, Event


class Shelf(NamedTuple):
    """Departments, letters, checks and blocks by their keys."""

    departments: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    checks: dict[str, DataCheck] = {}
    blocks: dict[str, Block] = {}
    letter_defaults: dict[Event, str] = {}
    broken: frozenset[str] = frozenset()
    """Checks and blocks that exist but are wrong themselves: said there, not where they are used."""
    without_remedy: frozenset[str] = frozenset()
    """Departments that name no review body or no court."""
