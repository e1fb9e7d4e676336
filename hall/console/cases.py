"""`onego case list` and `show`: cases as a person at a terminal reads them."""

from datetime import date
from typing import NamedTuple

from flows.installation import Installation
from hall.case_words import state_words
from hall.console.opening import house_open
from hall.console.speech import OUT, columns, either, into, language, say, show
from hall.console.timeline import department_name, line
from hall.part_names import PartNames
from matters.case import CHINA, Case
from matters.rules import Rules
from matters.verbs import step_name
from matters.words import Text
from matters.work import open_work
from storage import cases, incidents, notices, published, queues
from storage.database import Connection
from storage.queues import CaseSeen, Queue, WorkSeen
from storage.settings import Settings

MOST = 500
"""Rows that a list shows."""


class Wanted(NamedTuple):
    """What a list is narrowed by."""

    state: str | None
    department: str | None
    search: str | None


class Listed(NamedTuple):
    """A case in a list, and how it stands."""

    case: CaseSeen
    state: Text


def list_cases(settings: Settings, wanted: Wanted) -> None:
    """Print cases, or the open work of a department. Raises DatabaseAway."""
    with house_open(settings) as house, house.database.transaction() as connection:
        if wanted.department and not wanted.search:
            _show_work(queues.work_of(connection, Queue(wanted.department), None, MOST))
            return
        found = [
            Listed(one, state_words(published.matter_of(connection, one.digest), one.state)[0])
            for one in _found(house, connection, wanted)
            if wanted.state in (None, one.state)
        ]
    _show_cases(found)


def _found(house: Installation, connection: Connection, wanted: Wanted) -> tuple[CaseSeen, ...]:
    if wanted.search is None:
        return queues.newest_cases(connection, None, MOST)
    by_number = queues.cases_numbered(connection, wanted.search, wanted.department, MOST)
    blinds = house.keyring.blinds(wanted.search.upper())
    return by_number or queues.cases_of_subject(connection, blinds, wanted.department, MOST)


def _show_cases(found: list[Listed]) -> None:
    table = columns(
        ("办件", "Case"), ("事项", "Matter"), ("状态", "State"), ("申请人", "Applicant"),
        ("收件", "Received"), ("期限", "Due"),
    )  # fmt: skip
    for one, state in found:
        table.add_row(
            one.number,
            one.matter,
            into(state),
            one.applicant,
            one.launched_at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M"),
            _day(one.due_on),
        )
    show(table)
    say(f"共{len(found)}件", f"{len(found)} case(s)")


def _show_work(found: tuple[WorkSeen, ...]) -> None:
    table = columns(
        ("办件", "Case"), ("事项", "Matter"), ("环节", "Step"), ("申请人", "Applicant"),
        ("期限", "Due"), ("经办人", "Holder"),
    )  # fmt: skip
    for one in found:
        table.add_row(one.case, one.matter, one.step, one.applicant, _day(one.day), one.holder)
    show(table)
    say(f"共{len(found)}项在办", f"{len(found)} open")


def show_case(settings: Settings, number: str) -> None:
    """Print a case. Raises NotFound, ChainBroken, DatabaseAway."""
    with house_open(settings) as house, house.database.transaction() as connection:
        case = cases.load(connection, house.keyring, number).case
        rules = house.rules(connection, case.matter)
        cases.verify(connection, number)
        OUT.print(f"{number}  {into(rules.matter.name)}", style="bold")
        for fact in case.facts:
            OUT.print(f"  {line(rules, fact, language())}")
        _show_open(rules, case)
        _show_notices(connection, number)
        _show_incidents(connection, number)
    count = len(case.facts)
    say(f"\n哈希链完整（{count}条记录）。", f"\nThe hash chain is whole ({count} facts).")


def _show_open(rules: Rules, case: Case) -> None:
    work = open_work(rules, case)
    if not work:
        return
    say("\n在办：", "\nOpen:")
    for one in work:
        who = into(department_name(rules, one.department))
        due = _day(one.promised or one.due)
        waits = either("，等待中", ", waits") if one.waiting else ""
        part = f" ({into(PartNames(rules).of(one.step, one.part))})" if one.part else ""
        OUT.print(f"  {into(step_name(rules, one.step))}{part}  {who}  {due}{waits}")


def _show_notices(connection: Connection, number: str) -> None:
    issued = notices.of_case(connection, number)
    if not issued:
        return
    say("\n文书：", "\nNotices:")
    for one in issued:
        arrived = one.delivered_at
        when = arrived.astimezone(CHINA).strftime("%m-%d %H:%M") if arrived else "—"
        OUT.print(f"  {one.number}  {one.letter}  {either('送达', 'delivered')} {when}")


def _show_incidents(connection: Connection, number: str) -> None:
    for one in incidents.of_case(connection, number):
        day = one.at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
        say(f"\n异常（{day}，第{one.times}次）：", f"\nIncident ({day}, {one.times} time(s)):")
        OUT.print(f"  {into(one.sentence)}")


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
