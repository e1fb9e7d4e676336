"""The floor: the same rows written by a bare psycopg loop, one transaction an act, on the same database."""

import json
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg

ACTS = 10  # a launch, an acceptance and eight steps
FACTS_PER_ACT = 3
FACT = json.dumps(
    {"fact": "decided", "at": "2026-03-02T10:00:00+08:00", "step": "a", "x": "x" * 120}
)

TABLES = """
create table if not exists floor_cases (number text primary key, version int, state text, wake_at timestamptz);
create table if not exists floor_facts (number text, seq int, body text, hash bytea, primary key (number, seq));
create table if not exists floor_work (number text, step text, due_on date, primary key (number, step));
create table if not exists floor_notices (number text, key text, body bytea, primary key (number, key));
"""


def floor(url: str, cases: int, hands: int = 4) -> float:
    """Cases a second that the database takes when nothing else is done."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(TABLES)
    began = time.perf_counter()
    with ThreadPoolExecutor(hands) as pool:
        list(pool.map(lambda hand: _write(url, range(hand, cases, hands)), range(hands)))
    return cases / (time.perf_counter() - began)


def _write(url: str, numbers: range) -> None:
    with psycopg.connect(url) as connection:
        for number in numbers:
            for act in range(ACTS):
                _act(connection, f"floor-{number}", act)


def _act(connection: psycopg.Connection[tuple[object, ...]], number: str, act: int) -> None:
    with connection.transaction():
        if act == 0:
            connection.execute("insert into floor_cases values (%s, 0, 'new', null)", (number,))
        connection.execute("select * from floor_cases where number = %s for update", (number,))
        connection.execute("select body from floor_facts where number = %s", (number,)).fetchall()
        for place in range(FACTS_PER_ACT):
            connection.execute(
                "insert into floor_facts values (%s, %s, %s, %s)",
                (number, act * FACTS_PER_ACT + place, FACT, bytes(32)),
            )
        connection.execute("delete from floor_work where number = %s", (number,))
        connection.execute("insert into floor_work values (%s, %s, null)", (number, str(act)))
        if act in (0, 1, ACTS - 1):
            connection.execute(
                "insert into floor_notices values (%s, %s, %s)", (number, str(act), bytes(1500))
            )
        connection.execute("update floor_cases set version = %s where number = %s", (act, number))
