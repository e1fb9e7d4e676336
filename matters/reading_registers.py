"""`registers.yaml` read: the ways to registers and the registers, each mistake of shape at its line."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from matters.connectors import (
    Connector,
    ConnectorKind,
    ForeignDatabase,
    HandedOverLists,
    LicenceStore,
    OtherPeople,
    OverHttp,
)
from matters.documents import Part, opened, read_model, read_parts, twice_in
from matters.mistakes import Mistake, one_of, unknown
from matters.nouns import KEYWORD, KIND_OF_CONNECTOR
from matters.positions import KEY, Listing, Loc, Mapping, name_of
from matters.registers import Register, RegisterList
from matters.sheets import Sheet
from matters.words import Text

KINDS: dict[ConnectorKind, type[Connector]] = {
    "http": OverHttp,
    "licences": LicenceStore,
    "sql": ForeignDatabase,
    "table": HandedOverLists,
    "people": OtherPeople,
}
_LISTS = ("connectors", "registers")


class RegistersRead(NamedTuple):
    """The file as far as it could be read."""

    sheet: Sheet | None
    """None if the file could not be read at all."""
    connectors: tuple[Part[Connector], ...] = ()
    registers: tuple[Part[Register], ...] = ()
    mistakes: tuple[Mistake, ...] = ()

    def listed(self) -> RegisterList:
        return RegisterList(
            connectors=tuple(one.value for one in self.connectors),
            registers=tuple(one.value for one in self.registers),
        )

    def names(self, listed: str) -> tuple[str, ...]:
        """The names in one of the two lists, also of entries that are wrong themselves."""
        root = self.sheet.root if self.sheet else None
        nodes = root.listed(listed) if isinstance(root, Mapping) else ()
        return tuple(name for node in nodes if (name := name_of(node)))


def read_registers(path: Path) -> RegistersRead:
    """All entries that can be read, and what is wrong with the shape of the others."""
    sheet, mistakes = opened(path)
    if sheet is None or not isinstance(sheet.root, Mapping):
        return RegistersRead(None, mistakes=mistakes)
    connectors, of_connectors = _connectors(sheet)
    registers, of_registers = read_parts(sheet, Register, ("registers",))
    found = (*_lists(sheet, sheet.root), *of_connectors, *of_registers)
    twice = tuple(one for listed in _LISTS for one in twice_in(sheet, (listed,)))
    return RegistersRead(sheet, connectors, registers, (*mistakes, *found, *twice))


def _lists(sheet: Sheet, root: Mapping) -> Iterator[Mistake]:
    for listed in _LISTS:
        if not isinstance(root.get(listed), Listing):
            what = Text(zh=f"缺少列表“{listed}”。", en=f"The list “{listed}” is missing.")
            yield sheet.mistake((listed,), what)
    for other in root.entries:
        if other not in _LISTS:
            yield sheet.mistake((other, KEY), *unknown(KEYWORD, other, _LISTS))


def _connectors(sheet: Sheet) -> tuple[tuple[Part[Connector], ...], tuple[Mistake, ...]]:
    root = sheet.root
    parts: list[Part[Connector]] = []
    mistakes: list[Mistake] = []
    for number, node in enumerate(root.listed("connectors") if isinstance(root, Mapping) else ()):
        loc: Loc = ("connectors", number)
        word = node.word("kind") if isinstance(node, Mapping) else None
        model = next((one for kind, one in KINDS.items() if kind == word), None)
        if model is None:
            mistakes.append(_kind_wrong(sheet, loc, word))
            continue
        connector, found = read_model(sheet, model, loc)
        mistakes += found
        if connector is not None:
            parts.append(Part(loc, connector))
    return tuple(parts), tuple(mistakes)


def _kind_wrong(sheet: Sheet, loc: Loc, word: str | None) -> Mistake:
    if word is None:
        what = Text(zh="缺少“kind”。", en="“kind” is missing.")
        return sheet.mistake(loc, what, one_of(KINDS))
    return sheet.mistake((*loc, "kind"), *unknown(KIND_OF_CONNECTOR, word, KINDS))
