"""An installation for tests: a real database, small fakes for all that is outside."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from flows.carrying import Carrier
from flows.installation import Installation
from flows.plan import Plan, plan
from flows.register_messages import Message, Receipt, RegisterAnswer, RegisterQuery
from matters.case import Case, FindingOutcome
from matters.office import Office
from matters.rules import Rules
from matters.spec import Matter
from matters.verbs import launch
from matters.words import Text
from storage import cases, published
from storage.bell import Bell
from storage.calendars import Calendars
from storage.database import Database
from storage.encryption import keyring_from, new_key
from storage.files import FileStore
from tests.builders import a_calendar, an_office
from tests.cases import MONDAY, a_launch

TEMPLATES = {
    "received": "receipt",
    "accepted": "acceptance",
    "granted": "grant",
    "corrections": "correction",
    "certificate": "permit",
    "withdrawn": "withdrawal",
    "refused": "refusal",
    "promised": "promise",
    "done": "completion",
    "deferred": "deferral",
}


def an_office_that_writes() -> Office:
    """The test office with the shipped templates for its letters."""
    office = an_office()
    kinds = tuple(
        kind.model_copy(update={"template": TEMPLATES.get(kind.key, kind.key)})
        for kind in office.letters
    )
    return office.model_copy(update={"letters": kinds})


class SilentBell(Bell):
    """Remembers what was rung instead of telling other processes."""

    def __init__(self) -> None:
        self.rung: list[tuple[str, str]] = []

    def ring(self, channel: str, payload: str) -> None:
        self.rung.append((channel, payload))

    def close(self) -> None:
        pass


class Outside:
    """Registers that know everything unless told otherwise, and a channel that counts messages by key."""

    def __init__(self) -> None:
        self.down: set[str] = set()
        self.unknown: set[str] = set()
        """Registers that have no record of anybody."""
        self.asked: list[RegisterQuery] = []
        self.messages: dict[str, list[Message]] = {}

    async def ask_many(self, queries: Sequence[RegisterQuery]) -> tuple[RegisterAnswer, ...]:
        self.asked += queries
        return tuple(self._answer(query) for query in queries)

    async def poll(self, query: RegisterQuery, ticket: str) -> RegisterAnswer:
        return self._answer(query)

    async def deliver_many(self, messages: Sequence[Message]) -> tuple[Receipt, ...]:
        for message in messages:
            self.messages.setdefault(message.key, []).append(message)
        return tuple(Receipt(key=m.key, receipt=f"R-{m.key}", taken_at=MONDAY) for m in messages)

    def _answer(self, query: RegisterQuery) -> RegisterAnswer:
        away = query.register_key in self.down
        nothing = query.register_key in self.unknown
        outcome = FindingOutcome.NO_RECORD if nothing else FindingOutcome.MATCH
        outcome = FindingOutcome.UNAVAILABLE if away else outcome
        return RegisterAnswer(
            check=query.check,
            code="00",
            message=Text(zh="核验完成", en="checked"),
            outcome=outcome,
            values={} if away or nothing else {"status": "存续", "name": "宁波示例餐饮有限公司"},
            request_id=f"Q-{len(self.asked)}",
        )


class Clock:
    """A clock that goes only when a test tells it to."""

    def __init__(self, at: datetime = MONDAY) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def forward(self, by: timedelta) -> None:
        self.at += by


def a_house(url: str, folder: Path, clock: Clock | None = None) -> Installation:
    """An installation on a database of the test's own; letters stay text."""
    keyring = keyring_from(new_key("test"))
    office = an_office_that_writes()
    return Installation(
        database=Database(url, size=4),
        keyring=keyring,
        files=FileStore((folder / "files").as_uri(), keyring),
        bell=SilentBell(),
        office=office,
        calendars=Calendars(a_calendar(), office.profile.key),
        public_url="http://127.0.0.1",
        demo=True,
        clock=clock or Clock(),
        lays_out=False,
    )


def publish(house: Installation, matter: Matter) -> Rules:
    """Publish the matter; the rules that its cases are judged by."""
    with house.database.transaction() as connection:
        published.publish(connection, matter, "", "test", house.clock())
    return Rules(matter, house.office, house.calendar)


def begin(house: Installation, rules: Rules, case: Case) -> None:
    """Store a new case."""
    with house.database.transaction() as connection:
        cases.begin(connection, house.keyring, rules, case, f"follow-{case.number}")


def just_launched(rules: Rules, number: str = "330200001260302000001") -> Case:
    """A case that nobody has looked at yet."""
    return launch(rules, number, a_launch())


def stored(house: Installation, number: str) -> Case:
    """The case as the database has it."""
    with house.database.transaction() as connection:
        return cases.load(connection, house.keyring, number).case


async def a_wave(house: Installation, outside: Outside, rules: Rules, name: str = "wave") -> Plan:
    """Carry every case that waits, without Prefect; returns what was planned first."""
    carrier = Carrier(house, outside, name)
    numbers = await carrier.claim((rules.matter.digest,), 100)
    first = made = plan(await carrier.due(numbers))
    for _ in range(5):
        for node, waiting in made.cases.items():
            await carrier.carry(node, waiting, last_try=True)
        await carrier.take_in()
        made = plan(await carrier.due(numbers))
    await carrier.release(numbers)
    return first
