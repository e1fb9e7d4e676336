"""A simulation as a picture (SVG): days as a histogram with the promise as a line, and the queue of every department.

Small multiples: all queues share both scales, so that the department where work piles up is the tall one.
"""

from collections.abc import Iterator
from html import escape

from matters.words import Language, Text
from matters.workbench.simulation_results import DeskFound, Simulated

WIDTH = 960
_MARGIN = 48
_TOP = 92
_BARS = 220
_PANEL = (420, 96)
"""Width and height of one department's queue."""
_GAP = 62
_COLUMNS = 2
_MUCH = 90
"""Minutes from which a wait is told in hours."""
_BLUE, _AMBER, _RED, _GREY, _INK = "#2f6db3", "#d98a1f", "#b3261e", "#8a94a0", "#1d252c"
_FONT = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',sans-serif"


def plot(found: Simulated, language: Language) -> str:
    """The picture as SVG text, labelled in one language."""
    queues = _TOP + _BARS + 96
    rows = -(-len(found.desks) // _COLUMNS)
    height = queues + rows * (_PANEL[1] + _GAP) + 12
    parts = (
        *_head(found, language),
        *_histogram(found, language),
        *_queues(found, language, queues),
    )
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}"'
        f' height="{height}" font-family="{_FONT}" font-size="13" fill="{_INK}" role="img"'
        f' aria-label="{escape(found.name.into(language))}">'
    )
    paper = f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
    return "\n".join((opening, paper, *parts, "</svg>", ""))


def _head(found: Simulated, language: Language) -> Iterator[str]:
    title = Text(zh=f"仿真：{found.name.zh}", en=f"Simulated: {found.name.en}")
    told = Text(
        zh=f"{found.begins}起，收件{found.came}件，其中{found.counted}件计入统计；随机种子{found.seed}",
        en=f"From {found.begins}; {found.came} applications, {found.counted} counted; seed {found.seed}",
    )
    yield _text(_MARGIN, 34, title.into(language), size=20, weight="bold")
    yield _text(_MARGIN, 56, told.into(language), colour=_GREY)
    axis = Text(zh="自受理起的工作日（件数）", en="Working days from acceptance (cases)")
    yield _text(_MARGIN, _TOP - 8, axis.into(language), weight="bold")


def _histogram(found: Simulated, language: Language) -> Iterator[str]:
    """Bars by day; those beyond the promise in another colour."""
    last = max((*found.histogram, found.promise or 0, 1)) + 1
    most = max(found.histogram.values(), default=1)
    wide, foot = (WIDTH - 2 * _MARGIN) / last, _TOP + 24 + _BARS
    yield _line(_MARGIN, foot, WIDTH - _MARGIN, foot)
    for day in range(last):
        count, left = found.histogram.get(day, 0), _MARGIN + day * wide
        high = count / most * (_BARS - 24)
        late = found.promise is not None and day > found.promise
        if count:
            box = (left + wide * 0.1, foot - high, wide * 0.8, high)
            yield _box(box, _AMBER if late else _BLUE)
            yield _text(left + wide / 2, foot - high - 5, str(count), size=11, anchor="middle")
        if day % _every(last, 24) == 0:
            yield _text(left + wide / 2, foot + 16, str(day), size=11, anchor="middle")
    yield from _marks(found, language, (wide, foot))


def _marks(found: Simulated, language: Language, scale: tuple[float, float]) -> Iterator[str]:
    wide, foot = scale
    yield from _percentiles(found, scale)
    if found.promise is not None:
        at = _MARGIN + (found.promise + 1) * wide
        kept = f"{found.in_promise:.1%}" if found.in_promise is not None else "—"
        label = Text(
            zh=f"承诺{found.promise}个工作日，{kept}按期",
            en=f"Promise: {found.promise} working days, {kept} kept",
        )
        yield _line(at, _TOP + 6, at, foot, colour=_RED, dashes="6 4")
        near_end = at > WIDTH / 2
        yield _text(
            at + (-8 if near_end else 8), _TOP + 16, label.into(language),
            colour=_RED, anchor="end" if near_end else "start",
        )  # fmt: skip


