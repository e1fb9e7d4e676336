"""Faults that can be dialled in per register, so that a demonstration can show what happens then."""

from collections.abc import Mapping
from random import Random
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from matters.errors import OneGoError
from matters.words import Frozen

Share = Annotated[float, Field(ge=0, le=1)]
EVERY = "all"
"""The key of the dial that holds for registers without one of their own."""
Nonsense = Literal["none", "shape", "json", "html"]
"""What comes instead of an answer: JSON of a wrong shape, broken JSON, somebody's sign-in page."""


class Dial(Frozen):
    """How badly one register behaves."""

    latency_ms: Annotated[int, Field(ge=0, le=120_000)] = 0
    error_rate: Share = 0.0
    """Share of the calls that end as a server error (500)."""
    down: bool = False
    """Every call ends as out of order (503)."""
    hang: bool = False
    """Calls are taken and never answered."""
    nonsense: Nonsense = "none"
    lost_secret: bool = False
    """The gateway does not know its callers any more (401)."""
    per_second: Annotated[int, Field(ge=1, le=10_000)] | None = None
    """More calls a second are sent away (429)."""
    denied: bool = False
    """The caller has no authority for this register."""
    pending: bool = False
    """It answers later, as long as this holds."""
    stale_rate: Share = 0.0
    """Share of the answers that are a year old."""
    mismatch_rate: Share = 0.0
    """Share of the records that are said to differ from what was asked."""
    multiple_rate: Share = 0.0
    """Share of the records that are said to be several."""

    @property
    def is_off(self) -> bool:
        return self == Dial()

    @property
    def option(self) -> str:
        """What `dial_from_option` makes it from, after the register's key."""
        turned = self.model_dump(exclude_defaults=True).items()
        return ",".join(f"{name}={_plain(value)}" for name, value in turned) or "off"


def _plain(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


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
    """`lease-filing:latency_ms=200,down=true` as key and dial; `lease-filing:off` takes all back.

    Raises DialWrong.
    """
    key, _, settings = option.partition(":")
    if key.strip() and settings.strip() == "off":
        return key.strip(), Dial()
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

    def happens(self, share: float) -> bool:
        """Whether something that happens in that share of the cases happens now."""
        return self._chance.random() < share
