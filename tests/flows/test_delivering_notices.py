"""Notices on their way: desk, post, channels with and without consent, tries with pauses, and deaths in between."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from flows.carrying import Carrier, OutOfReach
from flows.commands import act_on
from flows.delivering_channels import Channels
from flows.installation import Installation
from flows.plan import plan
from flows.register_messages import Message, Receipt
from flows.register_refusals import DeliveryFailed
from flows.setting_aside import put_off
from matters.acts import ConfirmAddress, DeliverAnew, RecordDelivery
from matters.case import Case, Delivery, NoticeDelivered, NoticeSent, NoticeUndelivered
from matters.delivery import state_of
from matters.rules import Rules
from matters.standing import standing
from matters.verbs import launch
from matters.work import open_work
from storage import claims, outbox
from tests.builders import restaurant
from tests.cases import MONDAY, a_clerk, a_launch, facts_of
from tests.houses import Clock, Outside, a_house, begin, publish, stored
from tests.patterns.crashes import NEVER, Doomed, Killed

NUMBER = "330200001260302000001"
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
CONSENT = ConfirmAddress(channel="email", address="mei@example.cn", consent=True)


class Moody(Outside):
    """A channel that is away, or refuses everything, as long as it is told to."""

    trouble: str | None = None

    async def deliver_many(self, messages: Sequence[Message]) -> tuple[Receipt, ...]:
        if self.trouble == "away":
            raise DeliveryFailed(len(messages))
        if self.trouble == "refused":
            raise DeliveryFailed(len(messages), "refused")
        return await super().deliver_many(messages)


@pytest.fixture
def rules(house: Installation) -> Rules:
    return publish(house, restaurant())


def launched(house: Installation, rules: Rules, delivery: Delivery) -> None:
    fact = a_launch().model_copy(update={"delivery": delivery})
    begin(house, rules, launch(rules, NUMBER, fact))


def carry(house: Installation, rules: Rules, outside: Outside) -> None:
    """A wave that tries everything once, and rests what could not move."""

    async def wave() -> None:
        carrier = Carrier(house, outside, f"wave {house.clock()}")
        numbers = await carrier.claim((rules.matter.digest,), 10)
        for _ in range(4):
            due = await carrier.due(numbers)
            for node, waiting in plan(due).first().cases.items():
                with suppress(OutOfReach):
                    await carrier.carry(node, waiting, last_try=True)
            await carrier.take_in()
        await put_off(carrier, await carrier.due(numbers))
        await carrier.release(numbers)

    asyncio.run(wave())


def rows(house: Installation) -> tuple[outbox.UnderWay, ...]:
    with house.database.transaction() as connection:
        return outbox.of_cases(connection, (NUMBER,))


def state(house: Installation) -> str:
    return state_of(standing(stored(house, NUMBER)), "received")


def arrivals(house: Installation) -> tuple[NoticeDelivered, ...]:
    return facts_of(stored(house, NUMBER), NoticeDelivered)


def awake(house: Installation, rules: Rules) -> bool:
    with house.database.transaction() as connection:
        return bool(claims.waiting(connection, house.clock()))


def test_who_fetches_notices_is_sent_none_and_they_wait_at_the_desk(
    house: Installation, rules: Rules
) -> None:
    launched(house, rules, "pick-up")
    outside = Outside()
    carry(house, rules, outside)
    assert (outside.messages, state(house)) == ({}, "ready")
    assert [(one.state, one.channel) for one in rows(house)] == [("ready", "pick-up")]


def test_what_is_fetched_leaves_the_desk_and_a_proof_is_written(
    house: Installation, rules: Rules
) -> None:
    launched(house, rules, "pick-up")
    carry(house, rules, Outside())
    act = RecordDelivery(
        notices=("received",), method="in-person", recipient="林晓梅", identity="居民身份证"
    )
    act_on(house, NUMBER, act, a_clerk())
    assert (rows(house), state(house)) == ((), "arrived")
    with house.database.transaction() as connection:
        row = connection.execute("select delivered_at, file from notices").fetchone()
        bodies = connection.execute("select string_agg(body, '') from facts").fetchone()
    assert row is not None
    assert row[0] == MONDAY
    assert bodies is not None
    assert "林晓梅" not in bodies[0]
    assert "居民身份证" not in bodies[0]
    (arrived,) = arrivals(house)
    assert (arrived.recipient, arrived.identity) == ("林晓梅", "居民身份证")


def test_a_notice_that_arrives_at_once_leaves_nothing_in_the_outbox(
    house: Installation, rules: Rules
) -> None:
    launched(house, rules, "electronic")
    carry(house, rules, Outside())
    assert (rows(house), state(house)) == ((), "arrived")


def test_a_channel_that_is_away_is_tried_again_with_growing_pauses(
    house: Installation, rules: Rules, clock: Clock
) -> None:
    launched(house, rules, "electronic")
    outside = Moody()
    outside.trouble = "away"
    pauses = []
    for _ in range(6):
        carry(house, rules, outside)
        (row,) = rows(house)
        with house.database.transaction() as connection:
            (when,) = outbox.next_attempts(connection, (NUMBER,)).values()
        pauses.append(when - clock.at)
        clock.at = max(when, clock.at + MINUTE)
    assert row.last_error == "away"
    assert row.attempts >= 6
    assert pauses[-1] > pauses[1]
    outside.trouble = None
    carry(house, rules, outside)
    assert len(arrivals(house)) == 1
    assert rows(house) == ()


def test_nothing_is_tried_before_its_pause_is_over(
    house: Installation, rules: Rules, clock: Clock
) -> None:
    launched(house, rules, "electronic")
    outside = Moody()
    outside.trouble = "away"
    carry(house, rules, outside)
    tries = rows(house)[0].attempts
    assert tries == 2  # one at once after the first, then a pause
    outside.trouble = None
    clock.at += timedelta(seconds=1)
    carry(house, rules, outside)
    assert arrivals(house) == ()
    assert not awake(house, rules)


def test_after_a_day_without_its_channel_a_notice_is_work_for_the_hall(
    house: Installation, rules: Rules, clock: Clock
) -> None:
    launched(house, rules, "electronic")
    outside = Moody()
    outside.trouble = "away"
    carry(house, rules, outside)
    while state(house) != "failed":
        carry(house, rules, outside)
        clock.at += HOUR
        assert clock.at < MONDAY + 30 * HOUR
    assert clock.at > MONDAY + 24 * HOUR
    (lost,) = facts_of(stored(house, NUMBER), NoticeUndelivered)
    assert lost.reason == "away"
    (work,) = [one for one in open_work(rules, stored(house, NUMBER)) if one.kind == "delivery"]
    assert work.department == "hall"
    with house.database.transaction() as connection:
        parts = connection.execute("select part from work_items where part = 'delivery'").fetchall()
    assert parts == [("delivery",)]


def test_what_failed_arrives_another_way(house: Installation, rules: Rules, clock: Clock) -> None:
    launched(house, rules, "electronic")
    outside = Moody()
    outside.trouble = "refused"
    carry(house, rules, outside)
    while state(house) != "failed":
        carry(house, rules, outside)
        clock.at += HOUR
    outside.trouble = None
    act_on(house, NUMBER, DeliverAnew(notices=("received",), channel="app"), a_clerk())
    carry(house, rules, outside)
    (arrived,) = arrivals(house)
    assert arrived.channel in ("sms", "app")
    assert list(outside.messages) == [f"{NUMBER}/received/2"]


def test_a_channel_of_the_offices_own_that_nobody_declared_is_work_at_once(
    house: Installation, rules: Rules
) -> None:
    launched(house, rules, "electronic")
    act_on(house, NUMBER, CONSENT, a_clerk())
    outside = Outside()
    carry(house, rules, outside)
    (lost,) = facts_of(stored(house, NUMBER), NoticeUndelivered)
    assert (lost.reason, lost.channel, outside.messages) == ("no-channel", "email", {})


class Mailbox:
    """A local receiver of what apprise posts, which knows keys."""

    def __init__(self) -> None:
        self.heads: list[str] = []

    async def __aenter__(self) -> "Mailbox":
        self._server = await asyncio.start_server(self._take, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        await self._server.wait_closed()

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        self.heads.append(head)
        length = next(
            int(line.split(":")[1])
            for line in head.split("\r\n")
            if line.lower().startswith("content-length")
        )
        await reader.readexactly(length)
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
        await writer.drain()
        writer.close()


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")
def test_apprise_brings_a_message_under_its_key() -> None:
    message = Message(
        key="1/received", case_number="1", channel="email", to_name="林晓梅",
        to_address="mei@example.cn", title="收件凭证", text="收件凭证 甬测〔2026〕1号",
    )  # fmt: skip

    async def sent() -> tuple[Receipt, list[str]]:
        async with Mailbox() as box:
            address = f"json://127.0.0.1:{box.port}/?+Idempotency-Key={{key}}&+To={{address}}"
            receipt = await Channels({"email": address}).deliver(message, MONDAY)
            return receipt, box.heads

    receipt, (head,) = asyncio.run(sent())
    assert receipt.receipt.startswith("email-")
    assert "Idempotency-Key:" in head
    assert "mei@example.cn" in head


def test_without_consent_the_machine_sends_nothing_into_a_system(
    house: Installation, rules: Rules
) -> None:
    launched(house, rules, "electronic")
    act_on(house, NUMBER, ConfirmAddress(channel="pick-up"), a_clerk())
    outside = Outside()
    carry(house, rules, outside)
    assert (outside.messages, state(house)) == ({}, "ready")


def died_after(
    house: Installation, clock: Clock, database: Doomed, commit: int
) -> tuple[Case, Outside]:
    """A case carried by processes of which the first dies after so many commits."""
    outside = Outside()
    with database.unobserved():
        rules = Rules(restaurant(), house.office, house.calendar)
        number = f"33020000126030200{commit:04}"
        fact = a_launch().model_copy(update={"delivery": "pick-up" if commit % 2 else "electronic"})
        begin(house, rules, launch(rules, number, fact))
    database.spare(commit)
    for _ in range(3):
        try:
            carry(house, rules, outside)
        except Killed:
            database.dies_after = NEVER
            clock.at += 2 * claims.LEASE
    with database.unobserved():
        return stored(house, number), outside


def test_whenever_a_process_dies_a_notice_arrives_once(database_url: str, tmp_path: Path) -> None:
    clock, database, deaths = Clock(), Doomed(database_url, size=2), 0
    plain = a_house(database_url, tmp_path, clock)
    plain.database.close()
    house = replace(plain, database=database)
    with database.unobserved():
        publish(house, restaurant())
    for commit in range(1, 9):
        case, outside = died_after(house, clock, database, commit)
        deaths += database.deaths
        placed = facts_of(case, NoticeDelivered) + facts_of(case, NoticeSent)
        assert [fact.key for fact in placed] == ["received"]
        assert set(outside.messages) <= {f"{case.number}/received"}
        assert len({one.text for found in outside.messages.values() for one in found}) <= 1
    house.close()
    assert deaths > 3
