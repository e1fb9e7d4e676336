"""`onego register load`: a list that a department handed over, checked row by row, then put in force as a whole."""

import json as json_of
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from rich.progress import Progress

from flows.connectors.values import NotOfItsKind, value_of
from flows.installation import Installation
from hall.console.opening import house_open
from hall.console.speech import ERR, OUT, say
from matters.connectors import HandedOverLists
from matters.errors import NotFound, OneGoError
from matters.fields import FieldType
from matters.library import Library
from matters.reading import shipped_catalogue
from matters.registers import Register
from matters.words import Text
from storage.list_files import Cell, rows_in
from storage.register_lists import Handed, key_of, load
from storage.settings import Settings

MOST_TOLD = 20
"""Mistakes that are told; a list with more is a wrong list."""
WHO = "onego"


class Given(NamedTuple):
    """What is loaded: which list, from which file, as of when."""

    register: str
    file: Path
    as_of: date


class ListUnfit(OneGoError):
    """A list with rows that cannot answer; nothing of it is loaded."""

    status = 422

    def __init__(self, said: list[Text]) -> None:
        zh = "\n".join(one.zh for one in said)
        en = "\n".join(one.en for one in said)
        super().__init__(
            zh=f"名单未导入，原名单继续有效。请更正后重新导入：\n{zh}",
            en=f"Nothing was loaded, and the list before stays. Correct and load again:\n{en}",
        )


def load_list(settings: Settings, given: Given, *, json: bool) -> None:
    """Put the list in force. Raises NotFound, ListUnreadable, ListUnfit, DatabaseAway."""
    register, rows = read_list(shipped_catalogue(), given)
    with house_open(settings) as house, Progress(console=ERR, transient=True) as progress:
        put_in_force(house, register, given, progress.track(rows, description=given.file.name))
    if json:
        told = {"register": register.key, "as_of": given.as_of.isoformat(), "rows": len(rows)}
        OUT.print_json(json_of.dumps(told))
        return
    day = given.as_of.isoformat()
    say(
        f"{register.name.zh}：已导入{len(rows)}行，数据日期{day}。",
        f"{register.name.en}: {len(rows)} rows are in force, as of {day}.",
    )


def read_list(library: Library, given: Given) -> tuple[Register, list[dict[str, Cell]]]:
    """The register and the rows of its list, each looked at. Raises NotFound, ListUnreadable, ListUnfit."""
    register = _listed(library, given.register)
    return register, _fit(register, _kinds(library, register), given)


def put_in_force(
    house: Installation, register: Register, given: Given, rows: Iterable[dict[str, Cell]]
) -> None:
    """Replace the list that was in force, as a whole."""
    handed = Handed(
        register_key=register.key, as_of=given.as_of, loaded_at=house.clock(), loaded_by=WHO
    )
    keyed = ((key_of(row[name] for name in register.keyed_by), row) for row in rows)
    with house.database.transaction() as connection:
        load(connection, house.keyring, handed, keyed)


def _listed(library: Library, key: str) -> Register:
    """Raises NotFound for a register that is no list."""
    register = library.registers.register_of(key)
    if register is None:
        raise NotFound(Text(zh=f"名单“{key}”", en=f"The list “{key}”"))
    if not isinstance(library.registers.connector_of(register), HandedOverLists):
        raise NotFound(Text(zh=f"“{key}”的名单（它不是名单类数据源）", en=f"A list of “{key}”"))
    return register


def _kinds(library: Library, register: Register) -> dict[str, FieldType]:
    """The types of the values, as the checks that ask the list declare them."""
    asking = (one for one in library.checks if one.register_key == register.key)
    return {name: kind for check in asking for name, kind in check.gives.items()}


def _fit(register: Register, kinds: dict[str, FieldType], given: Given) -> list[dict[str, Cell]]:
    """The rows. Raises ListUnfit with the lines that are wrong; a line's values are never told."""
    rows: list[dict[str, Cell]] = []
    wrong: list[Text] = []
    for number, row in enumerate(rows_in(given.file, register.columns), start=2):
        rows.append(row)
        wrong += [_at(number, text) for text in _mistakes(register, kinds, row)]
        if len(wrong) >= MOST_TOLD:
            break
    if wrong:
        raise ListUnfit(wrong[:MOST_TOLD])
    return rows


def _mistakes(
    register: Register, kinds: dict[str, FieldType], row: dict[str, Cell]
) -> Iterator[Text]:
    for name in register.keyed_by:
        if row[name] is None:
            title = register.columns[name]
            yield Text(zh=f"“{title}”没有填写。", en=f"“{title}” is empty.")
    for name, kind in kinds.items():
        try:
            value_of(register.columns.get(name, name), kind, row.get(name))
        except NotOfItsKind as unfit:
            yield unfit.text


def _at(number: int, text: Text) -> Text:
    return Text(zh=f"第{number}行：{text.zh}", en=f"line {number}: {text.en}")
