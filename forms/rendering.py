"""Letters on paper and on screen: one Typst layout, as PDF/A and as SVG.

The values of a letter reach Typst as data and never as markup. The same letter with the same faces gives the same
bytes: its creation time is the letter's own date, so that drawing it again after a crash yields the same digest.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime, time
from enum import StrEnum
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Literal
from zoneinfo import ZoneInfo

import manimgx_fonts_cjk
import typst

from forms.codes import qr_svg
from forms.letters import Letter, en_date, zh_date
from matters.errors import OneGoError

LAYOUTS = Path(__file__).parent / "layouts"
SHIPPED_FONTS = Path(manimgx_fonts_cjk.__file__).parent
SHIPPED_FACE = "Noto Sans CJK SC"
ENGLISH_FACE = "Libertinus Serif"  # in the typst wheel itself
CHINA = ZoneInfo("Asia/Shanghai")

SERIF_FACE = "Noto Serif CJK SC"

# The faces of GB/T 9704 under the names that makers give them; the first that the machine has is taken.
OFFICIAL_FACES: Mapping[str, tuple[str, ...]] = {
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", SERIF_FACE),
    "body": ("FangSong_GB2312", "FangSong", "仿宋_GB2312", "STFangsong", SERIF_FACE),
    "heading": ("SimHei", "黑体", "STHeiti"),
    "page": ("SimSun", "宋体", "STSong", SERIF_FACE),
}
BOLD_ROLES = frozenset({"title", "heading"})
"""Set bold in a face of many weights; the official faces have one weight and need none."""

UNKNOWN_SIGN = "〓"
"""What Chinese printers set for a character that their case lacks."""

LACKING = re.compile(r"the text `\"(.+?)\"` could not be displayed")
MOST_LACKING = 20


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
    """The letter as PDF/A-2b, Chinese first, its English text after it.

    Characters that no font has are set as 〓 with their code point. Raises LetterNotDrawn.
    """
    return _draw(letter, seal, "pdf")[0]


def render_svg(letter: Letter, seal: Seal = Seal.SLOT) -> tuple[str, ...]:
    """The same pages for the screen, one SVG each. Raises LetterNotDrawn."""
    return tuple(page.decode() for page in _draw(letter, seal, "svg"))


class _Press:
    """Typst with its fonts held open; it draws one letter at a time, whichever thread asks."""

    def __init__(self) -> None:
        fonts = typst.Fonts(include_system_fonts=True, font_paths=[str(SHIPPED_FONTS)])
        self.faces = _faces(frozenset(fonts.families()))
        self._one_at_a_time = Lock()  # Typst refuses a compiler that another thread is using
        self._compiler = typst.Compiler(root=str(LAYOUTS), font_paths=fonts)

    def draw(
        self, layout: str, values: str, form: Literal["pdf", "svg"], timestamp: int
    ) -> tuple[bytes, ...]:
        """One file, or one file a page where the form knows no pages."""
        with self._one_at_a_time:
            drawn = self._compiler.compile(
                input=str(LAYOUTS / f"{layout}.typ"),
                format=form,
                sys_inputs={"letter": values},
                pdf_standards=["a-2a", "ua-1"] if form == "pdf" else [],
                timestamp=timestamp,
            )
        return (drawn,) if isinstance(drawn, bytes) else tuple(drawn or ())


@cache
def _press() -> _Press:
    return _Press()


def _faces(installed: frozenset[str]) -> dict[str, dict[str, object]]:
    """For each role the fonts to try in order, and their weight."""
    faces: dict[str, dict[str, object]] = {}
    for role, wanted in OFFICIAL_FACES.items():
        found = next((name for name in wanted if name in installed), SHIPPED_FACE)
        bold = role in BOLD_ROLES and found in {SERIF_FACE, SHIPPED_FACE}
        faces[role] = {"fonts": [found, SHIPPED_FACE], "weight": "bold" if bold else "regular"}
    return faces | {"english": {"fonts": [ENGLISH_FACE, SHIPPED_FACE], "weight": "regular"}}


def _draw(letter: Letter, seal: Seal, form: Literal["pdf", "svg"]) -> tuple[bytes, ...]:
    midnight = datetime.combine(letter.on, time(), CHINA)
    values = _values(letter, seal)
    for _ in range(MOST_LACKING):
        try:
            return _press().draw(letter.layout, values, form, int(midnight.timestamp()))
        except RuntimeError as error:
            lacking = LACKING.search(str(error))
            if lacking is None:
                raise LetterNotDrawn(letter.number, _why(error)) from error
            values = _without(lacking[1], values)
    raise LetterNotDrawn(letter.number, "too many characters that no font has")


def _values(letter: Letter, seal: Seal) -> str:
    """All that a layout shows, as JSON."""
    said = letter.model_dump(mode="json", exclude={"on", "layout"})
    drawn = {
        "date": {"zh": zh_date(letter.on), "en": en_date(letter.on)},
        "seal": seal,
        "code": qr_svg(letter.code_url),
        "faces": _press().faces,
    }
    return json.dumps(said | drawn, ensure_ascii=False)


def _without(lacking: str, values: str) -> str:
    """The values with every character of the text that no font has set as 〓 and its code point."""
    for sign in set(lacking) - {UNKNOWN_SIGN}:
        values = values.replace(sign, f"{UNKNOWN_SIGN}（U+{ord(sign):04X}）")
    return values


def _why(error: RuntimeError) -> str:
    return str(error).splitlines()[0].rstrip(".")
