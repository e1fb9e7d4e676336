"""`onego case clocks`: the clock ledger of a case at a terminal."""

import sys
from datetime import date

from flows.installation import Installation
from hall.api.clock_views import clock_list
from hall.console.opening import house_open
from hall.console.speech import columns, into, say, show
from hall.ledger_words import LedgerLine, ledger_of
from matters.case import business_date
from matters.standing import standing
from storage import cases
from storage.settings import Settings


def show_clocks(settings: Settings, number: str, *, json: bool, with_days: bool) -> None:
    """Print the ledger, as a table or as JSON. Raises NotFound, DatabaseAway."""
    with house_open(settings) as house:
        tell_clocks(house, number, json=json, with_days=with_days)


def tell_clocks(house: Installation, number: str, *, json: bool, with_days: bool) -> None:
    """The same for an installation that is open already."""
    with house.database.transaction() as connection:
        case = cases.load(connection, house.keyring, number).case
        rules = house.rules(connection, case.matter)
    today = business_date(house.clock())
    if json:
        listed = clock_list(rules, case, today, with_days=with_days)
        sys.stdout.write(listed.model_dump_json(indent=2) + "\n")
        return
    _tell(ledger_of(rules, standing(case), today), today, with_days=with_days)


def _tell(lines: tuple[LedgerLine, ...], today: date, *, with_days: bool) -> None:
    table = columns(
        ("期限", "Clock"), ("主体", "Whose"), ("起止", "From, until"), ("状态", "Light")
    )  # fmt: skip
    for one in lines:
        table.add_row(into(one.title), into(one.whose), into(one.span), into(one.lamp.words))
        for row in one.days if with_days else ():
            basis = into(row.article) if row.article else ""
            table.add_row(f"  {into(row.when)}", into(row.counts), into(row.cause), basis)
    show(table)
    say(f"共{len(lines)}个期限（{today}）", f"{len(lines)} clock(s) on {today}")
