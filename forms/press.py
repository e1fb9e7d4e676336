"""Typst with its fonts held open."""

import json
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Literal

import typst

from forms.fonts import faces_of, fonts_here

LAYOUTS = Path(__file__).parent / "layouts"
DRAWN = '#import "{layout}.typ": drawn\n#drawn(json("letter.json"))'
"""Values come as a file of their own: those of `sys.inputs` would make Typst forget what it knows of the layouts."""

STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
"""To be kept for decades (ISO 19005-2, level A) and to be read aloud (ISO 14289-1)."""


class Press:
    """Draws one letter at a time, whichever thread asks."""

    def __init__(self) -> None:
        fonts = fonts_here()
        self.files = files_of(fonts)
        self.families = frozenset(fonts.families())
        self.faces = faces_of(self.families)
        self._faces = json.dumps(self.faces).encode()
        self._one_at_a_time = Lock()  # Typst refuses a compiler that another thread is using
        self._compiler = typst.Compiler(root=str(LAYOUTS), font_paths=fonts)

    def draw(
        self, layout: str, values: str, form: Literal["pdf", "svg"], timestamp: int = 0
    ) -> tuple[bytes, ...]:
        """One file, or one file a page where the form knows no pages. Raises RuntimeError."""
        files = {
            "main.typ": DRAWN.format(layout=layout).encode(),
            "letter.json": values.encode(),
            "faces.json": self._faces,
        }
        with self._one_at_a_time:
            drawn = self._compiler.compile(
                input=files,  # type: ignore[type-var] # documented, but its stub does not know of it
                format=form,
                pdf_standards=list(STANDARDS) if form == "pdf" else [],
                timestamp=timestamp,
            )
        return (drawn,) if isinstance(drawn, bytes) else tuple(drawn or ())

    def can_draw(self, sign: str) -> bool:
        """Whether some font has this sign, with the marks that belong to it."""
        asked = {"sign": sign, "fonts": self.faces["body"]["fonts"]}
        try:
            self.draw("probe", json.dumps(asked), "pdf")
        except RuntimeError:
            return False
        return True


def files_of(fonts: typst.Fonts) -> frozenset[tuple[str, int]]:
    """The font files, to see whether one came or went."""
    return frozenset((one.path, one.index) for one in fonts.fonts() if one.path is not None)


@cache
def press() -> Press:
    """The one of this process."""
    return Press()


def look_for_new_fonts() -> bool:
    """Open the fonts again if others are installed now; whether they are."""
    if files_of(fonts_here()) == press().files:
        return False
    press.cache_clear()
    return True
