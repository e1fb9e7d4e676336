"""What an administrator may leave out or shorten, written out, every value keeping its place."""

from collections.abc import Callable, Iterable

from matters.fields import Field
from matters.mistakes import Mistake, nearest, unknown
from matters.nouns import BLOCK, CHECK
from matters.positions import Entry, Listing, Loc, Mapping, Node, Place, Scalar
from matters.sheets import Sheet
from matters.shelf import Shelf
from matters.words import Text

_UPLOAD = "upload"


def resolved(sheet: Sheet, shelf: Shelf) -> tuple[Sheet, tuple[Mistake, ...]]:
    """The matter as `spec.Matter` wants it: blocks and checks in place, short forms written out."""
    root = sheet.root
    if not isinstance(root, Mapping):
        return sheet, ()
    resolving = _Resolving(sheet, shelf)
    for section, written_out in (
        ("questions", with_options),
        ("tables", with_options),
        ("form", resolving.form),
        ("checks", resolving.checks),
        ("materials", _materials),
        ("steps", _steps),
    ):
        node = root.get(section)
        if node is not None:
            root = root.having(section, written_out(node))
    root = _letters(root, shelf)
    return Sheet(sheet.file, root), tuple(resolving.mistakes)


def with_options(fields: Node) -> Node:
    """Fields or questions whose options may be plain words: the word is value and label."""
    return _each(fields, _with_options)


def _with_options(field: Mapping) -> Mapping:
    options = field.get("options")
    if not isinstance(options, Listing):
        return field
    return field.having("options", Listing(options.place, tuple(map(_option, options.nodes))))


def _option(node: Node) -> Node:
    match node:
        case Scalar(place=place, text=text):
            word = Scalar(place, text, text)
            return Mapping(place, {"value": Entry(place, word), "label": Entry(place, word)})
        case Mapping(place=place, entries=entries) if "label" not in entries:
            spoken = {key: entry for key, entry in entries.items() if key in ("zh", "en")}
            label = Mapping(place, spoken)
            return node.without("zh", "en").having("label", label) if spoken else node
        case _:
            return node


def with_labels(check: Mapping) -> Mapping:
    """A check whose values may be written with their type, their label and whether they are sensitive."""
    gives = check.get("gives")
    if not isinstance(gives, Mapping):
        return check
    told = {
        name: entry.node
        for name, entry in gives.entries.items()
        if isinstance(entry.node, Mapping)
        and "type" in entry.node.entries
        and entry.node.entries.keys() <= _TOLD_OF_A_VALUE
    }
    if not told:
        return check
    types = {name: one.entries["type"] for name, one in told.items()}
    labels = {name: one.entries["label"] for name, one in told.items() if one.get("label")}
    sensitive = tuple(
        Scalar(one.place, name, name) for name, one in told.items() if _says_yes(one, "sensitive")
    )
    check = check.having("gives", Mapping(gives.place, {**gives.entries, **types}))
    check = check.having("labels", Mapping(gives.place, labels)) if labels else check
    return check.having("sensitive", Listing(gives.place, sensitive)) if sensitive else check


_TOLD_OF_A_VALUE = frozenset({"type", "label", "sensitive"})


def _says_yes(node: Mapping, key: str) -> bool:
    said = node.get(key)
    return isinstance(said, Scalar) and said.value is True


def word_entry(place: Place, word: str, value: object = None) -> Entry:
    """A value that stands for what the library holds under a word."""
    return Entry(place, Scalar(place, word, word if value is None else value))


def _each(node: Node, change: Callable[[Mapping], Node]) -> Node:
    """A list with every group of keys in it changed; anything else as it is."""
    if not isinstance(node, Listing):
        return node
    changed = (change(one) if isinstance(one, Mapping) else one for one in node.nodes)
    return Listing(node.place, tuple(changed))


