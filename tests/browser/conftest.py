"""One installation, one Chromium and the people in front of it, for all journeys."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from flows.installation import read_clock
from hall.command_line import SEED
from hall.demo.subjects import Applicants
from hall.registers.synthetic import Society
from matters.case import business_date
from matters.plays import Play, prepared
from tests.hall.counter import scenarios_of, the_catalogue

if TYPE_CHECKING:  # at run time only where a browser is there, so that other tests need not wait
    from playwright.sync_api import Browser

    from tests.browser.people import People

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
NEEDED = "no Chromium at /usr/bin/chromium; on Debian: apt-get install chromium"

FindPlay = Callable[[str, str], Play]


@pytest.fixture(scope="package")
def served_hall() -> Iterator[str]:
    """The address of a hall that runs with everything it needs."""
    if not Path(CHROMIUM).exists():
        pytest.skip(NEEDED)
    from tests.browser.serving import served

    folder = Path(tempfile.mkdtemp(prefix="onego-", dir="/tmp"))
    try:
        with served(folder) as place:
            yield place.hall
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="package")
def find_play() -> FindPlay:
    """Somebody of today's synthetic society to play a shipped scenario; nobody comes twice."""
    today = business_date(read_clock())
    applicants = Applicants(Society(SEED, today))

    def find(matter: str, scenario: str) -> Play:
        file = scenarios_of(matter)
        one = next(one for one in file.scenarios if one.scenario == scenario)
        declared = the_catalogue().matter(matter)
        facts = applicants.facts_for(declared, file, one)
        return prepared(file, one, declared, facts, today)

    return find


@pytest.fixture(scope="package")
def chromium() -> Iterator["Browser"]:
    """Debian's Chromium. Playwright keeps an event loop in this thread until it is stopped: no longer than needed."""
    if not Path(CHROMIUM).exists():
        pytest.skip(NEEDED)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def people(chromium: "Browser", served_hall: str) -> Iterator["People"]:
    """Whoever takes part in the journeys of one file."""
    from tests.browser.people import people_in

    with people_in(chromium, served_hall) as people:
        yield people
