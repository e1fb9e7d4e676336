"""Every check of the library, asked through the connector that is declared for its register."""

import asyncio
import threading
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest
import uvicorn
from pydantic import SecretStr

from flows.connectors.surroundings import Clocks, Kept, Surroundings
from flows.installation import Installation
from flows.register_messages import RegisterAnswer, RegisterQuery, Values
from flows.register_watch import BreakerSettings, LocalWatch
from flows.registers import Registers
from hall.console.handing import take_lists
from hall.console.listening import GRACE
from hall.ports import free_socket
from hall.registers.certificates import Certificates, certificates_in
from hall.registers.doorplates import doorplates
from hall.registers.faults import Dial
from hall.registers.folders import posts_of
from hall.registers.handed_over import LISTS, HandedOver, hand_over, name_of, rows_of, write_table
from matters.case import FindingOutcome
from matters.library import Catalogue
from matters.reading import shipped_catalogue
from matters.spec import DataCheck
from storage.list_files import rows_in
from tests.hall.demo_gateway import NOON, PURPOSE, SECRET, TODAY, SetClock, a_gateway, society
from tests.hall.townsfolk import asked_of_systems, everybody

MATCH, NO_RECORD = FindingOutcome.MATCH, FindingOutcome.NO_RECORD
GATEWAY, COURT = "http://gateway.test", "https://gateway.test"
HANDED_OVER = {one.register_key for one in LISTS}
CALLING = {
    one.key for one in shipped_catalogue().registers.registers if one.poll and one.poll.callback
}
"""Registers that send their answers by themselves."""
CALLED = [one for one in asked_of_systems() if one.register_key not in HANDED_OVER | CALLING]
BY_KEY = {one.key: one for one in asked_of_systems()}


@cache
def library() -> Catalogue:
    return shipped_catalogue()


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return certificates_in(tmp_path_factory.mktemp("tls"), NOON)


class Town(NamedTuple):
    """A gateway, and where its neighbours are found."""

    folder: Path
    tls: Certificates
    clock: SetClock

    def registers(
        self,
        gateway: httpx.AsyncBaseTransport | None,
        court: str = COURT,
        kept: Kept | None = None,
    ) -> Registers:
        app = ("onego", SECRET)
        plates = doorplates(GATEWAY, court, app, self.folder, self.tls)
        named = {name: SecretStr(value) for name, value in plates.items()} | {
            "ONEGO_REGISTERS_URL": SecretStr(GATEWAY),
            "ONEGO_REGISTERS_APP_KEY": SecretStr("onego"),
            "ONEGO_REGISTERS_APP_SECRET": SECRET,
        }
        around = Surroundings(
            clocks=Clocks(now=self.clock.now, steady=self.clock.steady),
            named=named.get,
            transport=gateway,
            kept=kept,
        )
        watch = LocalWatch(self.clock.steady, BreakerSettings(failures_to_open=5))
        return Registers(library().registers, around, watch)

    def dialled(self, **dials: Dial) -> Registers:
        gateway = a_gateway(self.folder, self.clock, **dials)
        return self.registers(httpx.ASGITransport(gateway))


@pytest.fixture
def town(tmp_path: Path, tls: Certificates) -> Town:
    write_table(society(), posts_of(tmp_path))
    return Town(tmp_path, tls, SetClock())


def about(check: DataCheck) -> Values:
    """Inputs of the check for which the register has one record."""
    for asked in everybody():
        inputs = {name: asked[name] for name in check.inputs if name in asked}
        try:
            found = society().answer(check.register_key, inputs)
        except Exception:
            continue
        if found.outcome is MATCH:
            return inputs
    raise AssertionError(check.key)


def query(check: DataCheck, inputs: Values, max_age_days: int | None = None) -> RegisterQuery:
    return RegisterQuery(
        check=check.key,
        register_key=check.register_key,
        inputs=inputs,
        gives=check.gives,
        purpose=PURPOSE,
        max_age_days=max_age_days,
    )


