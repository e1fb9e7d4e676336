"""Registers that are lists which a department handed over: found by blind index, opened only where asked for."""

import asyncio
from collections.abc import Sequence

from flows.connectors.columns import as_json, read_rows
from flows.connectors.databases import scalar
from flows.connectors.hearing import Heard, lost, wrong_shape
from flows.connectors.surroundings import Surroundings
from flows.register_messages import RegisterQuery
from matters.registers import Register
from matters.words import Text
from storage.database import DatabaseAway
from storage.register_lists import ListFound, key_of, rows_of

NOT_LOADED = Text(
    zh="尚未导入名单。请用 onego register load 导入。",
    en="no list was loaded yet; load it with onego register load.",
)
NEVER_LATER = Text(
    zh="名单当场给出结果，没有待回复的查询。", en="a list answers at once; nothing is pending."
)


class Lists:
    """Handed-over lists: many questions in one statement."""

    most = 200

    def __init__(self, around: Surroundings) -> None:
        self._around = around

    async def close(self) -> None:
        """Nothing of its own is open."""

    async def ask(self, register: Register, queries: Sequence[RegisterQuery]) -> list[Heard]:
        """Raises QuestionRefused where an input that finds a row is not given."""
        keys = [key_of(tuple(scalar(one, name) for name in register.keyed_by)) for one in queries]
        try:
            found = await asyncio.to_thread(self._found, register, keys)
        except DatabaseAway as wrong:
            return [lost(wrong.text)] * len(queries)
        if found is None:
            return [lost(NOT_LOADED)] * len(queries)
        at = self._around.clocks.now()
        if self._around.overhear is not None:
            self._around.overhear(f"{register.keyed_by}", as_json(found.rows))
        return [
            read_rows(register, query, rows, at, found.as_of)
            for query, rows in zip(queries, found.rows, strict=True)
        ]

    async def poll(self, register: Register, query: RegisterQuery, ticket: str) -> Heard:
        return wrong_shape(NEVER_LATER)

    def _found(self, register: Register, keys: list[str]) -> ListFound | None:
        kept = self._around.kept
        if kept is None:
            return None
        with kept.database.transaction() as connection:
            return rows_of(connection, kept.keyring, register.key, keys)
