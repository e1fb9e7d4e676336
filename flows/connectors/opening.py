"""The connectors of one process, each opened when its first register is asked."""

from collections.abc import Sequence
from typing import Protocol

from flows.connectors.databases import Databases
from flows.connectors.hearing import Connector, Heard
from flows.connectors.licences import spelled_out
from flows.connectors.lines import Line
from flows.connectors.lists import Lists
from flows.connectors.over_http import AnyJson, OwnProtocol
from flows.connectors.people import People
from flows.connectors.surroundings import Surroundings
from flows.register_messages import RegisterQuery
from matters.connectors import Connector as Declared
from matters.connectors import (
    ForeignDatabase,
    HandedOverLists,
    LicenceStore,
    OtherPeople,
    OverHttp,
)
from matters.registers import Register, RegisterList


class Closes(Protocol):
    """Something that holds connections."""

    async def close(self) -> None: ...


class Licences:
    """A store of e-licences: any JSON, with what the declaration leaves out."""

    most = 1

    def __init__(self, store: AnyJson) -> None:
        self._store = store

    async def ask(self, register: Register, queries: Sequence[RegisterQuery]) -> list[Heard]:
        return [
            heard
            for one in queries
            for heard in await self._store.ask(spelled_out(register, one.gives), (one,))
        ]

    async def poll(self, register: Register, query: RegisterQuery, ticket: str) -> Heard:
        return await self._store.poll(spelled_out(register, query.gives), query, ticket)


class Connectors:
    """Finds the connector of a register."""

    def __init__(self, declared: RegisterList, around: Surroundings) -> None:
        self._declared = declared
        self._around = around
        self._lines: dict[str, Line] = {}
        self._open: dict[str, Closes] = {}
        self._made: dict[tuple[str, bool], Connector] = {}

    def of(self, register: Register) -> Connector:
        """The connector that the register is declared with."""
        own = register.answer is None
        key = (register.connector, own)
        if key not in self._made:
            self._made[key] = self._new(self._declared.connector_of(register), own=own)
        return self._made[key]

    def line_of(self, connector: OverHttp | LicenceStore) -> Line:
        """The line to an address; all registers there share it."""
        if connector.key not in self._lines:
            line = self._lines[connector.key] = Line(connector, self._around)
            self._open[connector.key] = line
        return self._lines[connector.key]

    async def close(self) -> None:
        for one in self._open.values():
            await one.close()

    def _new(self, declared: Declared, *, own: bool) -> Connector:
        match declared:
            case OverHttp() if own:
                return OwnProtocol(self.line_of(declared))
            case OverHttp():
                return AnyJson(self.line_of(declared), self._around)
            case LicenceStore():
                return Licences(AnyJson(self.line_of(declared), self._around))
            case ForeignDatabase():
                known = self._open.get(declared.key)
                made = known if isinstance(known, Databases) else Databases(declared, self._around)
                self._open[declared.key] = made
                return made
            case HandedOverLists():
                return Lists(self._around)
            case OtherPeople():
                return People()
