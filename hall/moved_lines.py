"""The dates that moved with a newer calendar, as a file that offices open."""

from collections.abc import Iterable, Iterator

from fastapi import Response

from hall.rendering import stamp
from hall.spreadsheet import as_download
from hall.visitor import Visitor
from matters.words import Text
from storage import published
from storage.calendar_moves import MovedDate

HEAD = (
    Text(zh="办件编号", en="Case"),
    Text(zh="事项", en="Matter"),
    Text(zh="部门", en="Department"),
    Text(zh="期限", en="Clock"),
    Text(zh="原定", en="Before"),
    Text(zh="改为", en="Now"),
)


def export(visitor: Visitor, moved: Iterable[MovedDate], form: str) -> Response:
    """The list as CSV, or as XLSX where that was asked for."""
    return as_download(_lines(visitor, moved), form, "moved-dates")


def _lines(visitor: Visitor, moved: Iterable[MovedDate]) -> Iterator[tuple[str, ...]]:
    language = visitor.language
    yield tuple(name.into(language) for name in HEAD)
    with visitor.hall.database.transaction() as connection:
        matters = published.newest_matters(connection)
    for one in moved:
        matter = matters.get(one.matter)
        yield (
            one.case,
            matter.name.into(language) if matter else one.matter,
            visitor.hall.department_name(one.department).into(language),
            one.title.into(language),
            stamp(one.before),
            stamp(one.after),
        )
