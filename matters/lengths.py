"""How long a register is waited for, and how often it may be asked, in words."""

import re
from typing import Annotated, Self

from pydantic import Field, model_serializer, model_validator

from matters.errors import OneGoError
from matters.words import Frozen

_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
_LENGTH = re.compile(r"([1-9][0-9]{0,3}) (second|minute)s?")
_RATE = re.compile(r"([1-9][0-9]{0,6}) an? (second|minute|hour|day)")


class LengthMistake(OneGoError, ValueError):
    """A waiting time or a rate that cannot be read."""


class _InWords(Frozen):
    """What is written in words, and written so again."""

    words: str

    @model_serializer
    def _spoken(self) -> str:
        return self.words

    @classmethod
    def parse(cls, words: str) -> Self:
        """Raises `LengthMistake`."""
        return cls.model_validate(words)


class WaitingTime(_InWords):
    """A waiting time: `5 seconds`, `2 minutes`."""

    seconds: Annotated[int, Field(gt=0)]

    @model_validator(mode="before")
    @classmethod
    def words_are_read(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        found = _LENGTH.fullmatch(value)
        if found is None:
            raise LengthMistake(
                zh=f"等待时间“{value}”无法识别。请写成“5 seconds”或“2 minutes”。",
                en=f"“{value}” is no waiting time. Write “5 seconds” or “2 minutes”.",
            )
        return {"words": value, "seconds": int(found[1]) * _SECONDS[found[2]]}


class Rate(_InWords):
    """How often something may happen: `600 a minute`, `10 a second`, `5000 an hour`, `20000 a day`."""

    count: Annotated[int, Field(gt=0)]
    seconds: Annotated[int, Field(gt=0)]
    """Within this time."""

    @property
    def per_second(self) -> float:
        return self.count / self.seconds

    @model_validator(mode="before")
    @classmethod
    def words_are_read(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        found = _RATE.fullmatch(value)
        if found is None:
            raise LengthMistake(
                zh=f"频率“{value}”无法识别。请写成“600 a minute”“10 a second”或“20000 a day”。",
                en=f"“{value}” is no rate. Write “600 a minute”, “10 a second” or “20000 a day”.",
            )
        return {"words": value, "count": int(found[1]), "seconds": _SECONDS[found[2]]}
