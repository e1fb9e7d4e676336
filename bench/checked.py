"""What the rows of checks are about: matters that ask many registers at once, and these registers."""

import time
from datetime import UTC, datetime

from pydantic import SecretStr

from bench.workload import restaurant
from flows.connectors.surroundings import Clocks, Surroundings
from matters.reading import shipped_catalogue
from matters.registers import Register, RegisterList
from matters.spec import Matter

CHECKS = 20
SINGLE = 4
"""Checks of the matter whose registers take one question a call."""
SECRET = "a secret of the speed test"
GIVES = "holder"
"""What every register gives."""


def at_once() -> Matter:
    """Twenty checks of registers that take many questions in one call."""
    return _asking("twenty-checks", "batch", CHECKS)


def one_by_one() -> Matter:
    """Checks of registers with JSON of their own, which take one question a call."""
    return _asking("single-questions", "single", SINGLE)


def unasked() -> Matter:
    """A matter of which no case is ever launched: its waves are empty."""
    return _asking("nothing-to-do", "batch", 0)


def declared() -> RegisterList:
    """A register for every check, all at one address, none with a rate."""
    shipped = shipped_catalogue().registers
    batch, single = shipped.register_of("business-licence"), shipped.register_of("utility-account")
    assert batch is not None
    assert single is not None
    many = (_named(batch, f"batch-{number}") for number in range(1, CHECKS + 1))
    few = (_named(single, f"single-{number}") for number in range(1, SINGLE + 1))
    return RegisterList(connectors=shipped.connectors, registers=(*many, *few))


def surroundings(address: str) -> Surroundings:
    """Everything that the connectors need to reach them."""
    named = {
        "ONEGO_REGISTERS_URL": SecretStr(address),
        "ONEGO_REGISTERS_APP_KEY": SecretStr("onego"),
        "ONEGO_REGISTERS_APP_SECRET": SecretStr(SECRET),
        "ONEGO_UTILITIES_URL": SecretStr(address),
        "ONEGO_UTILITIES_KEY": SecretStr(SECRET),
    }
    clocks = Clocks(now=lambda: datetime.now(UTC), steady=time.monotonic)
    return Surroundings(clocks, named.get)


def _named(register: Register, key: str) -> Register:
    return register.model_copy(update={"key": key, "at_once": 16})


def _asking(key: str, registers: str, count: int) -> Matter:
    """The matter of the workload, with these checks in the place of its own."""
    said = restaurant().model_dump(mode="json", by_alias=True, exclude_defaults=True)
    checks = [_check(f"{registers}-{number}") for number in range(1, count + 1)]
    return Matter.model_validate(said | {"matter": key, "checks": checks})


def _check(register: str) -> dict[str, object]:
    return {
        "check": {
            "key": register, "name": f"核验 {register}", "register": register, "holder": "测速",
            "basis": "测速", "inputs": ["uscc"], "gives": {GIVES: "text"},
        },
        "with": {"uscc": "company.uscc"},
    }  # fmt: skip
