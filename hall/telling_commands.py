"""`onego matter explain`, `graph`, `guide`, `form`, `schema`: what a matter does, told and drawn.

Imports stand inside the commands, see `hall.command_line`.
"""

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from hall.matter_commands import JSON, matters
from hall.telling_options import SituationOptions

__all__ = ["matters"]


@matters.command
def explain(
    matter: str,
    *,
    situation: SituationOptions | None = None,
    json: Annotated[bool, JSON] = False,
) -> None:
    """Explain what a matter does in one situation, and why: questions, steps, papers, checks, dates, letters.

    Parameters
    ----------
    matter
        The key of a shipped matter, or a file.
    situation
        The situation; without answers, what is certain before anybody answers.
    json
        Answer in JSON.

    """
    from hall.console.explaining import About, explain_matter

    asked = situation or SituationOptions()
    about = About(asked.answer, asked.answers, asked.scenario, asked.day)
    explain_matter(matter, about, as_json=json)


@matters.command
def graph(
    matter: str,
    *,
    form: Annotated[
        Literal["text", "mermaid", "svg", "bpmn", "json"], Parameter(name="--format")
    ] = "text",
    out: Path | None = None,
) -> None:
    """Draw which step waits for which, with kinds, gateways and conditions.

    Parameters
    ----------
    matter
        The key of a shipped matter, or a file.
    form
        Lines for a terminal, Mermaid for a document, SVG as a picture, BPMN 2.0 for reading in other tools, or JSON.
    out
        The file to write; standard output unless said.

    """
    from hall.console.graphs import draw_matter

    draw_matter(matter, form, out)


@matters.command
def guide(
    matter: str,
    *,
    form: Annotated[Literal["html", "markdown", "json"], Parameter(name="--format")] = "markdown",
    out: Path | None = None,
) -> None:
    """Write the guide (办事指南): who may apply, basis, conditions, papers, limits, fees, where, results, remedies.

    Parameters
    ----------
    matter
        The key of a shipped matter, or a file.
    form
        HTML that stands alone and prints on A4, Markdown, or JSON.
    out
        The file to write; standard output unless said.

    """
    from hall.console.guides import write_guide

    write_guide(matter, form, out)


@matters.command(name="form")
def show_form(
    matter: str,
    *,
    situation: SituationOptions | None = None,
    form: Annotated[Literal["text", "html", "json"], Parameter(name="--format")] = "text",
    out: Path | None = None,
) -> None:
    """Show the one form of a matter as it stands in a situation.

    Parameters
    ----------
    matter
        The key of a shipped matter, or a file.
    situation
        The answers so far; they decide which fields are shown.
    form
        Lines for a terminal, the counter's own form as an HTML file, or JSON.
    out
        The file to write; standard output unless said.

    """
    from hall.console.explaining import About
    from hall.console.form_preview import preview_form

    asked = situation or SituationOptions()
    about = About(asked.answer, asked.answers, asked.scenario, asked.day)
    preview_form(matter, about, form, out)


@matters.command
def schema(
    *, of: Literal["matter", "registers", "checks"] = "matter", out: Path | None = None
) -> None:
    """Print the JSON schema of a matter's file, with the documentation of every key, for editors.

    Parameters
    ----------
    of
        A matter's file, or `registers.yaml` or `checks.yaml` of the catalogue.
    out
        The file to write; standard output unless said. In a matter's first line, name it to the editor:
        # yaml-language-server: $schema=matter.schema.json

    """
    from hall.console.matters import print_schema

    print_schema(of, out)
