"""Seeded faults: a matter with one slip of the pen each, as somebody who edits its file might make it."""

import hashlib
from typing import NamedTuple

from matters.positions import Listing, Loc, Mapping, Node, path_of, place_of
from matters.sheets import Sheet
from matters.words import Text
from matters.workbench.mutants_changes import Change, Names, changes


class Mutant(NamedTuple):
    """One fault: where, what it is, and the whole file with it."""

    loc: Loc
    line: int
    path: str
    what: Text
    root: Node
    old: str = ""
    new: str = ""
    """The conditions, where one was changed."""


def mutants_of(sheet: Sheet, names: Names) -> tuple[Mutant, ...]:
    """Every fault that can be seeded into the file, in the order of its lines."""
    return tuple(_mutant(sheet, change) for change in changes(sheet.root, names))


def some_of(mutants: tuple[Mutant, ...], most: int, seed: int) -> tuple[Mutant, ...]:
    """So many of them at most, chosen by the seed alone, in the order of their lines."""

    def lot(one: Mutant) -> str:
        return hashlib.sha256(f"{seed}:{one.path}:{one.what.en}".encode()).hexdigest()

    chosen = set(sorted(range(len(mutants)), key=lambda n: lot(mutants[n]))[:most])
    return tuple(one for n, one in enumerate(mutants) if n in chosen)


def _mutant(sheet: Sheet, change: Change) -> Mutant:
    return Mutant(
        loc=change.loc,
        line=place_of(sheet.root, change.loc).line,
        path=path_of(sheet.root, change.loc),
        what=change.what,
        root=put(sheet.root, change.loc, change.node),
        old=change.old,
        new=change.new,
    )


def put(root: Node, loc: Loc, node: Node | None) -> Node:
    """The file with another value at a place, or without what stands there."""
    first, rest = loc[0], loc[1:]
    match root:
        case Mapping() if rest:
            return root.having(str(first), put(root.entries[str(first)].node, rest, node))
        case Mapping():
            return root.without(str(first)) if node is None else root.having(str(first), node)
        case Listing(nodes=nodes) if isinstance(first, int):
            if rest:
                new: tuple[Node, ...] = (put(nodes[first], rest, node),)
            else:
                new = () if node is None else (node,)
            return Listing(root.place, (*nodes[:first], *new, *nodes[first + 1 :]))
        case _:
            return root
