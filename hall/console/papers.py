"""`onego matter papers`: what applicants hand in while every register answers, and while none does."""

import json

from hall.console.speech import OUT, columns, into, say, show
from hall.console.trying import Subject, subjects
from matters.spec import Matter
from matters.workbench.papers import PapersAsked, Totals, papers_asked, totals


def show_papers(name: str, *, as_json: bool = False) -> int:
    """Print the papers asked for; 1 if one is asked for that a register proves.

    Raises MatterUnknown, MistakesFound, NoScenarios.
    """
    found = [_of(one) for one in subjects(name)]
    if as_json:
        said = [
            {
                "matter": matter.matter,
                "scenarios": [one.model_dump() for one in asked],
                "totals": sums.model_dump(),
            }
            for matter, asked, sums in found
        ]
        print(json.dumps(said, ensure_ascii=False, indent=2))  # noqa: T201  machine output
    else:
        for matter, asked, sums in found:
            _print(matter, asked, sums)
    return 1 if any(sums.needless for _, _, sums in found) else 0


def _of(subject: Subject) -> tuple[Matter, tuple[PapersAsked, ...], Totals]:
    asked = tuple(papers_asked(subject.rules, subject.script().file))
    return subject.matter, asked, totals(asked)


def _print(matter: Matter, asked: tuple[PapersAsked, ...], sums: Totals) -> None:
    OUT.print(into(matter.name), style="bold")
    table = columns(
        ("情景", "Scenario"), ("系统正常", "Registers up"), ("系统全停", "Registers down"),
        ("须交的材料（系统正常）", "Papers, registers up"),
    )  # fmt: skip
    names = {one.key: into(one.name) for one in matter.materials}
    for one in asked:
        papers = "、".join(names[key] for key in one.up.papers)
        table.add_row(one.scenario, str(len(one.up.papers)), str(len(one.down.papers)), papers)
    show(table)
    say(
        f"{sums.scenarios}个情景共需材料{sums.needed}份：系统正常时须交{sums.papers_up}份、"
        f"承诺{sums.promises_up}份；系统全停时须交{sums.papers_down}份、承诺{sums.promises_down}份。",
        f"{sums.scenarios} scenarios need {sums.needed} materials: with registers up {sums.papers_up}"
        f" papers and {sums.promises_up} promises, with registers down {sums.papers_down} papers and"
        f" {sums.promises_down} promises.",
    )
    if sums.needless:
        named = "、".join(names[key] for key in sums.needless)
        say(f"不应索要：{named}", f"Asked for without need: {', '.join(sums.needless)}")
