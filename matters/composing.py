"""YAML text to values with places.

A subset for officials: one document, no anchors, aliases or tags; keys are words and stand once.
A number with a leading zero, a date and `yes` stay text, as they were written.
"""

import re
from collections.abc import Iterator
from typing import Protocol

import yaml  # type: ignore[import-untyped]  # the wheel carries no types

from matters.mistakes import Mistake
from matters.positions import Entry, Listing, Mapping, Node, Place, Scalar
from matters.words import Text

# PyYAML's own libyaml reads `{en: Why?}` and `{at: 9:30}`; the older one of ruamel.yaml does not.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Mark(Protocol):
    line: int
    column: int


class Event(Protocol):
    """What the parser says of anything that stands in the file; lines and columns from 0."""

    start_mark: _Mark
    end_mark: _Mark
    anchor: str | None
    """Only where something begins, like the tag."""
    tag: str | None
    value: str
    """Only of a single value."""
    implicit: tuple[bool, bool]
    """Whether it may be a number, or yes or no: only without quotes."""


_SCALAR, _ALIAS = yaml.ScalarEvent, yaml.AliasEvent
_KEYS, _END_OF_KEYS = yaml.MappingStartEvent, yaml.MappingEndEvent
_LIST, _END_OF_LIST = yaml.SequenceStartEvent, yaml.SequenceEndEvent


Said = tuple[Text, Text | None]
"""What is wrong, and how to put it right."""

_DEEPEST = 24
LARGEST = 1_000_000
"""Bytes of one file."""
_MOST = 12_000
"""Keys and values of one file: four times the longest matter; so even a file full of mistakes is told soon."""
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})", re.ASCII)
_BROKEN = re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{1,15}", re.ASCII)
_FIXED: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_SPECIAL = frozenset(("", *"+-0123456789", *(word[0] for word in _FIXED if word)))
"""How anything begins that is not simply text."""

_TOO_LARGE: Said = (
    Text(zh="文件超过1MB，不像是事项文件。", en="The file is larger than 1 MB."),
    Text(zh="请核对文件。", en="Check which file it is."),
)
_NOT_UTF8: Said = (
    Text(zh="文件不是UTF-8编码。", en="The file is not UTF-8."),
    Text(zh="请以UTF-8编码另存。", en="Save it as UTF-8."),
)
_CONTROL: Said = (
    Text(zh="此行含有不可见的控制字符。", en="This line holds an invisible control character."),
    Text(zh="请删除后重新输入这一行。", en="Delete the line and type it again."),
)
_TOO_DEEP: Said = (
    Text(zh=f"嵌套超过{_DEEPEST}层。", en=f"Nested more than {_DEEPEST} levels deep."),
    Text(zh="请核对括号与缩进。", en="Check brackets and indentation."),
)
_TOO_MANY: Said = (
    Text(zh=f"文件内容超过{_MOST}项。", en=f"The file holds more than {_MOST} keys and values."),
    Text(zh="请核对是否重复粘贴。", en="Check whether something was pasted many times."),
)
_SECOND: Said = (
    Text(zh="一个文件只能有一份文档。", en="A file holds one document only."),
    Text(zh="请删除“---”，另存为两个文件。", en="Remove “---” and save two files."),
)
_EMPTY: Said = (
    Text(zh="文件是空的。", en="The file is empty."),
    Text(zh="请填写内容，或删除该文件。", en="Write its content, or delete the file."),
)
_NO_KEY: Said = (
    Text(zh="此处的键不是文字。", en="The key here is no word."),
    Text(zh="请写成“键: 值”。", en="Write “key: value”."),
)
_ANCHOR: Said = (
    Text(zh="不允许使用锚点（&）和引用（*）。", en="Anchors (&) and aliases (*) are not allowed."),
    Text(
        zh="请把内容照写一遍；文字以 & 或 * 开头时请加引号。",
        en="Write the content out; put text that begins with & or * in quotes.",
    ),
)
_TAG: Said = (
    Text(zh="不允许使用标签（!）。", en="Tags (!) are not allowed."),
    Text(zh="文字以 ! 开头时请加引号。", en="Put text that begins with ! in quotes."),
)
_TAB: Said = (
    Text(
        zh="此处的字符不能作为开头（多为制表符，或 @、%、` 等符号）。",
        en="Nothing can begin with this character (often a tab, or @, %, `).",
    ),
    Text(zh="缩进请用空格；文字请加引号。", en="Indent with spaces; put such text in quotes."),
)
_SYNTAX: Said = (
    Text(
        zh="从此处起无法识别：缩进、引号、括号或冒号有误。",
        en="From here on the text cannot be read: indentation, a quote, a bracket or a colon.",
    ),
    Text(
        zh="请核对此行和上一行：同级的键对齐，冒号后空一格，引号和括号成对。",
        en="Check this line and the one above: align keys of one level, leave a space"
        " after a colon, close quotes and brackets.",
    ),
)


def _twice(key: str, first: Place) -> Said:
    return (
        Text(
            zh=f"键“{key}”重复：第{first.line}行已经写过。",
            en=f"The key “{key}” stands twice: it was written in line {first.line} already.",
        ),
        Text(zh="请删去一处。", en="Remove one of them."),
    )


