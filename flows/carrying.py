"""What the tasks of a wave do: ask registers, issue and deliver notices, let timers speak. Prefect is unknown here."""

import asyncio
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from flows import checking, noticing
from flows.asking import Questions
from flows.changing import BATCH, Change, Changer, each
from flows.checking import AsksRegisters
from flows.delivering import Delivering
from flows.errands import Errands, calls_of
from flows.installation import Installation
from flows.noticing import TakesMessages
from flows.plan import CaseDue, Node, Plan
from flows.recovering import answers_after_all, worth_asking
from matters.case import MACHINE, Case, CheckAnswered
from matters.due import ByTheClock, RunCheck, due_at
from matters.errors import OneGoError
from matters.machine_verbs import TakenCall, by_the_clock, called_out
from matters.rules import Rules
from matters.standing import Standing, standing
from matters.verbs import Moment, found
from storage import claims, register_states
from storage.database import DatabaseAway
from storage.projection import asked_in_vain
from storage.register_states import RegisterState


class Outside(AsksRegisters, TakesMessages, Protocol):
    """The world outside: registers, and the channel to applicants."""


class OutOfReach(OneGoError):
    """A register did not answer; the task tries again."""

    status = 503

    def __init__(self, what: str, count: int) -> None:
        super().__init__(
            zh=f"{what}暂时没有应答，{count}件稍后重试。",
            en=f"{what} does not answer; {count} case(s) will be tried again.",
        )


