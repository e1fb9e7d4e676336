"""Which fonts the machine has for notices, which of them each role takes, and which signs they know."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import manimgx_fonts_cjk
import typst
from fontTools.ttLib import TTFont, TTLibError

SHIPPED_FONTS = Path(manimgx_fonts_cjk.__file__).parent
SHIPPED_FACE = "Noto Sans CJK SC"
SERIF_FACE = "Noto Serif CJK SC"
ENGLISH_FACE = "Libertinus Serif"  # in the typst wheel itself

# The faces of GB/T 9704 under the names that makers give them; the first that the machine has is taken.
OFFICIAL_FACES: Mapping[str, tuple[str, ...]] = {
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", SERIF_FACE),
    "body": ("FangSong_GB2312", "FangSong", "仿宋_GB2312", "STFangsong", SERIF_FACE),
    "heading": ("SimHei", "黑体", "STHeiti"),
    "page": ("SimSun", "宋体", "STSong", SERIF_FACE),
}
BOLD_ROLES = frozenset({"title", "heading"})
"""Set bold in a face of many weights; the official faces have one weight and need none."""

RARE_SIGNS: Mapping[str, tuple[int, int]] = {
    "CJK A": (0x3400, 0x4DBF),
    "CJK B": (0x20000, 0x2A6DF),
    "CJK C–F": (0x2A700, 0x2EBEF),
    "CJK G–H": (0x30000, 0x323AF),
}
"""The blocks of Unicode that hold the rare characters of names, by what their makers call them."""


@dataclass(frozen=True)
class Coverage:
    """What one font knows: how many signs in all, and what share of each block of rare characters."""

    family: str
    signs: int
    rare: Mapping[str, float]


def fonts_here() -> typst.Fonts:
    """The fonts of the machine, of the typst wheel and of ours, as they are now."""
    return typst.Fonts(include_system_fonts=True, font_paths=[str(SHIPPED_FONTS)])


def faces_of(installed: frozenset[str]) -> dict[str, dict[str, object]]:
    """For each role the fonts to try in order, and their weight."""
    faces: dict[str, dict[str, object]] = {}
    for role, wanted in OFFICIAL_FACES.items():
        found = next((name for name in wanted if name in installed), SHIPPED_FACE)
        bold = role in BOLD_ROLES and found in {SERIF_FACE, SHIPPED_FACE}
        faces[role] = {"fonts": [found, SHIPPED_FACE], "weight": "bold" if bold else "regular"}
    return faces | {"english": {"fonts": [ENGLISH_FACE, SHIPPED_FACE], "weight": "regular"}}


def faces_lacking() -> tuple[str, ...]:
    """Of each official face that the machine lacks its usual name; the shipped face stands in for it."""
    installed = frozenset(fonts_here().families())
    official = (
        tuple(name for name in names if not name.startswith("Noto"))
        for names in OFFICIAL_FACES.values()
    )
    return tuple(names[0] for names in official if names and installed.isdisjoint(names))


def coverage() -> tuple[Coverage, ...]:
    """What each font knows that holds Chinese and whose file can be read, the richest first."""
    known = signs_by_family()
    told = [_coverage(family, signs) for family, signs in known.items() if _is_chinese(signs)]
    return tuple(sorted(told, key=lambda one: (-one.signs, one.family)))


@cache
def signs_by_family() -> Mapping[str, frozenset[int]]:
    """The code points that each font has, by its own tables; of a file with several, the simplified Chinese one."""
    chosen: dict[str, typst.FontInfo] = {}
    for one in sorted(
        fonts_here().fonts(), key=lambda one: (not one.family.endswith("SC"), one.index)
    ):
        if one.path is not None:
            chosen.setdefault(one.path, one)
    known: dict[str, frozenset[int]] = {}
    for path, one in chosen.items():
        known[one.family] = known.get(one.family, frozenset()) | _signs(Path(path), one.index)
    return known


def _is_chinese(signs: frozenset[int]) -> bool:
    return ord("人") in signs or any(
        first + 0x100 in signs
        for first, _ in RARE_SIGNS.values()  # a font of rare characters alone
    )


def _signs(file: Path, index: int) -> frozenset[int]:
    try:
        with TTFont(file, fontNumber=index, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except (OSError, TTLibError):
        return frozenset()  # Typst reads it or not; here it only tells nothing


def _coverage(family: str, signs: frozenset[int]) -> Coverage:
    rare = {
        block: sum(sign in signs for sign in range(first, last + 1)) / (last + 1 - first)
        for block, (first, last) in RARE_SIGNS.items()
    }
    return Coverage(family, len(signs), rare)
