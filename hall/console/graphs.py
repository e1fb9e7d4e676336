"""`onego matter graph`: the order of the steps as lines, Mermaid, a picture, BPMN, or JSON."""

import json
from pathlib import Path
from typing import Literal

from hall.console.delivering import deliver
from hall.console.situations import rules_of
from hall.console.speech import language
from matters.rules import Rules
from matters.spec import Matter
from matters.steps import Step
from matters.words import Language
from matters.workbench.bpmn import bpmn_of
from matters.workbench.charts import chart_of
from matters.workbench.graphs import svg_of
from matters.workbench.mermaid import mermaid
from matters.workbench.step_words import KIND_WORDS, Teller

Form = Literal["text", "mermaid", "svg", "bpmn", "json"]


def draw_matter(name: str, form: Form, out: Path | None = None) -> None:
    """Print or write the drawing. Raises MatterUnknown, MistakesFound."""
    deliver(drawn(rules_of(name), form, language()), out)


def drawn(rules: Rules, form: Form, said: Language) -> str:
    """The drawing of a matter."""
    matter, office = rules.matter, rules.office
    match form:
        case "text":
            return "\n".join(lines(matter, Teller(matter, office, said)))
        case "mermaid":
            return "\n".join(mermaid(Teller(matter, office, said)))
        case "svg":
            return svg_of(matter, office, said)
        case "bpmn":
            return bpmn_of(matter, office, said)
        case "json":
            return json.dumps(
                _as_data(matter, Teller(matter, office, said)), ensure_ascii=False, indent=2
            )


def lines(matter: Matter, t: Teller) -> list[str]:
    """One line a step, each deeper than the steps it waits for."""
    return [
        f"{'    ' * _depth(matter, step.step)}{step.step}  {step.name.into(t.language)}"
        + _kind(step, t)
        + (t.either("（可选）", " (optional)") if step.optional else "")
        + (f"  ← {', '.join(waits)}" if (waits := matter.waits_for(step.step)) else "")
        for step in matter.steps
    ]


def _kind(step: Step, t: Teller) -> str:
    """The kind of a step that is not simply decided."""
    if step.kind == "decide":
        return ""
    return t.either(f"［{KIND_WORDS[step.kind].zh}］", f" [{KIND_WORDS[step.kind].en}]")


def _depth(matter: Matter, key: str) -> int:
    return max((1 + _depth(matter, one) for one in matter.waits_for(key)), default=0)


def _as_data(matter: Matter, t: Teller) -> dict[str, object]:
    chart = chart_of(matter)
    return {
        "matter": matter.matter,
        "version": matter.version,
        "nodes": [
            {
                "key": node.key,
                "kind": node.gateway or node.kind,
                "step_kind": node.step.kind if node.step else None,
                "name": node.name.into(t.language),
                "departments": list(node.step.all_departments) if node.step else [],
            }
            for node in chart.nodes.values()
        ],
        "ways": [
            {
                "from": way.start,
                "to": way.end,
                "when": [one.source for one in way.when],
                "in_words": [t.condition(one) for one in way.when],
                "otherwise": way.default,
                "back": way.back,
            }
            for way in chart.ways
        ],
    }
