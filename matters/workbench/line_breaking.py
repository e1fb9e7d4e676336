"""Names broken into lines where their language breaks them, for pictures that cannot do it themselves. Pure."""

import unicodedata
from collections.abc import Iterator

ROOM = 23
"""Width of one line of a name; a Chinese character takes two."""
MOST_LINES = 2


def measure(text: str) -> int:
    """How wide a text is: a Chinese character takes two, a Latin letter one."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def wrapped(name: str) -> tuple[str, ...]:
    """The name in at most MOST_LINES lines; what does not fit ends in dots, and stands whole in the tooltip."""
    lines, line = [], ""
    for word in _words(name):
        if line and measure(line + word.rstrip()) > ROOM:
            lines.append(line.rstrip())
            line = ""
        line += word if line else word.lstrip()
    lines.append(line)
    if len(lines) <= MOST_LINES:
        return tuple(lines)
    last = lines[MOST_LINES - 1]
    while measure(last) > ROOM - 2:
        last = last[:-1]
    return (*lines[: MOST_LINES - 1], f"{last}…")


CLOSING = "。，、；：！？）》”’】"


def _words(name: str) -> Iterator[str]:
    """Where a line may break: after a Chinese character, before a space; never before a closing mark."""
    word = ""
    for one in name:
        wide = unicodedata.east_asian_width(one) in "WF"
        if word and ((wide and one not in CLOSING) or one == " "):
            yield word
            word = ""
        word += one
    yield word
