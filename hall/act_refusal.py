"""A form of the case page that was not taken: why, what was sent, and which of its places have to be put right."""

from dataclasses import dataclass

from hall.act_rows import as_posted
from hall.form_mistakes import problems_of
from hall.posted import Posted
from hall.spots import ANSWER
from matters.errors import AnswersWrong, OneGoError
from matters.words import Text


@dataclass(frozen=True)
class Refusal:
    """A form that was not taken: why, and what was sent."""

    error: OneGoError
    posted: Posted
    meanwhile: Text | None = None
    """What somebody else did since the page was opened."""

    @property
    def problems(self) -> dict[str, Text]:
        """What is wrong, by the names of the places."""
        if not isinstance(self.error, AnswersWrong):
            return problems_of(self.error)
        found = self.error.problems.items()
        return {f"{ANSWER}{as_posted(self.posted, path)}": text for path, text in found}
