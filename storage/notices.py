"""Notices: numbered without a gap in the transaction that records them, their text sealed, found by case or by code."""

import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from storage.database import Connection, only
from storage.encryption import Keyring, bound_to


@dataclass(frozen=True)
class NewNotice:
    """A notice that is about to exist."""

    case: str
    key: str
    letter: str
    department: str
    step: str | None
    series: str
    year: int
    sequence: int
    number: str
    code: str
    text: str
    issued_at: datetime
    replaces: str | None = None
    """The number of the voided notice whose place it takes."""


@dataclass(frozen=True)
class NoticeSeen:
    """A notice as lists show it."""

    case: str
    key: str
    letter: str
    department: str
    step: str | None
    number: str
    code: str
    issued_at: datetime
    file: str | None
    delivered_at: datetime | None
    voided_at: datetime | None = None


_SEEN = "case_number, key, letter, department, step, number, code, issued_at, file, delivered_at, voided_at"


class Series(NamedTuple):
    """A series of numbers: per agency, kind of document and year (year 0 where none is in the number)."""

    department: str
    series: str
    year: int


def next_sequences(connection: Connection, wanted: Sequence[Series]) -> list[int]:
    """The next running number for each; a series is locked until the transaction ends, so none is ever lost."""
    last = {
        # In order, so that two waves never wait for each other's series.
        series: _advance(connection, series, count)
        for series, count in sorted(Counter(wanted).items())
    }
    left = Counter(wanted)
    numbers = []
    for series in wanted:
        numbers.append(last[series] - left[series] + 1)
        left[series] -= 1
    return numbers


def _advance(connection: Connection, series: Series, count: int) -> int:
    given = connection.execute(
        "insert into number_series (department, series, year, last) values (%s, %s, %s, %s)"
        " on conflict (department, series, year)"
        " do update set last = number_series.last + excluded.last returning last",
        (*series, count),
    )
    return int(only(given)[0])


def insert_many(connection: Connection, keyring: Keyring, notices: Sequence[NewNotice]) -> None:
    """Write new notices; a key that exists already is an error, not a second notice."""
    if not notices:
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into notices (case_number, key, letter, department, step, series, year,"
            " sequence, number, code, text, issued_at, replaces)"
            " values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                (
                    n.case, n.key, n.letter, n.department, n.step, n.series, n.year, n.sequence,
                    n.number, n.code, sealed_text(keyring, n.case, n.key, n.text), n.issued_at,
                    n.replaces,
                )
                for n in notices
            ],
        )  # fmt: skip


def sealed_text(keyring: Keyring, case: str, key: str, text: str) -> bytes:
    """Compressed, then sealed: a notice names its applicant."""
    return keyring.seal_bytes(zlib.compress(text.encode()), bound_to(case, key))


def text_of(connection: Connection, keyring: Keyring, case: str, key: str) -> str | None:
    """What the notice says, as it was written, or None when there is none."""
    row = connection.execute(
        "select text from notices where case_number = %s and key = %s", (case, key)
    ).fetchone()
    return _opened(keyring, case, key, row[0]) if row else None


def texts_of(
    connection: Connection, keyring: Keyring, wanted: tuple[tuple[str, str], ...]
) -> dict[tuple[str, str], tuple[str, str]]:
    """Number and text of many notices, by (case, key)."""
    rows = connection.execute(
        "select case_number, key, number, text from notices"
        " where (case_number, key) in (select * from unnest(%s::text[], %s::text[]))",
        ([case for case, _ in wanted], [key for _, key in wanted]),
    ).fetchall()
    return {(r[0], r[1]): (r[2], _opened(keyring, r[0], r[1], r[3])) for r in rows}


def _opened(keyring: Keyring, case: str, key: str, sealed: bytes) -> str:
    return zlib.decompress(keyring.open_bytes(sealed, bound_to(case, key))).decode()


def mark_delivered(
    connection: Connection, delivered: list[tuple[str, str, str | None, datetime]]
) -> None:
    """Note the arrival of notices: (case, key, digest of the PDF, when)."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "update notices set file = coalesce(%s, file), delivered_at = %s"
            " where case_number = %s and key = %s",
            [(file, at, case, key) for case, key, file, at in delivered],
        )


def mark_laid_out(connection: Connection, laid_out: Sequence[tuple[str, str, str]]) -> None:
    """Note the PDF of notices that have not arrived yet: (case, key, digest of the PDF)."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "update notices set file = coalesce(%s, file) where case_number = %s and key = %s",
            [(file, case, key) for case, key, file in laid_out],
        )


def of_case(connection: Connection, case: str) -> tuple[NoticeSeen, ...]:
    """The notices of a case, oldest first."""
    rows = connection.execute(
        f"select {_SEEN} from notices where case_number = %s order by issued_at, key",  # noqa: S608 - own constant
        (case,),
    ).fetchall()
    return tuple(NoticeSeen(*row) for row in rows)


def by_number(connection: Connection, number: str) -> tuple[NoticeSeen, ...]:
    """The notices with this number; one, as far as agencies have prefixes of their own."""
    rows = connection.execute(
        f"select {_SEEN} from notices where number = %s limit 10",  # noqa: S608 - own constant
        (number,),
    ).fetchall()
    return tuple(NoticeSeen(*row) for row in rows)


def by_file(connection: Connection, digest: str) -> NoticeSeen | None:
    """The notice whose PDF has this digest."""
    row = connection.execute(
        f"select {_SEEN} from notices where file = %s limit 1",  # noqa: S608 - own constant
        (digest,),
    ).fetchone()
    return NoticeSeen(*row) if row else None


def by_code(connection: Connection, code: str) -> NoticeSeen | None:
    """The notice that a verification code belongs to."""
    row = connection.execute(
        f"select {_SEEN} from notices where code = %s",  # noqa: S608 - own constant
        (code,),
    ).fetchone()
    return NoticeSeen(*row) if row else None