def ask(door: Registers, asked: RegisterQuery) -> RegisterAnswer:
    async def whole() -> RegisterAnswer:
        async with door:
            answer = await door.ask(asked)
            if answer.outcome is FindingOutcome.PENDING and answer.ticket:
                answer = await door.poll(asked, answer.ticket)
            return answer

    return asyncio.run(whole())


def known(check: DataCheck, inputs: Values) -> Values:
    """What the society says, as far as the check declares it."""
    values = society().answer(check.register_key, inputs).values
    return {name: values[name] for name in check.gives if values[name] is not None}


@pytest.mark.parametrize("check", CALLED, ids=lambda check: check.key)
def test_a_check_is_answered_through_its_connector(check: DataCheck, town: Town):
    inputs = about(check)
    answer = ask(town.dialled(), query(check, inputs))
    assert answer.outcome is MATCH
    said = {name: value for name, value in answer.values.items() if value is not None}
    assert {name: said[name] for name in check.gives if name in said} == known(check, inputs)
    assert answer.digest


OUTCOMES = {
    FindingOutcome.MATCH: Dial(),
    FindingOutcome.MISMATCH: Dial(mismatch_rate=1),
    FindingOutcome.MULTIPLE: Dial(multiple_rate=1),
    FindingOutcome.STALE: Dial(stale_rate=1),
    FindingOutcome.PENDING: Dial(pending=True),
    FindingOutcome.DENIED: Dial(denied=True),
    FindingOutcome.UNAVAILABLE: Dial(down=True),
}
OVER_HTTP = ["social-insurance", "social-org", "notary-deed", "utility-account", "court-seizure"]
"""One check for each way of signing."""


@pytest.mark.parametrize("key", OVER_HTTP)
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_outcome_comes_over_every_kind_of_signature(
    key: str, outcome: FindingOutcome, town: Town
):
    check = BY_KEY[key]
    door = town.dialled(**{key.replace("-", "_"): OUTCOMES[outcome]})
    assert ask(door, query(check, about(check), max_age_days=30)).outcome is outcome


@pytest.mark.parametrize("key", [*OVER_HTTP, "title-licence", "gov-unit"])
def test_nobody_is_found_under_a_number_that_nobody_has(key: str, town: Town):
    inputs: Values = dict.fromkeys(about(BY_KEY[key]), "nobody")
    assert ask(town.dialled(), query(BY_KEY[key], inputs)).outcome is NO_RECORD


@pytest.mark.parametrize("outcome", [one for one in OUTCOMES if one != FindingOutcome.PENDING])
def test_the_licence_store_has_every_outcome_but_a_later_one(outcome: FindingOutcome, town: Town):
    check = BY_KEY["trade-licence"]
    door = town.dialled(trade_licence=OUTCOMES[outcome])
    assert ask(door, query(check, about(check), max_age_days=30)).outcome is outcome


@pytest.mark.parametrize(
    "dial",
    [
        Dial(error_rate=1),
        Dial(hang=True),
        Dial(nonsense="shape"),
        Dial(nonsense="json"),
        Dial(nonsense="html"),
    ],
)
@pytest.mark.parametrize("key", [*OVER_HTTP, "trade-licence"])
def test_a_register_in_trouble_is_unavailable_whatever_it_says(key: str, dial: Dial, town: Town):
    door = town.dialled(**{key.replace("-", "_"): dial})
    answer = ask(door, query(BY_KEY[key], about(BY_KEY[key])))
    assert (answer.outcome, answer.values) == (FindingOutcome.UNAVAILABLE, {})


@pytest.mark.parametrize("key", [*OVER_HTTP, "trade-licence"])
def test_a_register_that_does_not_know_us_any_more_is_unavailable_until_it_does(
    key: str, town: Town
):
    door = town.dialled(**{key.replace("-", "_"): Dial(lost_secret=True)})
    answer = ask(door, query(BY_KEY[key], about(BY_KEY[key])))
    assert answer.outcome is FindingOutcome.UNAVAILABLE


