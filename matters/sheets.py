"""One file under reading: its values with their places, and mistakes said at a place."""

from typing import NamedTuple

from matters.mistakes import Mistake
from matters.positions import Loc, Node, Scalar, entry_at, path_of, place_of
from matters.words import Text


class Sheet(NamedTuple):
    """A file and what stands in it."""

    file: str
    root: Node

    def mistake(self, loc: Loc, what: Text, hint: Text | None = None) -> Mistake:
        """A mistake of the value there, or of its key if the way ends with `[key]`."""
        place = place_of(self.root, loc)
        return Mistake(
            file=self.file,
            line=place.line,
            column=place.column,
            path=path_of(self.root, loc),
            what=what,
            hint=hint,
        )

    def mistake_inside(self, loc: Loc, column: int, what: Text) -> Mistake:
        """A mistake within a text, at one of its characters, counted from 1."""
        mistake = self.mistake(loc, what)
        entry = entry_at(self.root, loc)
        node = entry.node if entry else None
        if not isinstance(node, Scalar) or node.shift is None:
            return mistake
        return mistake.model_copy(update={"column": node.place.column + node.shift + column - 1})
