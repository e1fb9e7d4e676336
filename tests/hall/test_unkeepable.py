"""What PostgreSQL cannot keep: a NUL in an address or a form gets a sentence, never an error."""

import re
from urllib.parse import quote

import psycopg
import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from hall.house import Hall
from hall.web import create_web
from matters.case import Withdrawn
from storage import cases
from storage.database import NotKeepable
from tests.hall.act_forms import do
from tests.hall.desk import a_browser, signed_in
from tests.hall.town import Town

NUL = quote("a\x00b")
ASKED = f"q={NUL}&department={NUL}&matter={NUL}&state={NUL}&number={NUL}&code={NUL}&account={NUL}"
PLACES = (f"after={quote('2026-01-01T00:00:00+00:00~a')}{NUL}~b", f"after={NUL}")
"""Where a page of a list begins."""


def pages_of(app: FastAPI) -> list[str]:
    """The addresses of all pages, with NUL wherever something is to be named; without the one that rings on and on."""
    paths = {
        route.path
        for route in iter_route_contexts(app.routes)
        if "GET" in (getattr(route, "methods", None) or ()) and route.path != "/live/inbox"
    }
    return [re.sub(r"\{[^}]+\}", NUL, path) for path in sorted(paths)]


@pytest.mark.parametrize("account", [None, "admin", "chen", "market-regulation-head", "supervisor"])
def test_no_page_fails_over_an_address_with_a_nul(hall: Hall, account: str | None):
    browser = a_browser(hall)
    if account:
        browser.sign_in(account)
    failed = [
        address
        for path in pages_of(create_web(hall))
        for address in (path, *(f"{path}?{ASKED}&{place}" for place in PLACES))
        if browser.get(address).status_code >= 500
    ]
    assert failed == []


def test_a_nul_pasted_into_a_form_is_left_out(hall: Hall):
    number = Town(hall).case("open-a-restaurant", "small-shop")
    clerk = signed_in(hall, "chen")
    answer = do(clerk, number, "withdraw", reason="改变\x00计划。")
    assert answer.status_code == 303
    with hall.database.transaction() as connection:
        case = cases.load(connection, hall.keyring, number).case
    assert [fact.reason for fact in case.facts if isinstance(fact, Withdrawn)] == ["改变计划。"]


@pytest.mark.parametrize("said", ["a\x00b", '"a\\u0000b"'])
def test_the_database_says_that_it_cannot_keep_a_nul(hall: Hall, said: str):
    with pytest.raises(NotKeepable), hall.database.transaction() as connection:
        connection.execute("select %s::text, %s::jsonb", (said, said))
    with pytest.raises(NotKeepable), hall.database.session() as session:
        session.connection().exec_driver_sql("select %s::text, %s::jsonb", (said, said))


def test_other_mistakes_about_values_are_not_taken_for_a_nul(hall: Hall):
    with pytest.raises(psycopg.DataError), hall.database.transaction() as connection:
        connection.execute("select '10000-01-01'::date").fetchone()
    with pytest.raises(psycopg.DataError), hall.database.transaction() as connection:
        connection.execute("select 'no day'::date")
