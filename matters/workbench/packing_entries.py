"""Entries of the catalogue's shared files as text: cut out with their comments, put in or in the place of another."""

import textwrap
from collections.abc import Mapping as Texts

from matters.composing import compose
from matters.mistakes import MistakesFound
from matters.positions import Mapping, Node, name_of


def entries_of(text: str, file: str, key: str) -> dict[str, str]:
    """The entries of a list of the file by name, each as its own lines without the common indent.

    Raises MistakesFound for a file that is no YAML.
    """
    lines = text.splitlines()
    found = {}
    for name, start in _starts(text, file, key).items():
        own = "\n".join(lines[start : _end(lines, start)])
        found[name] = textwrap.dedent(own)
    return found


def with_entries(text: str, file: str, key: str, entries: Texts[str, str]) -> str:
    """The file with these entries in its list: in the place of those with the same name, else at its end.

    Raises MistakesFound.
    """
    for name, entry in entries.items():
        text = _with_entry(text, file, key, (name, entry.rstrip("\n")))
    return text


def _with_entry(text: str, file: str, key: str, named: tuple[str, str]) -> str:
    name, entry = named
    lines = text.splitlines()
    starts = _starts(text, file, key)
    if name in starts:
        start = starts[name]
        end = _end(lines, start)
        if textwrap.dedent("\n".join(lines[start:end])) == entry:
            return text
    elif starts:
        last = max(starts.values())
        start = end = _end(lines, last)
    else:
        return text.rstrip("\n") + f"\n\n{key}:\n{textwrap.indent(entry, '  ')}\n"
    indent = " " * _indent(lines[next(iter(starts.values()))])
    new = textwrap.indent(entry, indent).splitlines()
    apart = [""] if name not in starts and "\n" in entry else []
    return "\n".join([*lines[:start], *apart, *new, *lines[end:]]) + "\n"


def _starts(text: str, file: str, key: str) -> dict[str, int]:
    """By name, the line on which an entry begins, from 0."""
    root, mistakes = compose(text.encode(), file)
    if mistakes:
        raise MistakesFound(mistakes)
    nodes: tuple[Node, ...] = root.listed(key) if isinstance(root, Mapping) else ()
    return {name: node.place.line - 1 for node in nodes if (name := name_of(node))}


def _end(lines: list[str], start: int) -> int:
    """The line after the last one of the entry that begins here; what is less indented belongs to the next."""
    dash = _indent(lines[start])
    last = start
    for place in range(start + 1, len(lines)):
        if lines[place].strip():
            if _indent(lines[place]) <= dash:
                break
            last = place
    return last + 1


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
