"""The third way: a story is played again and again, and each time the process dies after another of its commits.

What the injection does: `Doomed` is the real pool of connections to a real PostgreSQL. Right after the commit of the
chosen transaction it raises `Killed`, which nothing in our code catches: the answer is lost, and so is all that the
process had in memory. Then everything is tried again as the system would: a person sends the same form under the same
idempotency key; a wave is followed by another one, with nothing but the database, once the lease of the dead one has
run out (the clock is moved). Every transaction that wrote or locked something is chosen once; PostgreSQL says which
did. After one that only read, the database is as after the one before, so that dying there is the same death.

Commands, carriers, plans and storage are the real ones. Left out are Prefect, which only carries waves (the second
way has it), and the death of the operating system's process (`tests/faults` has it): a Python exception still runs
`finally` blocks, which give connections back to the pool and write nothing. Not visited are deaths before or during a
commit (PostgreSQL undoes it) and between handing a notice over and writing that down, which repeats the message under
its key by design (`tests/faults/test_lost_answers.py`).
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from flows.carrying import Carrier
from flows.installation import Installation
from flows.plan import Node, Plan, plan
from flows.setting_aside import due_of_each, let_rest
from flows.waves import ROUNDS
from matters.acts import Act
from matters.case import Actor, Case, Fact, NoticeDelivered, NoticeIssued
from matters.due import due
from matters.fields import Answers
from matters.standing import standing
from storage import cases, claims, incidents
from storage.database import Connection, Database, only
from tests.cases import MONDAY
from tests.houses import Clock, Outside, SilentBell, publish
from tests.patterns.core_desk import rules_of
from tests.patterns.stored_desk import StoredDesk, a_shipped_house
from tests.patterns.telling import Story, playing

NEVER = 0


class Killed(BaseException):
    """The process is gone."""


class Doomed(Database):
    """Dies right after the commit of the given number, counted from the last `spare`."""

    commits = 0
    dies_after = NEVER
    deaths = 0
    wrote: tuple[int, ...] = ()
    """While it dies never: the commits that changed or locked something."""

    def spare(self, dies_after: int) -> None:
        self.commits, self.deaths, self.dies_after = 0, 0, dies_after
        if dies_after == NEVER:
            self.wrote = ()

    @contextmanager
    def unobserved(self) -> Iterator[None]:
        """What happens here is not counted, and nobody dies of it."""
        commits, dies_after, wrote = self.commits, self.dies_after, self.wrote
        self.dies_after = NEVER
        try:
            yield
        finally:
            self.commits, self.dies_after, self.wrote = commits, dies_after, wrote

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        with super().transaction() as connection:
            yield connection
            if self.dies_after == NEVER and _has_written(connection):
                self.wrote += (self.commits + 1,)
        self.commits += 1
        if self.commits == self.dies_after:
            self.deaths += 1
            raise Killed


def _has_written(connection: Connection) -> bool:
    return only(connection.execute("select pg_current_xact_id_if_assigned()"))[0] is not None


@dataclass
class Town:
    """One database for all crashes."""

    house: Installation
    database: Doomed
    clock: Clock
    outside: Outside
    known: set[str] = field(default_factory=set)

    def open(self, matter: str) -> None:
        """Takes cases of the matter from Monday on."""
        self.begin_anew(NEVER)
        with self.database.transaction() as connection:  # what an earlier story left undone
            connection.execute("update cases set wake_at = null")
        if matter not in self.known:
            publish(self.house, rules_of(matter).matter)
        self.known.add(matter)

    def count(self) -> int:
        """How many cases there are."""
        with self.database.unobserved(), self.database.transaction() as connection:
            return int(only(connection.execute("select count(*) from cases"))[0])

    def begin_anew(self, dies_after: int) -> None:
        self.clock.at = MONDAY
        self.database.spare(dies_after)

    def carry(self, digest: str) -> None:
        """Waves until nobody waits; after a death the next, when the lease of the dead one is over."""
        while True:
            wave = f"wave at {self.clock.at.isoformat()}"
            try:
                asyncio.run(_carried(Carrier(self.house, self.outside, wave), digest))
            except Killed:
                self.clock.at += 2 * claims.LEASE
            else:
                return


def a_town(url: str, folder: Path) -> Town:
    database, clock = Doomed(url, size=2), Clock()
    house = a_shipped_house(database, folder, clock, SilentBell())
    return Town(house, database, clock, Outside())


async def _carried(carrier: Carrier, digest: str) -> None:
    """As `flows.waves` does it, without Prefect's tasks round the nodes."""
    while numbers := await carrier.claim((digest,), 64):
        waiting = await due_of_each(carrier, numbers)
        await let_rest(carrier, [one for one, case in waiting.items() if not case.actions])
        for _ in range(ROUNDS):
            made = plan(waiting).first()
            if not made.cases:
                break
            for node in _in_order(made):
                await carrier.carry(node, made.cases[node], last_try=True)
            await carrier.take_in()
            waiting = await due_of_each(carrier, tuple(waiting))
        await carrier.release(numbers)


