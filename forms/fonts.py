"""Which faces the machine has for notices."""

import typst

from forms.rendering import OFFICIAL_FACES, SHIPPED_FONTS


def faces_lacking() -> tuple[str, ...]:
    """Of each official face that the machine lacks its usual name; the shipped face stands in for it."""
    fonts = typst.Fonts(include_system_fonts=True, font_paths=[str(SHIPPED_FONTS)])
    installed = frozenset(fonts.families())
    official = (
        tuple(name for name in names if not name.startswith("Noto"))
        for names in OFFICIAL_FACES.values()
    )
    return tuple(names[0] for names in official if installed.isdisjoint(names))
