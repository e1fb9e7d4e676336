"""A font that knows one sign, made on the spot, and a machine that has it installed."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

NOBODYS = "\U0003ff00"
"""A sign that Unicode has not given out yet: no font of any machine has it."""


def install_font(data_home: Path, sign: str = NOBODYS) -> Path:
    """A font with this sign in the folder of fonts below `data_home` (what XDG_DATA_HOME names)."""
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    pen.lineTo((100, 800))
    pen.lineTo((900, 800))
    pen.closePath()
    square = pen.glyph()
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder([".notdef", "own"])
    font.setupCharacterMap({ord(sign): "own"})
    font.setupGlyf({".notdef": square, "own": square})
    font.setupHorizontalMetrics({".notdef": (1000, 100), "own": (1000, 100)})
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Own Signs", "styleName": "Regular", "psName": "OwnSigns"})
    font.setupOS2(sTypoAscender=800, sTypoDescender=-200)
    font.setupPost()
    file = data_home / "fonts" / "own.ttf"
    file.parent.mkdir(parents=True)
    font.save(file)
    return file
