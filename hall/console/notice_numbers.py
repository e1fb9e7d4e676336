"""`onego notice numbers`: the series of numbers, their voids and their gaps."""

import json as json_of
from collections.abc import Sequence

from hall.console.opening import house_open
from hall.console.speech import OUT, columns, either, into, say, show
from hall.rendering import day
from matters.case import business_date
from matters.notice_void_facts import VoidBecause
from matters.notice_voids import VOID_REASONS
from matters.office import Office
from matters.words import Text
from storage.notice_numbers import SeriesSeen, VoidNumber, series_seen
from storage.settings import Settings


def tell_numbers(settings: Settings, year: int | None, *, json: bool) -> int:
    """Print every series; 1 if a number is missing. Raises DatabaseAway."""
    with house_open(settings) as house, house.database.transaction() as connection:
        found = series_seen(connection, year)
        office = house.office
    if json:
        OUT.print_json(json_of.dumps([_row(one) for one in found], ensure_ascii=False))
    else:
        _tell(found, office)
    return int(any(one.missing for one in found))


def _tell(found: Sequence[SeriesSeen], office: Office) -> None:
    table = columns(
        ("机关", "agency"), ("文种", "series"), ("年份", "year"), ("末号", "last"),
        ("已出具", "issued"), ("作废", "void"), ("缺号", "missing"),
    )  # fmt: skip
    names = {one.key: one.name for one in office.departments}
    for one in found:
        missing = "、".join(map(str, one.missing)) or either("无", "none")
        name = into(names.get(one.series.department, Text.same(one.series.department)))
        table.add_row(
            name, one.series.series, str(one.series.year or either("不分年", "any")), str(one.last),
            str(one.given), str(len(one.voids)), missing,
        )  # fmt: skip
    show(table)
    for one in found:
        for void in one.voids:
            _tell_void(void)
    gaps = sum(len(one.missing) for one in found)
    if gaps:
        say(
            f"\n缺少{gaps}个编号，请立即查明原因。",
            f"\n{gaps} number(s) are missing: find out why.",
        )
    else:
        say(
            f"\n共{len(found)}个编号序列，没有缺号。",
            f"\n{len(found)} series, no number is missing.",
        )


def _tell_void(void: VoidNumber) -> None:
    on, why = business_date(void.voided_at), VOID_REASONS[_because(void)]
    by = void.replaced_by
    say(
        f"作废：{void.number}，{day('zh', on)}，{why.zh}" + (f"，由{by}更正替代" if by else ""),
        f"void: {void.number}, {day('en', on)}, {why.en}" + (f", replaced by {by}" if by else ""),
    )


def _because(void: VoidNumber) -> VoidBecause:
    return next(one for one in VOID_REASONS if one == void.because)


def _row(one: SeriesSeen) -> dict[str, object]:
    return {
        "department": one.series.department,
        "series": one.series.series,
        "year": one.series.year or None,
        "last": one.last,
        "issued": one.given,
        "missing": list(one.missing),
        "void": [
            {
                "number": void.number,
                "on": business_date(void.voided_at).isoformat(),
                "because": void.because,
                "replaced_by": void.replaced_by,
            }
            for void in one.voids
        ],
    }
