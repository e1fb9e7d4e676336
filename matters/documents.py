"""Files opened and read into models, with every mistake at its place."""

from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from matters.composing import LARGEST, compose
from matters.mistakes import Mistake
from matters.positions import Listing, Loc, Mapping, Node, entry_at, name_of, plain
from matters.shapes import shape_mistakes
from matters.sheets import Sheet
from matters.words import Text

Model = TypeVar("Model", bound=BaseModel)


class Part(NamedTuple, Generic[Model]):
    """One entry of a list that was read, and the way to it."""

    loc: Loc
    value: Model


class Opened(NamedTuple):
    """A file as far as it can be read; without a sheet there is at least one mistake."""

    sheet: Sheet | None
    mistakes: tuple[Mistake, ...]


def opened(path: Path) -> Opened:
    """The file's keys and values; a file that is missing or no YAML is a mistake, not an error."""
    file = str(path)
    try:
        with path.open("rb") as file_read:
            content = file_read.read(LARGEST + 1)  # of a huge one no more than shows that it is
    except OSError:
        what = Text(zh="文件不存在或无法读取。", en="The file does not exist or cannot be read.")
        hint = Text(zh="请核对文件名和权限。", en="Check its name and permissions.")
        return Opened(None, (Mistake(file=file, line=1, column=1, path="", what=what, hint=hint),))
    root, mistakes = compose(content, file)
    if root is None:
        return Opened(None, mistakes)
    sheet = Sheet(file, root)
    if isinstance(root, Mapping):
        return Opened(sheet, mistakes)
    what = Text(zh="文件应由若干“键: 值”组成。", en="The file must consist of “key: value” lines.")
    hint = Text(zh="请从“键: 值”开始写，如“name: …”。", en="Begin with a key, e.g. “name: …”.")
    return Opened(None, (*mistakes, sheet.mistake((), what, hint)))


def read_model(
    sheet: Sheet, model: type[Model], at: Loc = ()
) -> tuple[Model | None, tuple[Mistake, ...]]:
    """The value at the place as a model, or what is wrong with its shape."""
    entry = entry_at(sheet.root, at)
    return _model(sheet, model, at, entry.node if entry else None)


def _model(
    sheet: Sheet, model: type[Model], at: Loc, node: Node | None
) -> tuple[Model | None, tuple[Mistake, ...]]:
    written = plain(node) if node is not None else None
    try:
        return model.model_validate(written, by_alias=True, by_name=False), ()
    except ValidationError as refusal:
        return None, tuple(shape_mistakes(refusal, sheet, model, at))


def read_parts(
    sheet: Sheet, model: type[Model], at: Loc
) -> tuple[tuple[Part[Model], ...], tuple[Mistake, ...]]:
    """The entries of a list one by one, so that a wrong one hides nothing of the others."""
    entry = entry_at(sheet.root, at)
    parts: list[Part[Model]] = []
    mistakes: list[Mistake] = []
    if entry is None or not isinstance(entry.node, Listing):
        return (), ()
    for number, node in enumerate(entry.node.nodes):
        loc = (*at, number)
        value, found = _model(sheet, model, loc, node)
        mistakes += found
        if value is not None:
            parts.append(Part(loc, value))
    return tuple(parts), tuple(mistakes)


def twice_in(sheet: Sheet, at: Loc) -> tuple[Mistake, ...]:
    """Entries of a list that have the name of an earlier one."""
    entry = entry_at(sheet.root, at)
    if entry is None or not isinstance(entry.node, Listing):
        return ()
    first: dict[str, int] = {}
    mistakes: list[Mistake] = []
    for number, node in enumerate(entry.node.nodes):
        name = name_of(node)
        if name is None:
            continue
        if name in first:
            line = entry.node.nodes[first[name]].place.line
            mistakes.append(sheet.mistake((*at, number), *_twice(name, line)))
        first.setdefault(name, number)
    return tuple(mistakes)


def _twice(name: str, line: int) -> tuple[Text, Text]:
    return (
        Text(
            zh=f"“{name}”重复：第{line}行已有同名的一项。",
            en=f"“{name}” stands twice: line {line} has the same name.",
        ),
        Text(zh="请改名或删去一处。", en="Rename or remove one of them."),
    )
