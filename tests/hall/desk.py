"""A hall over a fresh database, and a browser that stands in front of it."""

import re
import tempfile
import warnings
from dataclasses import dataclass
from datetime import UTC
from functools import cache
from pathlib import Path
from typing import Protocol

from argon2 import PasswordHasher
from fastapi import APIRouter

from flows.installation import Installation
from hall.demo_accounts import DEMO_PASSWORD, seed_demo_accounts
from hall.house import Hall
from hall.passwords import Passwords
from hall.web import PAGES, create_web
from matters.library import stock
from matters.office import Office
from storage.calendars import Calendars
from storage.database import Database
from storage.encryption import keyring_from
from storage.files import FileStore
from storage.settings import Settings
from tests import cases
from tests.builders import a_calendar
from tests.houses import SilentBell

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it would rather have httpx2, which is no dependency of ours
    from starlette.testclient import TestClient

import httpx

from tests.houses import Clock

MONDAY = cases.MONDAY.astimezone(UTC)
"""As the clock of an installation would give it."""
KEY = "k1:" + "A" * 43
QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


class MakeHall(Protocol):
    """Makes halls over the database of one test."""

    def __call__(self, *, demo: bool = True, public: str | None = None) -> Hall: ...


@cache
def the_office() -> Office:
    library = stock(Path("matters/catalogue")).library
    assert library is not None
    return library.office


def a_hall(url: str, clock: Clock, *, demo: bool = True, public: str | None = None) -> Hall:
    settings = Settings(demo=demo, public_url=public, upload_limit="1MB")
    keyring = keyring_from(KEY)
    installation = Installation(
        database=Database(url, size=2),
        keyring=keyring,
        files=FileStore(Path(tempfile.mkdtemp()).as_uri(), keyring),
        bell=SilentBell(),
        office=the_office(),
        calendars=Calendars(a_calendar(), the_office().profile.key),
        public_url=settings.public,
        demo=demo,
        clock=clock,
    )
    return Hall(
        installation=installation,
        settings=settings,
        session_key="a session key of the tests",
        passwords=QUICK,
    )


@dataclass
class Browser:
    """One browser: it keeps cookies, follows redirects when told to, and fills in forms."""

    client: TestClient
    hall: Hall

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.client.get(path, headers=headers)

    def mark(self, path: str = "/sign-in") -> str:
        """The mark in the forms of a page."""
        found = re.search(r'name="mark" value="(\w+)"', self.client.get(path).text)
        assert found is not None, f"no form on {path}"
        return found[1]

    def post(self, path: str, form: dict[str, str], **headers: str) -> httpx.Response:
        return self.client.post(path, data=form, headers=headers)

    def submit(self, path: str, on: str | None = None, **form: str) -> httpx.Response:
        """Fill in the form of a page and send it, as a person would."""
        return self.post(path, {"mark": self.mark(on or path), **form})

    def sign_in(self, account: str, password: str = DEMO_PASSWORD) -> httpx.Response:
        return self.submit("/sign-in", account=account, password=password)


def a_browser(hall: Hall, *more: APIRouter) -> Browser:
    app = create_web(hall, (*PAGES, *more))
    client = TestClient(app, base_url=hall.settings.public, follow_redirects=False)
    return Browser(client, hall)


def signed_in(hall: Hall, account: str) -> Browser:
    browser = a_browser(hall)
    assert browser.sign_in(account).status_code == 303
    return browser


def with_accounts(hall: Hall) -> Hall:
    seed_demo_accounts(hall)
    return hall
