"""What all matters share: the office, its calendar, the checks, the blocks of the form."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Generic, NamedTuple

from pydantic import ConfigDict

from matters.calendars import Calendar
from matters.checking_answers import without_options
from matters.checking_registers import register_mistakes, registers_unknown
from matters.documents import Model, Part, opened, read_model, read_parts, twice_in
from matters.fields import Block
from matters.mistakes import Mistake, unknown
from matters.nouns import DEPARTMENT, KEYWORD, LETTER, UNIT
from matters.office import Key, Office
from matters.positions import KEY, Listing, Mapping, Node, name_of
from matters.reading_registers import RegistersRead, read_registers
from matters.registers import RegisterList
from matters.resolving import with_labels, with_options
from matters.sheets import Sheet
from matters.shelf import Shelf
from matters.spec import DataCheck, Event, Matter
from matters.words import Frozen, Text


class Library(Frozen):
    """What a matter may name."""

    office: Office
    calendar: Calendar
    """The working calendar as the profile's jurisdiction keeps it."""
    registers: RegisterList
    """What the checks ask, and how."""
    checks: tuple[DataCheck, ...]
    blocks: tuple[Block, ...]
    letter_defaults: dict[Event, Key]

    def shelf(self) -> Shelf:
        return Shelf(
            departments=tuple(one.key for one in self.office.departments),
            letters=tuple(one.key for one in self.office.letters),
            checks={one.key: one for one in self.checks},
            blocks={one.key: one for one in self.blocks},
            letter_defaults=dict(self.letter_defaults),
            without_remedy=frozenset(
                one.key for one in self.office.departments if not one.names_its_remedies
            ),
        )


class Catalogue(Library):
    """The library with all matters that were declared with it."""

    matters: tuple[Matter, ...]

    def matter(self, key: str) -> Matter:
        return next(one for one in self.matters if one.matter == key)


class OfficeFile(Office):
    """`office.yaml`: the office, and the letters that tell of an event unless a matter says other."""

    letter_defaults: dict[Event, Key]


class Stock(NamedTuple):
    """The library as far as it could be read, with what is wrong in it."""

    library: Library | None
    shelf: Shelf | None
    """None if a file could not be read at all."""
    mistakes: tuple[Mistake, ...]


def stock(folder: Path) -> Stock:
    """Reads `office.yaml`, `registers.yaml`, `checks.yaml`, `blocks.yaml` and the profile's calendar."""
    office = _office(folder / "office.yaml")
    registers = read_registers(folder / "registers.yaml")
    checks = _shared(folder / "checks.yaml", "checks", DataCheck, _check)
    blocks = _shared(folder / "blocks.yaml", "blocks", Block, _block)
    mistakes = (*office.mistakes, *registers.mistakes, *checks.mistakes, *blocks.mistakes)
    mistakes += tuple(_registers_unfit(office, registers, checks))
    if office.sheet is None or checks.sheet is None or blocks.sheet is None:
        return Stock(None, None, mistakes)
    if office.file is None:
        return Stock(None, _shelf(office.sheet, checks, blocks), mistakes)
    calendar, found = _calendar(folder, office.file)
    if calendar is None or mistakes:
        return Stock(None, _shelf(office.sheet, checks, blocks), (*mistakes, *found))
    library = Library(
        office=Office(
            profile=office.file.profile,
            departments=office.file.departments,
            letters=office.file.letters,
            officers=office.file.officers,
            reasons=office.file.reasons,
        ),
        calendar=calendar.within(office.file.profile.key),
        registers=registers.listed(),
        checks=checks.values,
        blocks=blocks.values,
        letter_defaults=office.file.letter_defaults,
    )
    return Stock(library, library.shelf(), ())


def _registers_unfit(
    office: "_OfficeRead", registers: RegistersRead, checks: "_Shared[DataCheck]"
) -> Iterator[Mistake]:
    """What does not fit between registers, the checks that ask them, and the departments that look things up."""
    if checks.sheet is not None and registers.sheet is not None:
        yield from registers_unknown(checks.sheet, checks.parts, registers.names("registers"))
    root = office.sheet.root if office.sheet else None
    departments = _names(root.listed("departments")) if isinstance(root, Mapping) else ()
    yield from register_mistakes(registers, checks.values, departments)


class _OfficeRead(NamedTuple):
    sheet: Sheet | None
    file: OfficeFile | None
    mistakes: tuple[Mistake, ...]


def _office(path: Path) -> _OfficeRead:
    sheet, mistakes = opened(path)
    if sheet is None:
        return _OfficeRead(None, None, mistakes)
    file, found = read_model(sheet, OfficeFile)
    twice = (*twice_in(sheet, ("departments",)), *twice_in(sheet, ("letters",)))
    mistakes = (*mistakes, *found, *twice)
    if file is not None:
        mistakes += (*_letters_unknown(sheet, file), *_people_unknown(sheet, file))
    return _OfficeRead(sheet, file, mistakes)


def _letters_unknown(sheet: Sheet, file: OfficeFile) -> tuple[Mistake, ...]:
    letters = [one.key for one in file.letters]
    return tuple(
        sheet.mistake(("letter_defaults", event), *unknown(LETTER, letter, letters))
        for event, letter in file.letter_defaults.items()
        if letter not in letters
    )


