"""Whether a play ended as its scenario says, and what there is to tell of it."""

from dataclasses import dataclass
from datetime import date

from flows.installation import Installation
from hall.demo.player import Played, Seen
from matters.case import Outcome
from matters.limits import working_days_between
from storage import notices, queues
from storage.notices import NoticeSeen


@dataclass(frozen=True)
class Verdict:
    """One case of a demonstration, as its table tells it."""

    played: Played
    outcome: Outcome | None
    days: int | None
    """Working days counted from acceptance to the end; None: it was never accepted."""
    notices: tuple[NoticeSeen, ...] = ()
    carried: float = 0.0
    """How many cases the waves of this one carried on average."""

    @property
    def right(self) -> bool:
        """The outcome, and where the scenario says them the results of all steps; every notice delivered."""
        scenario = self.played.play.scenario
        return (
            self.played.trouble is None
            and scenario.outcome in (None, self.outcome)
            and (scenario.results is None or scenario.results == _results(self.played.seen))
            and all(one.delivered_at is not None and one.file for one in self.notices)
        )


def verdict(house: Installation, played: Played) -> Verdict:
    """What became of the case. Raises DatabaseAway."""
    if played.seen is None:
        return Verdict(played, None, None)
    with house.database.transaction() as connection:
        carriage = queues.carriage_of(connection, played.number)
        issued = notices.of_case(connection, played.number)
    return Verdict(
        played=played,
        outcome=played.seen.now.outcome,
        days=_days(played.seen),
        notices=tuple(one for one in issued if _is_sent(played.seen, one)),
        carried=carriage.carried / carriage.waves if carriage.waves else 0.0,
    )


def _is_sent(seen: Seen, notice: NoticeSeen) -> bool:
    """Whether it is for the applicant: what stays in the file is delivered to nobody."""
    fact = seen.now.issued.get(notice.key)
    return fact is not None and fact.to == "applicant"


def _results(seen: Seen | None) -> dict[str, str]:
    return {key: own.status for key, own in seen.now.steps.items()} if seen else {}


def _days(seen: Seen) -> int | None:
    now = seen.now
    if now.accepted is None or now.closed is None:
        return None
    begun: date = now.accepted.effective
    return working_days_between(begun, now.closed.on, seen.rules.calendar)
