"""What one form of the case page is made of, and in which order the forms of a desk stand."""

from dataclasses import dataclass
from typing import Literal

from hall.act_lists import AskedField, AskedPaper, Want
from hall.act_rows import AskedGroup
from hall.posted import Posted
from matters.spec import Step
from matters.words import Text
from matters.work import ActName

DecisionForm = Literal["grant", "refuse", "issue", "agree", "disagree", "hold"]
FormName = ActName | DecisionForm


class Typed:
    """What somebody had typed into a form that was refused; nothing in a fresh one."""

    def __init__(self, posted: Posted | None = None) -> None:
        self.posted = posted

    @property
    def is_again(self) -> bool:
        return self.posted is not None

    def text(self, name: str, default: str = "") -> str:
        return self.posted.text(name) if self.posted else default

    def texts(self, name: str) -> tuple[str, ...]:
        return self.posted.texts(name) if self.posted else ()


@dataclass(frozen=True)
class Spot:
    """One place to write or choose in a form; it is sent under the name that the act has for it."""

    name: str
    label: Text
    kind: Literal["text", "long", "list", "choice", "number", "date"] = "long"
    options: tuple[tuple[str, Text], ...] = ()
    value: str = ""
    help: Text | None = None
    required: bool = True
    nothing: Text | None = None
    """What the list says where nothing is chosen."""


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
    basis: str = ""
    spots: tuple[Spot, ...] = ()
    wants: tuple[Want, ...] = ()
    fields: tuple[AskedField, ...] = ()
    """What is supplied, or what the step produces."""
    groups: tuple[AskedGroup, ...] = ()
    papers: tuple[AskedPaper, ...] = ()
    targets: tuple[tuple[str, Text], ...] = ()
    """Where work may go back to, the checks that may be asked again, or why more is asked for again."""
    declared: Step | None = None
    officers: tuple[str, ...] = ()
    """Of a visit: who goes, as far as it is known, with an empty place for everybody else."""
    rule: Text | None = None
    """How many must go, and by which law."""

    @property
    def is_main(self) -> bool:
        """Whether it stands in sight; the others fold away."""
        return self.act in MAIN

    @property
    def is_grave(self) -> bool:
        return self.name in GRAVE

    @property
    def is_open(self) -> bool:
        """Whether it shows its places at once, because it is what its reader came for."""
        return self.name in OPEN

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
