"""A rating as its applicant sees it on the own page, and as the form there sends it."""

from dataclasses import dataclass
from typing import Final

from hall.form_mistakes import understood
from hall.posted import Posted
from hall.spots import Spot
from matters.acts import Act, Rate
from matters.rating import BAD, COMPLAINTS, LEVELS, PRAISE, TICKS
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


RATING: tuple[Spot, ...] = (
    Spot("level", Text(zh="您是否满意？", en="How satisfied are you?"), "choice", tuple(LEVELS.items())),
    Spot(
        "ticks",
        Text(zh="原因", en="Why"),
        "choices",
        tuple((PRAISE | COMPLAINTS).items()),
        required=False,
        help=Text(
            zh="可多选；不满意时请至少选一项或写明情况",
            en="any number; if dissatisfied, tick or write something",
        ),
    ),
    Spot("text", Text(zh="意见或建议", en="In your own words"), required=False),
)  # fmt: skip
"""The places of the form."""


def rating(posted: Posted) -> Act:
    """What the form says. Raises FormWrong."""
    said = {
        "level": posted.text("level"),
        "ticks": posted.texts("ticks"),
        "text": posted.text("text"),
        "anonymous": posted.text("anonymous") == ANONYMOUS,
        "channel": "follow",
    }
    return understood(Rate, said, posted, RATING)
