"""`onego matter show`, `graph`, `schema`: a matter as a person at a terminal reads it."""

import json
from pathlib import Path

from rich.table import Table

from hall.console.checking import library_of
from hall.console.delivering import deliver
from hall.console.speech import OUT, columns, either, into, say, show
from matters.elapsed import promised
from matters.errors import MatterUnknown
from matters.ladder_words import rung_name
from matters.limits import Limit
from matters.mistakes import nearest
from matters.office import Office
from matters.reading import read_matter, shipped_catalogue
from matters.schema import matter_schema
from matters.schema_registers import checks_schema, registers_schema
from matters.spec import Matter, Rung, Step
from matters.workbench.step_words import KIND_WORDS

Found = tuple[Matter, Office]


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
    promise = into(promised(matter))
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
        kind = into(KIND_WORDS[step.kind])
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
        case "upload":
            return either("上传", "upload")
        case _:
            return into(rung_name(matter, rung))


SCHEMAS = {"matter": matter_schema, "registers": registers_schema, "checks": checks_schema}


def print_schema(of: str = "matter", out: Path | None = None) -> None:
    """Print the JSON schema of a kind of file, or write it."""
    deliver(json.dumps(SCHEMAS[of](), ensure_ascii=False, indent=2), out)