def _in_order(made: Plan) -> list[Node]:
    ready: list[Node] = []
    while len(ready) < len(made.cases):
        ready += [
            node for node in made.cases if node not in ready and set(made.after[node]) <= set(ready)
        ]
    return ready


class DoomedDesk(StoredDesk):
    """A desk at which everything is tried again when the process died."""

    def launch(self, answers: Answers) -> None:
        try:
            super().launch(answers)
        except Killed:
            self._acts -= 1
            super().launch(answers)

    def act(self, act: Act, by: Actor) -> None:
        try:
            super().act(act, by)
        except Killed:
            self._acts -= 1
            super().act(act, by)

    def case(self) -> Case:
        """What the test looks at is no commit of the play."""
        database = self.house.database
        assert isinstance(database, Doomed)
        with database.unobserved():
            return super().case()


def plays_with_crashes(story: Story, town: Town) -> int:
    """Plays the story once undisturbed and once for each of its commits that wrote; returns how often it died.

    Raises AssertionError where a crash changed what is in effect in the end.
    """
    town.open(story.matter)
    before = town.count()
    whole = _played(story, town, NEVER)
    numbers = [whole.number]
    deadly = town.database.wrote
    assert len(deadly) > sum(turn.may for turn in story.turns)
    for number in deadly:
        case = _played(story, town, number)
        where = f"{story.name}: died after commit {number}"
        assert town.database.deaths == 1, where
        assert in_effect(case) == in_effect(whole), where
        numbers.append(case.number)
    assert town.count() == before + len(numbers)
    _books_are_right(town, numbers)
    return len(deadly)


def _played(story: Story, town: Town, dies_after: int) -> Case:
    town.begin_anew(dies_after)
    desk = DoomedDesk(town.house, rules_of(story.matter), f"{story.name}-{dies_after}")
    for moment in playing(story, desk):
        if moment is not None:
            town.carry(desk.rules.matter.digest)  # what was due before that day
            town.clock.at = moment
            town.carry(desk.rules.matter.digest)
    town.carry(desk.rules.matter.digest)
    case = desk.case()
    assert due(desk.rules, case, town.clock.at) == ()
    now = standing(case)
    assert now.issued.keys() == now.delivered.keys()
    return case


def in_effect(case: Case) -> tuple[list[dict[str, object]], Counter[str]]:
    """What happened, in order, whenever it was; and the notices, whatever number they got."""
    acts = [
        _without_time(one)
        for one in case.facts
        if not isinstance(one, NoticeIssued | NoticeDelivered)
    ]
    notices = [one for one in case.facts if isinstance(one, NoticeIssued | NoticeDelivered)]
    return acts, Counter(f"{one.fact} {one.key}" for one in notices)


def _without_time(fact: Fact) -> dict[str, object]:
    return fact.model_dump(mode="json", exclude={"at"})


def _books_are_right(town: Town, numbers: list[str]) -> None:
    """No notice's number is missing or given twice, no chain is broken, nobody has to look."""
    with town.house.database.transaction() as connection:
        gaps = connection.execute(
            "select department, series, year from number_series"
            " full join notices using (department, series, year)"
            " group by department, series, year, last"
            " having array_agg(sequence order by sequence) is distinct from"
            " array(select * from generate_series(1, last))"
        ).fetchall()
        for number in numbers:
            cases.verify(connection, number)
        assert gaps == []
        assert incidents.unresolved(connection) == ()
