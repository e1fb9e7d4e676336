"""Cases: load, begin, append. The act's path is one locked read and one write; nothing that grows is rewritten."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString, NamedTuple

from matters.case import Case, CheckAnswered, business_date
from matters.chain import GENESIS, chained
from matters.errors import NotFound
from matters.rules import Rules
from matters.words import Text
from storage import clocks, fact_codec, notice_voids, outbox, ratings, shown_values
from storage.database import Connection, only
from storage.encryption import Keyring
from storage.projection import Projection, project
from storage.shown_values import Apart


@dataclass(frozen=True)
class Stored:
    """A case as it was loaded: what the next fact is chained to, and the work that was open."""

    case: Case
    hash: bytes
    follow: str
    work: frozenset[tuple[str, str, str]]


_VERSIONS: LiteralString = (
    "select number, version from cases where number = any(%s) order by number"
)
_VERSIONS_LOCKED: LiteralString = _VERSIONS + " for update"
_ONE: LiteralString = (
    "select number, digest, version, follow from cases where number = any(%s) order by number"
)
_FACTS: LiteralString = """
select number, digest, version, follow,
       (select string_agg(body, ',' order by seq) from facts where case_number = number),
       (select hash from facts where case_number = number order by seq desc limit 1),
       (select count(*) from facts where case_number = number),
       array(select array[step, department, part] from work_items where case_number = number),
       (select json_object_agg(seq, sealed) from shown_values where case_number = number)
from one
"""
_UNLOCKED: LiteralString = f"with one as ({_ONE}) {_FACTS}"
_LOCKED: LiteralString = f"with one as ({_ONE} for update) {_FACTS}"


def load(connection: Connection, keyring: Keyring, number: str, *, lock: bool = False) -> Stored:
    """One case. Raises NotFound."""
    found = load_many(connection, keyring, (number,), lock=lock)
    if not found:
        raise NotFound(Text(zh=f"办件 {number}", en=f"Case {number}"))
    return found[0]


def load_many(
    connection: Connection,
    keyring: Keyring,
    numbers: Sequence[str],
    *,
    lock: bool = False,
    known: Mapping[str, Stored] | None = None,
) -> tuple[Stored, ...]:
    """Those of the cases that exist, in the order of their numbers (so that locks never cross).

    What the caller knows already is not read again where no fact has come since.
    """
    if known is None:
        return _loaded(connection, keyring, numbers, _LOCKED if lock else _UNLOCKED)
    versions = connection.execute(
        _VERSIONS_LOCKED if lock else _VERSIONS, (list(numbers),)
    ).fetchall()
    changed = [
        number
        for number, version in versions
        if number not in known or len(known[number].case.facts) != version
    ]
    read = {one.case.number: one for one in _loaded(connection, keyring, changed, _UNLOCKED)}
    return tuple(read.get(number) or known[number] for number, _ in versions)


def _loaded(
    connection: Connection, keyring: Keyring, numbers: Sequence[str], statement: LiteralString
) -> tuple[Stored, ...]:
    if not numbers:
        return ()
    rows = connection.execute(statement, (list(numbers),)).fetchall()
    if any(row[2] != row[6] for row in rows):
        # Somebody committed between the statement's snapshot and the lock: the lock is held now.
        rows = connection.execute(statement, (list(numbers),)).fetchall()
    return tuple(
        Stored(
            case=fact_codec.read(keyring, row[0], row[1], row[4], row[8] or {}),
            hash=row[5],
            follow=row[3],
            work=frozenset((step, department, part) for step, department, part in row[7]),
        )
        for row in rows
    )


_BEGIN = """
insert into cases (number, digest, matter_key, version, state, applicant, subject, follow, launched_at, waves, carried)
values (%s, %s, %s, 0, 'received', '', '', %s, %s, 0, 0)
"""

_WRITE: LiteralString = f"""
with fact as (
    insert into facts (case_number, seq, body, hash)
    select %(number)s, * from unnest(%(seqs)s::int[], %(bodies)s::text[], %(hashes)s::bytea[])
), gone as (
    delete from work_items w
    using unnest(%(gone_steps)s::text[], %(gone_departments)s::text[], %(gone_parts)s::text[])
        as g(step, department, part)
    where w.case_number = %(number)s and w.step = g.step and w.department = g.department and w.part = g.part
), work as (
    insert into work_items as w
        (case_number, matter_key, step, department, part, round, opened_at, due_on, promised_on, holder,
         waiting)
    select %(number)s, %(matter)s, * from unnest(
        %(steps)s::text[], %(departments)s::text[], %(parts)s::text[], %(rounds)s::int[], %(opened)s::timestamptz[],
        %(due)s::date[], %(promised)s::date[], %(holders)s::text[], %(waiting)s::bool[])
    on conflict (case_number, step, department, part) do update set
        round = excluded.round, opened_at = excluded.opened_at, due_on = excluded.due_on,
        promised_on = excluded.promised_on, holder = excluded.holder, waiting = excluded.waiting
    where (w.round, w.due_on, w.promised_on, w.holder, w.waiting) is distinct from
        (excluded.round, excluded.due_on, excluded.promised_on, excluded.holder, excluded.waiting)
), {clocks.WRITE}
update cases set version = %(version)s, state = %(state)s, outcome = %(outcome)s,
    applicant = %(applicant)s, subject = %(subject)s, due_on = %(due_on)s,
    closed_at = %(closed_at)s, wake_at = %(wake_at)s, awaits = %(awaits)s
