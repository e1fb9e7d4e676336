"""What a letter says, as blocks that paper and screen both show.

A template is written line by line; a mark at the beginning of a line says what the line is:

| line | becomes |
|---|---|
| `# 受理通知书` | the title |
| `@ 张三：` | the addressee |
| `一、办理依据` or `## Basis` | a heading |
| `- text`, `+ text` | a line of a list, of a numbered list |
| `| a | b |` | a row of a table; a row `|---|---|` after the first makes that one its head |
| `> text` | a note below the signature |
| `% 业务专用章` | the words of the seal, where it is not the agency's own great seal |
| anything else | a paragraph, to the next empty line |

Only the template's own marks count: `as_text` hides those inside values, so that no applicant's name can become a
heading or a row.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field as Rule

from matters.words import Frozen, Language

# Noncharacters of Unicode: no text that people exchange may hold them, so they are free for us.
VALUE_STARTS = "\ufdd0"
BAR_IN_VALUE = "\ufdd1"

TURNED_TEXT = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the reading direction and could show another text than is stored."""

CHINESE_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、[^。；]*$")
RULER = re.compile(r"\|(\s*-{3,}\s*\|)+$")

Mark = Literal[
    "title", "addressee", "heading", "bullet", "number", "row", "note", "seal", "text", "gap"
]


class Heading(Frozen):
    """A heading inside a letter."""

    kind: Literal["heading"] = "heading"
    text: str


class Paragraph(Frozen):
    """A paragraph of running text."""

    kind: Literal["paragraph"] = "paragraph"
    text: str


class Lines(Frozen):
    """A list, with bullets or with numbers."""

    kind: Literal["list"] = "list"
    numbered: bool
    lines: tuple[str, ...]


class Table(Frozen):
    """Rows of cells; without a head the first column names what the others say."""

    kind: Literal["table"] = "table"
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...]


Block = Annotated[Heading | Paragraph | Lines | Table, Rule(discriminator="kind")]


class LetterText(Frozen):
    """A letter in one language."""

    language: Language
    title: str
    addressee: str = ""
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    seal: str = ""


MARKS: Mapping[str, Mark] = MappingProxyType(
    {
        "#": "title",
        "##": "heading",
        "@": "addressee",
        "-": "bullet",
        "+": "number",
        ">": "note",
        "%": "seal",
    }
)

MARGINAL = frozenset({"title", "addressee", "note", "seal"})
"""Lines that stand outside the run of blocks."""


def one_line(value: str) -> str:
    """The value on one line, without control characters and without characters that turn text around."""
    turned = TURNED_TEXT.sub("", value)
    spaced = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in turned)
    return re.sub(r" {2,}", " ", spaced).strip()


def as_text(value: str) -> str:
    """The value as plain text of a template: one line, and none of its characters is a mark."""
    return VALUE_STARTS + one_line(value).replace("|", BAR_IN_VALUE)


def read_letter(written: str, language: Language) -> LetterText:
    """The blocks of a filled-in template.

    Raises ValueError when there is not exactly one title: that is a fault of the template.
    """
    marked = [_mark(line.strip()) for line in written.splitlines()]
    titles = _said(marked, "title")
    if len(titles) != 1:
        raise ValueError(f"a letter needs one title line '# …'; this one has {len(titles)}")
    body = [(mark, text) for mark, text in marked if mark not in MARGINAL]
    return LetterText(
        language=language,
        title=titles[0],
        addressee="".join(_said(marked, "addressee")),
        blocks=tuple(_blocks(body, language)),
        notes=_said(marked, "note"),
        seal="".join(_said(marked, "seal")),
    )


def _mark(line: str) -> tuple[Mark, str]:
    """What a line is, and what it says without its mark."""
    if not line:
        return "gap", ""
    if line.startswith("|"):
        return "row", line
    if CHINESE_HEADING.match(line):
        return "heading", line
    mark, space, text = line.partition(" ")
    return (MARKS[mark], text) if space and mark in MARKS else ("text", line)


def _said(marked: Iterable[tuple[Mark, str]], wanted: Mark) -> tuple[str, ...]:
    return tuple(_plain(text) for mark, text in marked if mark == wanted)


def _blocks(body: list[tuple[Mark, str]], language: Language) -> Iterator[Block]:
    glue = "" if language == "zh" else " "
    for mark, group in groupby(body, key=lambda line: line[0]):
        lines = [text for _, text in group]
        match mark:
            case "heading":
                yield from (Heading(text=_plain(line)) for line in lines)
            case "bullet" | "number":
                yield Lines(numbered=mark == "number", lines=tuple(map(_plain, lines)))
            case "row":
                yield _table(lines)
            case "text":
                text = _plain(glue.join(lines))
                yield from [Paragraph(text=text)] if text else []


def _table(lines: list[str]) -> Table:
    rows = [
        tuple(_plain(c) for c in line.removeprefix("|").removesuffix("|").split("|"))
        for line in lines
    ]
    if len(lines) > 1 and RULER.fullmatch(lines[1]):
        return Table(head=rows[0], rows=tuple(rows[2:]))
    return Table(rows=tuple(rows))


def _plain(text: str) -> str:
    """The text as people read it, with the values' own characters back in place."""
    return text.replace(VALUE_STARTS, "").replace(BAR_IN_VALUE, "|").strip()