@dataclass
class Carrier:
    """Carries the cases of one wave."""

    house: Installation
    outside: Outside
    wave: str
    carried: set[str] = field(default_factory=set)
    seen: dict[str, CaseDue] = field(default_factory=dict)
    """The cases as they were planned: good enough to ask registers; what is recorded is derived again."""

    def __post_init__(self) -> None:
        self.changer = Changer(self.house)
        self.questions = Questions(self.outside, self.house.clock, self.take_in)

    @property
    def actions(self) -> int:
        return self.changer.moved

    async def claim(self, digests: tuple[str, ...], most: int) -> tuple[str, ...]:
        """Take up to `most` cases that wait for the machine."""
        return await asyncio.to_thread(self._claim, digests, most)

    def _claim(self, digests: tuple[str, ...], most: int) -> tuple[str, ...]:
        with self.house.database.transaction() as connection:
            taken = claims.claim(connection, self._lease(), digests, most)
        numbers = tuple(sorted(taken))
        self.carried.update(numbers)
        return numbers

    async def release(self, numbers: tuple[str, ...]) -> None:
        """Give them free again."""
        await asyncio.to_thread(self._release, numbers)

    def _release(self, numbers: tuple[str, ...]) -> None:
        with self.house.database.transaction() as connection:
            claims.release(connection, self.wave, numbers)
        self.changer.forget(numbers)

    async def hold(self, numbers: tuple[str, ...]) -> None:
        """Keep the lease while the wave is at work; never returns."""
        while True:
            await asyncio.sleep(self.house.lease.total_seconds() / 3)
            with suppress(DatabaseAway):  # nobody can take the cases over as long as it is away
                await asyncio.to_thread(self._hold, numbers)

    def _hold(self, numbers: tuple[str, ...]) -> None:
        with self.house.database.transaction() as connection:
            claims.hold(connection, self._lease(), numbers)

    def _lease(self) -> claims.Lease:
        return claims.Lease(self.wave, self.house.clock(), self.house.lease)

    async def due(self, numbers: Sequence[str]) -> dict[str, CaseDue]:
        """What is due for each of the cases now."""
        return await asyncio.to_thread(self._due, numbers)

    def _due(self, numbers: Sequence[str]) -> dict[str, CaseDue]:
        at = self.house.clock()
        looked = [(one, standing(one.case)) for one in self.changer.look(numbers)]
        states = self.states(now for _, now in looked)
        seen = {}
        for one, now in looked:
            actions = due_at(one.rules, now, at)
            early = worth_asking(one.rules, one.case.number, now, at, states)
            seen[one.case.number] = CaseDue(
                one.rules, now, tuple(dict.fromkeys((*actions, *early))), len(one.case.facts)
            )
        self.seen.update(seen)
        return seen

    def states(self, cases: Iterable[Standing]) -> dict[str, RegisterState]:
        """How registers stand; looked up only where one was asked in vain."""
        if not any(asked_in_vain(now) for now in cases):
            return {}
        with self.house.database.transaction() as connection:
            return register_states.of_all(connection)

    async def carry(self, node: Node, numbers: Sequence[str], *, last_try: bool) -> None:
        """Do all that is due at the node for these cases. Raises OutOfReach while another try is worth it."""
        match node.kind:
            case "clock":
                await self._change(numbers, each(self._by_the_clock))
            case "check":
                await self._check(node, numbers, last_try=last_try)
            case "errand":
                await self._run_errands(node, numbers)
            case "letter" | "step":
                issuing = noticing.Issuing(self.house, node)
                await self._change(numbers, issuing)
                await self._deliver(node, numbers)

    def _by_the_clock(self, rules: Rules, case: Case) -> Case:
        moment = Moment(by=MACHINE, at=self.house.clock())
        for action in due_at(rules, standing(case), moment.at):
            if isinstance(action, ByTheClock):
                return by_the_clock(rules, case, action, moment)
        return case

    async def ask_ahead(self, made: Plan) -> None:
        """Put all questions of the plan on their way; what comes is recorded as soon as all have been answered."""
        checks = {node: numbers for node, numbers in made.cases.items() if node.kind == "check"}
        await self.questions.begin(
            {node: self._inquiries(node.key, numbers) for node, numbers in checks.items()}
        )

    async def _check(self, node: Node, numbers: Sequence[str], *, last_try: bool) -> None:
        silent = await self.questions.silent(node, self._inquiries(node.key, numbers))
        if silent and not last_try:
            raise OutOfReach(node.name, len(silent))
        self.questions.keep(silent)

    def _inquiries(self, check: str, numbers: Sequence[str]) -> list[checking.Inquiry]:
        found = []
        for number in numbers:
            case = self.seen[number]
            if RunCheck(check) in case.actions:
                operator = MACHINE.account
                found.append(checking.inquiry_at(case.rules, number, case.now, check, operator))
        return [one for one in found if one is not None]

    async def take_in(self) -> None:
        """Record what the registers said, all of a case at once. Raises DatabaseAway; then it is not forgotten."""
        said = self.questions.taken()

        def record(rules: Rules, case: Case) -> Case:
            at, now = self.house.clock(), standing(case)
            due = due_at(rules, now, at)
            answers = (
                CheckAnswered(at=at, by=MACHINE, finding=finding)
                for finding in said[case.number]
                if RunCheck(finding.check) in due or answers_after_all(now, finding)
            )
            return found(rules, case, *answers)

        try:
            await self._change(tuple(sorted(said)), each(record))
        except DatabaseAway:
            for case, findings in said.items():
                self.questions.keep([(case, finding) for finding in findings])
            raise

    async def _run_errands(self, node: Node, numbers: Sequence[str]) -> None:
        """Draw, launch, tell and begin calls; then make the calls to other systems, and note the receipts."""
        errands = Errands(self.house, node)
        await self._change(numbers, errands)
        await asyncio.to_thread(errands.ring)
        seen = await self.due(numbers)
        at = self.house.clock()
        calls = [
            (number, case.now.step(step), message)
            for number, case in seen.items()
            for step, message in calls_of(case.rules, number, case.now, at)
            if step == node.key and case.now.step(step).calling
        ]
        if not calls:
            return
        receipts = await self.outside.deliver_many([message for _, _, message in calls])
        taken = {
            number: TakenCall(node.key, receipt.receipt, own.call)
            for (number, own, _), receipt in zip(calls, receipts, strict=True)
        }

        def note(rules: Rules, case: Case) -> Case:
            moment = Moment(by=MACHINE, at=self.house.clock())
            return called_out(rules, case, taken[case.number], moment)

        await self._change(tuple(taken), each(note))

    async def _deliver(self, node: Node, numbers: Sequence[str]) -> None:
        delivering = Delivering(self.house, self.changer, self.outside)
        left = 0
        for at in range(0, len(numbers), BATCH):
            some = numbers[at : at + BATCH]
            left += await delivering.deliver(node, partial(self._due, some))
        if left:
            raise OutOfReach(node.name, left)

    async def _change(self, numbers: Sequence[str], change: Change) -> None:
        await asyncio.to_thread(self.changer.change, numbers, change)
