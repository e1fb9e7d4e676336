"""The same letter by two other libraries that make PDFs, for comparison only: nothing of ours uses them."""

import html

from forms.blocks import LetterText, Lines, Paragraph, Table
from forms.fonts import SHIPPED_FONTS
from forms.letters import Letter

AWAY = (ImportError, OSError)
"""What a machine raises that has not got the library, or not the pango that it draws with."""
(FONT,) = SHIPPED_FONTS.glob("*.ttc")
CHINESE = 2
"""The place of simplified Chinese in the file."""


def by_weasyprint(letter: Letter) -> bytes:
    """One page through HTML and CSS. Raises AWAY where it cannot work."""
    from weasyprint import HTML

    style = (
        f"@font-face {{ font-family: cjk; src: url('{FONT.as_uri()}') }}"
        "@page { size: A4; margin: 37mm 26mm 35mm 28mm } body { font: 16pt/28.95pt cjk }"
        "h1 { font-size: 22pt; text-align: center } td { border: 0.5pt solid }"
    )
    pdf = HTML(string=f"<style>{style}</style>{''.join(_markup(letter))}").write_pdf()
    return bytes(pdf or b"")


def _markup(letter: Letter) -> list[str]:
    said = letter.chinese
    parts = [
        _tag("p", letter.agency.zh),
        _tag("p", letter.number),
        _tag("h1", said.title),
        _tag("p", said.addressee),
    ]
    for block in said.blocks:
        match block:
            case Table():
                rows = ("".join(_tag("td", cell) for cell in row) for row in block.rows)
                parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
            case _:
                parts += [_tag("p", text) for text in _texts(block)]
    return parts + [_tag("p", note) for note in said.notes]


def by_fpdf2(letter: Letter) -> bytes:
    """One page, cell by cell. Raises AWAY where it cannot work."""
    from fpdf import FPDF

    page = FPDF(format="A4")
    page.set_margins(28, 37, 26)
    page.add_page()
    page.add_font("cjk", fname=FONT, collection_font_number=CHINESE)
    page.set_font("cjk", size=16)
    said = letter.chinese
    for text in (
        letter.agency.zh,
        letter.number,
        said.title,
        said.addressee,
        *_all(said),
        *said.notes,
    ):
        page.multi_cell(0, 10.2, text, new_x="LMARGIN", new_y="NEXT")
    return bytes(page.output())


def _all(said: LetterText) -> list[str]:
    return [text for block in said.blocks for text in _texts(block)]


def _texts(block: object) -> tuple[str, ...]:
    match block:
        case Paragraph():
            return (block.text,)
        case Lines():
            return block.lines
        case Table():
            return tuple("　".join(row) for row in block.rows)
        case _:
            return ()


def _tag(name: str, text: str) -> str:
    return f"<{name}>{html.escape(text)}</{name}>"