def _percentiles(found: Simulated, scale: tuple[float, float]) -> Iterator[str]:
    wide, foot = scale
    if found.accepted is None:
        return
    marks = (("50%", found.accepted.p50), ("80%", found.accepted.p80), ("95%", found.accepted.p95))
    for day in dict.fromkeys(day for _, day in marks):
        name = " · ".join(name for name, own in marks if own == day)
        at = _MARGIN + (day + 0.5) * wide
        yield f'<path d="M{at:.1f} {foot + 21}l5 8h-10z" fill="{_INK}"/>'
        yield _text(at, foot + 42, name, size=11, anchor="middle")


def _queues(found: Simulated, language: Language, top: float) -> Iterator[str]:
    title = Text(
        zh="各部门每日平均待办（件），纵轴相同",
        en="Work waiting in each department by day, same scale",
    )
    yield _text(_MARGIN, top - 4, title.into(language), weight="bold")
    most = max((max(desk.queue, default=0.0) for desk in found.desks), default=0.0)
    for number, desk in enumerate(found.desks):
        row, column = divmod(number, _COLUMNS)
        left = _MARGIN + column * (_PANEL[0] + 24)
        under = top + 36 + row * (_PANEL[1] + _GAP)
        yield from _panel(found, desk, language, (left, under, max(most, 1.0)))


def _panel(
    found: Simulated, desk: DeskFound, language: Language, frame: tuple[float, float, float]
) -> Iterator[str]:
    left, top, most = frame
    wide, high = _PANEL
    worst = desk.department == found.bottleneck
    told = Text(
        zh=f"{desk.officers}人，忙碌{desk.busy:.0%}，平均等待{_long(desk.waited, 'zh')}",
        en=f"{desk.officers} officer(s), {desk.busy:.0%} busy, waits {_long(desk.waited, 'en')}",
    )
    mark = Text(zh="（瓶颈）", en=" (bottleneck)").into(language) if worst else ""
    name = desk.name.into(language) + mark
    yield _text(left, top - 8, name, size=12, weight="bold", colour=_RED if worst else _INK)
    days = max(len(desk.queue), 1)
    step = wide / days
    points = "".join(
        f"L{left + (day + 0.5) * step:.1f} {top + high - waiting / most * high:.1f}"
        for day, waiting in enumerate(desk.queue)
    )
    colour = _AMBER if worst else _BLUE
    yield (
        f'<path d="M{left + step / 2:.1f} {top + high}{points}'
        f'L{left + (days - 0.5) * step:.1f} {top + high}z" fill="{colour}" fill-opacity=".35"'
        f' stroke="{colour}" stroke-width="1.5"/>'
    )
    yield _line(left, top + high, left + wide, top + high)
    yield _text(left + wide, top + 10, f"{most:.0f}", size=11, anchor="end", colour=_GREY)
    yield _text(left, top + high + 15, told.into(language), size=11, colour=_GREY)
    end = Text(zh=f"第{days}天", en=f"day {days}").into(language)
    yield _text(left + wide, top + high + 15, end, size=11, anchor="end", colour=_GREY)


def _long(minutes: float, language: Language) -> str:
    """Working time as people say it."""
    if minutes < _MUCH:
        return f"{minutes:.0f}分钟" if language == "zh" else f"{minutes:.0f} min"
    return f"{minutes / 60:.1f}小时" if language == "zh" else f"{minutes / 60:.1f} h"


def _every(count: int, at_most: int) -> int:
    return -(-count // at_most)


def _box(box: tuple[float, float, float, float], colour: str) -> str:
    left, top, wide, high = box
    return f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="{colour}"/>'


def _line(*ends: float, colour: str = _GREY, dashes: str = "") -> str:
    x1, y1, x2, y2 = ends
    style = f' stroke-dasharray="{dashes}" stroke-width="2"' if dashes else ""
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{colour}"{style}/>'


def _text(x: float, y: float, said: str, **style: str | int) -> str:
    names = {
        "size": "font-size",
        "weight": "font-weight",
        "anchor": "text-anchor",
        "colour": "fill",
    }
    drawn = "".join(f' {names[key]}="{value}"' for key, value in style.items())
    return f'<text x="{x:.1f}" y="{y:.1f}"{drawn}>{escape(said)}</text>'
