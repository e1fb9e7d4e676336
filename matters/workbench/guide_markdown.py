"""A guide as Markdown. Pure."""

from collections.abc import Iterator

from matters.workbench.guide import Guide, Part, Row


def as_markdown(guide: Guide) -> str:
    """The guide with a heading for each part."""
    return "\n".join(_lines(guide)) + "\n"


def _lines(guide: Guide) -> Iterator[str]:
    yield f"# {guide.name}{'办事指南' if guide.language == 'zh' else ': a guide'}"
    yield ""
    yield guide.summary
    for part in guide.parts:
        yield ""
        yield f"## {part.title}"
        yield ""
        yield from _part(part)


def _part(part: Part) -> Iterator[str]:
    for sentence in part.sentences:
        yield from (sentence, "")
    if not part.rows:
        return
    head = part.head or ("",) * len(part.rows[0])
    yield _row(head)
    yield _row(("---",) * len(head))
    yield from map(_row, part.rows)


def _row(cells: Row) -> str:
    written = (cell.replace("|", "\\|").replace("\n", "<br>") for cell in cells)
    return f"| {' | '.join(written)} |"
