"""The dates that moved with one load of the calendar: as a page, and as a file that offices open."""

from collections.abc import Iterable, Iterator
from typing import Annotated

from fastapi import Path, Response

from hall.rendering import stamp
from hall.spreadsheet import as_download
from hall.visitor import Visitor
from matters.errors import NotFound
from matters.words import Text
from storage import calendar_moves, calendars, published
from storage.calendar_moves import MovedDate

LoadNumber = Annotated[int, Path(ge=1, lt=2**31)]
MOST_SHOWN = 500
NO_LOAD = Text(zh="该次日历装入", en="This load of the calendar")
HEAD = (
    Text(zh="办件编号", en="Case"),
    Text(zh="事项", en="Matter"),
    Text(zh="部门", en="Department"),
    Text(zh="期限", en="Clock"),
    Text(zh="原定", en="Before"),
    Text(zh="改为", en="Now"),
)


def page_of(
    visitor: Visitor, number: int, template: str, department: str | None = None
) -> Response:
    """Who loaded it, when and why, and the dates that moved, of one department or of all. Raises NotFound."""
    with visitor.hall.database.transaction() as connection:
        load = calendars.load_of(connection, number)
        moved = calendar_moves.of_load(connection, number, department)
        names = published.newest_matters(connection)
    if load is None:
        raise NotFound(NO_LOAD)
    return visitor.page(
        template,
        load=load,
        moved=moved[:MOST_SHOWN],
        count=len(moved),
        cases=len({one.case for one in moved}),
        names={key: one.name for key, one in names.items()},
        export_at=f"{visitor.path}/export",
    )


def export(visitor: Visitor, number: int, department: str | None = None) -> Response:
    """The same dates as CSV, or as XLSX where that was asked for."""
    with visitor.hall.database.transaction() as connection:
        moved = calendar_moves.of_load(connection, number, department)
    return as_download(_lines(visitor, moved), visitor.posted.text("form"), "moved-dates")


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
