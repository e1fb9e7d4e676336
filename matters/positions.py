"""Values that know where they were written, so that every mistake has its line and column."""

from typing import NamedTuple

Loc = tuple[str | int, ...]
"""The way from the root to a value: keys, and numbers in lists from 0."""

KEY = "[key]"
"""Last part of a way that means the key itself, not its value."""

_NAMED_BY = (
    "step", "ask", "key", "check", "use", "block", "group", "scenario", "table", "fee", "register", "connector"
)  # fmt: skip


class Place(NamedTuple):
    """A line and a column, from 1."""

    line: int
    column: int


class Scalar(NamedTuple):
    """One value: as it was written, and as it is understood."""

    place: Place
    text: str
    value: object
    shift: int | None = 0
    """Columns from the place to the text's first sign; none if the text has several lines."""


class Listing(NamedTuple):
    """A list."""

    place: Place
    nodes: "tuple[Node, ...]"


class Entry(NamedTuple):
    """The value of one key, and where the key stands."""

    place: Place
    node: "Node"


class Mapping(NamedTuple):
    """Keys and their values, in the order of the file."""

    place: Place
    entries: dict[str, Entry]

    def get(self, key: str) -> "Node | None":
        entry = self.entries.get(key)
        return entry.node if entry else None

    def word(self, key: str) -> str | None:
        """The text under a key, if it is one."""
        node = self.get(key)
        return node.text if isinstance(node, Scalar) and isinstance(node.value, str) else None

    def listed(self, key: str) -> "tuple[Node, ...]":
        """The entries of the list under a key; none if it is no list."""
        node = self.get(key)
        return node.nodes if isinstance(node, Listing) else ()

    def having(self, key: str, node: "Node") -> "Mapping":
        """The same with one key set; a key that was there keeps its place."""
        old = self.entries.get(key)
        entry = Entry(old.place if old else node.place, node)
        return Mapping(self.place, {**self.entries, key: entry})

    def without(self, *keys: str) -> "Mapping":
        return Mapping(self.place, {k: e for k, e in self.entries.items() if k not in keys})


Node = Scalar | Listing | Mapping


def plain(node: Node) -> object:
    """The node as plain values, for the models to read."""
    match node:
        case Scalar():
            return node.value
        case Listing():
            return [plain(one) for one in node.nodes]
        case Mapping(entries=entries):
            # Most values are single ones: those are taken without a call.
            return {
                key: node.value if type(node) is Scalar else plain(node)
                for key, (_, node) in entries.items()
            }


def entry_at(root: Node, loc: Loc) -> Entry | None:
    """The value there with the place of its key, if it is written."""
    entry = Entry(root.place, root)
    for part in loc:
        step = _into(entry.node, part)
        if step is None:
            return None
        entry = step
    return entry


def _into(node: Node, part: str | int) -> Entry | None:
    match node:
        case Mapping():
            return node.entries.get(str(part))
        case Listing() if isinstance(part, int) and part < len(node.nodes):
            return Entry(node.nodes[part].place, node.nodes[part])
        case _:
            return None


def place_of(root: Node, loc: Loc) -> Place:
    """Where the value stands; a list or a group of keys stands at its own key.

    With `[key]` at the end, where the key stands; of what is not written, what would hold it.
    """
    if loc[-1:] == (KEY,):
        entry = entry_at(root, loc[:-1])
        return entry.place if entry else place_of(root, loc[:-1])
    entry = entry_at(root, loc)
    if entry is None:
        return place_of(root, loc[:-1])
    return entry.node.place if isinstance(entry.node, Scalar) else entry.place


def path_of(root: Node, loc: Loc) -> str:
    """`steps[food-licence].item.limit`: entries of a list by name, else by number from 1."""
    path = ""
    so_far: Loc = ()
    for part in loc:
        so_far = (*so_far, part)
        match part:
            case int():
                entry = entry_at(root, so_far)
                path += f"[{(name_of(entry.node) if entry else None) or part + 1}]"
            case str() if part != KEY:
                path += f".{part}" if path else part
    return path


def name_of(node: Node) -> str | None:
    """What people call an entry of a list: its key."""
    if not isinstance(node, Mapping):
        return None
    for key in _NAMED_BY:
        named = node.get(key)
        if isinstance(named, Scalar) and named.text:
            return named.text
    return None
