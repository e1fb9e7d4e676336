"""What the books say when all is over: each question gives the things that are wrong, so that none is a good answer."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from flows.installation import Installation
from hall.registers.deliveries import Delivered
from hall.registers.folders import deliveries_of
from matters.case import Case, NoticeDelivered, NoticeIssued, Outcome, SystemCalled
from matters.rules import Rules
from matters.standing import standing
from matters.work import open_work
from storage import cases, incidents
from storage.fact_codec import ChainBroken
from storage.projection import project
from tests.faults.players import Done, Part

Row = tuple[object, ...]

_CASE = (
    "digest, matter_key, version, state, outcome, applicant, subject, due_on, closed_at, wake_at"
)
_WORK = "step, department, round, opened_at, due_on, promised_on, holder, waiting"
_NOTICE = "key, letter, step, department, number, issued_at, delivered_at, file"


@dataclass(frozen=True)
class Books:
    """All that is kept of some cases."""

    house: Installation
    numbers: tuple[str, ...]

    @cached_property
    def cases(self) -> dict[str, Case]:
        with self.house.database.transaction() as connection:
            found = cases.load_many(connection, self.house.keyring, self.numbers)
        return {one.case.number: one.case for one in found}

    def rules_of(self, case: Case) -> Rules:
        with self.house.database.transaction() as connection:
            return self.house.rules(connection, case.matter)

    def rows(self, sql: str, *given: object) -> list[Row]:
        with self.house.database.transaction() as connection:
            return connection.execute(sql, given).fetchall()

    def wrong_outcomes(self, parts: Iterable[Part]) -> list[str]:
        """Cases that did not end as their script says: the outcome, and the result of each step."""
        wrong = []
        for part in parts:
            now, scenario = standing(self.cases[part.number]), part.play.scenario
            results = {key: str(own.status) for key, own in now.steps.items()}
            if now.outcome != scenario.outcome:
                wrong.append(f"{part.number} {scenario.scenario}: {now.outcome}")
            elif scenario.results is not None and results != scenario.results:
                wrong.append(f"{part.number} {scenario.scenario}: {results}")
        return wrong

    def ended_worse(self, parts: Iterable[Part]) -> list[str]:
        """Cases that should have come to a good end, and were refused, broken off, or have none."""
        good = (Outcome.GRANTED, Outcome.PARTLY_GRANTED)
        found = ((part, self.cases[part.number]) for part in parts)
        return [
            f"{part.number} {part.play.scenario.scenario}: {now} for {part.play.scenario.outcome},"
            f" open: {[one.step for one in open_work(self.rules_of(case), case)]}"
            for part, case in found
            for now in (standing(case).outcome,)
            if now is None or (part.play.scenario.outcome in good and now not in good)
        ]

    def acts_not_kept_once(self, done: Iterable[Done]) -> list[str]:
        """Acts that were acknowledged and are not in the facts, or are there more than once."""
        kept = Counter(
            (case.number, fact.by.account, fact.fact)
            for case in self.cases.values()
            for fact in case.facts
        )
        found = [(one, kept[one.number, one.account, one.fact]) for one in done]
        return [f"{one}: {times} times" for one, times in found if times != 1]

    def answers_lost(self, done: Iterable[Done]) -> int:
        """Acts that were kept before they were asked for the last time: their first answer never came."""
        asked = {(one.number, one.account, one.fact): one.asked_at for one in done}
        return sum(
            fact.at < asked.get((case.number, fact.by.account, fact.fact), fact.at)
            for case in self.cases.values()
            for fact in case.facts
        )

    def acts_of_nobody(self, done: Iterable[Done]) -> list[str]:
        """What people are said to have done and never did, or were never told that it is done."""
        known = {(one.number, one.account) for one in done}
        return [
            f"{case.number} {fact.fact} by {fact.by.account}"
            for case in self.cases.values()
            for fact in case.facts
            if fact.by.role != "machine" and (case.number, fact.by.account) not in known
        ]

    def gaps_in_numbers(self) -> list[Row]:
        """Series, of the whole installation, in which a number is missing, given twice, or counted wrongly."""
        return self.rows(
            "select department, series, year, last, array_agg(sequence order by sequence)"
            " from number_series full join notices using (department, series, year)"
            " group by department, series, year, last"
            " having array_agg(sequence order by sequence) is distinct from"
            " array(select * from generate_series(1, last))"
        )

    def notices_not_issued_once(self) -> list[str]:
        """Notices that have two numbers, or that the facts and the table of notices do not agree on."""
        wrong = []
        for number, case in self.cases.items():
            wanted = sorted(_notices(case))
            kept = self.rows(
                f"select {_NOTICE} from notices where case_number = %s order by key", number
            )
            if len({row[0] for row in wanted}) != len(wanted) or wanted != kept:
                wrong.append(f"{number}: {wanted} / {kept}")
        return wrong

    def notices_not_delivered_once(self, data_dir: Path) -> list[str]:
        """Notices that the receiver has not got, got twice, or got under another receipt than the case says."""
        wanted = {
            f"{case.number}/{fact.key}": fact.receipt
            for case in self.cases.values()
            for fact in case.facts
            if isinstance(fact, NoticeDelivered)
        }
        issued = {
            f"{case.number}/{fact.key}"
            for case in self.cases.values()
            for fact in case.facts
            if isinstance(fact, NoticeIssued) and fact.to == "applicant"
        }
        # A call to another system goes the same way: the case keeps its receipt, and it is made once.
        called = {
            fact.request
            for case in self.cases.values()
            for fact in case.facts
            if isinstance(fact, SystemCalled)
        }
        every = [one for one in _book(data_dir) if one.case_number in self.cases]
        own = [one for one in every if one.channel != "system"]
        calls = Counter(one.key for one in every if one.channel == "system" and not one.repeat)
        unknown = {one.receipt for one in every if one.channel == "system"} - called
        wrong_calls = [f"{key}: {times} calls" for key, times in calls.items() if times != 1]
        wrong_calls += [f"{receipt}: a call that no case knows" for receipt in unknown]
        taken = Counter(one.key for one in own if not one.repeat)
        receipts = {(one.key, one.receipt) for one in own}
        wrong = wrong_calls
        wrong += [f"{key}: {times} messages" for key, times in taken.items() if times != 1]
        wrong += [f"{key}: no message" for key in issued - taken.keys()]
        wrong += [f"{key}: never issued" for key in taken.keys() - issued]
        wrong += [f"{key}: not recorded" for key in issued - wanted.keys()]
        wrong += [f"{key}: {r}" for key, r in wanted.items() if receipts != receipts | {(key, r)}]
        return wrong

    def repeated_messages(self, data_dir: Path) -> int:
        """How often the receiver was handed something again and knew it."""
        return sum(one.repeat and one.case_number in self.cases for one in _book(data_dir))

    def broken_chains(self) -> list[str]:
        """Cases whose facts are not whole."""
        broken = []
        for number in self.numbers:
            try:
                with self.house.database.transaction() as connection:
                    cases.verify(connection, number)
            except ChainBroken as error:
                broken.append(str(error))
        return broken

    def stale_projections(self) -> list[str]:
        """Cases of which something kept is not what their facts give."""
        wrong = []
        for number, case in self.cases.items():
            rules = self.rules_of(case)
            row, work = self._projected(rules, case)
            kept = self.rows(f"select {_CASE} from cases where number = %s", number)
            open_work = self.rows(
                f"select {_WORK} from work_items where case_number = %s order by 1, 2", number
            )
            if kept != [row]:
                wrong.append(f"{number}: facts give {row}, kept is {kept}")
            if open_work != work:
                wrong.append(f"{number}: facts give the work {work}, kept is {open_work}")
        return wrong

    def _projected(self, rules: Rules, case: Case) -> tuple[Row, list[Row]]:
        seen = project(rules, case)
        subject = self.house.keyring.blind(seen.subject) if seen.subject else b""
        row = (
            case.matter, rules.matter.matter, len(case.facts), seen.state, seen.outcome,
            seen.applicant, subject, seen.due_on, seen.closed_at, seen.wake_at,
        )  # fmt: skip
        work = [
            (
                one.step, one.department, one.round, one.opened_at, one.due, one.promised,
                one.holder, one.waiting,
            )
            for one in seen.work
        ]  # fmt: skip
        return row, sorted(work)

    def leases(self) -> list[Row]:
        """Cases that a wave still says it carries."""
        return self.rows("select number, wave, leased_until from cases where leased_until > now()")

    def waiting(self) -> list[Row]:
        """Cases of which the machine has something to do now."""
        return self.rows(
            "select number from cases where wake_at <= now() and number = any(%s)",
            list(self.numbers),
        )

    def open_incidents(self) -> list[str]:
        """Cases that stand still until a person looks at them."""
        with self.house.database.transaction() as connection:
            found = incidents.unresolved(connection)
        return [f"{one.case}: {one.sentence}" for one in found]


def books_of(house: Installation, parts: Sequence[Part]) -> Books:
    """The books of the cases of a play."""
    return Books(house, tuple(part.number for part in parts if part.number))


def _notices(case: Case) -> Iterable[Row]:
    arrived = {one.key: one for one in case.facts if isinstance(one, NoticeDelivered)}
    for fact in case.facts:
        if isinstance(fact, NoticeIssued):
            own = arrived.get(fact.key)
            head = (fact.key, fact.letter, fact.step, fact.department, fact.number, fact.at)
            yield (*head, own.at if own else None, own.file if own else None)


def _book(data_dir: Path) -> list[Delivered]:
    lines = deliveries_of(data_dir).read_text().splitlines()
    return [Delivered.model_validate_json(line) for line in lines]
