"""Where a personal value might be left behind: logs, all that Prefect keeps, addresses of pages, pages of errors."""

import base64
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from matters.fields import Field, Value
from matters.plays import Play
from storage.database import Connection
from storage.encryption import Keyring

SHORTEST = 2
"""Signs of a value that tells of somebody: a name has two."""
_LINK = re.compile(r'(?:href|src|action|formaction|content)="([^"]*)"')

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
"""A day stands in every log."""
_WRITTEN = ("text", "name", "id-number", "credit-code", "mobile", "address", "long-text")
_TABLES = """
select table_name from information_schema.tables
where table_schema = 'public' and table_type = 'BASE TABLE'
"""


@dataclass(frozen=True)
class Traces:
    """Texts by the place where they were found."""

    texts: Mapping[str, str]

    def of(self, values: Iterable[str]) -> list[tuple[str, str]]:
        """Where something of these values stands, in whichever writing; the place and the value."""
        return [
            (place, value)
            for value in sorted(values)
            for written in _writings(value)
            for place, text in self.texts.items()
            if written in text
        ]


def _writings(value: str) -> set[str]:
    return {value, quote(value), json.dumps(value)[1:-1]}


def in_logs(data_dir: Path, *more: Path) -> dict[str, str]:
    """Everything that the programs said."""
    files = (*sorted((data_dir / "logs").glob("**/*")), *more)
    return {f"log {one.name}": one.read_text(errors="replace") for one in files if one.is_file()}


def in_prefect(connection: Connection) -> dict[str, str]:
    """Every row of Prefect's database: runs, names, parameters, tags, states, logs, events."""
    tables = [str(row[0]) for row in connection.execute(_TABLES.encode()).fetchall()]
    return {
        f"Prefect's {table}": "\n".join(
            str(row[0])
            for row in connection.execute(f'select t::text from "{table}" t'.encode()).fetchall()
        )
        for table in tables
    }


def in_addresses(pages: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The addresses of pages, and of all that they lead to."""
    found = [link for address, page in pages for link in (address, *_LINK.findall(page))]
    return {"addresses": "\n".join(map(unquote, found))}


def personal(plays: Iterable[Play]) -> set[str]:
    """What the plays say of people: what is known of the subject, and every written answer that is to be sealed."""
    values: list[Value] = []
    for play in plays:
        values += play.facts.values()
        written = (path for path, one in play.matter.elements.items() if _is_written(one))
        values += (play.answers[path] for path in written if path in play.answers)
    texts = {value for value in values if isinstance(value, str)}
    return {one for one in texts if len(one) >= SHORTEST and not _DAY.fullmatch(one)}


def _is_written(field: Field) -> bool:
    """Whether it is sealed and says something of its own: what is chosen from a list names nobody."""
    return field.sensitive and field.type in _WRITTEN


def blind(keyring: Keyring, values: Iterable[str]) -> set[str]:
    """The blind index of each value, as it might be written out."""
    made = [keyring.blind(one) for one in values]
    return {text for one in made for text in (one.hex(), base64.b64encode(one).decode())}
