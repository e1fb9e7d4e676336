"""Rows of the watch over open clocks: what a round costs with 200,000 of them, and which rows it reads."""

import json
import time
from collections.abc import Iterator
from datetime import date, timedelta

from bench.ground import an_installation, postgres, publish
from bench.row import Row
from flows.installation import Installation
from flows.supervising import Round, Watchman
from matters.case import business_date
from storage.clocks import DUE, ToTell
from storage.database import Connection, only

CLOCKS = 200_000
OF_A_CASE = 4
DUE_AT_ONCE = (0, 100, 5_000)
FAR = timedelta(days=30)
_STEPS = ("T4:a:1", "T5:a:1", "T4:b:1", "T9:c:1")

_CASES = """
insert into cases (number, digest, matter_key, version, state, applicant, subject, follow, launched_at, waves, carried)
select lpad(n::text, 21, '0'), %s, 'restaurant', 0, 'in-progress', '', '', 'f' || n, now(), 0, 0
from generate_series(1, %s) n
"""
_CLOCKS = """
insert into open_clocks (case_number, key, kind, step, department, matter_key, reason, started_on, yellow_on, last_on,
    next_look)
select lpad(n::text, 21, '0'), key, 'T4', 'a', 'food', 'restaurant', 'overdue', %(far)s::date - 20,
    %(far)s::date + n %% 200, %(far)s::date + n %% 200 + 3, %(far)s::date + n %% 200
from generate_series(1, %(cases)s) n, unnest(%(keys)s::text[]) key
"""
_MAKE_DUE = """
update open_clocks set next_look = %(today)s, yellow_on = %(today)s, last_on = %(today)s::date + 2
where (case_number, key) in (
    select case_number, key from open_clocks order by md5(case_number || %(most)s), key limit %(most)s
)
"""


def rows() -> Iterator[Row]:
    """A round that finds nothing, some and many, and the rows that its search read."""
    with postgres() as ground:
        house = an_installation(ground)
        try:
            _fill(house)
            for due in DUE_AT_ONCE:
                yield from _round(house, due)
        finally:
            house.close()


def _fill(house: Installation) -> None:
    digest = publish(house).matter.digest
    far = business_date(house.clock()) + FAR
    with house.database.transaction() as connection:
        connection.execute(_CASES.encode(), (digest, CLOCKS // OF_A_CASE))
        given = {"far": far, "cases": CLOCKS // OF_A_CASE, "keys": list(_STEPS)}
        connection.execute(_CLOCKS.encode(), given)
        connection.execute("analyze open_clocks")


def _round(house: Installation, due: int) -> Iterator[Row]:
    today = business_date(house.clock())
    with house.database.transaction() as connection:
        connection.execute(_MAKE_DUE.encode(), {"today": today, "most": due})
        connection.execute("analyze open_clocks")
    with house.database.transaction() as connection:
        read, pages = _read(connection, today)
    began = time.perf_counter()
    done = Watchman(house, _no_order, Round()).walk()
    taken = (time.perf_counter() - began) * 1000
    what = f"watch: a round over {CLOCKS:,} open clocks, {due:,} due"
    note = f"{done.told} told; the search read {read} rows in {pages} pages"
    yield Row(what, taken, "ms", 1000.0, note=note)
    yield Row(f"{what}: rows that its search read", read, "rows", float(max(due, 1)))


def _no_order(clock: ToTell) -> None:
    """Nothing is overdue here."""


def _read(connection: Connection, today: date) -> tuple[int, int]:
    """The rows and pages that the search of a round reads, by PostgreSQL's own word: all batches together."""
    query = b"explain (analyze, buffers, format json) " + DUE.encode()
    found = only(connection.execute(query, {"today": today, "most": CLOCKS}))[0]
    plan = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]
    leaf = plan
    while "Plans" in leaf:
        leaf = leaf["Plans"][0]
    seen = int(leaf["Actual Rows"]) + int(leaf.get("Rows Removed by Filter", 0))
    return seen, int(plan["Shared Hit Blocks"]) + int(plan["Shared Read Blocks"])
