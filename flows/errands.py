"""The machine's own errands at steps: it draws lots, calls other systems, and carries sub-matters to and fro.

A call is begun in the case first, then handed over, then its receipt is noted: who dies in between does the last two
again under the same key, also where the other system has answered meanwhile.
"""

import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flows.changing import Held
from flows.installation import Installation
from flows.plan import Node, node_of
from flows.register_messages import Message
from matters.case import MACHINE, Case, Fact, Launched, Outcome
from matters.due import Action, CallOut, DrawLots, LaunchChild, TellParent, due_at
from matters.errors import MatterRetired, MatterUnknown
from matters.machine_verbs import (
    ChildEnd,
    call_begun,
    child_ended,
    child_launched,
    draw_lots,
    parent_told,
    to_send,
)
from matters.rules import Rules, filled
from matters.standing import Standing, standing
from matters.verbs import Moment, launch
from storage import bell, cases, published
from storage.database import Connection


@dataclass
class Errands:
    """Draws, launches, tells and begins calls for the cases at one node, each in the transaction that records it."""

    house: Installation
    node: Node
    rings: list[tuple[str, str]] = field(default_factory=list)
    """What to ring once the transaction is committed: the topic, and the case or matter."""

    def __call__(self, connection: Connection, held: Sequence[Held]) -> Sequence[Case]:
        return [self._done(connection, one) for one in held]

    def _done(self, connection: Connection, one: Held) -> Case:
        case, at = one.case, self.house.clock()
        for action in self._mine(one.rules, case, at):
            case = self._one(connection, one.rules, case, action, at)
        return case

    def _mine(self, rules: Rules, case: Case, at: datetime) -> Iterator[Action]:
        now = standing(case)
        for action in due_at(rules, now, at):
            if node_of(rules, now, action) == self.node:
                yield action

    def _one(
        self, connection: Connection, rules: Rules, case: Case, action: Action, at: datetime
    ) -> Case:
        moment = Moment(by=MACHINE, at=at)
        match action:
            case DrawLots(step=step):
                return draw_lots(rules, case, step, secrets.token_hex(16), moment)
            case CallOut(step=step):
                return call_begun(rules, case, step, moment)
            case LaunchChild(step=step, matter=key):
                child = self._launched(connection, rules, case, (step, key))
                return child_launched(rules, case, step, child, moment)
            case TellParent(parent=parent, step=step):
                self._tell(connection, rules, case, (parent, step), moment)
                return parent_told(rules, case, moment)
            case _:
                return case

    def _launched(
        self, connection: Connection, rules: Rules, parent: Case, what: tuple[str, str]
    ) -> str:
        step, key = what
        at, now = self.house.clock(), standing(parent)
        found = published.foremost(published.versions(connection), key, at)
        if found is None:
            raise MatterUnknown(key)
        if not published.takes_cases(connection, found.digest, at):
            raise MatterRetired(self.house.rules(connection, found.digest).matter.name)
        child_rules = self.house.rules(connection, found.digest)
        profile = self.house.office.profile
        number = cases.next_number(connection, profile.area, profile.system, at)
        fact = _received(rules, now, parent.number, step, at)
        child = launch(child_rules, number, fact, _told_where(now, at))
        cases.begin(connection, self.house.keyring, child_rules, child, secrets.token_urlsafe(16))
        self.rings += [(bell.CASES, number), (bell.WAVES, child_rules.matter.reference)]
        return number

    def _tell(
        self,
        connection: Connection,
        rules: Rules,
        child: Case,
        where: tuple[str, str],
        moment: Moment,
    ) -> None:
        number, step = where
        now = standing(child)
        stored = cases.load(connection, self.house.keyring, number, lock=True)
        parent_rules = self.house.rules(connection, stored.case.matter)
        how = ChildEnd(now.outcome or Outcome.REFUSED, filled(rules.matter, now), child.number)
        told = child_ended(parent_rules, stored.case, step, how, moment)
        cases.append(connection, self.house.keyring, parent_rules, stored, told)
        self.rings += [(bell.CASES, number), (bell.WAVES, parent_rules.matter.reference)]

    def ring(self) -> None:
        """Say what has changed besides the cases of the wave."""
        for topic, what in self.rings:
            self.house.bell.ring(topic, what)


def _received(rules: Rules, now: Standing, parent: str, step: str, at: datetime) -> Launched:
    first = now.launched
    return Launched(
        at=at,
        by=MACHINE,
        answers=to_send(rules, now, rules.matter.step(step)),
        channel="api",
        delivery=first.delivery if first else "pick-up",
        delivery_consent=first.delivery_consent if first else "",
        language=first.language if first else "zh",
        parent=parent,
        parent_step=step,
    )


def _told_where(now: Standing, at: datetime) -> tuple[Fact, ...]:
    """The address that the applicant confirmed since the launch holds for the part of the errand too."""
    return (now.address.model_copy(update={"at": at}),) if now.address else ()


def calls_of(
    rules: Rules, number: str, now: Standing, at: datetime
) -> Iterator[tuple[str, Message]]:
    """The calls to other systems that are due, by step: each has its own key, so that it is made once."""
    for action in due_at(rules, now, at):
        if isinstance(action, CallOut):
            step = rules.matter.step(action.step)
            yield (
                action.step,
                Message(
                    key=f"{number}/call:{action.step}:{now.step(action.step).call}",
                    case_number=number,
                    channel="system",
                    to_name=action.system,
                    to_address=action.system,
                    title=step.name.zh,
                    text=json.dumps(to_send(rules, now, step), ensure_ascii=False),
                ),
            )