def compose(content: bytes, file: str) -> tuple[Node | None, tuple[Mistake, ...]]:
    """The document, and what is wrong with its writing; no document without a mistake."""
    mistake = _unreadable(content, file)
    if mistake:
        return None, (mistake,)
    composer = _Composer(file)
    root = composer.document(content.decode("utf-8-sig"))
    return root, tuple(composer.mistakes)


def _unreadable(content: bytes, file: str) -> Mistake | None:
    if len(content) > LARGEST:
        return _mistake(file, Place(1, 1), _TOO_LARGE)
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        return _mistake(file, Place(line, 1), _NOT_UTF8)
    return None


def _mistake(file: str, place: Place, said: Said) -> Mistake:
    what, hint = said
    return Mistake(file=file, line=place.line, column=place.column, path="", what=what, hint=hint)


class _Beyond(Exception):
    """Lists within lists without end, or more than anybody wrote by hand."""

    def __init__(self, said: Said) -> None:
        super().__init__(said[0].en)
        self.said = said


class _Composer:
    """Builds nodes from the parser's events and notes what a matter file may not contain."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.mistakes: list[Mistake] = []
        self.count = 0

    def document(self, text: str) -> Node | None:
        try:
            # Straight from the C parser: 3 µs a line; ready-made nodes take three times that.
            return self._first(iter(_LOADER(text).get_event, None))
        except yaml.MarkedYAMLError as wrong:
            self._broken(wrong)
        except yaml.YAMLError:
            self._note(Place(_line_of_control(text), 1), _CONTROL)
        except _Beyond as beyond:
            self._note(Place(1, 1), beyond.said)
        return None

    def _first(self, events: Iterator[Event]) -> Node | None:
        root, documents = None, 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._note(_place(event), _SECOND)
                    break
                root = self._node(next(events), events, 0)
        if root is None or (isinstance(root, Scalar) and root.value is None):
            self._note(Place(1, 1), _EMPTY)
            return None
        return root

    def _node(self, event: Event, events: Iterator[Event], depth: int) -> Node:
        if depth > _DEEPEST:
            raise _Beyond(_TOO_DEEP)
        self.count += 1
        if self.count > _MOST:
            raise _Beyond(_TOO_MANY)
        kind = type(event)
        if kind is _ALIAS or event.anchor is not None or event.tag is not None:
            self._note(_place(event), _ANCHOR if event.anchor is not None else _TAG)
        if kind is _SCALAR:
            return _scalar(event)
        if kind is _KEYS:
            return _new(Mapping, (_place(event), self._entries(events, depth)))
        if kind is _LIST:
            return _new(Listing, (_place(event), self._listed(events, depth)))
        return Scalar(_place(event), "", None)

    def _listed(self, events: Iterator[Event], depth: int) -> tuple[Node, ...]:
        nodes: list[Node] = []
        while type(event := next(events)) is not _END_OF_LIST:
            nodes.append(self._node(event, events, depth + 1))
        return tuple(nodes)

    def _entries(self, events: Iterator[Event], depth: int) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        text: str | None
        while type(event := next(events)) is not _END_OF_KEYS:
            if type(event) is _SCALAR and event.anchor is None and event.tag is None:
                # Most keys are words, and need no node of their own.
                self.count += 1
                mark, text = event.start_mark, event.value
                place = _new(Place, (mark.line + 1, mark.column + 1))
            else:
                place, text = self._key(event, events, depth)
            value = self._node(next(events), events, depth + 1)
            if text is None:
                self._note(place, _NO_KEY)
            elif text in entries:
                self._note(place, _twice(text, entries[text].place))
            else:
                entries[text] = _new(Entry, (place, value))
        return entries

    def _key(self, event: Event, events: Iterator[Event], depth: int) -> tuple[Place, str | None]:
        """Where an unusual key stands, and the key if it is a word."""
        key = self._node(event, events, depth + 1)
        return key.place, key.text if isinstance(key, Scalar) else None

    def _broken(self, wrong: yaml.MarkedYAMLError) -> None:
        mark = wrong.problem_mark or wrong.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
        self._note(place, _TAB if "cannot start" in str(wrong.problem) else _SYNTAX)

    def _note(self, place: Place, said: Said) -> None:
        self.mistakes.append(_mistake(self.file, place, said))


def _place(event: Event) -> Place:
    mark = event.start_mark
    return _new(Place, (mark.line + 1, mark.column + 1))


# Named tuples made without their own constructor: half the time, and a file has thousands.
_new = tuple.__new__


def _scalar(event: Event) -> Scalar:
    start, text = event.start_mark, event.value
    line = start.line
    place = _new(Place, (line + 1, start.column + 1))
    one_line = event.end_mark.line == line
    if not event.implicit[0]:
        return _new(Scalar, (place, text, text, 1 if one_line else None))
    value = text if text[:1] not in _SPECIAL else _understood(text)
    return _new(Scalar, (place, text, value, 0 if one_line else None))


def _understood(text: str) -> object:
    if text in _FIXED:
        return _FIXED[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _BROKEN.fullmatch(text) else text


def _line_of_control(text: str) -> int:
    found = re.search(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    return text.count("\n", 0, found.start()) + 1 if found else 1
