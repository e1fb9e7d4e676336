"""What may be done about a rating; see `matters.acts`."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field as Rule

from matters.rating import Level, Tick
from matters.rating_facts import RatingChannel, RatingVerdict
from matters.words import Frozen

Words = Annotated[str, Rule(max_length=1000)]


class Rate(Frozen):
    """Rate the service of a finished case (好差评): the applicant's own act, once."""

    act: Literal["rate"] = "rate"
    step: Literal["acceptance"] = "acceptance"
    level: Level
    ticks: Annotated[tuple[Tick, ...], Rule(max_length=12)] = ()
    text: Words = ""
    channel: RatingChannel = "api"
    anonymous: bool = False


class AnswerRating(Frozen):
    """Answer a bad rating (差评回访整改): what was found, what is done about it, and by when."""

    act: Literal["answer-rating"] = "answer-rating"
    step: Literal["acceptance"] = "acceptance"
    verdict: RatingVerdict
    contacted_on: date | None = None
    """When the applicant was asked about it; today when left out."""
    finding: Words
    measure: Words
    corrected_by: date
