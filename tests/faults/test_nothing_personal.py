"""After a play through everything that `onego serve` runs, nothing personal stands where it does not belong."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from urllib.parse import quote

import httpx
import pytest
from psycopg import Rollback

from flows.installation import Installation, open_installation, read_clock
from hall.console.catalogue import catalogue_for
from hall.demo_accounts import DEMO_PASSWORD
from matters.case import business_date
from storage.database import Database
from storage.settings import Settings, read_settings
from tests.browser.serving import served
from tests.faults.players import Crowd, a_cast
from tests.faults.seeds import SEED, TOLD
from tests.faults.traces import Traces, blind, in_addresses, in_logs, in_prefect, personal

CASES = 40
SEEN = 8
"""Cases whose pages are opened, and opened wrongly."""
EVERYBODY = ("chen", "fire-rescue", "admin", "supervisor")


@dataclass(frozen=True)
class Aftermath:
    """What a play left behind."""

    settings: Settings
    house: Installation
    crowd: Crowd
    log: Path
    pages: list[tuple[str, httpx.Response]]
    """The address that was asked for, and what came."""

    @property
    def values(self) -> set[str]:
        return personal(part.play for part in self.crowd.parts)

    @property
    def errors(self) -> dict[str, str]:
        failed = [(address, page) for address, page in self.pages if is_error(address, page)]
        return {f"{page.status_code} of {address}": page.text for address, page in failed}

    def traces(self) -> Traces:
        database = Database(str(self.settings.prefect_database), size=1)
        with database.transaction() as connection:
            kept = in_prefect(connection)
        database.close()
        addresses = [
            (str(page.url) + page.headers.get("location", ""), page.text) for _, page in self.pages
        ]
        return Traces(
            {
                **in_logs(self.settings.data_dir, self.log),
                **kept,
                **in_addresses(addresses),
                **self.errors,
            }
        )


def is_error(address: str, page: httpx.Response) -> bool:
    """A form that is refused comes again as its own page, with what it shows to those who may see it."""
    again = page.status_code == httpx.codes.UNPROCESSABLE_ENTITY and not address.startswith("/api")
    return page.is_error and not again


@pytest.fixture(scope="module")
def aftermath() -> Iterator[Aftermath]:
    folder = Path(tempfile.mkdtemp(prefix="onego-", dir="/tmp"))  # a socket's path must be short
    try:
        with served(folder) as town:
            port = httpx.URL(town.prefect).port or 0
            settings = read_settings(data_dir=folder / "data", demo=True, prefect_port=port)
            catalogue = catalogue_for(demo=True, today=business_date(read_clock()))
            house = open_installation(settings, catalogue)
            cast = a_cast("traces", catalogue, 10 * CASES, Random(SEED))[:CASES]
            crowd = Crowd(house, cast)
            crowd.play(lambda _crowd, _over: None)
            pages = opened(town.hall, crowd)
            yield Aftermath(settings, house, crowd, town.log, pages)
            house.close()
    finally:
        shutil.rmtree(folder)


def opened(hall: str, crowd: Crowd) -> list[tuple[str, httpx.Response]]:
    """Pages as several people open them, rightly and wrongly; one searches for people by what they are called."""
    pages = []
    numbers = [part.number for part in crowd.parts[:SEEN]]
    people = sorted(personal(part.play for part in crowd.parts[:SEEN]))
    for account in EVERYBODY:
        with httpx.Client(base_url=hall, trust_env=False, timeout=60) as browser:
            pages.append(("/sign-in", signed_in(browser, account)))
            asked = ["/", "/cases", "/inbox", "/nowhere", "/cases/nobody", "/follow/nobody"]
            asked += [
                f"/cases/{number}{page}"
                for number in numbers
                for page in ("", "/checks", "/acts", "/x")
            ]
            pages += [(path, browser.get(path)) for path in asked]
            pages += [("/cases", searched(browser, one)) for one in people]
            pages += [("/api/v1/cases", browser.post("/api/v1/cases", json={"x": people}))]
            pages += [
                (f"/cases/{one}/acts", browser.post(f"/cases/{one}/acts", data={"x": people[0]}))
                for one in numbers
            ]
    return pages


def mark(page: httpx.Response) -> str:
    found = re.search(r'name="mark" value="(\w+)"', page.text)
    return found[1] if found else ""


def signed_in(browser: httpx.Client, account: str) -> httpx.Response:
    form = {"mark": mark(browser.get("/sign-in")), "account": account, "password": DEMO_PASSWORD}
    return browser.post("/sign-in", data=form)


def searched(browser: httpx.Client, text: str) -> httpx.Response:
    return browser.post("/cases", data={"mark": mark(browser.get("/cases")), "q": text})


def test_the_play_was_whole(aftermath: Aftermath):
    assert aftermath.crowd.trouble == []
    statuses = {page.status_code for _, page in aftermath.pages}
    assert {200, 303, 403, 404} & statuses >= {200, 404}
    assert len(aftermath.values) > 4 * CASES
    TOLD.append(
        f"traces: {CASES} cases, {len(aftermath.values)} personal values, {len(aftermath.pages)} pages,"
        f" {len(aftermath.errors)} of them errors; {len(aftermath.traces().texts)} places,"
        f" {sum(map(len, aftermath.traces().texts.values())):,} signs searched"
    )


def test_nothing_personal_is_left_in_logs_prefect_addresses_or_errors(aftermath: Aftermath):
    assert aftermath.traces().of(aftermath.values) == []


def test_no_blind_index_of_a_person_is_left_there(aftermath: Aftermath):
    assert aftermath.traces().of(blind(aftermath.house.keyring, aftermath.values)) == []


def test_a_value_in_a_log_would_be_found(aftermath: Aftermath):
    [value, *_] = sorted(aftermath.values)
    planted = aftermath.settings.data_dir / "logs" / "planted.log"
    planted.write_text(f"05:00 | WARNING | {value}\n")
    try:
        assert aftermath.traces().of([value]) == [("log planted.log", value)]
    finally:
        planted.unlink()


def test_a_value_in_a_run_of_prefect_would_be_found(aftermath: Aftermath):
    [value, *_] = sorted(aftermath.values)
    database = Database(str(aftermath.settings.prefect_database), size=1)
    with database.transaction() as connection:
        connection.execute("update flow_run set name = %s", (f"办件 {value}",))
        found = Traces(in_prefect(connection)).of([value])
        raise Rollback  # nothing of it stays
    database.close()
    assert set(found) == {("Prefect's flow_run", value)}


@pytest.mark.parametrize("written", ["{}", "/cases?q={}"])
def test_a_value_in_an_address_would_be_found(aftermath: Aftermath, written: str):
    [value, *_] = sorted(aftermath.values)
    address = written.format(quote(value))
    assert Traces(in_addresses([("/", f'<a href="{address}">')])).of([value]) != []
