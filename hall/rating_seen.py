"""A rating as its applicant sees it on the own page, and as the form there sends it."""

from dataclasses import dataclass
from typing import Final

from pydantic import ValidationError

from hall.posted import Posted
from matters.acts import ACT, Act
from matters.errors import ActRefused
from matters.rating import BAD, COMPLAINTS, LEVELS, PRAISE, TICKS, Level, Tick
from matters.rating_facts import Rated, RatingSettled
from matters.standing import Standing
from matters.words import Text

ANONYMOUS: Final = "yes"


@dataclass(frozen=True)
class RatingSeen:
    """Whether the case may be rated, and what was said and answered."""

    may_rate: bool
    rated: Rated | None
    settled: RatingSettled | None

    levels: tuple[tuple[Level, Text], ...] = tuple(LEVELS.items())
    praise: tuple[tuple[Tick, Text], ...] = tuple(PRAISE.items())
    complaints: tuple[tuple[Tick, Text], ...] = tuple(COMPLAINTS.items())

    @property
    def level(self) -> Text | None:
        return LEVELS[self.rated.level] if self.rated else None

    @property
    def ticked(self) -> tuple[Text, ...]:
        return tuple(TICKS[one] for one in self.rated.ticks) if self.rated else ()

    @property
    def is_bad(self) -> bool:
        return self.rated is not None and self.rated.level in BAD


def rating_seen(now: Standing) -> RatingSeen:
    """The rating of a case, or the place for one."""
    may_rate = now.closed is not None and now.rated is None
    return RatingSeen(may_rate, now.rated, now.rating_settled)


def rating(posted: Posted) -> Act:
    """What the form says. Raises ActRefused."""
    said = {
        "act": "rate",
        "level": posted.text("level"),
        "ticks": posted.texts("ticks"),
        "text": posted.text("text"),
        "anonymous": posted.text("anonymous") == ANONYMOUS,
        "channel": "follow",
    }
    try:
        return ACT.validate_python(said)
    except ValidationError:
        raise ActRefused(
            zh="请选择满意程度；意见不超过1000字。",
            en="Choose how satisfied you are; what you write has up to 1000 characters.",
        ) from None
