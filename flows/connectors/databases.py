"""Registers in somebody else's database: one declared select, read only."""

import asyncio
from collections.abc import Sequence

from flows.connectors.columns import Row, as_json, read_rows
from flows.connectors.hearing import Heard, lost, refused, unknown, wrong_shape
from flows.connectors.signatures import NotSigned, secret_of
from flows.connectors.surroundings import Surroundings
from flows.register_messages import RegisterQuery
from flows.register_refusals import QuestionRefused
from matters.checking_registers import PLACEHOLDER
from matters.connectors import ForeignDatabase as Declared
from matters.registers import Register
from matters.words import Text
from storage.foreign_databases import (
    ForeignAway,
    ForeignDatabase,
    ForeignQueryWrong,
    ForeignRefused,
    ForeignUnknown,
)

NEVER_LATER = Text(
    zh="数据库当场给出结果，没有待回复的查询。",
    en="a database answers at once; nothing is pending.",
)


_EARLIER = 0.9


class Databases:
    """A foreign database: each question is one query; a call carries several on one connection."""

    most = 50

    def __init__(self, declared: Declared, around: Surroundings) -> None:
        self._declared = declared
        self._around = around
        self._database: ForeignDatabase | None = None

    async def close(self) -> None:
        if self._database is not None:
            self._database.close()

    async def ask(self, register: Register, queries: Sequence[RegisterQuery]) -> list[Heard]:
        """Raises QuestionRefused where an input that the query needs is not given."""
        parameters = [parameters_of(register, query) for query in queries]
        try:
            rows = await asyncio.to_thread(self._rows, register, parameters)
        except (NotSigned, ForeignAway) as wrong:
            return [lost(wrong.text)] * len(queries)
        except ForeignUnknown as wrong:
            return [unknown(wrong.text)] * len(queries)
        except ForeignRefused as wrong:
            return [refused(wrong.text)] * len(queries)
        except ForeignQueryWrong as wrong:
            return [wrong_shape(wrong.text)] * len(queries)
        at = self._around.clocks.now()
        if self._around.overhear is not None:
            self._around.overhear(f"{register.query}\n{parameters}", as_json(rows))
        return [
            read_rows(register, query, found, at)
            for query, found in zip(queries, rows, strict=True)
        ]

    async def poll(self, register: Register, query: RegisterQuery, ticket: str) -> Heard:
        return wrong_shape(NEVER_LATER)

    def _rows(self, register: Register, parameters: list[Row]) -> list[list[Row]]:
        if self._database is None:
            url = secret_of(self._around.named, self._declared.address)
            self._database = ForeignDatabase(url.get_secret_value())
        # It stops a little earlier than we stop waiting, so that no connection is left behind.
        seconds = self._around.patience.seconds_for(register) * _EARLIER
        return self._database.rows(register.query or "", parameters, seconds)


def parameters_of(register: Register, query: RegisterQuery) -> Row:
    """Raises QuestionRefused."""
    names = PLACEHOLDER.findall(register.query or "")
    return {name: scalar(query, name) for name in names}


def scalar(query: RegisterQuery, name: str) -> str | int | float | bool:
    """An input that has one value. Raises QuestionRefused."""
    value = query.inputs.get(name)
    if value is None or isinstance(value, tuple):
        raise QuestionRefused(
            query.check,
            Text(zh=f"缺少查询条件“{name}”。", en=f"the input “{name}” is missing."),
        )
    return value
