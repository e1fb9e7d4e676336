"""A notice that counts no more (作废): its number stays used, and what is said of it stays readable."""

from typing import Literal

from matters.happened import Happened

VoidBecause = Literal["misprint", "content", "recipient", "twice", "lost", "other"]
"""Why: a slip of the pen, wrong content, the wrong person, issued twice, lost or damaged, or something else."""


class NoticeVoided(Happened):
    """A head of its department voided a notice; the decision that it tells of stands."""

    fact: Literal["notice-voided"] = "notice-voided"
    key: str
    number: str
    """Of the notice: never given again."""
    because: VoidBecause
    text: str
    """What exactly was wrong, in the head's words."""
    corrected: bool = False
    """A corrected notice with a number of its own takes its place (更正)."""