def _people_unknown(sheet: Sheet, file: OfficeFile) -> Iterator[Mistake]:
    """Units and places that stand twice, and officers of a department or unit that there is not."""
    for number in range(len(file.departments)):
        yield from twice_in(sheet, ("departments", number, "units"))
        yield from twice_in(sheet, ("departments", number, "places"))
    units = {one.key: [unit.key for unit in one.units] for one in file.departments}
    before: set[str] = set()
    for number, officer in enumerate(file.officers):
        if officer.account in before:
            yield sheet.mistake(("officers", number, "account"), *_twice(officer.account))
        before.add(officer.account)
        if officer.department not in units:
            wrong = unknown(DEPARTMENT, officer.department, units)
            yield sheet.mistake(("officers", number, "department"), *wrong)
        elif officer.unit is not None and officer.unit not in units[officer.department]:
            wrong = unknown(UNIT, officer.unit, units[officer.department])
            yield sheet.mistake(("officers", number, "unit"), *wrong)


def _twice(account: str) -> tuple[Text, Text]:
    return (
        Text(
            zh=f"人员账号“{account}”重复。", en=f"The officer's account “{account}” stands twice."
        ),
        Text(zh="每人只列一次，请删去一处。", en="List each officer once; remove one of them."),
    )


def _calendar(folder: Path, office: OfficeFile) -> tuple[Calendar | None, tuple[Mistake, ...]]:
    sheet, mistakes = opened(folder / "calendars" / f"{office.profile.calendar}.yaml")
    if sheet is None:
        return None, mistakes
    calendar, found = read_model(sheet, Calendar)
    return calendar, (*mistakes, *found)


class _Shared(NamedTuple, Generic[Model]):
    """One file of the library: what could be read, and the names of what is wrong."""

    sheet: Sheet | None
    """None if the file could not be read at all."""
    parts: tuple[Part[Model], ...]
    broken: frozenset[str]
    mistakes: tuple[Mistake, ...]

    @property
    def values(self) -> tuple[Model, ...]:
        return tuple(part.value for part in self.parts)


def _shared(
    path: Path, key: str, model: type[Model], written_out: Callable[[Mapping], Mapping]
) -> _Shared[Model]:
    sheet, mistakes = opened(path)
    if sheet is None or not isinstance(sheet.root, Mapping):
        return _Shared(sheet=None, parts=(), broken=frozenset(), mistakes=mistakes)
    root = sheet.root
    listed = root.get(key)
    if not isinstance(listed, Listing):
        what = Text(zh=f"缺少列表“{key}”。", en=f"The list “{key}” is missing.")
        found = sheet.mistake((key,), what)
        return _Shared(sheet=None, parts=(), broken=frozenset(), mistakes=(*mistakes, found))
    others = tuple(
        sheet.mistake((other, KEY), *unknown(KEYWORD, other, [key]))
        for other in root.entries
        if other != key
    )
    nodes = tuple(written_out(one) if isinstance(one, Mapping) else one for one in listed.nodes)
    sheet = Sheet(sheet.file, root.having(key, Listing(listed.place, nodes)))
    parts, found_inside = read_parts(sheet, model, (key,))
    read = {part.loc[-1] for part in parts}
    names = {name_of(one) or "" for i, one in enumerate(nodes) if i not in read}
    return _Shared(
        sheet=sheet,
        parts=parts,
        broken=frozenset(names),
        mistakes=(*mistakes, *others, *found_inside, *_inside(sheet, key, parts)),
    )


def _inside(sheet: Sheet, key: str, parts: tuple[Part[Model], ...]) -> Iterator[Mistake]:
    yield from twice_in(sheet, (key,))
    for part in parts:
        yield from twice_in(sheet, (*part.loc, "fields"))
        for number, field in enumerate(part.value.fields if isinstance(part.value, Block) else ()):
            yield from without_options(sheet, (*part.loc, "fields", number), field)


def _check(check: Mapping) -> Mapping:
    return _keyed(with_labels(check), "check")


def _block(block: Mapping) -> Mapping:
    fields = block.get("fields")
    return _keyed(block.having("fields", with_options(fields)) if fields else block, "block")


def _keyed(entry: Mapping, noun: str) -> Mapping:
    """Named by its noun where it is written, by `key` where it is kept."""
    named = entry.entries.get(noun)
    entries = entry.without(noun).entries
    return Mapping(entry.place, {"key": named, **entries} if named else entries)


def _shelf(office: Sheet, checks: _Shared[DataCheck], blocks: _Shared[Block]) -> Shelf:
    """The names of a library with mistakes, so that matters can still be checked against it."""
    root = office.root if isinstance(office.root, Mapping) else Mapping(office.root.place, {})
    return Shelf(
        departments=_names(root.listed("departments")),
        letters=_names(root.listed("letters")),
        checks={one.key: one for one in checks.values},
        blocks={one.key: one for one in blocks.values},
        letter_defaults=_defaults(office),
        broken=checks.broken | blocks.broken,
    )


def _names(nodes: tuple[Node, ...]) -> tuple[str, ...]:
    return tuple(name for node in nodes if (name := name_of(node)))


class _Defaults(Frozen):
    """The one part of a wrong `office.yaml` that matters still need."""

    model_config = ConfigDict(extra="ignore")

    letter_defaults: dict[Event, Key]


def _defaults(office: Sheet) -> dict[Event, str]:
    read, _ = read_model(office, _Defaults)
    return dict(read.letter_defaults) if read else {}
