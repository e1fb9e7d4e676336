"""Rows that need the real thing: PostgreSQL with its default fsync, Prefect's server, a worker, a gateway."""

import time
from collections.abc import Iterator

import psutil

from bench.driver import CLERK, Play, actor_of
from bench.floor import floor
from bench.ground import (
    Ground,
    an_installation,
    cpu,
    cpu_of_main_thread,
    postgres,
    prefect,
    publish,
    worker,
)
from bench.row import Row, middle, percentile
from bench.workload import act_for, an_application
from flows.commands import act_on, launch_case
from flows.installation import Installation
from matters.case import ACCEPTANCE
from storage.database import Database

IDLE_CASES = 12
WARM_UP = 30


def rows(cases: int) -> Iterator[Row]:
    """Latency while idle, then saturation, then the floor, all on one ground."""
    with postgres() as ground:
        house = an_installation(ground)
        publish(house)
        with prefect(ground) as (api, server), worker(ground, api) as carrier:
            time.sleep(2)
            Play(house, WARM_UP).run()
            empty = _prefect_size(house)
            yield from _idle(house)
            yield from _saturation(ground, house, (server, carrier), cases)
        yield from _kept(ground, house, empty)
        house.close()


def _idle(house: Installation) -> Iterator[Row]:
    """One case after the other on an idle machine."""
    with_machine: list[float] = []
    without: list[float] = []
    for _ in range(IDLE_CASES):
        began = time.perf_counter()
        number = launch_case(house, an_application("restaurant"), CLERK)
        _until_open(house, number, ACCEPTANCE)
        with_machine.append(time.perf_counter() - began)
        for step in (ACCEPTANCE, *"abcdefgh"):
            began = time.perf_counter()
            department, act = act_for(step)
            act_on(house, number, act, actor_of(department))
            without.append((time.perf_counter() - began) * 1000)
        time.sleep(0.6)
    yield Row("act → next department's work open, p50", middle(without), "ms", 15)
    yield Row("act → next department's work open, p95", percentile(without, 0.95), "ms", 40)
    yield Row("act → next open with 6 checks between, p50", middle(with_machine), "s", 0.5)
    yield Row(
        "act → next open with 6 checks between, p95", percentile(with_machine, 0.95), "s", 0.8
    )


def _until_open(house: Installation, number: str, step: str) -> None:
    while True:
        with house.database.transaction() as connection:
            found = connection.execute(
                "select 1 from work_items where case_number = %s and step = %s", (number, step)
            ).fetchone()
        if found:
            return
        time.sleep(0.002)


def _saturation(
    ground: Ground, house: Installation, programs: tuple[psutil.Process, psutil.Process], cases: int
) -> Iterator[Row]:
    server, carrier = programs
    bare = floor(ground.url, cases)
    before = (cpu(server), cpu(carrier), cpu_of_main_thread(carrier), ground.cpu_of_postgres())
    own = time.process_time()
    play = Play(house, _ended(house) + cases, launched=_ended(house))
    seconds = play.run()
    after = (cpu(server), cpu(carrier), cpu_of_main_thread(carrier), ground.cpu_of_postgres())
    spent = [(late - early) / cases * 1000 for early, late in zip(before, after, strict=True)]
    speed = cases / seconds
    yield Row("saturation: finished cases", speed, "cases/s", 30, more_is_better=True)
    yield Row("saturation: human acts", play.acts / seconds, "acts/s", 240, more_is_better=True)
    yield Row("floor: the same rows by a bare psycopg loop", bare, "cases/s")
    yield Row("ratio to the floor", speed / bare, "")
    yield Row("Prefect's CPU: server and client", spent[0] + spent[2], "ms/case", 20,
              note=f"server {spent[0]:.1f}, client with its event loop {spent[2]:.1f}")  # fmt: skip
    yield Row("our work in the waves", spent[1] - spent[2], "ms/case")
    yield Row("PostgreSQL", spent[3], "ms/case")
    yield Row("commands and driver", (time.process_time() - own) / cases * 1000, "ms/case")


def _ended(house: Installation) -> int:
    with house.database.transaction() as connection:
        row = connection.execute("select count(*) from cases where outcome is not null").fetchone()
    return int(row[0]) if row else 0


def _kept(ground: Ground, house: Installation, empty: int) -> Iterator[Row]:
    with house.database.transaction() as connection:
        row = connection.execute(
            "select (select count(*) from cases), sum(pg_total_relation_size(relid)),"
            " (select count(*) from waves where cases > 0), (select max(cases) from waves),"
            " pg_database_size('prefect') - %s"
            " from pg_stat_user_tables where relname <> 'matters' and relname not like 'floor%%'",
            (empty,),
        ).fetchone()
    if row is None:
        return
    cases, size, waves, largest, prefect_size = (float(value) for value in row)
    runs, tasks = _runs(ground)
    yield Row("waves, all in all", waves, "", note=f"the largest carried {largest:.0f} cases")
    yield Row("Prefect's flow runs per case", runs / cases, "", note="with the rounds of the watch")
    yield Row("Prefect's task runs per case", tasks / cases, "")
    yield Row("database per finished case", size / cases / 1024, "KiB", 40)
    yield Row("Prefect's database per case, above empty", prefect_size / cases / 1024, "KiB", 2)


def _prefect_size(house: Installation) -> int:
    with house.database.transaction() as connection:
        row = connection.execute("select pg_database_size('prefect')").fetchone()
    return int(row[0]) if row else 0


def _runs(ground: Ground) -> tuple[int, int]:
    """How many flow runs and task runs Prefect has written down."""
    database = Database(ground.prefect_url, size=1)
    with database.transaction() as connection:
        row = connection.execute(
            "select (select count(*) from flow_run), (select count(*) from task_run)"
        ).fetchone()
    database.close()
    return (row[0], row[1]) if row else (0, 0)
