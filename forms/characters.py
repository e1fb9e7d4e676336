"""Characters as they are kept: half-width where it matters, no blanks around, none that nobody can see."""

import re

_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
# Full-width brackets and commas are right in Chinese text; full-width letters and digits never are.
_LETTERS = {wide: half for wide, half in _NARROW.items() if half == ord(" ") or chr(half).isalnum()}

_BREAK = re.compile(r"\r\n?|[\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"  # no width, or turning the reading direction
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # no characters at all
)
_BREAK_OR_TAB = re.compile(r"[\n\t]")
_ORDINARY = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u061b\u061d-\u180d\u180f-\u1fff\u2010-\u2027\u3001-\ud7ff"
    "\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uffee]*"
)
"""Quick to test, and nearly all that people write: nothing in it is to be changed or refused."""


def narrow(text: str) -> str:
    """For numbers, dates and codes: all half-width, without blanks around."""
    return (text if text.isascii() else text.translate(_NARROW)).strip()


def tidy(text: str) -> str:
    """For names and texts: letters, digits and blanks half-width, lines ended in one way."""
    if not text.isascii():
        text = text.translate(_LETTERS)
    return _BREAK.sub("\n", text).strip()


def is_ordinary(text: str) -> bool:
    """Whether it is surely one line of visible characters that stay as they are."""
    return _ORDINARY.fullmatch(text) is not None


def has_unseen(text: str) -> bool:
    """Whether a character stands in it that no reader could see or that turns the text around."""
    return _UNSEEN.search(text) is not None


def has_break(text: str) -> bool:
    """Whether it has more than one line, or a tab."""
    return _BREAK_OR_TAB.search(text) is not None
