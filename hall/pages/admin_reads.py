"""For supervisors: every reading of personal data, by whom, of what and for what; searched, and exported (PIPL 51)."""

from collections.abc import Iterable, Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from hall.doors import allowed
from hall.read_search import (
    NAMES,
    ReadSearch,
    place_in,
    purpose_words,
    search_in,
    what_words,
    written_place,
)
from hall.rendering import stamp
from hall.spreadsheet import as_download
from hall.visitor import Visitor
from matters.words import Text
from storage import published, queues, reads
from storage.reads import Read, ReadPlace, ReadSeen

router = APIRouter(prefix="/admin/reads")
Auditor = Annotated[Visitor, Depends(allowed("audit"))]

PAGE = 100
MOST_EXPORTED = 100_000
AT_ONCE = 2_000
HEAD = (
    Text(zh="时间", en="When"),
    Text(zh="账号", en="Account"),
    Text(zh="姓名", en="Name"),
    Text(zh="代何人", en="On behalf of"),
    Text(zh="部门", en="Department"),
    Text(zh="办件", en="Case"),
    Text(zh="查阅内容", en="What"),
    Text(zh="目的", en="Purpose"),
)
APPLICANT = Text(zh="凭收件凭证查询的人", en="holder of the receipt")
AUDIT = "audit"


@router.get("")
def show(visitor: Auditor, after: str = "") -> Response:
    """The readings that were looked for, newest first, page by page."""
    search = search_in(dict(visitor.request.query_params))
    with visitor.hall.database.transaction() as connection:
        found = reads.newest(connection, search.wanted, place_in(after), PAGE + 1)
        rows = found[:PAGE]
        names = queues.names_of(connection, _accounts(rows))
        matters = published.newest_matters(connection)
    following = search.address(written_place(rows[-1].place)) if len(found) > PAGE else None
    return visitor.page(
        "admin_reads.html",
        search=search,
        fields=NAMES,
        rows=rows,
        names=names,
        applicant=APPLICANT,
        what_words=what_words,
        why=lambda purpose: purpose_words(purpose, matters),
        first=search.address() if after else None,
        following=following,
    )


@router.post("/export")
def export(visitor: Auditor) -> Response:
    """All of what was looked for, as a file. That it was exported is a row of its own, written first."""
    search, hall = search_in(visitor.posted), visitor.hall
    kind = "xlsx" if visitor.posted.text("form") == "xlsx" else "csv"
    with hall.database.transaction() as connection:
        reads.write(connection, [_told(visitor, search, kind)])
    return as_download(_lines(visitor, search), kind, "readings")


def _told(visitor: Visitor, search: ReadSearch, kind: str) -> Read:
    account = visitor.signed
    asked = [f"{name}={getattr(search, name)}" for name in NAMES if getattr(search, name)]
    return Read(
        at=visitor.hall.clock(),
        account=account.id,
        on_behalf=account.acts_for.id if account.acts_for else None,
        department=account.department,
        case=search.case,
        what=" ".join(("export", kind, *asked)),
        purpose=AUDIT,
    )


def _lines(visitor: Visitor, search: ReadSearch) -> Iterator[tuple[str, ...]]:
    language = visitor.language
    yield tuple(name.into(language) for name in HEAD)
    with visitor.hall.database.transaction() as connection:
        matters = published.newest_matters(connection)
    for rows in _pages(visitor, search):
        with visitor.hall.database.transaction() as connection:
            names = queues.names_of(connection, _accounts(rows))
        for row in rows:
            one = row.read
            who = names.get(one.account, APPLICANT if not one.account else Text.same(one.account))
            yield (
                stamp(one.at),
                one.account,
                who.into(language),
                one.on_behalf or "",
                visitor.hall.department_name(one.department).into(language),
                one.case,
                what_words(one.what).into(language),
                purpose_words(one.purpose, matters).into(language),
            )


def _pages(visitor: Visitor, search: ReadSearch) -> Iterator[tuple[ReadSeen, ...]]:
    after: ReadPlace | None = None
    for _ in range(MOST_EXPORTED // AT_ONCE):
        with visitor.hall.database.transaction() as connection:
            rows = reads.newest(connection, search.wanted, after, AT_ONCE)
        if rows:
            yield rows
        if len(rows) < AT_ONCE:
            return
        after = rows[-1].place


def _accounts(rows: Iterable[ReadSeen]) -> tuple[str, ...]:
    found = (one for row in rows for one in (row.read.account, row.read.on_behalf) if one)
    return tuple(dict.fromkeys(found))
