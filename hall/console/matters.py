"""`onego matter show`, `graph`, `schema`: a matter as a person at a terminal reads it."""

import json
from pathlib import Path
from typing import Literal

from rich.table import Table

from hall.console.checking import library_of
from hall.console.speech import OUT, columns, either, into, say, show
from matters.errors import MatterUnknown
from matters.limits import Limit
from matters.mistakes import nearest
from matters.office import Office
from matters.reading import read_matter, shipped_catalogue
from matters.schema import matter_schema
from matters.spec import Matter, Rung, Step
from matters.words import Text

Found = tuple[Matter, Office]

KINDS = {
    "decide": Text(zh="审批", en="decide"),
    "visit": Text(zh="踏勘", en="visit"),
    "issue": Text(zh="发证", en="issue"),
}


def find(name: str) -> Found:
    """The matter of a file, or the shipped one with that key. Raises MatterUnknown, MistakesFound."""
    path = Path(name)
    if path.suffix in (".yaml", ".yml") or path.is_file():
        library = library_of(path)
        return read_matter(path, library), library.office
    catalogue = shipped_catalogue()
    keys = [one.matter for one in catalogue.matters]
    if name not in keys:
        raise MatterUnknown(name, nearest(name, keys))
    return catalogue.matter(name), catalogue.office


def show_matter(name: str) -> None:
    """Print what is declared of a matter. Raises MatterUnknown, MistakesFound."""
    matter, office = find(name)
    OUT.print(into(matter.name), style="bold")
    OUT.print(into(matter.summary))
    lead = into(office.department(matter.lead).name)
    promise = into(matter.promise.words)
    say(
        f"{matter.matter} 第{matter.version}版　牵头：{lead}　承诺：{promise}　摘要：{matter.digest[:12]}",
        f"{matter.matter} version {matter.version}; lead: {lead}; promise: {promise}; digest {matter.digest[:12]}",
    )
    OUT.print()
    show(_steps(matter, office))
    OUT.print()
    show(_papers(matter))
    say(f"\n核验{len(matter.checks)}项：", f"\n{len(matter.checks)} checks:")
    OUT.print("  " + either("、", ", ").join(into(use.check.name) for use in matter.checks))


def _steps(matter: Matter, office: Office) -> Table:
    table = columns(
        ("环节", "Step"), ("名称", "Name"), ("部门", "Departments"), ("类型", "Kind"),
        ("法定", "Limit"), ("承诺", "Promise"), ("在此之后", "After"),
    )  # fmt: skip
    for step in matter.steps:
        departments = (office.department(key).short for key in step.all_departments)
        limit, promise = _limits(step)
        after = ", ".join(matter.waits_for(step.step))
        kind = into(KINDS[step.kind])
        table.add_row(
            step.step, into(step.name), " ".join(departments), kind, limit, promise, after
        )
    return table


def _limits(step: Step) -> tuple[str, str]:
    if step.item is None:
        return "", ""
    return _words(step.item.limit), _words(step.item.promise)


def _words(limit: Limit | None) -> str:
    return "" if limit is None else into(limit.words)


def _papers(matter: Matter) -> Table:
    table = columns(("材料", "Paper"), ("无证明阶梯", "Instead of it, first what comes first"))
    for material in matter.materials:
        table.add_row(
            into(material.name), " → ".join(_rung(matter, rung) for rung in material.ladder)
        )
    return table


def _rung(matter: Matter, rung: Rung) -> str:
    match rung.kind:
        case "check":
            return into(matter.check(rung.key or "").check.name)
        case "promise":
            return into(matter.promise_text(rung.key or "").name)
        case "upload":
            return either("上传", "upload")


def draw_matter(name: str, form: Literal["text", "mermaid"]) -> None:
    """Print the order of the steps. Raises MatterUnknown, MistakesFound."""
    matter, _ = find(name)
    for line in mermaid(matter) if form == "mermaid" else lines(matter):
        OUT.print(line)


def lines(matter: Matter) -> list[str]:
    """One line a step, each deeper than the steps it waits for."""
    return [
        f"{'    ' * _depth(matter, step.step)}{step.step}  {into(step.name)}"
        + (either("（可选）", " (optional)") if step.optional else "")
        + (f"  ← {', '.join(waits)}" if (waits := matter.waits_for(step.step)) else "")
        for step in matter.steps
    ]


def _depth(matter: Matter, key: str) -> int:
    return max((1 + _depth(matter, one) for one in matter.waits_for(key)), default=0)


def mermaid(matter: Matter) -> list[str]:
    """The same as a Mermaid flowchart: rounded for visits, dashed towards what comes after the outcome."""
    drawn = ["flowchart LR"]
    for step in matter.steps:
        name = into(step.name).replace('"', "'")
        drawn.append(
            f'    {step.step}(["{name}"])' if step.kind == "visit" else f'    {step.step}["{name}"]'
        )
    for step in matter.steps:
        arrow = "-.->" if step.follow_up else "-->"
        drawn += [f"    {before} {arrow} {step.step}" for before in matter.waits_for(step.step)]
    return drawn


def print_schema() -> None:
    """Print the JSON schema of a matter's file."""
    OUT.print(json.dumps(matter_schema(), ensure_ascii=False, indent=2))