class _Resolving:
    """Puts blocks and checks of the library in place and notes which do not exist."""

    def __init__(self, sheet: Sheet, shelf: Shelf) -> None:
        self.sheet = sheet
        self.shelf = shelf
        self.mistakes: list[Mistake] = []

    def form(self, form: Node) -> Node:
        if not isinstance(form, Mapping):
            return form
        fields = form.get("fields")
        if fields is not None:
            form = form.having("fields", with_options(fields))
        groups = form.get("groups")
        if isinstance(groups, Listing):
            resolved_groups = [
                self._group(("form", "groups", i), one) for i, one in enumerate(groups.nodes)
            ]
            form = form.having("groups", Listing(groups.place, tuple(resolved_groups)))
        use = form.get("use")
        if not isinstance(use, Listing):
            return form
        blocks = [self._block(("form", "use", i), one) for i, one in enumerate(use.nodes)]
        listed = Listing(use.place, tuple(block for block in blocks if block is not None))
        return form.without("use").having("blocks", listed)

    def _group(self, loc: Loc, group: Node) -> Node:
        """The fields of shared blocks become fields of every row, before the group's own."""
        if not isinstance(group, Mapping):
            return group
        written = group.get("fields")
        own = with_options(written) if written is not None else None
        if own is not None:
            group = group.having("fields", own)
        use = group.get("use")
        if not isinstance(use, Listing) or not (own is None or isinstance(own, Listing)):
            return group
        fields = tuple(
            Scalar(one.place, field.key, field)
            for number, one in enumerate(use.nodes)
            for field in self._fields_of((*loc, "use", number), one)
        )
        nodes = (*fields, *(own.nodes if own else ()))
        return group.without("use").having(
            "fields", Listing(own.place if own else use.place, nodes)
        )

    def _fields_of(self, loc: Loc, used: Node) -> tuple[Field, ...]:
        key = self._found(loc, _word(used), self.shelf.blocks, BLOCK)
        return self.shelf.blocks[key].fields if key else ()

    def _block(self, loc: Loc, used: Node) -> Node | None:
        own: dict[str, Entry] = {}
        if isinstance(used, Mapping):
            own = used.without("block").entries
        name = used.word("block") if isinstance(used, Mapping) else _word(used)
        key = self._found(loc, name, self.shelf.blocks, BLOCK)
        if key is None:
            return None
        block = self.shelf.blocks[key]
        fields = _read_by(block.fields, own.get("for"))
        shared: dict[str, object] = {"name": block.name, "when": block.when, "fields": fields}
        entries = {k: word_entry(used.place, k, v) for k, v in shared.items() if v is not None}
        return Mapping(used.place, {"key": word_entry(used.place, key), **entries, **own})

    def checks(self, checks: Node) -> Node:
        if not isinstance(checks, Listing):
            return checks
        used = [self._check(("checks", i), one) for i, one in enumerate(checks.nodes)]
        return Listing(checks.place, tuple(one for one in used if one is not None))

    def _check(self, loc: Loc, used: Node) -> Node | None:
        if not isinstance(used, Mapping):
            return used
        key = self._found((*loc, "use"), used.word("use"), self.shelf.checks, CHECK)
        if key is None:
            return None
        place = used.entries["use"].node.place
        check = word_entry(place, key, self.shelf.checks[key])
        entries = {**used.without("use").entries, "check": check}
        return _fills_named(Mapping(used.place, entries))

    def _found(self, loc: Loc, name: str | None, known: Iterable[str], kind: Text) -> str | None:
        """The name, or the nearest right one, so that one slip is told once."""
        if name is None:
            self.mistakes.append(self.sheet.mistake(loc, *_nameless(kind)))
            return None
        if name in known:
            return name
        if name not in self.shelf.broken:
            self.mistakes.append(self.sheet.mistake(loc, *unknown(kind, name, known)))
        return nearest(name, known)


