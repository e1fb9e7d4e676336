"""What a connector brings back from a register, and what it says when there is nothing to bring."""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from flows.register_messages import RegisterAnswer, RegisterQuery, Reply
from flows.register_refusals import NOT_KNOWN, OUT_OF_REACH, REFUSED
from matters.case import FindingOutcome
from matters.registers import Register
from matters.words import Text


class Heard(NamedTuple):
    """One answer as a connector understood it."""

    reply: Reply
    digest: str | None = None
    """SHA-256 of what was received."""
    trouble: Text | None = None
    """What is wrong with the register itself, for those who run it; never a value."""
    lost: bool = False
    """No answer came at all: it counts towards leaving the register alone for a while."""
    unknown: bool = False
    """Who asks was not known: unless renewed, it counts towards leaving the register alone, and asking again at once
    is in vain."""
    renewed: bool = False
    """We were refused, and what signs our calls is fetched anew since: it is worth asking once more."""


class Connector(Protocol):
    """One way to registers."""

    most: int
    """Questions that one call carries."""

    async def ask(self, register: Register, queries: Sequence[RegisterQuery]) -> list[Heard]:
        """The answers in the order of the questions; nothing is raised for a register that is away."""
        ...

    async def poll(self, register: Register, query: RegisterQuery, ticket: str) -> Heard:
        """The answer to a pending question, or that it is pending still."""
        ...


_CHECKED = Text(zh="数据源已答复。", en="The register has answered.")


def lost(trouble: Text | None = None) -> Heard:
    """Nothing came in time."""
    return Heard(OUT_OF_REACH, trouble=trouble, lost=True)


def wrong_shape(what: Text, digest: str | None = None, *, lost: bool = False) -> Heard:
    """Something came that is no answer: the register's fault, never the applicant's."""
    trouble = Text(
        zh=f"返回内容与登记的格式不符：{what.zh}",
        en=f"what came is not of the declared shape: {what.en}",
    )
    return Heard(OUT_OF_REACH, digest, trouble, lost)


def refused(trouble: Text | None = None, digest: str | None = None) -> Heard:
    """The register or its gateway refuses us."""
    return Heard(REFUSED, digest, trouble)


def unknown(trouble: Text | None = None, digest: str | None = None) -> Heard:
    """What we show to be known by has lost its force, or was never right."""
    return Heard(NOT_KNOWN, digest, trouble or _NOT_KNOWN, unknown=True)


_NOT_KNOWN = Text(
    zh="登记机关不认可本系统的凭据（401）。请核对接口账号和密钥。",
    en="the register does not know us by what we show (401). Look at the account and its secret.",
)


def said(outcome: FindingOutcome) -> Reply:
    """An outcome without values."""
    return Reply(code="00", message=_CHECKED, outcome=outcome)


def answer_of(query: RegisterQuery, heard: Heard, register: Register | None) -> RegisterAnswer:
    """What was heard as the answer to the question, with whose register it came from."""
    reply = heard.reply
    if register is not None and reply.source is None and reply.outcome not in _NOT_ANSWERED:
        reply = reply.model_copy(update={"source": register.holder})
    approval = query.purpose.approval
    return RegisterAnswer(check=query.check, digest=heard.digest, approval=approval, **dict(reply))


_NOT_ANSWERED = (FindingOutcome.UNAVAILABLE, FindingOutcome.DENIED)


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