where number = %(number)s
"""  # noqa: S608 - own constants


def begin(
    connection: Connection, keyring: Keyring, rules: Rules, case: Case, follow: str
) -> Projection:
    """Write a new case with its first facts."""
    launched_at = case.facts[0].at
    connection.execute(_BEGIN, (case.number, case.matter, rules.matter.matter, follow, launched_at))
    nothing = Stored(
        case=Case(number=case.number, matter=case.matter, facts=()),
        hash=GENESIS,
        follow=follow,
        work=frozenset(),
    )
    return append(connection, keyring, rules, nothing, case)


def append(
    connection: Connection, keyring: Keyring, rules: Rules, before: Stored, after: Case
) -> Projection:
    """Write the facts that `after` has beyond `before`, and the projection. The case must be locked."""
    seen = project(rules, after)
    row = _row(keyring, rules, before, after, seen)
    connection.execute(_WRITE, row.columns)
    shown_values.put(connection, row.apart)
    news = [(after, after.facts[len(before.case.facts) :])]
    shown_values.follow(connection, news)
    outbox.follow(connection, news)
    notice_voids.follow(connection, news)
    ratings.follow(connection, [(rules, *one) for one in news])
    return seen


def append_many(
    connection: Connection,
    keyring: Keyring,
    changes: Iterable[tuple[Rules, Stored, Case]],
) -> dict[str, Stored]:
    """The same for many cases in one round trip; those that changed, as they are now."""
    moved = [one for one in changes if len(one[2].facts) > len(one[1].case.facts)]
    rows = [
        _row(keyring, rules, before, after, project(rules, after)) for rules, before, after in moved
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_WRITE, [row.columns for row in rows])
        shown_values.put(connection, (one for row in rows for one in row.apart))
        news = [(after, after.facts[len(before.case.facts) :]) for _, before, after in moved]
        outbox.follow(connection, news)
        shown_values.follow(connection, news)
        notice_voids.follow(connection, news)
    return {row.stored.case.number: row.stored for row in rows}


class _Row(NamedTuple):
    """What is written of one case, and the case as it is then."""

    columns: dict[str, Any]
    apart: tuple[Apart, ...]
    stored: Stored


def _row(keyring: Keyring, rules: Rules, before: Stored, after: Case, seen: Projection) -> _Row:
    known, added = len(before.case.facts), after.facts[len(before.case.facts) :]
    written = [fact_codec.write(keyring, rules.matter, after.number, fact) for fact in added]
    bodies = [one.body for one in written]
    hashes = _chain(before.hash, bodies)
    work = frozenset((one.step, one.department, one.part or "") for one in seen.work)
    gone = before.work - work
    row = {
        "number": after.number,
        "seqs": list(range(known + 1, known + 1 + len(bodies))),
        "bodies": bodies,
        "hashes": hashes,
        "gone_steps": [step for step, _, _ in gone],
        "gone_departments": [department for _, department, _ in gone],
        "gone_parts": [part for _, _, part in gone],
        "version": len(after.facts),
        "matter": rules.matter.matter,
        "subject": keyring.blind(seen.subject) if seen.subject else b"",
        **_work_columns(seen),
        **_case_columns(seen),
        **clocks.columns(seen.clocks, seen.past),
    }
    last = hashes[-1] if hashes else before.hash
    apart = tuple(
        Apart(after.number, seq, fact.finding.check, one.apart)
        for seq, (fact, one) in enumerate(zip(added, written, strict=True), start=known + 1)
        if isinstance(fact, CheckAnswered) and one.apart is not None
    )
    return _Row(row, apart, Stored(case=after, hash=last, follow=before.follow, work=work))


def _case_columns(seen: Projection) -> dict[str, Any]:
    return {
        "state": seen.state,
        "outcome": seen.outcome,
        "applicant": seen.applicant,
        "due_on": seen.due_on,
        "closed_at": seen.closed_at,
        "wake_at": seen.wake_at,
        "awaits": list(seen.awaits) or None,
    }


def _work_columns(seen: Projection) -> dict[str, list[Any]]:
    return {
        "steps": [one.step for one in seen.work],
        "departments": [one.department for one in seen.work],
        "parts": [one.part or "" for one in seen.work],
        "rounds": [one.round for one in seen.work],
        "opened": [one.opened_at for one in seen.work],
        "due": [one.due for one in seen.work],
        "promised": [one.promised for one in seen.work],
        "holders": [one.holder for one in seen.work],
        "waiting": [one.waiting for one in seen.work],
    }


def _chain(previous: bytes, bodies: Sequence[str]) -> list[bytes]:
    hashes = []
    for body in bodies:
        previous = chained(previous, body)
        hashes.append(previous)
    return hashes


def verify(connection: Connection, number: str) -> None:
    """Raise ChainBroken unless the case's facts are whole and unaltered."""
    rows = connection.execute(
        "select seq, body, hash from facts where case_number = %s order by seq", (number,)
    ).fetchall()
    fact_codec.verify(number, rows)


def next_number(connection: Connection, area: str, system: str, at: datetime) -> str:
    """A new case number: area, system, day and a running number, 21 digits (domain 3.12)."""
    row = only(connection.execute("select nextval('case_serial')"))
    return f"{area}{system}{business_date(at):%y%m%d}{row[0] % 1_000_000:06}"
