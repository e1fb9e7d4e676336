"""The catalogue as files: matters, the library that they share, and other documents, read and checked.

All mistakes of a file are told at once, each with its line; nothing that a file can hold gives a traceback.
"""

import gc
from collections.abc import Iterator
from collections.abc import Mapping as Lists
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from matters.checking import cautions, file_named, meaning_mistakes, mistakes_of_whole
from matters.documents import Model, Part, opened, read_model
from matters.drafts import Draft, drafted
from matters.library import Catalogue, Library, stock
from matters.mistakes import Caution, Mistake, MistakesFound, in_order
from matters.paths.possible import Paths
from matters.positions import Listing, Mapping, plain
from matters.shapes import shape_mistakes
from matters.sheets import Sheet
from matters.shelf import Shelf
from matters.spec import Matter
from matters.words import Frozen

SHIPPED = Path(__file__).parent / "catalogue"


def shipped_catalogue() -> Catalogue:
    """The catalogue that comes with the product. Raises `MistakesFound`."""
    return read_catalogue(SHIPPED)


def read_catalogue(folder: Path) -> Catalogue:
    """Library and matters of a folder. Raises `MistakesFound` with the mistakes of all files."""
    with _nothing_to_collect():
        library, shelf, mistakes = stock(folder)
        if shelf is None:
            raise MistakesFound(mistakes)
        read = [_read(path, shelf) for path in sorted((folder / "matters").glob("*.yaml"))]
    found = (*mistakes, *(mistake for _, wrong in read for mistake in wrong))
    if library is None or found:
        raise MistakesFound(found)
    return Catalogue(
        office=library.office,
        calendar=library.calendar,
        registers=library.registers,
        checks=library.checks,
        blocks=library.blocks,
        letter_defaults=library.letter_defaults,
        matters=tuple(matter for matter, _ in read if matter is not None),
    )


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """Without the collector: what is read holds no circles, and to look for them doubles the time.

    Afterwards all of it counts as old at once, so that it is not looked through at the next occasion.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def read_library(folder: Path) -> Library:
    """What the matters of a folder share. Raises `MistakesFound`."""
    library, _, mistakes = stock(folder)
    if library is None:
        raise MistakesFound(mistakes)
    return library


def read_matter(path: Path, library: Library) -> Matter:
    """One matter. Raises `MistakesFound`."""
    matter, mistakes = _read(path, library.shelf())
    if matter is None:
        raise MistakesFound(mistakes)
    return matter


def check_matter(path: Path, library: Library) -> tuple[Mistake, ...]:
    """Everything that is wrong with a matter's file, in the order of its lines."""
    return in_order(_read(path, library.shelf())[1])


def cautions_of(path: Path, library: Library) -> tuple[Caution, ...]:
    """What may not be meant so in a matter's file without mistakes; nothing for one with mistakes."""
    sheet, mistakes = opened(path)
    if sheet is None or mistakes:
        return ()
    draft, found = drafted(sheet, library.shelf())
    matter, of_whole = _whole(draft)
    if matter is None or found or of_whole or any(meaning_mistakes(draft)):
        return ()
    return tuple(in_order(cautions(draft, Paths(matter))))


def read_document(path: Path, model: type[Model], key: str | None = None) -> Model:
    """Any other document. With a key, its value must be the file's name. Raises `MistakesFound`."""
    sheet, mistakes = opened(path)
    if sheet is None:
        raise MistakesFound(mistakes)
    document, found = read_model(sheet, model)
    named = file_named(sheet, key) if key else ()
    if document is None or mistakes or named:
        raise MistakesFound((*mistakes, *found, *named))
    return document


def _read(path: Path, shelf: Shelf) -> tuple[Matter | None, tuple[Mistake, ...]]:
    sheet, mistakes = opened(path)
    if sheet is None:
        return None, mistakes
    matter, found = read_sheet(sheet, shelf)
    mistakes = (*mistakes, *found)
    return (None if mistakes else matter), mistakes


def read_sheet(sheet: Sheet, shelf: Shelf) -> tuple[Matter | None, tuple[Mistake, ...]]:
    """A matter's file that was opened already, or everything that is wrong with it."""
    draft, found = drafted(sheet, shelf)
    matter, of_whole = _whole(draft)
    named = file_named(sheet, "matter")
    mistakes = (*found, *of_whole, *named, *meaning_mistakes(draft))
    if matter is not None and not mistakes:
        mistakes = tuple(mistakes_of_whole(draft, Paths(matter)))
    return (None if mistakes else matter), mistakes


def _whole(draft: Draft) -> tuple[Matter | None, tuple[Mistake, ...]]:
    """The matter of all parts that could be read, and what is wrong outside of its lists."""
    try:
        return Matter.model_validate(_written(draft), by_alias=True, by_name=False), ()
    except ValidationError as refusal:
        return None, tuple(shape_mistakes(refusal, draft.sheet, Matter))


def _written(draft: Draft) -> dict[str, object]:
    read = {
        "questions": _values(draft.questions),
        "not_applicable": _values(draft.not_applicable),
        "checks": _values(draft.checks),
        "materials": _values(draft.materials),
        "promises": _values(draft.promises),
        "fees": _values(draft.fees),
        "tables": _values(draft.tables),
        "steps": _values(draft.steps),
    }
    written = _filled(draft.root, read)
    form = draft.root.get("form")
    if isinstance(form, Mapping):
        parts = {
            "blocks": _values(draft.blocks),
            "fields": _values(draft.fields),
            "groups": _values(draft.groups),
        }
        written["form"] = _filled(form, parts)
    return written


def _values(parts: tuple[Part[Model], ...]) -> tuple[Model, ...]:
    return tuple(part.value for part in parts)


def _filled(node: Mapping, read: Lists[str, tuple[Frozen, ...]]) -> dict[str, object]:
    """Plain values, and for each list what was read of it already."""
    return {
        key: read[key] if key in read and isinstance(entry.node, Listing) else plain(entry.node)
        for key, entry in node.entries.items()
    }
