"""Faults that can be dialled in per register, so that a demonstration can show what happens then."""

from collections.abc import Mapping
from random import Random
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from matters.errors import OneGoError
from matters.words import Frozen

Share = Annotated[float, Field(ge=0, le=1)]
EVERY = "all"
"""The key of the dial that holds for registers without one of their own."""


class Dial(Frozen):
    """How badly one register behaves."""

    latency_ms: Annotated[int, Field(ge=0, le=120_000)] = 0
    error_rate: Share = 0.0
    """Share of the calls that end as a server error."""
    down: bool = False
    """Every call ends as a server error."""
    stale_rate: Share = 0.0
    """Share of the answers that are a year old."""
    denied: bool = False
    """The caller has no authority for this register."""


class DialWrong(OneGoError):
    """A start option for a dial that cannot be read."""

    def __init__(self, option: str) -> None:
        names = ", ".join(Dial.model_fields)
        super().__init__(
            zh=f"故障选项“{option}”无法识别。写法：核验名:latency_ms=200,error_rate=0.1；可用：{names}。",
            en=f"The fault option “{option}” cannot be read. Write check:latency_ms=200,error_rate=0.1;"
            f" there are {names}.",
        )


def dial_from_option(option: str) -> tuple[str, Dial]:
    """`lease-filing:latency_ms=200,down=true` as key and dial. Raises DialWrong."""
    key, _, settings = option.partition(":")
    pairs = dict(part.strip().partition("=")[::2] for part in settings.split(",") if part.strip())
    if not key.strip() or not pairs:
        raise DialWrong(option)
    try:
        return key.strip(), TypeAdapter(Dial).validate_strings(pairs)
    except ValidationError:
        raise DialWrong(option) from None


class Dials:
    """The dials of a running gateway."""

    def __init__(self, start: Mapping[str, Dial], chance: Random) -> None:
        self._dials = dict(start)
        self._chance = chance

    def of(self, key: str) -> Dial:
        """The register's own dial, else the one for all."""
        return self._dials.get(key) or self._dials.get(EVERY) or Dial()

    def turn(self, key: str, dial: Dial) -> None:
        """Set a register's dial; setting the one for all takes back the single ones."""
        if key == EVERY:
            self._dials.clear()
        self._dials[key] = dial

    def fails_now(self, dial: Dial) -> bool:
        """Whether this call ends as a server error."""
        return dial.down or self._chance.random() < dial.error_rate

    def is_stale_now(self, dial: Dial) -> bool:
        """Whether this answer is an old one."""
        return self._chance.random() < dial.stale_rate
