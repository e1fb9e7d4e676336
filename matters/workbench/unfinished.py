"""The lines of a first file that nobody has rewritten yet: where each stands, and what belongs there. Pure."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from matters.completeness import Point
from matters.composing import compose
from matters.positions import Listing, Loc, Mapping, Node, Place, path_of
from matters.words import Text
from matters.workbench.beginning import TODO

_MARK = re.compile(rf"(?:^|\s)#\s*{TODO.removeprefix('#').strip()}")
_WANTED: dict[str, Text] = {
    "summary": Text(zh="一两句话的事项简介", en="what the matter does, in a sentence or two"),
    "basis": Text(zh="现行有效的法律依据，写到条", en="the law in force, with its article"),
    "promise": Text(zh="承诺期限，不长于法定期限", en="the promised time, no longer than the law gives"),
    "before": Text(zh="改革前实际的环节、时间、材料和跑动次数", en="steps, days, papers and visits before the bundle"),
    "privacy": Text(zh="个人信息由谁收集、给谁用、依据什么", en="who collects personal data, for whom, on what basis"),
    "fields": Text(zh="各部门需要的填报项", en="the fields that the departments need"),
    "code": Text(zh="该事项在权力清单上的编码", en="the code of the item in the list of powers"),
    "kind": Text(zh="事项类型", en="the kind of item: licence, filing, registration, …"),
    "conditions": Text(zh="该事项的准予条件", en="the conditions on which it is granted"),
    "limit": Text(zh="该事项的法定期限", en="the limit that the law gives for it"),
}  # fmt: skip
_OTHERWISE = Text(zh="实际情况", en="what holds here")


class Unfinished(NamedTuple):
    """A marked line."""

    line: int
    path: str
    """Which value stands there, such as `steps[food].item.code`; empty where none does."""
    what: Text
    """What to write."""


def unfinished(text: str) -> tuple[Unfinished, ...]:
    """Every line that still has the mark of a first file, in the order of the text."""
    marked = [n for n, line in enumerate(text.splitlines(), start=1) if _MARK.search(line)]
    if not marked:
        return ()
    root, _ = compose(text.encode(), "")
    there: dict[int, Loc] = {}
    for loc, place in _places(root, ()) if root else ():
        there.setdefault(place.line, loc)
    return tuple(_of(n, path_of(root, there.get(n, ())) if root else "") for n in marked)


def rewritten(text: str) -> Point:
    """The same as a thing that a matter must have to be published (domain 4.22)."""
    missing = (
        Text(zh=f"第{one.line}行：{one.what.zh}", en=f"line {one.line}: {one.what.en}")
        for one in unfinished(text)
    )
    return Point(POINT, tuple(missing))


POINT = Text(
    zh="初稿中标有“待完善”的各行均已改写",
    en="Every line marked 待完善 in the first draft is rewritten",
)


def _places(node: Node, loc: Loc) -> Iterator[tuple[Loc, Place]]:
    """The way to everything written, what holds others first."""
    match node:
        case Mapping(entries=entries):
            for key, entry in entries.items():
                yield (*loc, key), entry.place
                yield from _places(entry.node, (*loc, key))
        case Listing(nodes=nodes):
            for number, one in enumerate(nodes):
                yield (*loc, number), one.place
                yield from _places(one, (*loc, number))
        case _:
            return


def _of(line: int, path: str) -> Unfinished:
    keys = [part.partition("[")[0] for part in path.split(".")]
    known = (_WANTED[key] for key in reversed(keys) if key in _WANTED)
    words = next(known, _OTHERWISE)
    what = Text(zh=f"请写明{words.zh}", en=f"write {words.en}")
    if path:
        what = Text(zh=f"{path}：{what.zh}", en=f"{path}: {what.en}")
    return Unfinished(line, path, what)
