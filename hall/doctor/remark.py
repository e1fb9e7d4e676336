"""One thing that the doctor says."""

from dataclasses import dataclass
from enum import IntEnum

from matters.errors import OneGoError
from matters.words import Text


class Level(IntEnum):
    """How bad it is: `WRONG` keeps people from working, `WARNING` will sooner or later."""

    OK = 0
    WARNING = 1
    WRONG = 2


@dataclass(frozen=True)
class Remark:
    """What was looked at, and what to do about it."""

    level: Level
    what: Text
    remedy: Text | None = None


def fine(zh: str, en: str) -> Remark:
    """Nothing to do."""
    return Remark(Level.OK, Text(zh=zh, en=en))


def warning(what: tuple[str, str], remedy: tuple[str, str]) -> Remark:
    """Works, but somebody should do something; each Chinese and English."""
    return Remark(Level.WARNING, _text(what), _text(remedy))


def wrong(what: tuple[str, str], remedy: tuple[str, str]) -> Remark:
    """Does not work; each Chinese and English."""
    return Remark(Level.WRONG, _text(what), _text(remedy))


def refused(error: OneGoError) -> Remark:
    """What a refusal of ours says: its sentence holds the remedy."""
    return Remark(Level.WRONG, error.text)


def _text(both: tuple[str, str]) -> Text:
    return Text(zh=both[0], en=both[1])
