"""The registers of a trial: what a scenario has them say, else what the subject's traits make them say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from matters.case import MACHINE, CheckAnswered, Finding, FindingOutcome
from matters.fields import Value
from matters.limits import Limit, last_day
from matters.plays import Facts
from matters.rules import Rules, inputs_of
from matters.scenarios import RegisterSays
from matters.standing import SILENT, Standing
from matters.workbench.subjects import Said, Subject

_ASKED_AGAIN = frozenset({FindingOutcome.PENDING, FindingOutcome.UNAVAILABLE})


@dataclass(frozen=True)
class Gateway:
    """All registers of one trial."""

    rules: Rules
    told: Mapping[str, RegisterSays]
    subject: Subject
    starts: datetime
    down: frozenset[str] = frozenset()

    def facts(self) -> Facts:
        """What is known of the subject; what a register is to fill counts as known."""
        said = {
            path: self._value(self.told[use.key].values[name])
            for use in self.rules.matter.checks
            if use.key in self.told
            for path, name in use.fills.items()
            if name in self.told[use.key].values
        }
        return {**self.subject.facts, **said}

    def answer(self, check: str, now: Standing, at: datetime) -> CheckAnswered:
        """What the register of the check says now."""
        use = self.rules.matter.check(check)
        inputs = inputs_of(use, self.rules.matter, now) or {}
        said, again = self._said(check, inputs, at)
        finding = Finding(
            check=check,
            outcome=said.outcome,
            values=said.values,
            asked_at=at,
            source=use.check.register_key,
            request="trial",
            ask_again_at=again,
        )
        return CheckAnswered(at=at, by=MACHINE, finding=finding)

    def _said(
        self, check: str, inputs: dict[str, Value], at: datetime
    ) -> tuple[Said, datetime | None]:
        """The answer, and when it may be asked for again."""
        use = self.rules.matter.check(check)
        if check in self.down:
            return Said(FindingOutcome.UNAVAILABLE, {}), None
        usual = self.subject.says(use.check, inputs)
        told = self.told.get(check)
        if told is None:
            return usual, None
        ready = self._ready(told.after)
        outcome = told.outcome if at >= ready else told.meanwhile
        again = ready if at < ready and outcome in _ASKED_AGAIN else None
        if outcome in SILENT or outcome == FindingOutcome.NO_RECORD:
            return Said(outcome, {}), again
        values = {name: self._value(value) for name, value in told.values.items()}
        return Said(outcome, {**usual.values, **values} if at >= ready else usual.values), again

    def _ready(self, after: Limit | None) -> datetime:
        match after:
            case None:
                return self.starts
            case Limit(unit="days", count=count):
                return self.starts + timedelta(days=count)
            case _:
                day = last_day(self.starts.date(), after, self.rules.calendar)
                return datetime.combine(day, self.starts.timetz())

    def _value(self, value: Value) -> Value:
        if isinstance(value, str) and value.startswith("$"):
            return self.subject.facts.get(value[1:], value)
        return value
