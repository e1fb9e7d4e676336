"""`onego matter guide`: the guide to a matter as a page, as Markdown, or for machines."""

from pathlib import Path
from typing import Literal

from markupsafe import Markup

from hall.console.delivering import deliver
from hall.console.situations import rules_of
from hall.console.speech import language
from hall.rendering import render
from matters.rules import Rules
from matters.words import Language
from matters.workbench.graphs import svg_of
from matters.workbench.guide import guide_of
from matters.workbench.guide_markdown import as_markdown

Form = Literal["html", "markdown", "json"]


def write_guide(name: str, form: Form, out: Path | None) -> None:
    """Print or write the guide. Raises MatterUnknown, MistakesFound."""
    deliver(written(rules_of(name), form, language()), out)


def written(rules: Rules, form: Form, said: Language) -> str:
    """The guide of a matter."""
    guide = guide_of(rules.matter, rules.office, said)
    match form:
        case "markdown":
            return as_markdown(guide)
        case "json":
            return guide.model_dump_json(indent=2)
        case "html":
            picture = Markup(svg_of(rules.matter, rules.office, said))  # noqa: S704 - escaped where it is drawn
            return render("guide.html", said, guide=guide, picture=picture)
