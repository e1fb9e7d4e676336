"""What every fact says: who did it, for whom, and when; and the day in China on which it happened."""

from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Literal

from pydantic import AwareDatetime

from matters.words import Frozen

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")


@lru_cache(maxsize=4096)
def business_date(moment: datetime) -> date:
    """The day in China on which something happened: legal time counts days, not hours (domain 5.8)."""
    return moment.astimezone(CHINA).date()


class Actor(Frozen):
    """Who did something, for whom: an account with its department and role; the machine is `onego`."""

    account: str
    department: str
    role: Literal["clerk", "officer", "head", "supervisor", "machine", "system", "applicant"]
    on_behalf: str | None = None
    """The account in whose name a stand-in acts (委托)."""

    @property
    def persons(self) -> frozenset[str]:
        """Whose act it counts as: the person's own, and that of the one they stand in for."""
        return frozenset({self.account, self.on_behalf or self.account})


MACHINE = Actor(account="onego", department="onego", role="machine")


class Happened(Frozen):
    """What all facts have in common."""

    at: AwareDatetime
    by: Actor

    @property
    def on(self) -> date:
        return business_date(self.at)
