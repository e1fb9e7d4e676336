"""A PDF measured as a person with a ruler would: millimetres from the top left corner of a page."""

import ctypes
from dataclasses import dataclass
from itertools import groupby

import pypdfium2
from pypdfium2 import raw

MM = 72 / 25.4


@dataclass(frozen=True)
class Sign:
    """One character: its ink, its place on the base line, and its size in points."""

    sign: str
    left: float
    top: float
    right: float
    bottom: float
    origin: float
    base: float
    size: float


@dataclass(frozen=True)
class Rule:
    """A drawn line or box."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Line:
    """Characters on one base line, from left to right."""

    signs: tuple[Sign, ...]

    @property
    def text(self) -> str:
        return "".join(one.sign for one in self.signs)

    @property
    def base(self) -> float:
        return self.signs[0].base

    @property
    def left(self) -> float:
        return min(one.left for one in self.signs)

    @property
    def right(self) -> float:
        return max(one.right for one in self.signs)

    @property
    def top(self) -> float:
        return min(one.top for one in self.signs)

    @property
    def bottom(self) -> float:
        return max(one.bottom for one in self.signs)


@dataclass(frozen=True)
class Sheet:
    """One page: its size, its characters, and what is drawn on it."""

    width: float
    height: float
    signs: tuple[Sign, ...]
    rules: tuple[Rule, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """From the top down; what shares a base line is one line."""
        ordered = sorted(self.signs, key=lambda one: (round(one.base, 1), one.origin))
        rows = groupby(ordered, key=lambda one: round(one.base, 1))
        return tuple(Line(tuple(signs)) for _, signs in rows)

    def line(self, words: str) -> Line:
        """The first line that holds these words, blanks aside."""
        return next(line for line in self.lines if words in line.text.replace(" ", ""))


def sheets(pdf: bytes) -> tuple[Sheet, ...]:
    """Every page of the file."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_sheet(page) for page in document)
    finally:
        document.close()


def _sheet(page: pypdfium2.PdfPage) -> Sheet:
    width, height = page.get_size()
    drawn = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])
    return Sheet(
        width / MM,
        height / MM,
        tuple(_signs(page.get_textpage(), height)),
        tuple(_rule(one.get_bounds(), height) for one in drawn),
    )


def _rule(bounds: tuple[float, float, float, float], height: float) -> Rule:
    left, bottom, right, top = bounds
    return Rule(left / MM, (height - top) / MM, right / MM, (height - bottom) / MM)


def _signs(words: pypdfium2.PdfTextPage, height: float) -> list[Sign]:
    found = []
    for at in range(words.count_chars()):
        sign = (
            "-"
            if raw.FPDFText_IsHyphen(words, at) == 1
            else chr(raw.FPDFText_GetUnicode(words, at))
        )
        if sign.isspace() or raw.FPDFText_IsGenerated(words, at):
            continue
        left, bottom, right, top = words.get_charbox(at)
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(words, at, x, y)
        found.append(
            Sign(
                sign,
                left / MM,
                (height - top) / MM,
                right / MM,
                (height - bottom) / MM,
                x.value / MM,
                (height - y.value) / MM,
                raw.FPDFText_GetFontSize(words, at),
            )
        )
    return found
