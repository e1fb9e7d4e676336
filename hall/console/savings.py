"""`onego matter savings`: the four reductions of a matter, and what each situation costs an applicant."""

import json

from hall.console.differences import matter_named
from hall.console.speech import OUT, columns, either, into, say, show
from matters.elapsed import elapsed, promised
from matters.words import Text
from matters.workbench.savings import Saving, Variant, Way, savings, ways
from storage.settings import Settings

VARIANTS: dict[Variant, Text] = {
    "serial": Text(zh="（与逐项办理相比）", en=" (against one item after the other)"),
    "longest-path": Text(
        zh="（与必办环节法定时限的最长路径相比，均折算为工作日）",
        en=" (against the longest chain of necessary steps by law, both in working days)",
    ),
}


def show_savings(settings: Settings, name: str, *, as_json: bool = False) -> None:
    """Print the reductions of a matter. Raises MatterUnknown, MistakesFound."""
    matter, _ = matter_named(settings, name)
    figures, of_situations = savings(matter), tuple(ways(matter))
    if as_json:
        said = {
            "matter": matter.matter,
            "version": matter.version,
            "promise": promised(matter).model_dump(),
            "savings": [{**one.model_dump(), "percent": one.percent} for one in figures],
            "situations": [one.model_dump() for one in of_situations],
        }
        OUT.print(json.dumps(said, ensure_ascii=False, indent=2))
        return
    table = columns(("指标", "Figure"), ("改革前", "Before"), ("现在", "Now"), ("减少", "Less by"))
    for one in figures:
        table.add_row(
            _called(one), _count(one, one.before), _count(one, one.now), f"{one.percent}%"
        )
    show(table)
    if elapsed(matter):
        say(f"承诺{promised(matter).zh}。", f"Promised: {promised(matter).en}.")
    if of_situations:
        _ranges(of_situations)


def _called(one: Saving) -> str:
    return into(one.name) + (into(VARIANTS[one.variant]) if one.variant else "")


def _count(one: Saving, count: int) -> str:
    unit = into(one.unit)
    return either(f"{count}{unit}", f"{count} {unit}".strip())


def _ranges(of_situations: tuple[Way, ...]) -> None:
    papers = [one.materials for one in of_situations]
    days = [one.days for one in of_situations]
    steps = [len(one.steps) for one in of_situations]
    say(
        f"共{len(of_situations)}种情形：部门环节{_range(steps)}个，须提交材料{_range(papers)}份，"
        f"承诺最长路径{_range(days)}个工作日。",
        f"In {len(of_situations)} situations: {_range(steps)} steps of departments,"
        f" {_range(papers)} papers to hand in, longest promised chain {_range(days)} working days.",
    )


def _range(counts: list[int]) -> str:
    least, most = min(counts), max(counts)
    return str(least) if least == most else f"{least}–{most}"
