"""Rare characters (姓名生僻字): what no font of the machine can draw, found before a notice is numbered.

The press itself is asked, sign by sign: what it draws here it draws in a letter. Only of signs that are drawn as one
(a letter and its accents) the fonts' own tables must say that one font has them all.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from forms.fonts import signs_by_family
from forms.press import Press, look_for_new_fonts, press
from matters.errors import OneGoError
from matters.words import Text

ORDINARY = re.compile(
    "[ -~\u00b7\u2014\u2018\u2019\u201c\u201d\u2026\u3001-\u3003\u3008-\u3011\u3014\u3015"
    "\u4e00-\u9fa5\uff01-\uff5e]+"
)
"""What the shipped font surely has: ASCII, Chinese punctuation, and the characters of GB 13000.1."""

JOINER = "\u200d"
UNSEEN = re.compile("[\u200b-\u200f\u2060\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Joiners and selectors: they choose how a sign is drawn and are never drawn themselves."""


INSTALL = Text(
    zh="请管理员在服务器安装含有该字的字体（如天珩全字库、花园明朝），安装后重试，无需重启；不得以“〓”或者同音字代替。",
    en="Install a font that has them on the server, such as TH-Tshyn or Hanazono, and retry; nothing need be started"
    " anew.",
)
RECODE = Text(
    zh="自造字（专用区编码）换一台机器就无法辨认，不能归档，请改用该字的 GB 18030 标准编码。",
    en=" Signs of an office's own (private use) cannot be read elsewhere nor archived: write the code point that"
    " GB 18030 gives them.",
)
"""PDF/A-2 admits no private use without a text beside it (ISO 19005-2, 6.2.11.7)."""


class GlyphsLacking(OneGoError):
    """A text has signs that no font of the machine can draw; it cannot become a notice yet."""

    status = 409

    def __init__(self, lacking: tuple[str, ...]) -> None:
        zh, en = "、".join(map(named, lacking)), ", ".join(map(named, lacking))
        own = any(unicodedata.category(one) == "Co" for sign in lacking for one in sign)
        super().__init__(
            zh=f"服务器字库缺少下列字符，文书暂不编号、不出具：{zh}。{INSTALL.zh}{RECODE.zh if own else ''}",
            en="No font of this machine has these characters, so the notice is neither numbered nor issued:"
            f" {en}. {INSTALL.en}{RECODE.en if own else ''}",
        )
        self.lacking = lacking


def require_glyphs(text: str) -> None:
    """Raise GlyphsLacking unless everything in the text can be drawn."""
    if absent := lacking(text):
        raise GlyphsLacking(absent)


def lacking(text: str) -> tuple[str, ...]:
    """The signs that no font can draw, each once, in the order of the text; fonts installed meanwhile count."""
    rest = ORDINARY.sub(" ", text)
    if rest.isspace() or not rest:
        return ()
    absent = _absent(rest)
    if absent and look_for_new_fonts():
        _can_draw.cache_clear()
        signs_by_family.cache_clear()
        return _absent(rest)
    return absent


def _absent(text: str) -> tuple[str, ...]:
    by = press()
    return tuple(dict.fromkeys(sign for sign in _clusters(text) if not _can_draw(by, sign)))


def _clusters(text: str) -> Iterator[str]:
    """Signs with the marks, selectors and joined signs that are drawn together with them."""
    cluster = ""
    for sign in text:
        if cluster and (_belongs(sign) or cluster.endswith(JOINER)):
            cluster += sign
            continue
        yield from _shown(cluster)
        cluster = sign
    yield from _shown(cluster)


def _belongs(sign: str) -> bool:
    return sign == JOINER or unicodedata.category(sign).startswith("M")


def _shown(cluster: str) -> Iterator[str]:
    """Blanks and controls are never drawn."""
    if cluster and not cluster.isspace() and unicodedata.category(cluster[0]) != "Cc":
        yield cluster


@cache
def _can_draw(by: Press, cluster: str) -> bool:
    """Every sign is drawn alone; several that are drawn as one come from one font, or the press drops one silently."""
    signs = [sign for sign in unicodedata.normalize("NFC", cluster) if not UNSEEN.fullmatch(sign)]
    if not all(by.can_draw(sign) for sign in signs):
        return False
    points = {ord(sign) for sign in signs}
    return len(points) < 2 or any(points <= known for known in signs_by_family().values())  # noqa: PLR2004 (a pair)


def named(sign: str) -> str:
    """The sign with its code points: “㑇”（U+3447）."""
    points = " ".join(f"U+{ord(one):04X}" for one in sign)
    return f"“{sign}”（{points}）"
