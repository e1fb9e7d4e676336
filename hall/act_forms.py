"""What one form of the case page is made of, and in which order the forms of a desk stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from hall.act_lists import AskedField, AskedPaper, Want
from hall.act_rows import AskedGroup
from hall.spots import ANSWER, Sheet, Spot, Typed
from matters.spec import Step
from matters.words import Text
from matters.work import ActName

DecisionForm = Literal["grant", "refuse", "issue", "agree", "disagree", "hold"]
FormName = ActName | DecisionForm


@dataclass(frozen=True)
class ActForm:
    """One form of the case page."""

    name: FormName
    act: ActName
    step: str
    once: str
    """Made of the case's state: the same form sent twice, from one window or two, is one act."""
    typed: Typed
    words: Text
    """On its button."""
    about: Text
    place: str = ""
    """The part of the step that it is for."""
    decision: str = ""
    spots: tuple[Spot, ...] = ()
    problems: Mapping[str, Text] = field(default_factory=dict)
    """What was wrong with it when it was refused, by the names of its places."""
    wants: tuple[Want, ...] = ()
    fields: tuple[AskedField, ...] = ()
    """What is supplied."""
    groups: tuple[AskedGroup, ...] = ()
    papers: tuple[AskedPaper, ...] = ()
    declared: Step | None = None
    notes: tuple[Text, ...] = ()
    """What to know before it is filled in: the law, and the days that bind."""

    @property
    def is_main(self) -> bool:
        """Whether it stands in sight; the others fold away."""
        return self.act in MAIN

    @property
    def is_grave(self) -> bool:
        return self.name in GRAVE

    @property
    def is_open(self) -> bool:
        """Whether it shows its places at once, because it is what its reader came for, or holds what it produces."""
        return self.name in OPEN or any(one.name.startswith(ANSWER) for one in self.spots)

    @property
    def sheet(self) -> Sheet:
        return Sheet(self.ident, self.spots, self.typed, self.problems)

    @property
    def ident(self) -> str:
        """What the ids of its controls begin with."""
        return "-".join(one for one in (self.name, self.step, self.place) if one).replace(":", "-")


ORDER: tuple[ActName, ...] = (
    "take", "accept", "approve", "return-proposal", "resume", "decide", "inspect", "give-opinion",
    "answer-supervision", "answer-rating", "confirm-payment", "answer-objection", "object", "signal", "answer-call",
    "supply",
    "ask-for-more", "refuse-to-accept", "check-again", "send-back", "ask-opinion", "revoke-opinion", "transfer",
    "add-part", "drop-part", "finish", "call-again", "appoint", "copy", "suspend", "extend", "extend-bundle",
    "withdraw", "verify", "check-promise", "revoke-decision", "revoke-acceptance", "settle-objection",
    "ask-verification",
)  # fmt: skip
"""As a desk shows them; recalling, urging, ending and leaving out belong to the whole case."""
MAIN: frozenset[ActName] = frozenset(
    {
        "take", "accept", "approve", "return-proposal", "resume", "decide", "inspect", "give-opinion",
        "answer-supervision", "answer-rating", "confirm-payment", "answer-objection", "object", "answer-call",
        "supply", "ask-for-more",
        "refuse-to-accept", "recall", "signal", "verify", "check-promise", "settle-objection", "ask-verification",
    }
)  # fmt: skip
OPEN: frozenset[FormName] = frozenset(
    {
        "give-opinion",
        "answer-rating",
        "answer-supervision",
        "confirm-payment",
        "hold",
        "answer-objection",
        "verify",
        "check-promise",
    }
)
GRAVE: frozenset[FormName] = frozenset(
    {
        "refuse",
        "disagree",
        "refuse-to-accept",
        "withdraw",
        "terminate",
        "skip",
        "finish",
        "revoke-acceptance",
        "revoke-decision",
    }
)
OF_PART: frozenset[ActName] = frozenset(
    {
        "take",
        "decide",
        "approve",
        "return-proposal",
        "transfer",
        "give-opinion",
        "answer-rating",
        "answer-supervision",
        "inspect",
        "verify",
        "check-promise",
    }
)
"""Said of one part; the others concern the whole step and stand once."""
OF_HEADS: frozenset[ActName] = frozenset(
    {"approve", "return-proposal", "extend", "revoke-decision"}
)
