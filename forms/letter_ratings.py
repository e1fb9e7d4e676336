"""What the answer to a bad rating says: the rating, what was found, what is done, and by when (N20)."""

from forms.letter_records import RatingAnswered
from matters.notices import IssueNotice
from matters.rating import LEVELS, TICKS
from matters.rules import Rules
from matters.standing import Standing


def of_rating(rules: Rules, now: Standing, notice: IssueNotice) -> dict[str, object]:
    """The value that the letter prints."""
    rating, answer = now.rated, now.rating_settled
    if rating is None or answer is None:
        return {}
    ticked = "、".join(TICKS[one].zh for one in rating.ticks)
    return {
        "rating": RatingAnswered(
            level=LEVELS[rating.level],
            rated_on=rating.on,
            said="；".join(one for one in (ticked, rating.text) if one),
            contacted_on=answer.contacted_on,
            finding=answer.finding,
            measure=answer.measure,
            corrected_by=answer.corrected_by,
        )
    }
