"""The office: its catalogue and its calendar."""

from collections.abc import Iterator
from datetime import date

from hall.console.catalogue import missing_years
from hall.console.opening import database_there
from hall.doctor.remark import Level, Remark, fine, wrong
from matters.calendars import Calendar
from matters.errors import OneGoError
from matters.mistakes import MistakesFound
from matters.reading import shipped_catalogue
from matters.words import Text
from storage.calendars import Calendars
from storage.database import Database
from storage.embedded import cluster_of
from storage.migrate import newest_revision, revision_of
from storage.settings import Settings


def office() -> Iterator[Remark]:
    """Whether the catalogue has mistakes."""
    try:
        catalogue = shipped_catalogue()
    except MistakesFound as found:
        remedy = (
            "请运行 onego matter check all 并逐一更正",
            "run onego matter check all and correct each",
        )
        count = len(found.mistakes)
        yield wrong((f"事项目录有{count}处错误", f"the catalogue has {count} mistake(s)"), remedy)
        return
    count = len(catalogue.matters)
    yield fine(
        f"事项目录{count}个事项，没有错误", f"the catalogue has {count} matters and no mistakes"
    )


def calendar(settings: Settings, today: date) -> Iterator[Remark]:
    """Whether the calendar reaches far enough, with the years that were loaded since."""
    try:
        catalogue = shipped_catalogue()
    except MistakesFound:
        return  # `office` tells of them
    here = Calendars(catalogue.calendar, catalogue.office.profile.key)
    try:
        yield calendar_covers(_in_use(settings, here), today)
    except OneGoError:
        yield calendar_covers(here.declared, today)  # `services.database` says what is wrong there


def _in_use(settings: Settings, here: Calendars) -> Calendar:
    if settings.is_embedded and not cluster_of(settings.data_dir).exists():
        return here.declared
    with database_there(settings):
        database = Database(settings.database, size=1)
        try:
            if revision_of(settings.database) != newest_revision():
                return here.declared
            with database.transaction() as connection:
                return here.in_use(connection)
        finally:
            database.close()


def calendar_covers(calendar: Calendar, today: date) -> Remark:
    """Whether limits can be counted this year (else nothing works) and into the next."""
    missing = missing_years(calendar, today)
    if not missing:
        return fine(
            f"工作日历覆盖{today.year}、{today.year + 1}年",
            f"the calendar covers {today.year} and {today.year + 1}",
        )
    zh, en = "、".join(map(str, missing)), ", ".join(map(str, missing))
    return Remark(
        Level.WRONG if today.year in missing else Level.WARNING,
        Text(
            zh=f"工作日历缺少{zh}年，期限跨入该年的办件将无法计算",
            en=f"the calendar lacks {en}: limits that reach into it cannot be counted",
        ),
        Text(
            zh="请在国务院办公厅公布放假安排后执行 onego calendar load 文件；已装入的可用 onego calendar check 核对",
            en="once it is published: onego calendar load FILE; onego calendar check knows what was loaded since",
        ),
    )
