"""Keys added to a mapping that stands in braces, `{outcome: granted}`; all that stands there stays."""

from collections.abc import Sequence

from matters.composing import compose
from matters.positions import Mapping, Place

_PROBE = "onego_probe"
_SEPARATORS = ("", ",", "\n", "\n,")
"""Nothing after a brace or a comma; on a line of its own after a comment."""


def is_flow(text: str, place: Place) -> bool:
    """Whether what begins there stands in braces."""
    return text[offset_of(text, place)] == "{"


def offset_of(text: str, place: Place) -> int:
    """How many characters stand before the place."""
    lines = text.splitlines(keepends=True)
    return sum(map(len, lines[: place.line - 1])) + place.column - 1


def added(text: str, place: Place, entries: Sequence[str], indent: str) -> tuple[int, int, str]:
    """Which characters of the text are replaced, and by what, so that the entries stand there as well."""
    start = offset_of(text, place)
    close = _closing(text, start)
    inner = text[start:close].rstrip()
    separator = next(one for one in _SEPARATORS if _takes(inner + one))
    more = ",".join(f"\n{indent}{one}" for one in entries)
    return start + len(inner), close, separator + more


def _closing(text: str, start: int) -> int:
    """Where the brace closes: the first with which it can be read; others are in quotes or comments."""
    close = text.index("}", start)
    while not _read(text[start : close + 1]):
        close = text.index("}", close + 1)
    return close


def _takes(inner: str) -> bool:
    read = _read(f"{inner} {_PROBE}: 1}}")
    return read is not None and _PROBE in read.entries


def _read(text: str) -> Mapping | None:
    root, mistakes = compose(text.encode(), "")
    return root if isinstance(root, Mapping) and not mistakes else None
