"""Each slip that somebody may make in a matter's file: a place, and what comes into it."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from matters.positions import Entry, Listing, Loc, Mapping, Node, Scalar, name_of
from matters.turns import fields_of
from matters.words import Text
from matters.workbench.mutants_conditions import slips

CONDITIONS = frozenset({"when", "stops_if", "provided", "only_while", "derive", "unless", "weight"})
"""Keys whose value is an expression."""
_UNSEEN = frozenset(
    {
        "name", "guide", "why_not", "why", "go", "basis", "conditions", "code", "fee", "series",
        "valid", "number", "help", "text", "consequence", "verify_within", "excluded", "issuer",
        "label", "kind", "stops_because", "step", "key", "use", "ask", "type", "options", "unit",
        "least", "most", "longest", "row", "sensitive", "from", "silence_basis", "combines", "condition",
    }
)  # fmt: skip
"""What is only read by people, or checked where it is filled in: no case goes another way for it."""
_LIMIT = re.compile(r"([1-9][0-9]*) ((?:working )?(?:day|month|year)s?)", re.ASCII)


class Names(NamedTuple):
    """What may be written by mistake for something else."""

    departments: tuple[str, ...]
    letters: tuple[str, ...]


class Change(NamedTuple):
    """What comes into a place; nothing takes it out."""

    loc: Loc
    node: Node | None
    what: Text
    old: str = ""
    new: str = ""


def changes(root: Node, names: Names) -> Iterator[Change]:
    """Every slip, in the order of the sections."""
    if not isinstance(root, Mapping):
        return
    for number, _ in enumerate(root.listed("not_applicable")):
        what = Text(zh="此处不予办理的情形被删去。", en="this leaf is removed.")
        yield Change(("not_applicable", number), None, what)
    for section in ("not_applicable", "questions", "form", "checks", "materials", "fees", "steps"):
        entry = root.entries.get(section)
        if entry is not None:
            yield from _inside((section,), entry.node, names)
    if (lead := root.word("lead")) is not None:
        yield from _swapped(("lead",), root.entries["lead"].node, lead, names.departments)
    if isinstance(letters := root.get("letters"), Mapping):
        yield from _letters(("letters",), letters, names)
    yield from _one_wait_more(root)


def _one_wait_more(root: Mapping) -> Iterator[Change]:
    """Each step that waits for nothing waits for the one above it."""
    for number, (above, one) in enumerate(pairwise(root.listed("steps")), start=1):
        name = name_of(above)
        if isinstance(one, Mapping) and "after" not in one.entries and name is not None:
            node = Listing(one.place, (Scalar(one.place, name, name),))
            words = Text(zh=f"多等待了“{name}”。", en=f"it waits for “{name}” as well.")
            yield Change(("steps", number, "after"), node, words)


def _inside(loc: Loc, node: Node, names: Names) -> Iterator[Change]:
    match node:
        case Listing():
            for number, one in enumerate(node.nodes):
                if isinstance(one, Mapping):
                    yield from _inside((*loc, number), one, names)
        case Mapping():
            unseen = _unseen(loc, node)
            for key, entry in node.entries.items():
                if key not in unseen:
                    yield from _of_entry((*loc, key), key, entry, names)
            yield from _unsaid(loc, node)
        case _:
            pass


def _unseen(loc: Loc, node: Mapping) -> frozenset[str]:
    """The keys in which a fault would show to nobody who follows the case."""
    if loc[0] == "form":
        return _UNSEEN | {"for", "required", "block"}
    unseen = _UNSEEN if node.word("kind") == "visit" else _UNSEEN | {"officers"}
    if "follow_up" in node.entries:  # nobody waits for it, so its refusal counts for nothing anyway
        unseen = unseen | {"optional"}
    return unseen if fields_of("extend") else unseen | {"extend"}


def _of_entry(loc: Loc, key: str, entry: Entry, names: Names) -> Iterator[Change]:
    match entry.node:
        case Scalar() as node if key in CONDITIONS:
            return _condition(loc, node)
        case Scalar() as node:
            return _scalar(loc, key, node, names)
        case Listing() as node if key == "ladder":
            return _ladder(loc, node)
        case Listing() as node if not any(isinstance(one, Mapping) for one in node.nodes):
            return _shorter(loc, node)
        case Mapping() as node if key in ("fills", "with"):
            return _taken_out(loc, node)
        case Mapping() as node if key == "letters":
            return _letters(loc, node, names)
        case node:
            return _inside(loc, node, names)


def _letters(loc: Loc, node: Mapping, names: Names) -> Iterator[Change]:
    for event, letter in node.entries.items():
        if isinstance(letter.node, Scalar):
            yield from _swapped((*loc, event), letter.node, letter.node.text, names.letters)


def _condition(loc: Loc, node: Scalar) -> Iterator[Change]:
    for new in slips(node.text):
        words = Text(
            zh=f"条件“{node.text}”变成“{new}”。", en=f"the condition “{node.text}” became “{new}”."
        )
        yield Change(loc, node._replace(text=new, value=new), words, node.text, new)
    if loc[0] != "not_applicable":
        words = Text(zh=f"条件“{node.text}”被删去。", en=f"the condition “{node.text}” is gone.")
        yield Change(loc, None, words, node.text, "true" if loc[-1] != "stops_if" else "false")


def _scalar(loc: Loc, key: str, node: Scalar, names: Names) -> Iterator[Change]:
    limit = _LIMIT.fullmatch(node.text)
    if isinstance(node.value, bool):
        yield _flipped(loc, node)
    elif limit is not None:
        longer = f"{int(limit[1]) + 1} {limit[2].rstrip('s')}s"
        yield _replaced(loc, node, longer)
    elif node.text == "on the spot":
        yield _replaced(loc, node, "1 working day")
    elif key == "department":
        yield from _swapped(loc, node, node.text, names.departments)
    elif key == "letter":
        yield from _swapped(loc, node, node.text, names.letters)
    elif isinstance(node.value, int):
        yield from (_replaced(loc, node, node.value + step) for step in (1, -1))
    else:
        words = Text(zh=f"“{node.text}”被删去。", en=f"“{node.text}” is gone.")
        yield Change(loc, None, words)


def _replaced(loc: Loc, node: Scalar, value: str | int) -> Change:
    words = Text(zh=f"“{node.text}”变成“{value}”。", en=f"“{node.text}” became “{value}”.")
    return Change(loc, node._replace(text=str(value), value=value), words)


def _swapped(loc: Loc, node: Node, word: str, others: tuple[str, ...]) -> Iterator[Change]:
    """The next name in its place."""
    rest = [one for one in others if one != word]
    if isinstance(node, Scalar) and rest:
        after = [one for one in rest if one > word] or rest
        yield _replaced(loc, node, after[0])


def _flipped(loc: Loc, node: Scalar) -> Change:
    said = "false" if node.value else "true"
    words = Text(zh=f"“{loc[-1]}”变成“{said}”。", en=f"“{loc[-1]}” became {said}.")
    return Change(loc, node._replace(text=said, value=not node.value), words)


def _shorter(loc: Loc, node: Listing) -> Iterator[Change]:
    for number, one in enumerate(node.nodes):
        name = one.text if isinstance(one, Scalar) else "…"
        words = Text(zh=f"“{loc[-1]}”中少了“{name}”。", en=f"“{name}” is gone from {loc[-1]}.")
        alone = len(node.nodes) == 1
        yield Change(loc if alone else (*loc, number), None, words)


def _taken_out(loc: Loc, node: Mapping) -> Iterator[Change]:
    for key in node.entries:
        words = Text(zh=f"“{loc[-1]}”中少了“{key}”。", en=f"“{key}” is gone from {loc[-1]}.")
        yield Change(loc if len(node.entries) == 1 else (*loc, key), None, words)


def _ladder(loc: Loc, node: Listing) -> Iterator[Change]:
    rungs = [_rung(one) for one in node.nodes]
    for number, rung in enumerate(rungs):
        if len(rungs) > 1:
            words = Text(zh=f"少了一级“{rung}”。", en=f"the rung “{rung}” is gone.")
            yield Change((*loc, number), None, words)
    for number, (one, other) in enumerate(pairwise(rungs)):
        # Of a promise and a paper the last counts, and registers of different dwellings never both answer.
        if one.startswith("check") and not other.startswith("check"):
            nodes = list(node.nodes)
            nodes[number], nodes[number + 1] = nodes[number + 1], nodes[number]
            words = Text(
                zh=f"“{one}”与“{other}”次序颠倒。", en=f"“{one}” and “{other}” changed places."
            )
            yield Change(loc, Listing(node.place, tuple(nodes)), words)


def _rung(node: Node) -> str:
    match node:
        case Scalar():
            return node.text
        case Mapping():
            return ", ".join(f"{key}: {_rung(entry.node)}" for key, entry in node.entries.items())
        case _:
            return "…"


_OF_A_STEP = (("optional", True), ("follow_up", True))
_COUNTED = (None, "decide", "issue", "matter")
"""Kinds whose result is counted in the outcome; for all others `optional` and `follow_up` change nothing there."""


def _unsaid(loc: Loc, node: Mapping) -> Iterator[Change]:
    """Keys that are left out, as if somebody had written them."""
    wanted: tuple[tuple[str, bool], ...] = ()
    if loc[0] == "materials" and len(loc) == 2:  # noqa: PLR2004  a material itself
        wanted = (("required", False),)
    elif loc[0] == "steps" and len(loc) == 2 and node.word("kind") in _COUNTED:  # noqa: PLR2004
        wanted = (("follow_up", True),) if node.word("kind") == "issue" else _OF_A_STEP
    for key, value in wanted:
        if key not in node.entries:
            said = "true" if value else "false"
            words = Text(zh=f"多写了“{key}: {said}”。", en=f"“{key}: {said}” was added.")
            yield Change((*loc, key), Scalar(node.place, said, value), words)
