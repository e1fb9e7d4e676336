"""The worker of the fault tests of registers: it soon gives a call up, keeps to rates, and has a clock set forward."""

from dataclasses import replace
from datetime import timedelta

from flows.installation import Installation
from matters.lengths import Rate, WaitingTime
from matters.registers import RegisterList
from storage.settings import Settings
from tests.faults.hours import clock_of
from tests.faults.worker import run

RATES = (Rate.parse("10 a second"), Rate.parse("300 a minute"), Rate.parse("6 a second"))
"""Given to the registers in turn: none may be called more often, however many cases wait for it."""
TIMEOUT = WaitingTime.parse("3 seconds")


def rated(declared: RegisterList) -> RegisterList:
    """The registers with a rate each, and with a time-out after which one that hangs is given up."""
    registers = tuple(
        one.model_copy(update={"rate": RATES[place % len(RATES)], "timeout": TIMEOUT})
        for place, one in enumerate(declared.registers)
    )
    return declared.model_copy(update={"registers": registers})


def changed(house: Installation, settings: Settings) -> Installation:
    # Time that passes at once ends no lease: no wave dies here.
    return replace(
        house,
        registers=rated(house.registers),
        clock=clock_of(settings.data_dir),
        lease=timedelta(days=60),
    )


if __name__ == "__main__":
    run(changed)
