"""What a rating leaves in the history of a case: the applicant's word, and what became of a bad one (domain 3.10)."""

from datetime import date
from typing import Literal

from matters.happened import Happened
from matters.rating import Level, Tick

RatingChannel = Literal["follow", "hall", "mobile", "api"]
RatingVerdict = Literal["upheld", "not-attributable"]


class Rated(Happened):
    """The applicant rated the service of the finished case (好差评), once."""

    fact: Literal["rated"] = "rated"
    level: Level
    ticks: tuple[Tick, ...] = ()
    text: str = ""
    channel: RatingChannel
    anonymous: bool = False
    """The departments do not learn of it; the hall looks into it instead."""


class RatingSettled(Happened):
    """A bad rating was verified with the applicant, and answered (回访整改)."""

    fact: Literal["rating-settled"] = "rating-settled"
    verdict: RatingVerdict
    contacted_on: date
    finding: str
    measure: str
    corrected_by: date