def _read_by(fields: tuple[Field, ...], readers: Entry | None) -> tuple[Field, ...]:
    """The fields for the steps that the matter names; those with readers of their own keep them."""
    if readers is None or not isinstance(readers.node, Listing):
        return fields
    names = tuple(name for one in readers.node.nodes if (name := _word(one)))
    return tuple(
        one.model_copy(update={"readers": names}) if one.readers == ("all",) else one
        for one in fields
    )


def _nameless(kind: Text) -> tuple[Text, Text]:
    return (
        Text(zh=f"此处没有写明{kind.zh}的名称。", en=f"The name of the {kind.en} is missing."),
        Text(zh="请写共享库中的名称。", en="Write a name from the shared library."),
    )


def _word(node: Node) -> str | None:
    return node.text if isinstance(node, Scalar) and isinstance(node.value, str) else None


def _fills_named(use: Mapping) -> Mapping:
    """`fills: [company.name]` says that the value `name` fills the field."""
    fills = use.get("fills")
    if not isinstance(fills, Listing) or not all(_word(one) for one in fills.nodes):
        return use
    named = {
        path: word_entry(one.place, path.rpartition(".")[2])
        for one in fills.nodes
        if (path := _word(one))
    }
    return use.having("fills", Mapping(fills.place, named))


def _materials(materials: Node) -> Node:
    return _each(materials, _material)


def _material(material: Mapping) -> Mapping:
    ladder = material.get("ladder")
    if not isinstance(ladder, Listing):
        return material
    return material.having("ladder", Listing(ladder.place, tuple(map(_rung, ladder.nodes))))


_SAID_OF_RUNGS = {"proof": "name", "deferred": "within"}
"""What stands behind a rung's word, where it is no key."""


def _rung(rung: Node) -> Node:
    """`upload`, or `check: key`, `deferred: 10 working days`, `proof: {zh: …}`."""
    match rung:
        case Scalar(place=place, text=text):
            return Mapping(place, {"kind": word_entry(place, text)})
        case Mapping(place=place, entries=entries) if entries and "kind" not in entries:
            kind, named = next(iter(entries.items()))
            rest = rung.without(kind).entries
            said = {_SAID_OF_RUNGS.get(kind, "key"): named}
            return Mapping(place, {"kind": word_entry(named.place, kind), **said, **rest})
        case _:
            return rung


def _steps(steps: Node) -> Node:
    steps = _each(steps, _named_by_its_service)
    if not isinstance(steps, Listing):
        return steps
    waits: dict[str, list[Node]] = {}
    for step in steps.nodes:
        if isinstance(step, Mapping) and step.word("kind") == "visit":
            for before in step.listed("before"):
                visit = Scalar(before.place, step.word("step") or "", step.word("step"))
                waits.setdefault(_word(before) or "", []).append(visit)
    return _each(steps, lambda step: _after(step, waits.get(step.word("step") or "", [])))


def _named_by_its_service(step: Mapping) -> Mapping:
    service = step.get("item")
    name = service.get("name") if isinstance(service, Mapping) else None
    return step if name is None or step.get("name") else step.having("name", name)


def _after(step: Mapping, visits: list[Node]) -> Mapping:
    """The step waits for the visits that say that they come before it."""
    after = step.get("after")
    visits = [one for one in visits if isinstance(one, Scalar) and one.value]
    if not visits or not (after is None or isinstance(after, Listing)):
        return step
    written = after.nodes if after else ()
    known = {_word(one) for one in written}
    more = tuple(one for one in visits if _word(one) not in known)
    return step.having("after", Listing(after.place if after else more[0].place, written + more))


def _letters(root: Mapping, shelf: Shelf) -> Mapping:
    own = root.get("letters")
    if own is not None and not isinstance(own, Mapping):
        return root
    place = own.place if own else root.place
    entries: dict[str, Entry] = {
        event: word_entry(place, letter) for event, letter in shelf.letter_defaults.items()
    }
    return root.having("letters", Mapping(place, entries | (own.entries if own else {})))