def test_a_body_with_another_name_is_a_mismatch_in_the_database_too(town: Town):
    check = BY_KEY["gov-unit"]
    inputs = {**about(check), "name": "别的单位"}
    assert ask(town.dialled(), query(check, inputs)).outcome is FindingOutcome.MISMATCH


def test_a_database_whose_rows_are_old_or_whose_file_is_gone(town: Town):
    check = BY_KEY["gov-unit"]
    inputs = about(check)
    town.clock.forward(60 * 86400)
    late = ask(town.dialled(), query(check, inputs, max_age_days=30))
    assert late.outcome is FindingOutcome.STALE
    posts_of(town.folder).unlink()
    assert ask(town.dialled(), query(check, inputs)).outcome is FindingOutcome.UNAVAILABLE


# Lists that are handed over


@pytest.mark.parametrize("handed", LISTS, ids=lambda one: one.ending)
def test_a_list_is_handed_over_in_every_format_as_it_is_declared(
    handed: HandedOver, tmp_path: Path
):
    paths = hand_over(society(), tmp_path)
    file = tmp_path / name_of(handed, TODAY)
    assert file in paths
    named = {name: name for name in handed.columns.values()}
    assert list(rows_in(file, named)) == list(rows_of(society(), handed))
    register = library().registers.register_of(handed.register_key)
    assert register is not None
    assert register.columns == handed.columns


def test_the_lists_of_other_days_go(tmp_path: Path):
    (tmp_path / "cremation-20260101.csv").write_text("old")
    made = hand_over(society(), tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted(made)


def test_checks_are_answered_from_the_lists_once_they_were_taken(house: Installation, town: Town):
    folder = town.folder / "lists"
    hand_over(society(), folder)
    assert set(take_lists(house, library(), folder)) == HANDED_OVER
    assert take_lists(house, library(), folder) == ()
    kept = Kept(house.database, house.keyring)
    for handed in LISTS:
        check = BY_KEY[handed.register_key]
        inputs = about(check)
        answer = ask(town.registers(None, kept=kept), query(check, inputs))
        assert (answer.outcome, answer.values) == (MATCH, known(check, inputs))
        nobody = query(check, {"id_number": "nobody"})
        assert ask(town.registers(None, kept=kept), nobody).outcome is NO_RECORD
        old = query(check, inputs, max_age_days=30)
        town.clock.forward(31 * 86400)
        assert ask(town.registers(None, kept=kept), old).outcome is FindingOutcome.STALE
        town.clock.forward(-31 * 86400)


def test_a_list_that_nobody_took_in_yet_is_an_unavailable_register(house: Installation, town: Town):
    check = BY_KEY["veteran"]
    door = town.registers(None, kept=Kept(house.database, house.keyring))
    assert ask(door, query(check, about(check))).outcome is FindingOutcome.UNAVAILABLE


# The line to the courts


@pytest.fixture
def court(town: Town) -> Iterator[str]:
    """The address of a listener that asks for certificates."""
    with free_socket("127.0.0.1", 0) as line:
        config = uvicorn.Config(
            a_gateway(town.folder, town.clock),
            log_level="error",
            timeout_graceful_shutdown=GRACE,
            ssl_certfile=town.tls.server,
            ssl_keyfile=str(town.tls.server_key),
            ssl_ca_certs=str(town.tls.authority),
            ssl_cert_reqs=2,
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [line]}, daemon=True)
        thread.start()
        until = time.monotonic() + 10
        while not server.started:  # the socket is there before anybody listens
            assert time.monotonic() < until
            time.sleep(0.01)
        yield f"https://127.0.0.1:{line.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def test_the_line_to_the_courts_is_open_to_whoever_shows_a_certificate(town: Town, court: str):
    check = BY_KEY["court-seizure"]
    answer = ask(town.registers(None, court), query(check, about(check)))
    assert answer.outcome is MATCH
    with pytest.raises(httpx.TransportError):
        httpx.get(f"{court}/health", verify=False, trust_env=False)
