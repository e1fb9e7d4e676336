"""`onego matter explain`, `graph`, `guide`, `form`, `schema`: what a matter does, told and drawn.

Imports stand inside the commands, see `hall.command_line`.
"""

from typing import Annotated

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
