"""Letters on paper and on screen: one Typst layout, as PDF/A and as SVG.

The values of a letter reach Typst as data and never as markup. The same letter with the same faces gives the same
bytes: its creation time is the letter's own date, so that drawing it again after a crash yields the same digest.
"""

import json
from datetime import datetime, time
from enum import StrEnum
from typing import Literal
from zoneinfo import ZoneInfo

from forms.codes import qr_svg
from forms.glyphs import require_glyphs
from forms.letter_days import en_date, zh_date
from forms.letters import Letter
from forms.press import press
from matters.errors import OneGoError

CHINA = ZoneInfo("Asia/Shanghai")


class Seal(StrEnum):
    """What stands where the deciding department's seal goes."""

    SLOT = "slot"
    DEMO = "demo"


class LetterNotDrawn(OneGoError):
    """A layout could not draw a letter."""

    status = 500

    def __init__(self, number: str, why: str) -> None:
        super().__init__(
            zh=f"文书 {number} 无法排版：{why}。请管理员检查版式与字体（onego doctor）。",
            en=f"Letter {number} could not be laid out: {why}."
            " An administrator should check layouts and fonts (onego doctor).",
        )


def render_pdf(letter: Letter, seal: Seal = Seal.SLOT) -> bytes:
    """The letter as tagged PDF/A-2a and PDF/UA-1, Chinese first, its English text after it.

    Raises GlyphsLacking for signs that no font has, LetterNotDrawn for all else.
    """
    return _draw(letter, seal, "pdf")[0]


def render_svg(letter: Letter, seal: Seal = Seal.SLOT) -> tuple[str, ...]:
    """The same pages for the screen, one SVG each. Raises LetterNotDrawn."""
    return tuple(page.decode() for page in _draw(letter, seal, "svg"))


def _draw(letter: Letter, seal: Seal, form: Literal["pdf", "svg"]) -> tuple[bytes, ...]:
    midnight = datetime.combine(letter.on, time(), CHINA)
    try:
        return press().draw(letter.layout, _values(letter, seal), form, int(midnight.timestamp()))
    except RuntimeError as error:
        require_glyphs(letter.model_dump_json())
        raise LetterNotDrawn(letter.number, _why(error)) from error


def _values(letter: Letter, seal: Seal) -> str:
    """All that a layout shows, as JSON."""
    said = letter.model_dump(mode="json", exclude={"on", "layout"})
    drawn = {
        "date": {"zh": zh_date(letter.on), "en": en_date(letter.on)},
        "seal": seal,
        "code": qr_svg(letter.code_url),
    }
    return json.dumps(said | drawn, ensure_ascii=False)


def _why(error: RuntimeError) -> str:
    return str(error).splitlines()[0].rstrip(".")
